//! Records that people change: opened as the log last left them, if nobody has changed them meanwhile, and written
//! with what is new.

use std::collections::HashMap;

use sea_orm::{DatabaseTransaction, DbErr};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    Result, change,
    permission::Person,
    problem::{Problems, Stale},
    restore,
};
use crate::entity::{change::Model, record::Kind, user::Role};

/// A record and the version of it that somebody saw before changing it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub id: Uuid,
    pub version: i32,
}

/// A record that is about to be changed, as the log last left it.
pub struct Record {
    last: Model,
    fields: Map<String, Value>,
}

/// Opens records of a kind, each with its place in `list`. One that is not there is a problem and is left out; one that
/// was changed after it was seen is a problem too.
pub async fn open(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    list: &str,
    kind: Kind,
    seen: &[Seen],
) -> Result<Vec<(usize, Record)>> {
    let ids: Vec<Uuid> = seen.iter().map(|seen| seen.id).collect();
    let known = change::latest_by_id(tx, &ids).await?.into_iter();
    let mut known: HashMap<Uuid, Model> = known.map(|last| (last.record_id, last)).collect();
    let mut records = Vec::with_capacity(seen.len());
    for (position, seen) in seen.iter().enumerate() {
        let last = known
            .remove(&seen.id)
            .filter(|last| last.record_kind == kind);
        let open = last.and_then(|last| match &last.after {
            Some(Value::Object(fields)) => Some(Record {
                fields: fields.clone(),
                last,
            }),
            _ => None,
        });
        let Some(record) = open else {
            problems.missing(&format!("{list}.{position}.id"));
            continue;
        };
        let (expected, current) = (seen.version, record.last.version);
        if expected != current {
            let stale = Stale {
                id: seen.id,
                expected,
                current,
            };
            problems.stale(&format!("{list}.{position}.expectedVersion"), stale);
        }
        records.push((position, record));
    }
    Ok(records)
}

impl Record {
    /// Its row.
    pub fn row<T: DeserializeOwned>(&self) -> Result<T> {
        read(Value::Object(self.fields.clone()))
    }

    /// The rows of a part of it, under the name that the log calls it by.
    pub fn part<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>> {
        match self.fields.get(name) {
            Some(rows) => read(rows.clone()),
            None => Ok(Vec::new()),
        }
    }

    /// Gives it another row.
    pub fn set_row(&mut self, row: &impl Serialize) -> Result<()> {
        if let Value::Object(row) = written(row)? {
            self.fields.extend(row);
        }
        Ok(())
    }

    /// Gives a part of it other rows.
    pub fn set_part(&mut self, name: &str, rows: &impl Serialize) -> Result<()> {
        self.fields.insert(name.to_owned(), written(rows)?);
        Ok(())
    }
}

/// Writes records as they were made. Those that are as they were are left alone.
pub async fn save(
    tx: &DatabaseTransaction,
    author: &change::Author,
    records: Vec<Record>,
) -> Result<()> {
    let mut wholes = Vec::with_capacity(records.len());
    for record in records {
        let after = Some(Value::Object(record.fields));
        let next = Model {
            after,
            ..record.last
        };
        wholes.extend(restore::whole(&next).map_err(unreadable)?);
    }
    change::save(tx, author, &wholes).await?;
    Ok(())
}

/// Who writes something of an area: to the public a role, to the team a person.
pub async fn author(
    tx: &DatabaseTransaction,
    person: &Person,
    area: Uuid,
    reason: &str,
    source: &str,
) -> Result<change::Author> {
    let role = match (person.user.is_administrator, person.teams.get(&area)) {
        (true, _) | (_, None) => "Site administrator",
        (_, Some(Role::Reader)) => "Reader",
        (_, Some(Role::Contributor)) => "Contributor",
        (_, Some(Role::Editor)) => "Editor",
        (_, Some(Role::AreaAdministrator)) => "Area administrator",
    };
    Ok(change::Author {
        id: Some(person.user.id),
        name: role.to_owned(),
        at: change::moment(tx).await?,
        reason: reason.to_owned(),
        source: source.to_owned(),
    })
}

fn read<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(unreadable)
}

fn written(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(unreadable)
}

fn unreadable(fault: serde_json::Error) -> super::Error {
    DbErr::Json(fault.to_string()).into()
}
