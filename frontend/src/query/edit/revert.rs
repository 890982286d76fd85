//! A record as it was last written, and the change that takes it back to an earlier version.

use serde_json::{Value, json};

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::change::{ChangeCondition, Json};
use crate::query::question::ResultCount;
use crate::query::schema;
use crate::query::word::RecordKind;
use crate::url::list::wire;

/// A record as it was last written.
#[derive(Clone, Debug)]
pub struct Latest {
    pub id: cynic::Id,
    pub version: i32,
    pub row: Value,
    /// The version of the data that holds it.
    pub data: i32,
    /// What goes with it where a team takes it away.
    pub parts: Parts,
}

/// How much a team has entered of a year of a survey: figures, and rows of You said, we did. None of any other record.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    pub figures: i32,
    pub rows: i32,
}

impl Parts {
    /// How many there are in all.
    pub fn count(self) -> i32 {
        self.figures + self.rows
    }
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "FeedbackItemConnection")]
struct RowCount {
    total_count: i32,
}

#[derive(cynic::QueryVariables)]
struct OfYear {
    wave: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OfYear")]
struct PartsOfYear {
    #[arguments(filter: { wave: [$wave] }, first: 1)]
    survey_results: ResultCount,
    #[arguments(filter: { wave: [$wave] }, first: 1)]
    feedback_items: RowCount,
}

operation!(parts_of_year: PartsOfYear(OfYear));

async fn parts(wave: String) -> ApiResult<Parts> {
    let answer = send::<PartsOfYear>(OfYear { wave }).await?;
    Ok(answer.map(|data| Parts {
        figures: data.survey_results.total_count,
        rows: data.feedback_items.total_count,
    }))
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ChangeConnection")]
struct LastChange {
    nodes: Vec<Write>,
    data_version: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Change")]
struct Write {
    record_id: cynic::Id,
    version: i32,
    before: Option<Json>,
    after: Option<Json>,
}

#[derive(cynic::QueryVariables)]
struct LatestInput {
    filter: ChangeCondition,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LatestInput")]
struct LatestQuery {
    #[arguments(filter: $filter, first: 1)]
    changes: LastChange,
}

operation!(latest: LatestQuery(LatestInput));

/// A record as it was last written, or, of one that is gone, as it was until then. One that is there is not gone, and
/// the other way round.
pub async fn latest(kind: RecordKind, path: String, is_gone: bool) -> ApiResult<Latest> {
    let what = match is_gone {
        true => "record that was taken away and is not back",
        false => "record any more",
    };
    let filter = ChangeCondition(json!({ "kind": [wire(kind.slug())], "path": path }));
    let mut latest = send::<LatestQuery>(LatestInput { filter })
        .await?
        .found(what, |data| {
            let LastChange {
                nodes,
                data_version,
            } = data.changes;
            let last = nodes.into_iter().next()?;
            let row = match is_gone {
                true => last.before.filter(|_| last.after.is_none()),
                false => last.after,
            };
            Some(Latest {
                id: last.record_id,
                version: last.version,
                row: row?.0,
                data: data_version,
                parts: Parts::default(),
            })
        })?;
    if kind == RecordKind::SurveyWave && !is_gone {
        latest.data.parts = parts(path).await?.data;
    }
    Ok(latest)
}

/// That a record is to be again what it was in a version.
#[derive(cynic::InputObject, Debug)]
pub struct RevertRecordInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub to_version: i32,
    pub parts: i32,
}

#[derive(cynic::QueryVariables, Debug)]
struct RevertVariables {
    input: RevertRecordInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RevertVariables")]
struct RevertRecord {
    #[arguments(input: $input)]
    revert_record: RevertRecordPayload,
}

#[derive(cynic::QueryFragment)]
struct RevertRecordPayload {
    problems: Vec<Refusal>,
}

operation!(change revert_record: RevertRecord(RevertVariables));

/// Takes a record back to what it was.
pub async fn revert(input: RevertRecordInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<RevertRecord>(RevertVariables { input }).await?;
    Ok(answer.map(|data| data.revert_record.problems))
}
