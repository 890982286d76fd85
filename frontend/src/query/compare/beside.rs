//! What stands beside each other beyond the plans themselves: what families were asked, figures, and time.

use crate::query::common::{Citation, NaiveDate, NodeName, PublishedDate};
use crate::query::schema;
use crate::query::word::{CountedFrom, CounterpartClass, EventKind, Geography, ValueKind};

/// A question that one area asked families, beside one that the other asked, or beside nothing.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ComparedQuestions {
    pub class: CounterpartClass,
    pub a: Option<AskedQuestion>,
    pub b: Option<AskedQuestion>,
    pub reason: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyQuestion")]
pub struct AskedQuestion {
    pub path: String,
    pub text: String,
    pub options: Option<String>,
    pub survey: AskedSurvey,
    #[arguments(first: 20)]
    pub results: AskedResults,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Survey")]
pub struct AskedSurvey {
    pub title: String,
    pub population: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyResultConnection")]
pub struct AskedResults {
    pub nodes: Vec<AskedResult>,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyResult")]
pub struct AskedResult {
    pub published: String,
    pub value: Option<f64>,
    pub service: Option<String>,
    pub base: Option<i32>,
    pub base_note: Option<String>,
    pub reason: Option<String>,
    pub author: Option<String>,
    pub link: Option<String>,
    pub wave: AskedWave,
    pub citations: Vec<Citation>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyWave")]
pub struct AskedWave {
    pub year: i32,
}

/// An indicator with what the documents of both areas print of it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ComparedIndicator {
    pub indicator: IndicatorName,
    pub class: CounterpartClass,
    pub reason: String,
    pub a: Vec<PrintedFigure>,
    pub b: Vec<PrintedFigure>,
    pub together: Vec<PrintedFigure>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Indicator")]
pub struct IndicatorName {
    pub path: String,
    pub name: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "IndicatorValue")]
pub struct PrintedFigure {
    pub geography: Geography,
    pub geography_name: String,
    pub measure: ValueKind,
    pub published: String,
    pub value: Option<f64>,
    pub period: Option<String>,
    pub as_at: Option<PublishedDate>,
    pub citations: Vec<Citation>,
}

/// What happened around two plans, each in a lane of its own.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct ComparedTimeline {
    pub a: TimelineLane,
    pub b: TimelineLane,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct TimelineLane {
    pub inspection: Option<InspectionTitle>,
    pub counted_from: Option<NaiveDate>,
    pub counted_from_kind: Option<CountedFrom>,
    pub events: Vec<PlacedEvent>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Inspection")]
pub struct InspectionTitle {
    pub title: String,
}

/// Something at a time, around one plan.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "TimelineEvent")]
pub struct LaneEvent {
    pub kind: EventKind,
    pub title: String,
    pub date: Option<PublishedDate>,
    pub path: String,
    pub record: Option<NodeName>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct PlacedEvent {
    pub months: Option<i32>,
    pub months_to: Option<i32>,
    pub event: LaneEvent,
}
