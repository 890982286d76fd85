//! A record that is found at another path has another id, and so have its parts: wherever it is named, it is then named
//! anew.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use crate::{
    domain::{id, order::sort_key},
    entity::{draft::record, record::Kind},
};

/// The ids that records and their parts had, and those that they have instead.
#[derive(Default)]
pub struct Renamed(HashMap<String, String>);

impl Renamed {
    /// Gives a record another path.
    pub fn rename(&mut self, row: &mut record::Model, path: &str) {
        let id = id::of(row.kind, path);
        self.0.insert(row.record_id.to_string(), id.to_string());
        let parts = row
            .fields
            .as_object()
            .into_iter()
            .flat_map(|all| all.values());
        let rows = parts.filter_map(Value::as_array).flatten();
        for old in rows.filter_map(|row| row.get("id")?.as_str()) {
            let new = Uuid::new_v5(&id, old.as_bytes());
            self.0.insert(old.to_owned(), new.to_string());
        }
        row.record_id = id;
        row.path = path.to_owned();
        if let Some(fields) = row.fields.as_object_mut() {
            fields.insert("path".to_owned(), path.into());
            fields.insert("sort_key".to_owned(), sort_key(path).into());
        }
    }

    /// Names anew whatever was named otherwise, and says how often there was any of it.
    pub fn apply(&self, value: &mut Value) -> usize {
        match value {
            Value::String(id) => match self.0.get(id) {
                Some(new) => {
                    id.clone_from(new);
                    1
                }
                None => 0,
            },
            Value::Array(rows) => rows.iter_mut().map(|row| self.apply(row)).sum(),
            Value::Object(fields) => fields.values_mut().map(|field| self.apply(field)).sum(),
            _ => 0,
        }
    }
}

/// Where a record of a plan is found, by the name that the plan gives it.
pub fn path(plan: &str, kind: Kind, name: &str) -> String {
    let name: String = name
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'a'..='z' | '0'..='9' | '.' => letter,
            _ => '-',
        })
        .collect();
    let name = name.trim_matches('-');
    match kind {
        Kind::Workstream => format!("{plan}/workstream-{name}"),
        Kind::Measure => format!("{plan}/measure-{name}"),
        _ => format!("{plan}/{name}"),
    }
}
