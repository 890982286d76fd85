//! What is written, and in whose name.

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{domain::row::Put, entity::record::Kind};

/// Who writes, when, why, and from what source.
#[derive(Clone, Debug)]
pub struct Author {
    pub id: Option<Uuid>,
    pub name: String,
    /// One time for all that is written together: so the log tells where a write ends.
    pub at: DateTime<Utc>,
    pub reason: String,
    pub source: String,
}

/// A record with everything that lives and dies with it.
pub struct Whole {
    pub kind: Kind,
    pub id: Uuid,
    pub path: String,
    pub area: Option<Uuid>,
    pub(super) row: Box<dyn Put>,
    pub(super) parts: Vec<(Option<&'static str>, Box<dyn Put>)>,
}

impl Whole {
    pub fn new(
        kind: Kind,
        id: Uuid,
        path: &str,
        area: Option<Uuid>,
        row: impl Put + 'static,
    ) -> Self {
        Self {
            kind,
            id,
            path: path.to_owned(),
            area,
            row: Box::new(row),
            parts: Vec::new(),
        }
    }

    /// Adds a set of rows under the name that the change log calls it by.
    pub fn with(mut self, name: &'static str, part: impl Put + 'static) -> Self {
        self.parts.push((Some(name), Box::new(part)));
        self
    }

    /// Has it hold none of a set of rows that the change log does not call by any name: it was written before there
    /// were such rows.
    pub fn without(mut self, part: impl Put + 'static) -> Self {
        self.parts.push((None, Box::new(part)));
        self
    }

    /// What the change log keeps of it.
    pub(super) fn snapshot(&self) -> Value {
        let mut all = match self.row.snapshot() {
            Value::Object(fields) => fields,
            _ => serde_json::Map::new(),
        };
        for (name, part) in &self.parts {
            if let Some(name) = name {
                all.insert((*name).to_owned(), part.snapshot());
            }
        }
        Value::Object(all)
    }
}

/// How many records a write created, updated, removed, found unchanged, and left as people have made them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub created: usize,
    pub updated: usize,
    pub removed: usize,
    pub unchanged: usize,
    pub kept: usize,
}
