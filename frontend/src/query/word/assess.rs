//! The words for figures, for what is doubtful in a document, and for comparison.

use super::schema;

words! {
    /// Which way of an indicator or an answer is better.
    Polarity {
        Higher: "higher", "Higher is better";
        Lower: "lower", "Lower is better";
        Neutral: "neutral", "Neither is better";
    }
}

words! {
    /// The unit of an indicator.
    IndicatorUnit {
        Number: "number", "Number";
        Percent: "percent", "Per cent";
    }
}

words! {
    /// What a figure is of.
    Geography {
        Area: "area", "Local area";
        Region: "region", "Region";
        National: "national", "England";
    }
}

words! {
    /// What a figure is.
    ValueKind {
        Value: "value", "Figure";
        Previous: "previous", "Figure of the period before";
        Change: "change", "Printed change";
        Share: "share", "Share of a whole";
    }
}

words! {
    /// The rule under which a data-quality note was made.
    NoteRule {
        ImpossibleDate: "impossible-date", "Impossible date";
        MistypedDate: "mistyped-date", "Mistyped date";
        DecisionDate: "decision-date", "Date of a decision, not of completion";
        ImpreciseDate: "imprecise-date", "Imprecise date";
        DateDepends: "date-depends", "Date depends on something else";
        NoDate: "no-date", "No usable date";
        TwoReadings: "two-readings", "Two readings of one figure";
        BaseConflict: "base-conflict", "Bases that do not agree";
        ChangeArithmetic: "change-arithmetic", "A change that does not add up";
        PointsNotPercent: "points-not-percent", "Percentage points and per cent";
        SatisfiedDissatisfied: "satisfied-dissatisfied", "Satisfied or dissatisfied";
        QuestionChanged: "question-changed", "Question changed";
        PopulationChanged: "population-changed", "Population changed";
        Placeholder: "placeholder", "Placeholder left in";
        LegendContradiction: "legend-contradiction", "Legend contradicts itself";
        DuplicateSection: "duplicate-section", "Section number used twice";
        DuplicateRow: "duplicate-row", "Row printed twice";
        MissingSection: "missing-section", "Section missing";
        CutOffText: "cut-off-text", "Text cut off";
        TargetMissed: "target-missed", "Target already missed";
        BenchmarkDate: "benchmark-date", "Benchmark of another date";
        NameSpelling: "name-spelling", "A name in several spellings";
        MissingLead: "missing-lead", "No person named as lead";
        MissingValue: "missing-value", "Value missing";
        WordingChanged: "wording-changed", "Wording changed";
        TypingError: "typing-error", "Typing error";
        DeadReference: "dead-reference", "Reference that leads nowhere";
        Other: "other", "Other";
    }
}

words! {
    /// How much a data-quality note matters to a reader.
    Severity {
        Error: "error", "Wrong as it stands";
        Warning: "warning", "Read with care";
        Note: "note", "Good to know";
    }
}

words! {
    /// What has become of a data-quality note.
    NoteState {
        Open: "open", "Open";
        Accepted: "accepted", "The source stands";
        FixedInSource: "fixed-in-source", "Put right in the source";
    }
}

words! {
    /// Whether a figure can be set against the one before.
    Comparability {
        Comparable: "comparable", "Comparable";
        NotComparable: "not-comparable", "Not comparable";
        NoPrevious: "no-previous", "No earlier figure";
        Unclear: "unclear", "Not clear from the source";
    }
}

words! {
    /// What a row of "You said, we did" may lack.
    #[cynic(graphql_type = "FeedbackItemGap")]
    FeedbackGap {
        Promised: "promised", "No promise of the year before stated";
        Done: "done", "Nothing stated as done";
        Next: "next", "Nothing stated as planned";
    }
}

words! {
    /// Where in a survey report a figure stands.
    ResultKind {
        Headline: "headline", "Headline";
        Pair: "pair", "With the year before";
        StandAlone: "stand-alone", "Stands alone";
        Need: "need", "Need of the child";
    }
}

words! {
    /// Whether an aspect of two plans can be compared.
    Comparable {
        Yes: "yes", "Yes";
        Partly: "partly", "Partly";
        No: "no", "No";
    }
}

words! {
    /// How alike the wording of two actions is.
    SimilarityBand {
        Strong: "strong", "Strong";
        Possible: "possible", "Possible";
    }
}

words! {
    /// How far two measures, questions or indicators can be compared.
    CounterpartClass {
        SameDefinition: "same-definition", "Same definition";
        SameIdea: "same-idea", "Same idea, other words";
        NotComparable: "not-comparable", "Not comparable";
        NoCounterpart: "no-counterpart", "No counterpart";
    }
}

words! {
    /// What day months are counted from.
    CountedFrom {
        Report: "report", "the day of its report";
        Inspection: "inspection", "the last day that it can have lasted";
    }
}

words! {
    /// What a reviewer thinks of two actions of two plans.
    SimilarityVerdict {
        Same: "same", "The same work";
        Related: "related", "Related work";
        Different: "different", "Different work";
    }
}

words! {
    /// What became of a part of a plan in its later version.
    VersionChange {
        Added: "added", "Added";
        Removed: "removed", "Removed";
        Reworded: "reworded", "Reworded";
        StatusMoved: "status-moved", "Status moved";
        DateMoved: "date-moved", "Due date moved";
        LeadChanged: "lead-changed", "Lead changed";
        StepsChanged: "steps-changed", "Steps changed";
        EvidenceChanged: "evidence-changed", "Evidence changed";
        ImpactChanged: "impact-changed", "Impact changed";
        OutcomesChanged: "outcomes-changed", "Outcomes changed";
        BaselineChanged: "baseline-changed", "Baseline changed";
        TargetChanged: "target-changed", "Target changed";
    }
}

words! {
    /// What of two plans is compared.
    ComparedAspect {
        Weakness: "weakness", "The weakness answered";
        Lead: "lead", "Lead";
        DueDate: "due-date", "Due date that names one day";
        Status: "status", "Status";
        Evidence: "evidence", "Evidence";
        Measure: "measure", "Measures";
        Target: "target", "Targets";
        Baseline: "baseline", "Baselines";
    }
}

words! {
    /// Where a theme occurs.
    Presence {
        Both: "both", "Both";
        OnlyA: "only-a", "Only the first";
        OnlyB: "only-b", "Only the second";
        Neither: "neither", "Neither";
    }
}

words! {
    /// How a target compares.
    TargetComparison {
        Above: "above", "more than";
        AtLeast: "at-least", "at least";
        Equal: "equal", "exactly";
        AtMost: "at-most", "at most";
        Below: "below", "less than";
    }
}
