//! How much there is of each kind of record.

use super::schema;
use crate::api::{ApiResult, ask};

/// Connections of which only the length is asked for.
macro_rules! lengths {
    ($($name:ident of $connection:literal),* $(,)?) => {$(
        #[derive(cynic::QueryFragment, Debug)]
        #[cynic(graphql_type = $connection)]
        pub struct $name {
            pub total_count: i32,
        }
    )*};
}

lengths! {
    Areas of "LocalAreaConnection",
    Inspections of "InspectionConnection",
    Weaknesses of "WeaknessConnection",
    Plans of "PlanConnection",
    Workstreams of "WorkstreamConnection",
    Actions of "ActionConnection",
    Measures of "MeasureConnection",
    Reviews of "ReviewConnection",
    Questions of "SurveyQuestionConnection",
    Results of "SurveyResultConnection",
    Feedback of "FeedbackItemConnection",
    Values of "IndicatorValueConnection",
    Meetings of "MeetingConnection",
    Timeline of "TimelineEventConnection",
    Documents of "DocumentConnection",
    Terms of "GlossaryTermConnection",
    Notes of "DataQualityNoteConnection",
    Themes of "ThemeConnection",
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Query")]
pub struct Counts {
    #[arguments(first: 1)]
    pub local_areas: Areas,
    #[arguments(first: 1)]
    pub inspections: Inspections,
    #[arguments(first: 1)]
    pub weaknesses: Weaknesses,
    #[arguments(first: 1)]
    pub plans: Plans,
    #[arguments(first: 1)]
    pub workstreams: Workstreams,
    #[arguments(first: 1)]
    pub actions: Actions,
    #[arguments(first: 1)]
    pub measures: Measures,
    #[arguments(first: 1)]
    pub reviews: Reviews,
    #[arguments(first: 1)]
    pub survey_questions: Questions,
    #[arguments(first: 1)]
    pub survey_results: Results,
    #[arguments(first: 1)]
    pub feedback_items: Feedback,
    #[arguments(first: 1)]
    pub indicator_values: Values,
    #[arguments(first: 1)]
    pub meetings: Meetings,
    #[arguments(first: 1)]
    pub timeline: Timeline,
    #[arguments(first: 1)]
    pub documents: Documents,
    #[arguments(first: 1)]
    pub glossary_terms: Terms,
    #[arguments(first: 1)]
    pub data_quality_notes: Notes,
    #[arguments(first: 1)]
    pub themes: Themes,
}

operation!(explore: Counts(()));

/// How much there is of everything.
pub async fn counts() -> ApiResult<Counts> {
    ask(()).await
}
