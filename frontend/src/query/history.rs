//! The history of a record.

use serde_json::{Value, json};

use super::change::{ChangeCondition, Json, Schemes, names};
use super::common::{AreaName, DateTime, PageInfo};
use super::schema;
use super::word::{Deed, RecordKind};
use crate::api::{Answer, ApiError, ApiResult, ask};
use crate::format::difference::{ABOUT, Field, Names, Title, between, title_of};
use crate::format::{record_name, review_name};
use crate::url::list::wire;

/// A write of a record.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Change {
    pub at: DateTime,
    pub actor: String,
    pub actor_name: Option<String>,
    pub deed: Deed,
    pub version: i32,
    before: Option<Json>,
    after: Option<Json>,
    pub reason: String,
    pub source: String,
    pub area: Option<AreaName>,
    decided_about: Vec<DecidedAction>,
}

/// An action that a decision names, by what the log calls it.
#[derive(cynic::QueryFragment, Clone, Debug)]
struct DecidedAction {
    other_id: cynic::Id,
    action: DecidedOf,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Action")]
struct DecidedOf {
    reference: String,
    area: AreaName,
}

impl Change {
    /// What the record was after it. Nothing where it is gone.
    pub fn row(&self) -> Option<Value> {
        self.after.as_ref().map(|json| json.0.clone())
    }

    /// What the record was after it, or until it was gone.
    fn held(&self) -> Option<&Value> {
        let row = self.after.as_ref().or(self.before.as_ref());
        row.map(|json| &json.0)
    }

    /// Whether it took away what a team had added.
    pub fn took_from_team(&self) -> bool {
        let before = self.before.as_ref();
        self.deed == Deed::Deleted && before.is_some_and(|json| is_of_team(&json.0))
    }

    /// The fields that it made others.
    pub fn fields(&self) -> Vec<Field> {
        let row = |json: &Option<Json>| json.as_ref().map(|json| json.0.clone());
        let mut fields = between(row(&self.before).as_ref(), row(&self.after).as_ref());
        let decisions = fields.iter_mut().filter(|field| field.name == "decisions");
        for field in decisions {
            for side in [&mut field.before, &mut field.after] {
                self.name_others(side);
            }
        }
        fields
    }

    /// Says of each decision what the other action is: the log has but an id.
    fn name_others(&self, decisions: &mut Value) {
        for part in decisions.as_array_mut().into_iter().flatten() {
            let id = part.get("other_id").and_then(Value::as_str);
            let mut named = self.decided_about.iter();
            let named = named.find(|one| id == Some(one.other_id.inner()));
            if let (Value::Object(fields), Some(DecidedAction { action, .. })) = (part, named) {
                let about = format!("action {} of {}", action.reference, action.area.name);
                fields.insert(ABOUT.to_owned(), about.into());
            }
        }
    }
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ChangeConnection")]
struct Changes {
    nodes: Vec<Change>,
    page_info: PageInfo,
    total_count: i32,
    data_version: i32,
}

#[derive(cynic::QueryVariables, Clone)]
struct HistoryInput {
    filter: ChangeCondition,
    after: Option<String>,
    schemes: ChangeCondition,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "HistoryInput")]
struct HistoryQuery {
    #[arguments(filter: $filter, first: 20, after: $after)]
    changes: Changes,
    #[cynic(alias)]
    #[arguments(filter: $schemes, first: 100)]
    #[cynic(rename = "changes")]
    schemes: Schemes,
}

operation!(history: HistoryQuery(HistoryInput));

/// A page of the history of a record.
#[derive(Debug)]
pub struct History {
    pub kind: RecordKind,
    pub path: String,
    /// What it is called, as it was after the newest of these changes.
    pub title: Title,
    /// The newest first.
    pub changes: Vec<Change>,
    pub names: Names,
    pub page_info: PageInfo,
    pub total: i32,
    pub data_version: i32,
    /// The place that was asked for, where the server does not know it: these changes are the newest.
    pub lost: Option<String>,
}

impl History {
    /// What the record is called after the newest of these changes.
    pub fn name(&self) -> String {
        name_of(
            self.kind,
            &self.path,
            self.changes.first().and_then(Change::held),
        )
    }
}

/// Whether a team had added what a record was.
pub fn is_of_team(row: &Value) -> bool {
    row.get("author").is_some_and(Value::is_string)
}

/// What a record is called that was this: a review by the day that it is held on, all others by their paths.
pub fn name_of(kind: RecordKind, path: &str, row: Option<&Value>) -> String {
    let day = |name: &str| row.and_then(|row| row.get(name)?.as_str());
    match kind {
        RecordKind::Review => review_name(path, day("held_from"), day("held_to")),
        kind => record_name(&kind.typename(), path),
    }
}

/// A page of the history of a record; the newest where the place is none.
pub async fn history(kind: RecordKind, path: String, after: Option<String>) -> ApiResult<History> {
    let own = json!({ "kind": [wire(kind.slug())], "path": path });
    // Only actions stand on a scale.
    let area = path.split('/').next().unwrap_or_default();
    let schemes = match kind {
        RecordKind::Action => json!({ "kind": ["STATUS_SCHEME"], "area": [area] }),
        _ => json!({ "kind": ["STATUS_SCHEME"], "path": path }),
    };
    let first = HistoryInput {
        filter: ChangeCondition(own),
        after: None,
        schemes: ChangeCondition(schemes),
    };
    let asked = HistoryInput {
        after: after.clone(),
        ..first.clone()
    };
    let (answer, lost) = match ask::<HistoryQuery>(asked).await {
        Err(ApiError::BadInput(_)) if after.is_some() => (ask(first).await?, after),
        answer => (answer?, None),
    };
    let Answer { data, partial } = answer;
    let HistoryQuery { changes, schemes } = data;
    let Some(newest) = changes.nodes.first() else {
        return Err(ApiError::NotFound(format!(
            "Nothing was ever written of a record of this kind at ‘{path}’."
        )));
    };
    let title = title_of(newest.held().unwrap_or(&Value::Null));
    Ok(Answer {
        data: History {
            kind,
            path,
            title,
            names: names(&schemes),
            changes: changes.nodes,
            page_info: changes.page_info,
            total: changes.total_count,
            data_version: changes.data_version,
            lost,
        },
        partial,
    })
}
