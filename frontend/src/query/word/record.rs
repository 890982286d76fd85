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

impl RecordKind {
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
