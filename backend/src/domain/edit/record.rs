//! A record that is about to be changed: as the log last left it, and what is made of it.

use sea_orm::{DatabaseTransaction, DbErr};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::MOST_ROWS;
use crate::{
    domain::{
        Error, Result, change, id,
        problem::{Code, Problems},
        restore,
    },
    entity::{
        change::{Deed, Model},
        record::Kind,
    },
};

/// A record that is about to be changed, as the log last left it.
pub struct Record {
    pub(super) last: Model,
    pub(super) fields: Map<String, Value>,
    is_gone: bool,
    /// Whether it is there no more, and is to be there again.
    was_gone: bool,
}

impl Record {
    /// A record as a change left it; nothing where that deleted it.
    pub fn of(last: Model) -> Option<Self> {
        match &last.after {
            Some(Value::Object(fields)) => Some(Self {
                fields: fields.clone(),
                last,
                is_gone: false,
                was_gone: false,
            }),
            _ => None,
        }
    }

    /// A record that a team added and that a change took away, as it was until then; nothing of any other.
    pub fn of_gone(last: Model) -> Option<Self> {
        match (&last.before, &last.after) {
            (Some(Value::Object(fields)), None) => Some(Self {
                fields: fields.clone(),
                last,
                is_gone: false,
                was_gone: true,
            })
            .filter(Self::is_of_team),
            _ => None,
        }
    }

    /// What the log will say of it.
    pub fn fields(self) -> Value {
        Value::Object(self.fields)
    }

    /// A record that there has not been yet.
    pub fn new(kind: Kind, id: Uuid, path: &str, area: Uuid, row: &impl Serialize) -> Result<Self> {
        let fields = match written(row)? {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        let last = Model {
            seq: 0,
            at: chrono::DateTime::UNIX_EPOCH,
            actor_id: None,
            actor: String::new(),
            record_id: id,
            record_kind: kind,
            record_path: path.to_owned(),
            area_id: Some(area),
            deed: Deed::Created,
            version: 0,
            before: None,
            after: None,
            reason: String::new(),
            source: String::new(),
        };
        Ok(Self {
            last,
            fields,
            is_gone: false,
            was_gone: false,
        })
    }

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

    /// Gives it another row: what the new one says nothing of is no longer said.
    pub fn set_row<T: DeserializeOwned + Serialize>(&mut self, row: &T) -> Result<()> {
        if let Value::Object(old) = written(&self.row::<T>()?)? {
            self.fields.retain(|name, _| !old.contains_key(name));
        }
        if let Value::Object(row) = written(row)? {
            self.fields.extend(row);
        }
        Ok(())
    }

    /// Adds a row to a part of it; `row` is given its id and place. One too many is a problem.
    pub fn add<T: Serialize>(
        &mut self,
        problems: &mut Problems,
        name: &str,
        row: impl FnOnce(Uuid, i32) -> T,
    ) -> Result<()> {
        let mut rows: Vec<Value> = self.part(name)?;
        if rows.len() >= MOST_ROWS {
            let words = format!("This record has {MOST_ROWS} of these already, and takes no more.");
            problems.add(Code::TooMany, "", words);
            return Ok(());
        }
        // Documents count from one, and what was taken back leaves no gap to fill.
        let places = rows.iter().filter_map(|row| row["position"].as_u64());
        let place = places.max().map_or(0, |last| last + 1);
        let position = usize::try_from(place).unwrap_or(MOST_ROWS);
        let number = i32::try_from(place).unwrap_or(i32::MAX);
        rows.push(written(&row(
            id::of_part(self.id(), name, position),
            number,
        ))?);
        self.set_part(name, &rows)
    }

    /// The id of the record.
    pub fn id(&self) -> Uuid {
        self.last.record_id
    }

    /// Gives a part of it other rows.
    pub fn set_part(&mut self, name: &str, rows: &impl Serialize) -> Result<()> {
        self.fields.insert(name.to_owned(), written(rows)?);
        Ok(())
    }

    /// Has it be among the records no more.
    pub fn remove(&mut self) {
        self.is_gone = true;
    }

    /// Whether it is to be among the records no more.
    pub fn is_gone(&self) -> bool {
        self.is_gone
    }

    /// Whether it was there no more when it was opened.
    pub fn was_gone(&self) -> bool {
        self.was_gone
    }

    /// Whether a team added it, and no document states it.
    pub fn is_of_team(&self) -> bool {
        self.fields.get("author").is_some_and(Value::is_string)
    }
}

/// Writes records as they were made, and takes those away that are to be no more. Those that are as they were are left
/// alone.
pub async fn save(
    tx: &DatabaseTransaction,
    author: &change::Author,
    records: Vec<Record>,
) -> Result<()> {
    let (gone, records): (Vec<Record>, Vec<Record>) =
        records.into_iter().partition(Record::is_gone);
    let mut wholes = Vec::with_capacity(records.len());
    for record in records {
        let next = Model {
            after: Some(Value::Object(record.fields)),
            ..record.last
        };
        wholes.extend(restore::whole(&next).map_err(unreadable)?);
    }
    change::save(tx, author, &wholes).await?;
    let gone = gone.into_iter().map(|record| record.last).collect();
    change::take_away(tx, author, gone).await?;
    Ok(())
}

fn read<T: DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(unreadable)
}

fn written(value: &impl Serialize) -> Result<Value> {
    serde_json::to_value(value).map_err(unreadable)
}

/// That something in the database is not what it is to be.
pub fn unreadable(fault: serde_json::Error) -> Error {
    DbErr::Json(fault.to_string()).into()
}
