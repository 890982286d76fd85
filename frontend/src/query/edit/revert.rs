//! A record as it was last written, and the change that takes it back to an earlier version.

use serde_json::{Value, json};

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::change::{ChangeCondition, Json};
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
    version: i32,
    after: Option<Json>,
    record: Option<RecordId>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Node")]
struct RecordId {
    id: cynic::Id,
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

/// A record as it was last written.
pub async fn latest(kind: RecordKind, path: String) -> ApiResult<Latest> {
    let filter = ChangeCondition(json!({ "kind": [wire(kind.slug())], "path": path }));
    send::<LatestQuery>(LatestInput { filter })
        .await?
        .found("record any more", |data| {
            let LastChange {
                nodes,
                data_version,
            } = data.changes;
            let last = nodes.into_iter().next()?;
            Some(Latest {
                id: last.record?.id,
                version: last.version,
                row: last.after?.0,
                data: data_version,
            })
        })
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
