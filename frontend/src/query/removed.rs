//! What was taken away of an area and is not back.

use serde_json::{Value, json};

use super::change::{ChangeCondition, Json};
use super::common::{AreaName, DateTime};
use super::history::{is_of_team, name_of};
use super::schema;
use super::word::RecordKind;
use crate::api::{ApiResult, ask};
use crate::format::difference::title_of;

/// A record that was taken away: when, by whom and why.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Change")]
pub struct Removal {
    pub at: DateTime,
    pub actor: String,
    pub actor_name: Option<String>,
    pub kind: RecordKind,
    pub path: String,
    pub reason: String,
    before: Option<Json>,
}

impl Removal {
    /// The record until then.
    fn held(&self) -> Option<&Value> {
        self.before.as_ref().map(|json| &json.0)
    }

    /// What it was called: its name, as its history has it, and its words.
    pub fn called(&self) -> (String, Option<String>) {
        let title = self.held().map(title_of).unwrap_or_default();
        let name = match title.number {
            Some(number) => format!("{} {number}", self.kind.label()),
            None => name_of(self.kind, &self.path, self.held()),
        };
        (name, title.words)
    }

    /// Whether a team had added it: an editor can bring it back.
    pub fn is_of_team(&self) -> bool {
        self.held().is_some_and(is_of_team)
    }
}

/// The newest of those that were taken away.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "ChangeConnection")]
pub struct Removals {
    pub nodes: Vec<Removal>,
    /// How many there are in all.
    pub total_count: i32,
    data_version: i32,
}

#[derive(cynic::QueryVariables)]
struct RemovedInput {
    path: String,
    people: ChangeCondition,
    imports: ChangeCondition,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "RemovedInput")]
struct RemovedQuery {
    #[arguments(path: $path)]
    local_area: Option<AreaName>,
    #[arguments(filter: $people, first: 20)]
    changes: Removals,
    #[cynic(alias)]
    #[arguments(filter: $imports, first: 20)]
    #[cynic(rename = "changes")]
    imports: Removals,
}

operation!(removed: RemovedQuery(RemovedInput));

/// What was taken away of an area and is not back.
#[derive(Debug)]
pub struct Removed {
    pub area: AreaName,
    /// By people.
    pub people: Removals,
    /// By imports.
    pub imports: Removals,
    pub data_version: i32,
}

/// What the log is asked for of an area: what is gone of it, by whomever.
pub fn gone(area: &str) -> Value {
    json!({ "area": [area], "gone": true })
}

/// What was taken away of an area and is not back, the newest first.
pub async fn removed(path: String) -> ApiResult<Removed> {
    let by = |is_import: bool| {
        let mut filter = gone(&path);
        if let Value::Object(parts) = &mut filter {
            parts.insert("imported".to_owned(), json!(is_import));
        }
        ChangeCondition(filter)
    };
    let input = RemovedInput {
        people: by(false),
        imports: by(true),
        path,
    };
    ask::<RemovedQuery>(input).await?.found("area", |data| {
        Some(Removed {
            area: data.local_area?,
            data_version: data.changes.data_version,
            people: data.changes,
            imports: data.imports,
        })
    })
}
