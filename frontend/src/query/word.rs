//! The words of the contract: each with its name in addresses and its name on the page.

use super::schema;

/// An enum of the schema, with the three spellings that the page needs of each value.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($value:ident $(= $wire:literal)?: $slug:literal, $label:literal;)* }) => {
        #[derive(cynic::Enum, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        $(#[$about])*
        pub enum $name {
            $($(#[cynic(rename = $wire)])? $value,)*
        }

        impl $name {
            /// Every value, in the order in which the page lists them.
            pub const ALL: &'static [Self] = &[$(Self::$value),*];

            /// Every value as in an address, and as on the page.
            pub const WORDS: &'static [(&'static str, &'static str)] = &[$(($slug, $label)),*];

            /// The word in an address.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$value => $slug),* }
            }

            /// The words on the page.
            pub fn label(self) -> &'static str {
                match self { $(Self::$value => $label),* }
            }

            /// The value that an address names, if there is one.
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.slug() == slug)
            }
        }
    };
}

mod assess;
mod gap;
mod record;

pub use assess::*;
pub use gap::*;
pub use record::*;

words! {
    /// The shared scale onto which every plan's own status words are placed.
    SharedStatus {
        NotStarted: "not-started", "Not started";
        InProgress: "in-progress", "In progress";
        OnTrack: "on-track", "On track";
        Delayed: "delayed", "Delayed";
        Completed: "completed", "Completed";
        Unknown: "unknown", "Not clear from the source";
        NotStated: "not-stated", "Not stated in the source";
    }
}

words! {
    /// What somebody may do in the team of an area.
    Role {
        Reader: "reader", "Reader";
        Contributor: "contributor", "Contributor";
        Editor: "editor", "Editor";
        AreaAdministrator: "area-administrator", "Area administrator";
    }
}

words! {
    /// What a token is good for.
    TokenScope {
        Read: "read", "Read";
        Write: "write", "Read and change";
    }
}

words! {
    /// Why an action is to be seen to.
    WorkReason {
        Overdue: "overdue", "Overdue";
        DueThisMonth: "due-this-month", "Due this month";
        DueNextMonth: "due-next-month", "Due next month";
        Quiet: "quiet", "No update for 60 days";
    }
}

words! {
    /// What kind of problem a change has.
    ProblemCode {
        Required: "required", "Required";
        TooShort: "too-short", "Too short";
        TooLong: "too-long", "Too long";
        TooMany: "too-many", "Too many";
        Invalid: "invalid", "Cannot be meant";
        NotFound: "not-found", "Not found";
        Taken: "taken", "There already";
        SignInFirst: "sign-in-first", "Nobody has signed in";
        Forbidden: "forbidden", "Not allowed";
        Stale: "stale", "Changed meanwhile";
        TryLater: "try-later", "Too many attempts";
    }
}

words! {
    /// What a published due date means.
    DueKind {
        Completion: "completion", "Completion";
        Decision: "decision", "A decision, not completion";
        GoLive: "go-live", "Going live";
        Milestones: "milestones", "Several milestones";
        Dependent: "dependent", "Depends on something else";
        InPlace: "in-place", "In place already";
        Unknown: "unknown", "Not clear from the source";
        NotStated: "not-stated", "Not stated in the source";
    }
}

words! {
    /// What an action may lack.
    #[cynic(graphql_type = "ActionGap")]
    Gap {
        Lead: "lead", "No lead stated for it";
        UsableDate: "usable-date", "No date that names one day";
        Status: "status", "No status stated";
        Evidence: "evidence", "No evidence stated";
        Measure: "measure", "No measure of its own";
        Theme: "theme", "No theme of ours";
    }
}

words! {
    /// How exact a date is.
    Precision {
        Day: "day", "a day";
        Days: "days", "several days";
        Month: "month", "a month";
        Season: "season", "a season";
        Year: "year", "a year";
        Range: "range", "a range";
    }
}

words! {
    /// Why a published date needs checking.
    DateProblem {
        Impossible: "impossible", "no such day exists";
        Mistyped: "mistyped", "the date is mistyped";
        NoDate: "no-date", "the words hold no date";
    }
}

words! {
    /// How a record came under a theme.
    AssignmentMethod {
        Stated: "stated", "stated in the source";
        Rule: "rule", "by rule";
        Reviewer: "reviewer", "by a reviewer";
    }
}

words! {
    /// The kind of a plan.
    PlanKind {
        Wsoa: "wsoa", "Written Statement of Action";
        App: "app", "Accelerated Progress Plan";
        Pap: "pap", "Priority Action Plan";
        Strategy: "strategy", "Strategy";
    }
}

words! {
    /// Whether a document or plan is a draft.
    PublicationStatus {
        Draft: "draft", "Draft";
        Final: "final", "Final";
    }
}

words! {
    /// The kind of a document.
    DocumentKind {
        Wsoa: "wsoa", "Written Statement of Action";
        App: "app", "Accelerated Progress Plan";
        Pap: "pap", "Priority Action Plan";
        ScrutinyReport: "scrutiny-report", "Scrutiny report";
        Strategy: "strategy", "Strategy";
        SurveyReport: "survey-report", "Survey report";
    }
}

words! {
    /// What an inspection decided.
    OutcomeKind {
        StatementRequired: "statement-required", "Written Statement of Action required";
        NoStatementRequired: "no-statement-required", "No Written Statement of Action required";
        ProgressPlanRequired: "progress-plan-required", "Accelerated Progress Plan required";
        TypicallyPositive: "typically-positive", "Typically positive experiences and outcomes";
        Inconsistent: "inconsistent", "Inconsistent experiences and outcomes";
        SystemicFailings: "systemic-failings", "Widespread or systemic failings";
        NotStated: "not-stated", "Not stated in the source";
        Expected: "expected", "Still to come";
    }
}

words! {
    /// The framework of an inspection.
    Framework {
        Joint2016 = "JOINT_2016": "joint-2016", "Local area SEND inspection (2016 to 2022)";
        Area2023 = "AREA_2023": "area-2023", "Area SEND inspection (since 2023)";
    }
}

words! {
    /// The kind of an inspection.
    InspectionKind {
        Full: "full", "Full inspection";
        Revisit: "revisit", "Revisit";
        Monitoring: "monitoring", "Monitoring visit";
    }
}

words! {
    /// A stage in the life of a weakness.
    WeaknessStateKind {
        Found: "found", "Found by an inspection";
        Planned: "planned", "A plan is to answer it";
        Progressed: "progressed", "Sufficient progress";
        Outstanding: "outstanding", "Still outstanding";
        CarriedOver: "carried-over", "Carried over into another plan";
        Reviewed: "reviewed", "Looked at by a review";
        RemovedFromMonitoring: "removed-from-monitoring", "Left formal monitoring";
        BusinessAsUsual: "business-as-usual", "Goes on as business as usual";
    }
}

words! {
    /// Whether a workstream is formally monitored.
    MonitoringState {
        InFormalMonitoring: "in-formal-monitoring", "In formal monitoring";
        RemovedFromFormalMonitoring: "removed-from-formal-monitoring", "Left formal monitoring";
        BusinessAsUsual: "business-as-usual", "Goes on as business as usual";
    }
}

words! {
    /// Who a member of a workstream is.
    MemberRole {
        Lead: "lead", "Lead";
        Member: "member", "Member";
    }
}

words! {
    /// Whether a meeting has a date.
    MeetingState {
        Scheduled: "scheduled", "In the schedule";
        ToSchedule: "to-schedule", "Still to be scheduled";
    }
}

words! {
    /// Whether a review has taken place.
    ReviewState {
        Held: "held", "Held";
        Expected: "expected", "Expected";
    }
}

words! {
    /// What became of a row of You said, we did, as a team says.
    FeedbackOutcome {
        Done: "done", "Done";
        Delayed: "delayed", "Later than was said";
        RolledOn: "rolled-on", "Goes on into the next year";
        Unanswered: "unanswered", "Nothing is known to have been done";
    }
}

words! {
    /// What a review found.
    FindingKind {
        ClearAndSustainedProgress: "clear-and-sustained-progress", "Clear and sustained progress";
        SufficientProgress: "sufficient-progress", "Sufficient progress";
        Progress: "progress", "Progress";
        NotSufficientProgress: "not-sufficient-progress", "Not sufficient progress";
        NotStated: "not-stated", "Not stated in the source";
    }
}

words! {
    /// What a point of a strategy is.
    PointKind {
        Improvement: "improvement", "Improvements so far";
        Development: "development", "Areas for development";
        Commitment: "commitment", "Commitments";
    }
}

words! {
    /// What a part of a strategy is.
    PriorityKind {
        AreaOfWork: "area-of-work", "Area of work";
        Priority: "priority", "Priority";
    }
}

words! {
    /// The unit of a measure.
    MeasureUnit {
        Number: "number", "Number";
        Percent: "percent", "Per cent";
        Survey: "survey", "Survey";
        Text: "text", "In words";
    }
}

words! {
    /// Which way of a measure is better.
    MeasurePolarity {
        Higher: "higher", "Higher is better";
        Lower: "lower", "Lower is better";
        Neutral: "neutral", "Neither is better";
        NotStated: "not-stated", "Not stated in the source";
    }
}

words! {
    /// The kind of council an area has.
    AreaKind {
        County: "county", "County council";
        Unitary: "unitary", "Unitary council";
        Metropolitan: "metropolitan", "Metropolitan borough";
        LondonBorough: "london-borough", "London borough";
    }
}

words! {
    /// A stage of the golden thread.
    ThreadStage {
        Finding: "finding", "Inspection";
        Weakness: "weakness", "Weakness";
        Workstream: "workstream", "Workstream";
        Action: "action", "Action";
        Measure: "measure", "Measure";
        Review: "review", "Review";
        Evidence: "evidence", "Families say";
    }
}

impl ThreadStage {
    /// Several of its records.
    pub fn many(self) -> &'static str {
        match self {
            Self::Finding => "Inspections",
            Self::Weakness => "Weaknesses",
            Self::Workstream => "Workstreams",
            Self::Action => "Actions",
            Self::Measure => "Measures",
            Self::Review => "Reviews",
            Self::Evidence => "What families say",
        }
    }
}

words! {
    /// What a link of the golden thread rests on.
    LinkBasis {
        Stated: "stated", "stated in the source";
        SameSection: "same-section", "printed in the same section";
        Inferred: "inferred", "inferred from a shared theme";
        AddedByTeam: "added-by-team", "added by a team";
    }
}
