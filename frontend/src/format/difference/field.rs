//! Fields that are not what they were.

use serde_json::{Map, Value};

use super::is_nothing;
use crate::query::common::DateTime;
use crate::query::weakness::TextChange;

/// A field that is not what it was, under the name that the change log calls it by.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub before: Value,
    pub after: Value,
    /// What the sources state of it, where it is a team's word beside theirs.
    pub published: Value,
    /// The difference word by word, where the server has made one.
    pub words: Option<Vec<TextChange>>,
    /// Who wrote it, where that is not who last wrote of the record.
    pub written: Option<Writing>,
}

/// Who wrote, when and why.
#[derive(Clone, Debug)]
pub struct Writing {
    pub actor: String,
    pub at: DateTime,
    pub reason: String,
    pub source: String,
}

impl Field {
    /// Whether only a team writes it: no document states it, and no import.
    pub fn is_of_team(&self) -> bool {
        let name = self.name.as_str();
        name.starts_with("team_") || ["updates", "dues", "links", "ruling"].contains(&name)
    }

    /// Whether a team's word stands for the first time beside what the sources state.
    pub(super) fn is_beside(&self) -> bool {
        is_nothing(&self.before) && !is_nothing(&self.published)
    }

    /// Whether it held nothing and holds nothing. That a team leaves no steps says something.
    pub(super) fn says_nothing(&self) -> bool {
        let are_steps = self.after.is_array() && self.name == "team_steps";
        is_nothing(&self.before) && is_nothing(&self.after) && !are_steps
    }

    /// What was there: what the sources state, where its team had said nothing of it.
    pub(super) fn was(&self) -> &Value {
        match self.is_beside() {
            true => &self.published,
            false => &self.before,
        }
    }
}

/// The fields in which a record differs from what it was. None before is a new record, none after one that is gone.
pub fn between(before: Option<&Value>, after: Option<&Value>) -> Vec<Field> {
    let empty = Map::new();
    let of = |row: Option<&Value>| row.and_then(Value::as_object).unwrap_or(&empty).clone();
    let (before, after) = (of(before), of(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let field = |name: &String| {
        let held = |row: &Map<String, Value>| row.get(name).cloned().unwrap_or_default();
        let (old, new) = (held(&before), held(&after));
        (old != new).then(|| Field {
            name: name.clone(),
            before: old,
            after: new,
            published: published(name, &after),
            words: None,
            written: None,
        })
    };
    names.into_iter().filter_map(field).collect()
}

/// What the sources state of what a field says for a team: as it was read, or else in their own words.
fn published(name: &str, row: &Map<String, Value>) -> Value {
    let Some(name) = name.strip_prefix("team_") else {
        return Value::Null;
    };
    let stem = name.strip_suffix("_from").or(name.strip_suffix("_to"));
    let own = format!("{}_published", stem.unwrap_or(name));
    let found = [name, own.as_str()]
        .into_iter()
        .filter_map(|name| row.get(name));
    let mut found = found.filter(|value| !value.is_null());
    found.next().cloned().unwrap_or_default()
}
