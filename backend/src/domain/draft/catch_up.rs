//! What a team has recorded in a plan since a draft of the next one was begun: the draft says it too, where it does not say
//! otherwise. Whoever reads, changes or publishes it finds it so.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Open, by_now, copy, rename::Renamed};
use crate::{
    domain::{Result, change, log},
    entity::{change::Model as Change, record::Kind},
};

/// The records of which a team says beside the plan how they are by now.
const KEPT: [Kind; 3] = [Kind::Workstream, Kind::Action, Kind::Measure];

/// What fields are about that say one thing together, by how their names begin.
const ABOUT: [&str; 7] = [
    "status", "due", "lead", "step", "baseline", "target", "update",
];

/// Has a draft say what was recorded of its plan after it was begun, but for what it says otherwise itself. A record that
/// something was recorded of has another version: who has it open is told. One statement where nothing was written.
pub async fn catch_up(db: &impl ConnectionTrait, open: &mut Open) -> Result<()> {
    let until = open.draft.data_version;
    open.draft.data_version = log::data_version(db).await?;
    if open.draft.data_version == until {
        return Ok(());
    }
    let origins: Vec<Uuid> = open
        .records
        .iter()
        .filter_map(|row| row.origin_id)
        .collect();
    let now = change::latest_by_id(db, &origins).await?;
    if now.iter().all(|last| last.seq <= until) {
        return Ok(());
    }
    let then = change::latest_until(db, &origins, until).await?;
    let [seen, newest] = [&then, &now].map(|said| {
        let writes = said.iter().map(|last| (last.record_id, Write::of(last)));
        writes.collect::<HashMap<_, _>>()
    });
    let (then, now) = (copied(open, then)?, copied(open, now)?);
    for row in &mut open.records {
        let Some(origin) = row.origin_id else {
            continue;
        };
        let both = then.get(&origin).zip(now.get(&origin));
        let (Some((then, now)), Value::Object(fields)) = (both, &mut row.fields) else {
            continue;
        };
        let before = fields.clone();
        merge(fields, then, now);
        let Some((seen, newest)) = seen.get(&origin).zip(newest.get(&origin)) else {
            continue;
        };
        // Also where it is again what it was: who saw what it said meanwhile has not seen this.
        row.version += newest.version - seen.version;
        if before != *fields {
            (row.changed_by, row.changed_at) = (newest.by, newest.at);
        }
    }
    Ok(())
}

/// A write of a published record: which it was, and by whom.
struct Write {
    version: i32,
    by: Option<Uuid>,
    at: DateTime<Utc>,
}

impl Write {
    fn of(change: &Change) -> Self {
        Self {
            version: change.version,
            by: change.actor_id,
            at: change.at,
        }
    }
}

/// What a copy of the plan would say that was made when the log said this last, under the paths that the draft has, by
/// the ids of the published records.
fn copied(open: &Open, said: Vec<Change>) -> Result<HashMap<Uuid, Map<String, Value>>> {
    let plan = said
        .iter()
        .find(|last| last.record_id == open.draft.origin_id);
    let old = plan.map_or(String::new(), |plan| plan.record_path.clone());
    let mut copy = open.empty();
    copy.records = copy::renamed(said, &copy, &old, open.path());
    by_now::say(&mut copy)?;
    // What the draft calls otherwise is renamed as it was there.
    let mut renamed = Renamed::default();
    for row in &mut copy.records {
        let mut own = open.records.iter();
        let own = own.find(|own| own.origin_id == row.origin_id && own.path != row.path);
        if let Some(own) = own {
            renamed.rename(row, &own.path);
        }
    }
    let mut all = HashMap::new();
    for mut row in copy.records {
        renamed.apply(&mut row.fields);
        if let (Some(origin), Value::Object(fields), true) =
            (row.origin_id, row.fields, KEPT.contains(&row.kind))
        {
            all.insert(origin, fields);
        }
    }
    Ok(all)
}

/// Has a record say what became of its origin, but for what was changed in the record itself.
fn merge(own: &mut Map<String, Value>, then: &Map<String, Value>, now: &Map<String, Value>) {
    let names = [&*own, then, now].into_iter().flat_map(Map::keys).cloned();
    let names: HashSet<String> = names.collect();
    let is_same = |one: &Map<String, Value>, other: &Map<String, Value>, name: &str| {
        meaning(one.get(name)) == meaning(other.get(name))
    };
    let changed = names.iter().filter(|name| !is_same(own, then, name));
    let changed: HashSet<String> = changed.map(|name| about(name).to_owned()).collect();
    for name in &names {
        if changed.contains(about(name)) || is_same(then, now, name) {
            continue;
        }
        match now.get(name) {
            Some(value) => own.insert(name.clone(), value.clone()),
            None => own.remove(name),
        };
    }
}

/// What a field is about: several that say one thing are changed together.
fn about(name: &str) -> &str {
    let stem = name.strip_prefix("team_").unwrap_or(name);
    let found = ABOUT.into_iter().find(|about| stem.starts_with(about));
    match found {
        // How an action stands follows from what was said last.
        Some("update") => "status",
        Some(about) => about,
        None => name,
    }
}

/// What a value says, whatever ids its parts have: they follow from the path of their record.
fn meaning(value: Option<&Value>) -> Value {
    match value {
        Some(Value::Array(parts)) => {
            let part = |part: &Value| match part {
                Value::Object(fields) => {
                    let fields = fields.iter().filter(|(name, _)| *name != "id");
                    Value::Object(
                        fields
                            .map(|(name, value)| (name.clone(), value.clone()))
                            .collect(),
                    )
                }
                other => other.clone(),
            };
            parts.iter().map(part).collect()
        }
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(value: Value) -> Map<String, Value> {
        match value {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }

    #[test]
    fn what_the_draft_says_goes_before_what_was_recorded_since() {
        let then = row(
            json!({ "text": "Do it.", "status": "in-progress", "updates": [], "due_from": "2021-03-31", "due_to": "2021-03-31", "steps": ["One"] }),
        );
        let now = row(
            json!({ "text": "Do it.", "status": "completed", "updates": [{ "id": "a", "note": "Done." }], "due_from": "2027-05-31", "due_to": "2027-05-31", "steps": ["One"] }),
        );
        let mut own = then.clone();
        own.insert("text".to_owned(), json!("Do it well."));
        own.insert("due_to".to_owned(), json!("2027-09-30"));
        merge(&mut own, &then, &now);
        let expected = json!({ "text": "Do it well.", "status": "completed", "updates": [{ "id": "a", "note": "Done." }], "due_from": "2021-03-31", "due_to": "2027-09-30", "steps": ["One"] });
        assert_eq!(Value::Object(own), expected);
    }

    #[test]
    fn a_status_of_the_draft_keeps_what_is_said_of_it_together() {
        let then =
            row(json!({ "status": "in-progress", "status_published": "AMBER", "updates": [] }));
        let now = row(
            json!({ "status": "completed", "status_published": "BLUE", "updates": [{ "id": "a" }] }),
        );
        let mut own =
            row(json!({ "status": "on-track", "status_published": "GREEN", "updates": [] }));
        let before = own.clone();
        merge(&mut own, &then, &now);
        assert_eq!(own, before);
    }

    #[test]
    fn ids_of_parts_say_nothing() {
        let of = |id: &str, note: &str| row(json!({ "links": [{ "id": id, "note": note }] }));
        let mut own = of("x", "a");
        merge(&mut own, &of("y", "a"), &of("z", "b"));
        assert_eq!(own, of("z", "b"));
    }
}
