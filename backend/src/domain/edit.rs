//! Records that people change: opened as the log last left them, if nobody has changed them meanwhile, and written
//! with what is new. Each kind of change is an `Edit`, in a file of its own.

pub mod action;
pub mod feedback;
pub mod measure;
pub mod quality;
pub mod revert;
pub mod review;
pub mod similarity;
pub mod survey;
pub mod theme;
pub mod workstream;

use std::{collections::HashMap, fmt::Debug, ops::RangeInclusive};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, SqlErr};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    Result, change, id,
    permission::{Act, Person, Viewer},
    problem::{Code, Problems, Stale, missing, problem},
    receipt::Key,
    restore, text,
};
use crate::entity::{
    change::{Deed, Model},
    record::Kind,
    user::Role,
};

/// How much is said of a change in a note, in characters.
const NOTE: RangeInclusive<usize> = 10..=1_000;
/// How many rows of a kind a record has in all: each version of it keeps all of them.
pub const MOST_ROWS: usize = 500;
/// Where what a team says comes from, where it gives no link.
const SOURCE: &str = "Stated by the area's team";

/// Something that is changed of one record.
#[async_trait]
pub trait Edit: Debug + Send + Sync {
    /// The kinds of records that it can be of.
    const KINDS: &'static [Kind];
    /// What whoever makes it must be allowed to do.
    const ACT: Act;

    /// Notes what cannot be meant, whatever the record is.
    fn check(&mut self, problems: &mut Problems);

    /// Makes the record what it is to be, or notes why it cannot be.
    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        author: &Said,
        record: &mut Record,
    ) -> Result<()>;

    /// What else becomes of it once the record is made, and the records of others that follow from it.
    async fn follow(&self, _: &DatabaseTransaction, _: &mut Record) -> Result<Vec<Record>> {
        Ok(Vec::new())
    }
}

/// Why somebody makes a change, and on what evidence.
#[derive(Clone, Debug)]
pub struct Reason {
    pub note: String,
    pub link: Option<String>,
    /// What the client calls this change, so that it is made once.
    pub key: Option<String>,
}

/// The same, if it can be meant.
pub struct Checked {
    note: String,
    link: Option<String>,
    key: Option<Key>,
}

/// What is said of a change, as it stands beside what is changed.
#[derive(Debug)]
pub struct Said {
    pub note: String,
    pub link: Option<String>,
    pub author: String,
    pub at: DateTime<Utc>,
}

impl Reason {
    /// Notes what is wrong with it; the key is of this very change.
    pub fn checked(self, problems: &mut Problems, change: &impl Debug) -> Checked {
        let key = Key::of(
            problems,
            self.key.as_deref(),
            &(&self.note, &self.link, change),
        );
        Checked {
            note: text::lines(problems, "note", &self.note, NOTE),
            link: self.link.map(|link| text::link(problems, "link", &link)),
            key,
        }
    }
}

impl Checked {
    /// Whether the change was made already, by this person under its key.
    pub async fn is_done(&self, tx: &DatabaseTransaction, person: &Person) -> Result<bool> {
        match &self.key {
            Some(key) => key.is_used(tx, person.user.id).await,
            None => Ok(false),
        }
    }

    /// Notes what it has made, for whoever sends it again.
    pub async fn keep(&self, tx: &DatabaseTransaction, person: &Person, made: Uuid) -> Result<()> {
        match &self.key {
            Some(key) => key.keep(tx, person.user.id, made).await,
            None => Ok(()),
        }
    }

    /// What it made when it was sent first.
    pub async fn made(&self, tx: &DatabaseTransaction, person: &Person) -> Result<Option<Uuid>> {
        match &self.key {
            Some(key) => key.made(tx, person.user.id).await,
            None => Ok(None),
        }
    }

    /// What is said of it, by this person of something of an area.
    pub async fn said(
        self,
        tx: &DatabaseTransaction,
        person: &Person,
        area: Uuid,
    ) -> Result<(change::Author, Said)> {
        let source = self.link.as_deref().unwrap_or(SOURCE);
        let author = author(tx, person, area, &self.note, source).await?;
        let said = Said {
            note: self.note,
            link: self.link,
            author: author.name.clone(),
            at: author.at,
        };
        Ok((author, said))
    }
}

/// Makes a change of one record, and answers its id. What was done under the same key before is not done again.
pub async fn edit<E: Edit>(
    db: &DatabaseConnection,
    viewer: &Viewer,
    seen: Seen,
    reason: Reason,
    mut edit: E,
) -> Result<Uuid> {
    let person = viewer.somebody()?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(seen, &edit));
    edit.check(&mut problems);
    problems.none()?;
    let tx = change::begin(db).await?;
    if reason.is_done(&tx, person).await? {
        return Ok(seen.id);
    }
    let mut problems = Problems::default();
    let opened = open(&tx, &mut problems, "", E::KINDS, &[seen]).await?;
    let Some((_, mut record)) = opened.into_iter().next() else {
        return Err(missing("id"));
    };
    // What belongs to no area is no team's to change.
    let area = record.last.area_id.ok_or_else(|| missing("id"))?;
    // Who may not write is not told what others have written.
    viewer.allowed(E::ACT, area)?;
    problems.none()?;
    let (author, said) = reason.said(&tx, person, area).await?;
    let mut problems = Problems::default();
    let before = record.fields.clone();
    edit.make(&tx, &mut problems, &said, &mut record).await?;
    problems.none()?;
    if record.fields == before {
        let words = "This is what the record is already: nothing would be changed.";
        return Err(problem(Code::Invalid, "", words));
    }
    let mut records = edit.follow(&tx, &mut record).await?;
    records.push(record);
    save(&tx, &author, records).await?;
    tx.commit().await.map_err(dangling)?;
    Ok(seen.id)
}

/// What was pointed at may be gone: an earlier version of a record knows nothing of that.
pub fn dangling(fault: DbErr) -> super::Error {
    match fault.sql_err() {
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => {
            let words = "This points at a record that is no longer there. Choose another version, or make the change by hand.";
            problem(Code::Invalid, "", words)
        }
        _ => fault.into(),
    }
}

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

/// Opens records of some kinds, each with its place in `list`; a list without a name is of one record, which is the
/// input itself. One that is not there is a problem and is left out; one that was changed after it was seen is a problem
/// too.
pub async fn open(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    list: &str,
    kinds: &[Kind],
    seen: &[Seen],
) -> Result<Vec<(usize, Record)>> {
    let ids: Vec<Uuid> = seen.iter().map(|seen| seen.id).collect();
    let known = change::latest_by_id(tx, &ids).await?.into_iter();
    let mut known: HashMap<Uuid, Model> = known.map(|last| (last.record_id, last)).collect();
    let mut records = Vec::with_capacity(seen.len());
    for (position, seen) in seen.iter().enumerate() {
        let place = match list {
            "" => String::new(),
            list => format!("{list}.{position}."),
        };
        let last = known
            .remove(&seen.id)
            .filter(|last| kinds.contains(&last.record_kind));
        let Some(record) = last.and_then(Record::of) else {
            problems.missing(&format!("{place}id"));
            continue;
        };
        let (expected, current) = (seen.version, record.last.version);
        if expected != current {
            let stale = Stale {
                id: seen.id,
                expected,
                current,
            };
            problems.stale(&format!("{place}expectedVersion"), stale);
        }
        records.push((position, record));
    }
    similarity::forget(tx, &mut records).await?;
    Ok(records)
}

impl Record {
    /// A record as a change left it; nothing where that deleted it.
    pub fn of(last: Model) -> Option<Self> {
        match &last.after {
            Some(Value::Object(fields)) => Some(Self {
                fields: fields.clone(),
                last,
            }),
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
            at: DateTime::UNIX_EPOCH,
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
        Ok(Self { last, fields })
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
}

/// Writes records as they were made. Those that are as they were are left alone.
pub async fn save(
    tx: &DatabaseTransaction,
    author: &change::Author,
    records: Vec<Record>,
) -> Result<()> {
    let mut wholes = Vec::with_capacity(records.len());
    for record in records {
        let next = Model {
            after: Some(Value::Object(record.fields)),
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

/// That something in the database is not what it is to be.
pub fn unreadable(fault: serde_json::Error) -> super::Error {
    DbErr::Json(fault.to_string()).into()
}
