//! Weaknesses: the list of them, and one with its whole life.

use super::action::ThemeOnly;
use super::area::{ActionCount, InspectionName, ReviewFinding, ReviewName, WeaknessState};
use super::common::{
    AreaName, ByPath, ByPathFields, Citation, DocumentName, NoteBrief, PlanName, PublishedDate,
    ThemeAssignment,
};
use super::plan::{MeasureCount, WorkstreamState, WorkstreamUpdate};
use super::schema;
use super::word::{FindingKind, TextChangeKind, WeaknessStateKind};
use crate::api::{ApiResult, ask};

/// How many weaknesses there are.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "WeaknessConnection")]
pub struct WeaknessCount {
    pub total_count: i32,
}

/// A line of the list of weaknesses.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct WeaknessRow {
    pub path: String,
    pub number: i32,
    pub title: String,
    pub statement: String,
    pub area: AreaName,
    pub inspection: InspectionName,
    /// The last one is the latest.
    pub states: Vec<DatedState>,
    pub themes: Vec<ThemeOnly>,
    #[arguments(first: 20)]
    pub workstreams: AnswerLines,
    pub citations: Vec<Citation>,
}

/// A stage in the life of a weakness, without its source.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "WeaknessState")]
pub struct DatedState {
    pub state: WeaknessStateKind,
    pub as_of: Option<PublishedDate>,
}

/// The workstreams that answer a weakness.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "WorkstreamConnection")]
pub struct AnswerLines {
    pub nodes: Vec<AnswerLine>,
}

/// A workstream that answers a weakness, by its number and its plan.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct AnswerLine {
    pub path: String,
    pub number: String,
    pub plan: PlanName,
}

/// A weakness with its whole life.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct WeaknessLife {
    pub id: cynic::Id,
    pub path: String,
    pub number: i32,
    pub title: String,
    pub statement: String,
    pub area: AreaName,
    pub inspection: InspectionName,
    pub wordings: Vec<Wording>,
    pub states: Vec<WeaknessState>,
    #[arguments(first: 100)]
    pub workstreams: Answers,
    pub findings: Vec<ReviewFinding>,
    pub themes: Vec<ThemeAssignment>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

/// How one document words a weakness, and what changed since the wording before.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "WeaknessWording")]
pub struct Wording {
    pub text: String,
    pub changes: Option<Vec<TextChange>>,
    pub as_of: Option<String>,
    pub plan: Option<PlanName>,
    pub document: DocumentName,
    pub place: String,
    pub line_from: i32,
}

/// A piece of text, and what became of it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct TextChange {
    pub kind: TextChangeKind,
    pub text: String,
}

/// The workstreams that answer a weakness.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "WorkstreamConnection")]
pub struct Answers {
    pub nodes: Vec<Answer>,
}

/// A workstream that answers a weakness.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct Answer {
    pub path: String,
    pub number: String,
    pub title: String,
    pub leads_published: Option<String>,
    pub plan: PlanName,
    pub states: Vec<WorkstreamState>,
    pub updates: Vec<WorkstreamUpdate>,
    #[arguments(first: 1)]
    pub actions: ActionCount,
    #[arguments(first: 1)]
    pub measures: MeasureCount,
    pub findings: Vec<AnswerFinding>,
}

/// What a review said of a workstream.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "ReviewFinding")]
pub struct AnswerFinding {
    pub finding: FindingKind,
    pub statement: String,
    pub review: ReviewName,
    pub weakness: Option<WeaknessPath>,
}

/// A weakness, by its path alone.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct WeaknessPath {
    pub path: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct WeaknessQuery {
    #[arguments(path: $path)]
    weakness: Option<WeaknessLife>,
}

operation!(weakness: WeaknessQuery(ByPath));

/// One weakness with its whole life.
pub async fn weakness(path: String) -> ApiResult<WeaknessLife> {
    ask::<WeaknessQuery>(ByPath { path })
        .await?
        .found("weakness", |data| data.weakness)
}

list! {
    WEAKNESSES: WeaknessRow,
    weaknesses: "WeaknessConnection" filtered by "WeaknessFilter" ordered by "WeaknessOrder",
    weakness_facets: "WeaknessFacets" {
        area: "area",
        inspection: "inspection",
        plan: "plan",
        theme: "theme",
        state: "state",
        without: "without",
    },
    operations weaknesses, weakness_choices,
}
