//! What became of a record, and of all that belongs to it, between two versions of the data: read from the
//! change log alone. (`difference` is about the words of two texts.)

use std::{collections::BTreeMap, iter, mem};

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;
use uuid::Uuid;

use super::{Error, Result, edit::is_role, log, order::sort_key};
use crate::entity::{
    change::{self, Deed},
    record::Kind,
};

/// The most changes that one diff reads.
const MOST_CHANGES: u64 = 20_000;

/// A version of the data, or a time, which stands for the version that the data had then.
#[derive(Clone, Copy, Debug)]
pub enum Moment {
    Version(i64),
    Time(DateTime<Utc>),
}

impl Moment {
    /// The version that it means. One that is still to come is an error.
    async fn version(self, db: &impl ConnectionTrait, argument: &'static str) -> Result<i64> {
        match self {
            Self::Time(time) => Ok(log::version_at(db, time).await?),
            Self::Version(number) => log::version(db, argument, number).await,
        }
    }
}

/// What became of a record and of what belongs to it.
#[derive(Debug)]
pub struct Diff {
    pub from: i64,
    pub to: i64,
    /// In the natural order of their paths, whatever their kinds.
    pub records: Vec<Changed>,
}

/// A record that is not what it was.
#[derive(Debug)]
pub struct Changed {
    /// Whether an import first brought it in, in between.
    pub is_imported: bool,
    /// What the first of these writes found.
    pub before: Option<Value>,
    /// The writes before the last, in their order.
    pub earlier: Vec<change::Model>,
    /// The last of them, with what it left behind.
    pub last: change::Model,
}

/// A field that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub name: String,
    pub before: Value,
    pub after: Value,
    /// What the sources state of it, where it is a team's word beside theirs; null where they state nothing.
    pub published: Value,
    pub written: Writing,
}

/// Who wrote, when, why and from what source.
#[derive(Clone, Debug, PartialEq)]
pub struct Writing {
    pub at: DateTime<Utc>,
    pub actor: String,
    pub reason: String,
    pub source: String,
    pub restored: Option<Restored>,
}

/// An earlier version of a record that a later write has brought back.
#[derive(Clone, Debug, PartialEq)]
pub struct Restored {
    pub version: i32,
    pub reason: String,
}

/// What became of a record, and of those that belong to it, between two versions. A record that came and went
/// in between, or is again what it was, is not among them. Where it is asked for, what an import first brought in counts
/// as what was there before it was written again. At most five statements.
pub async fn diff(
    db: &impl ConnectionTrait,
    (kind, id): (Kind, Uuid),
    from: Moment,
    to: Option<Moment>,
    after_import: bool,
) -> Result<Diff> {
    let from = from.version(db, "from").await?;
    let to = match to {
        Some(to) => to.version(db, "to").await?,
        None => log::data_version(db).await?,
    };
    if to < from {
        let words = format!("`to` is version {to}, before `from`, which is version {from}.");
        return Err(Error::bad_input("to", words));
    }
    // What belongs to a record is of its area.
    let last: Option<Option<Uuid>> = change::Entity::find()
        .select_only()
        .column(change::Column::AreaId)
        .filter(change::Column::RecordId.eq(id))
        .order_by_desc(change::Column::Seq)
        .into_tuple()
        .one(db)
        .await?;
    let area = match kind {
        Kind::Area => Some(id),
        _ => last.flatten(),
    };
    let own = change::Column::RecordId.eq(id);
    let of_area = area.map(|area| change::Column::AreaId.eq(area));
    let found = change::Entity::find()
        .filter(change::Column::Seq.gt(from))
        .filter(change::Column::Seq.lte(to))
        .filter(Condition::any().add(own).add_option(of_area))
        .order_by_asc(change::Column::Seq)
        .limit(MOST_CHANGES + 1)
        .all(db)
        .await?;
    if found.len() as u64 > MOST_CHANGES {
        let words = format!(
            "There are more than {MOST_CHANGES} changes between these versions. Ask for a shorter time, or use `changes`."
        );
        return Err(Error::bad_input("from", words));
    }
    let mut records: BTreeMap<(String, Uuid), Changed> = BTreeMap::new();
    for one in found.into_iter().filter(|one| belongs(one, kind, id)) {
        let place = (sort_key(&one.record_path), one.record_id);
        match records.get_mut(&place) {
            Some(changed) => {
                let earlier = mem::replace(&mut changed.last, one);
                changed.earlier.push(earlier);
            }
            None => {
                let begun = Changed {
                    is_imported: one.deed == Deed::Created && is_import(&one),
                    before: one.before.clone(),
                    earlier: Vec::new(),
                    last: one,
                };
                records.insert(place, begun);
            }
        }
    }
    let mut records: Vec<Changed> = records.into_values().collect();
    records.retain(|changed| !is_same(&changed.before, &changed.last.after));
    if after_import {
        records.iter_mut().for_each(Changed::since_import);
    }
    Ok(Diff { from, to, records })
}

/// Whether a change is of the record, or of one that points at it. All of an area belong to it.
fn belongs(one: &change::Model, kind: Kind, id: Uuid) -> bool {
    let points = |row: &Option<Value>| {
        let fields = row.iter().filter_map(Value::as_object).flatten();
        let mut owners = fields.filter(|(name, _)| name.ends_with("_id"));
        owners.any(|(_, value)| value.as_str().and_then(|text| text.parse().ok()) == Some(id))
    };
    one.record_id == id || kind == Kind::Area || points(&one.after) || points(&one.before)
}

/// What the sources state of what a field says for a team: as we read it, or else in their own words.
fn published(name: &str, row: &serde_json::Map<String, Value>) -> Value {
    let Some(name) = name.strip_prefix("team_") else {
        return Value::Null;
    };
    let ends = ["_from", "_to"];
    let stem = ends.iter().find_map(|end| name.strip_suffix(end));
    let own = format!("{}_published", stem.unwrap_or(name));
    let found = [name, own.as_str()]
        .into_iter()
        .filter_map(|name| row.get(name));
    let mut found = found.filter(|value| !value.is_null());
    found.next().cloned().unwrap_or_default()
}

/// Whether two rows say the same.
fn is_same(one: &Option<Value>, other: &Option<Value>) -> bool {
    let said = |row: &Option<Value>| {
        let mut fields = row.as_ref().and_then(Value::as_object).cloned();
        let said = fields.as_mut();
        said.into_iter()
            .for_each(|fields| fields.retain(|name, value| !says_nothing(name, value)));
        fields
    };
    said(one) == said(other)
}

/// Whether a field is not there, or holds an empty list: what was added to a record and taken back leaves one behind.
/// That a team leaves no steps says something.
fn says_nothing(name: &str, value: &Value) -> bool {
    let is_empty = value.as_array().is_some_and(Vec::is_empty);
    value.is_null() || (is_empty && name != "team_steps")
}

/// Whether no person wrote. Whose account it was is not known in a version of the past: the role is.
fn is_import(write: &change::Model) -> bool {
    !is_role(&write.actor)
}

/// What a row knows of itself and no reader asks for.
const INNER: [&str; 2] = ["id", "sort_key"];

impl Changed {
    /// Has what imports brought in be what was there before, where somebody wrote of it since. What is again as it was
    /// brought in is told as the import.
    fn since_import(&mut self) {
        let imports = self.earlier.iter().take_while(|write| is_import(write));
        let imports = imports.count();
        let Some(import) = imports.checked_sub(1).map(|last| &self.earlier[last]) else {
            return;
        };
        if !self.is_imported || is_import(&self.last) {
            return;
        }
        if is_same(&import.after, &self.last.after) {
            self.last = import.clone();
            self.earlier.truncate(imports - 1);
        } else {
            self.before = import.after.clone();
            self.earlier.drain(..imports);
        }
    }

    /// How often it was written.
    pub fn times(&self) -> usize {
        self.earlier.len() + 1
    }

    /// What became of the record as a whole.
    pub fn deed(&self) -> Deed {
        match (&self.before, &self.last.after) {
            (_, None) => Deed::Deleted,
            (None, _) => Deed::Created,
            _ => Deed::Updated,
        }
    }

    /// The fields that are not what they were; a field that was not there is null.
    pub fn fields(&self) -> Vec<FieldChange> {
        let of = |row: &Option<Value>| match row {
            Some(Value::Object(fields)) => fields.clone(),
            _ => serde_json::Map::new(),
        };
        let (old, new) = (of(&self.before), of(&self.last.after));
        let mut names: Vec<&String> = new.keys().chain(old.keys()).collect();
        names.sort();
        names.dedup();
        let field = |name: &String| {
            let value = |fields: &serde_json::Map<String, Value>| {
                fields.get(name).cloned().unwrap_or_default()
            };
            let (before, after) = (value(&old), value(&new));
            let is_another =
                before != after && !(says_nothing(name, &before) && says_nothing(name, &after));
            is_another.then(|| FieldChange {
                published: published(name, &new),
                written: self.written(name),
                name: name.clone(),
                before,
                after,
            })
        };
        let names = names.into_iter();
        names
            .filter(|name| !INNER.contains(&name.as_str()))
            .filter_map(field)
            .collect()
    }

    /// The last write that made a field another.
    fn written(&self, name: &str) -> Writing {
        let held = |row: &Option<Value>| row.as_ref()?.get(name).cloned();
        let mut writes = iter::once(&self.last).chain(self.earlier.iter().rev());
        let write = writes.find(|write| held(&write.before) != held(&write.after));
        let write = write.unwrap_or(&self.last);
        Writing {
            at: write.at,
            actor: write.actor.clone(),
            reason: write.reason.clone(),
            source: write.source.clone(),
            restored: self.restored_by(write),
        }
    }

    /// The version that the last write has brought back.
    pub fn restored(&self) -> Option<Restored> {
        self.restored_by(&self.last)
    }

    /// The version that a write has brought back: the first in between that left the same behind.
    fn restored_by(&self, write: &change::Model) -> Option<Restored> {
        if write.after.is_none() || is_same(&write.before, &write.after) {
            return None;
        }
        let is_same =
            |one: &&change::Model| one.version < write.version && is_same(&one.after, &write.after);
        let same = self.earlier.iter().find(is_same);
        same.map(|one| Restored {
            version: one.version,
            reason: one.reason.clone(),
        })
    }
}
