//! Records that people change: opened as the log last left them, if nobody has changed them meanwhile, and written
//! with what is new. Each kind of change is an `Edit`, in a file of its own.

pub mod action;
pub mod feedback;
pub mod lead;
pub mod measure;
pub mod quality;
mod record;
pub mod revert;
pub mod review;
pub mod similarity;
pub mod survey;
pub mod theme;
pub mod workstream;

pub use record::{Record, save, unreadable};

use std::{collections::HashMap, fmt::Debug, ops::RangeInclusive};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, Iterable, SqlErr};
use uuid::Uuid;

use super::{
    Result, change,
    permission::{Act, Person, Viewer},
    problem::{Code, Problems, Stale, missing, problem},
    receipt::Key,
    text,
};
use crate::entity::{change::Model, record::Kind, user::Role};

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

    /// The record as it is opened, given what the log last said of it: nothing where there is none any more.
    fn opened(last: Model) -> Option<Record> {
        Record::of(last)
    }

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
    let opened = open(&tx, &mut problems, "", E::KINDS, &[seen], E::opened).await?;
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
    if record.fields == before && !record.is_gone() && !record.was_gone() {
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
            let words = "A record would be left that points at one that is not there: choose another version, or change by hand what points where.";
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

/// Opens records of some kinds, each with its place in `list`; a list without a name is of one record, which is the
/// input itself. One that `opened` makes nothing of is a problem and is left out; one that was changed after it was seen
/// is a problem too.
pub async fn open(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    list: &str,
    kinds: &[Kind],
    seen: &[Seen],
    opened: fn(Model) -> Option<Record>,
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
        let Some(record) = last.and_then(opened) else {
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

/// What an administrator of the site is called in the log.
const SITE: &str = "Site administrator";

/// What whoever has a role is called in the log.
const fn title(role: Role) -> &'static str {
    match role {
        Role::Reader => "Reader",
        Role::Contributor => "Contributor",
        Role::Editor => "Editor",
        Role::AreaAdministrator => "Area administrator",
    }
}

/// Whether the log calls somebody so who writes for a team. Whatever else it says who wrote is an import.
pub fn is_role(actor: &str) -> bool {
    roles().any(|role| role == actor)
}

/// What the log calls those who write for a team.
pub fn roles() -> impl Iterator<Item = &'static str> {
    std::iter::once(SITE).chain(Role::iter().map(title))
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
        (true, _) | (_, None) => SITE,
        (_, Some(role)) => title(*role),
    };
    Ok(change::Author {
        id: Some(person.user.id),
        name: role.to_owned(),
        at: change::moment(tx).await?,
        reason: reason.to_owned(),
        source: source.to_owned(),
    })
}
