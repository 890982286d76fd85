//! A record, as the form of a change of it shows it.

use serde_json::json;

use crate::api::{ApiResult, send};
use crate::format::review_name;
use crate::query::change::ChangeCondition;
use crate::query::common::{AreaName, NaiveDate, PublishedDate, Versioned};
use crate::query::edit::review::{Finding, ReviewedPlan};
use crate::query::feedback::{CarriedOn, FeedbackUpdate};
use crate::query::plan::{Observation, WorkstreamUpdate};
use crate::query::schema;
use crate::query::survey::{QuestionText, WaveYear};
use crate::query::word::{NoteState, RecordKind, ReviewState, TargetComparison};
use crate::url::list::wire;

/// A measure: what its team has set, beside what is published.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Measure {
    id: cynic::Id,
    pub number: String,
    pub text: String,
    pub baseline: Option<String>,
    pub target: Option<String>,
    pub team_baseline: Option<TeamFigure>,
    pub team_target: Option<TeamFigure>,
    pub observations: Vec<Observation>,
    area: AreaName,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct TeamFigure {
    pub text: String,
    pub value: Option<f64>,
    pub comparison: Option<TargetComparison>,
}

/// A workstream: whether it is monitored, as its team says.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Workstream {
    id: cynic::Id,
    pub number: String,
    pub title: String,
    pub updates: Vec<WorkstreamUpdate>,
    area: AreaName,
}

/// A row of You said, we did: what became of it, as the team says.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct FeedbackItem {
    id: cynic::Id,
    // A number is text in other kinds, and one answer has one form for each name.
    #[cynic(rename = "number", alias)]
    pub ordinal: i32,
    pub comment: String,
    pub promised: Option<String>,
    pub carries_on: Option<CarriedOn>,
    pub updates: Vec<FeedbackUpdate>,
    area: AreaName,
}

/// A data-quality note, and what has become of it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct DataQualityNote {
    id: cynic::Id,
    pub first: String,
    pub second: Option<String>,
    pub why: String,
    pub shown: String,
    pub state: NoteState,
    pub ruling: Option<String>,
    area: AreaName,
}

/// A review of a plan. Nobody has entered it where a document states it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Review {
    id: cynic::Id,
    pub title: String,
    pub by: String,
    pub held: Option<PublishedDate>,
    // A state is another list of words in other kinds.
    #[cynic(rename = "state", alias)]
    pub review_state: ReviewState,
    pub outcome: Option<String>,
    pub link: Option<String>,
    pub author: Option<String>,
    pub findings: Vec<Finding>,
    pub plan: ReviewedPlan,
    area: AreaName,
}

impl Review {
    /// What it is called, at a path.
    pub fn name(&self, path: &str) -> String {
        let held = self.held.as_ref();
        let from = held.and_then(|held| held.from.as_ref());
        let to = held.and_then(|held| held.to.as_ref());
        let [from, to] = [from, to].map(|day| day.map(|day| day.0.as_str()));
        review_name(path, from, to)
    }
}

/// A figure of a survey that a team has entered.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyResult {
    id: cynic::Id,
    pub published: String,
    pub service: Option<String>,
    pub answer: Option<String>,
    pub count: Option<String>,
    pub base: Option<i32>,
    pub base_note: Option<String>,
    pub wording: Option<String>,
    pub as_before: Option<bool>,
    pub changed: Option<String>,
    pub question: QuestionText,
    pub wave: WaveYear,
    area: AreaName,
}

/// A year of a survey that a team has entered.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyWave {
    id: cynic::Id,
    pub year: i32,
    pub label: Option<String>,
    pub fieldwork_from: Option<NaiveDate>,
    pub fieldwork_to: Option<NaiveDate>,
    pub asked: Option<i32>,
    pub respondents: Option<i32>,
    pub method: Option<String>,
    area: AreaName,
}

/// A record of one of the kinds that have such forms.
#[derive(cynic::InlineFragments, Clone, Debug)]
#[cynic(graphql_type = "Node")]
pub enum Record {
    Measure(Measure),
    Workstream(Workstream),
    FeedbackItem(FeedbackItem),
    DataQualityNote(DataQualityNote),
    Review(Review),
    SurveyResult(SurveyResult),
    SurveyWave(SurveyWave),
    #[cynic(fallback)]
    Other,
}

impl Record {
    /// Its id and its area. Nothing of a record of another kind.
    fn place(&self) -> Option<(cynic::Id, AreaName)> {
        let (id, area) = match self {
            Self::Measure(row) => (&row.id, &row.area),
            Self::Workstream(row) => (&row.id, &row.area),
            Self::FeedbackItem(row) => (&row.id, &row.area),
            Self::DataQualityNote(row) => (&row.id, &row.area),
            Self::Review(row) => (&row.id, &row.area),
            Self::SurveyResult(row) => (&row.id, &row.area),
            Self::SurveyWave(row) => (&row.id, &row.area),
            Self::Other => return None,
        };
        Some((id.clone(), area.clone()))
    }
}

/// A record as it is now.
#[derive(Clone, Debug)]
pub struct Edited {
    pub id: cynic::Id,
    pub version: i32,
    pub area: AreaName,
    pub record: Record,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ChangeConnection")]
struct Changes {
    nodes: Vec<Write>,
    data_version: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Change")]
struct Write {
    version: i32,
    record: Option<Record>,
}

#[derive(cynic::QueryVariables)]
struct RecordInput {
    filter: ChangeCondition,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RecordInput")]
struct EditedRecord {
    #[arguments(filter: $filter, first: 1)]
    changes: Changes,
}

operation!(edited_record: EditedRecord(RecordInput));

/// A record as it is now, by its kind and path.
pub async fn record(kind: RecordKind, path: String) -> ApiResult<Versioned<Edited>> {
    let filter = ChangeCondition(json!({ "kind": [wire(kind.slug())], "path": path }));
    send::<EditedRecord>(RecordInput { filter })
        .await?
        .found("record", |data| {
            let version = data.changes.data_version;
            let last = data.changes.nodes.into_iter().next()?;
            let record = last.record?;
            let (id, area) = record.place()?;
            let record = Edited {
                id,
                version: last.version,
                area,
                record,
            };
            Some(Versioned { record, version })
        })
}
