//! The words for what a record may lack, and for what became of a piece of text.

use super::schema;

words! {
    /// What a weakness may lack: a link of the thread that is broken there.
    WeaknessGap {
        Workstream: "workstream", "No workstream answers it";
        Action: "action", "No action in any workstream that answers it";
        Measure: "measure", "No measure in any workstream that answers it";
        Review: "review", "No finding of a review on it";
    }
}

words! {
    /// How an action stands to a day.
    Lateness {
        Overdue: "overdue", "Overdue";
        NotOverdue: "not-overdue", "Not overdue";
        Unknown: "unknown", "Cannot be judged";
    }
}

words! {
    /// What a workstream may lack.
    WorkstreamGap {
        Weakness: "weakness", "It answers no weakness";
        Lead: "lead", "No lead stated";
        Action: "action", "No action";
        Measure: "measure", "No measure of its own or of its actions";
        Review: "review", "No finding of a review on it";
    }
}

words! {
    /// What a measure may lack.
    MeasureGap {
        Action: "action", "No action of its own: it is of the workstream";
        Baseline: "baseline", "No baseline stated";
        Target: "target", "No target stated";
        Observation: "observation", "No reading stated";
    }
}

words! {
    /// What became of a piece of text in a later wording.
    TextChangeKind {
        Kept: "kept", "Kept";
        Added: "added", "Added";
        Removed: "removed", "Removed";
    }
}
