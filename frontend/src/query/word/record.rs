use super::schema;

words! {
    /// The kind of a record.
    RecordKind {
        Area: "area", "Local area";
        Organisation: "organisation", "Organisation";
        Document: "document", "Document";
        Theme: "theme", "Theme";
        Inspection: "inspection", "Inspection";
        Plan: "plan", "Plan";
        StatusScheme: "status-scheme", "Status scheme";
        StrategyPriority: "strategy-priority", "Priority of a strategy";
        Weakness: "weakness", "Weakness";
        Workstream: "workstream", "Workstream";
        Action: "action", "Action";
        Measure: "measure", "Measure";
        Review: "review", "Review";
        Meeting: "meeting", "Meeting";
        Survey: "survey", "Survey";
        SurveyWave: "survey-wave", "Year of a survey";
        SurveyQuestion: "survey-question", "Question of a survey";
        SurveyResult: "survey-result", "Result of a survey";
        FeedbackItem: "feedback-item", "You said, we did";
        Indicator: "indicator", "Indicator";
        IndicatorValue: "indicator-value", "Value of an indicator";
        GlossaryTerm: "glossary-term", "Glossary term";
        DataQualityNote: "data-quality-note", "Data-quality note";
    }
}

words! {
    /// What a change did.
    Deed {
        Created: "created", "New";
        Updated: "updated", "Changed";
        Deleted: "deleted", "Removed";
    }
}

impl RecordKind {
    /// What one record of it is called in a sentence, and several.
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Area => ("local area", "local areas"),
            Self::Organisation => ("organisation", "organisations"),
            Self::Document => ("document", "documents"),
            Self::Theme => ("theme", "themes"),
            Self::Inspection => ("inspection", "inspections"),
            Self::Plan => ("plan", "plans"),
            Self::StatusScheme => ("status scheme", "status schemes"),
            Self::StrategyPriority => ("priority", "priorities"),
            Self::Weakness => ("weakness", "weaknesses"),
            Self::Workstream => ("workstream", "workstreams"),
            Self::Action => ("action", "actions"),
            Self::Measure => ("measure", "measures"),
            Self::Review => ("review", "reviews"),
            Self::Meeting => ("meeting", "meetings"),
            Self::Survey => ("survey", "surveys"),
            Self::SurveyWave => ("year of a survey", "years of surveys"),
            Self::SurveyQuestion => ("survey question", "survey questions"),
            Self::SurveyResult => ("survey result", "survey results"),
            Self::FeedbackItem => ("comment of families", "comments of families"),
            Self::Indicator => ("indicator", "indicators"),
            Self::IndicatorValue => ("figure", "figures"),
            Self::GlossaryTerm => ("term", "terms"),
            Self::DataQualityNote => ("data-quality note", "data-quality notes"),
        }
    }

    /// The name of its type in the API, as `__typename` says it.
    pub fn typename(self) -> String {
        match self {
            Self::Area => "LocalArea".to_owned(),
            other => format!("{other:?}"),
        }
    }
}

words! {
    /// A kind of event of the timeline.
    #[cynic(graphql_type = "TimelineEventKind")]
    EventKind {
        Inspection: "inspection", "Inspection";
        InspectionReport: "inspection-report", "Inspection report published";
        Document: "document", "Document published";
        Review: "review", "Review";
        Meeting: "meeting", "Meeting";
        ActionDue: "action-due", "Action due";
        WeaknessState: "weakness-state", "Stage of a weakness";
        WorkstreamState: "workstream-state", "Stage of a workstream";
    }
}
