//! The one way into the database. A record is written together with its parts, and the write is
//! appended to the change log in the same transaction: history, `asOf` reads, live updates and
//! "since the last meeting" are all readings of that log.

use std::collections::HashMap;

use chrono::Utc;
use sea_orm::{
    ActiveValue::{NotSet, Set as Value_},
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Statement,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    order::is_path,
    page::{Page, Request},
    row::{Put, Row},
};
use crate::entity::{
    area,
    change::{self, Deed},
    record::{self, Kind},
};

/// Who writes, why, and from what source.
#[derive(Clone, Debug)]
pub struct Author {
    pub id: Option<Uuid>,
    pub name: String,
    pub reason: String,
    pub source: String,
}

/// A record with everything that lives and dies with it.
pub struct Whole {
    pub kind: Kind,
    pub id: Uuid,
    pub path: String,
    pub area: Option<Uuid>,
    /// A record of the same kind that the row points at, and that must be there before it.
    pub after: Option<Uuid>,
    row: Box<dyn Put>,
    /// Parts that rows of other records point at; they are written with the row.
    pillars: Vec<(&'static str, Box<dyn Put>)>,
    parts: Vec<(&'static str, Box<dyn Put>)>,
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
            after: None,
            row: Box::new(row),
            pillars: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Says which record of the same kind must be there before this one.
    pub fn after(mut self, record: Option<Uuid>) -> Self {
        self.after = record;
        self
    }

    /// Adds a set of rows under the name that the change log calls it by.
    pub fn with(mut self, name: &'static str, part: impl Put + 'static) -> Self {
        self.parts.push((name, Box::new(part)));
        self
    }

    /// The same, for rows that the rows of other records point at.
    pub fn with_at_once(mut self, name: &'static str, part: impl Put + 'static) -> Self {
        self.pillars.push((name, Box::new(part)));
        self
    }

    fn snapshot(&self) -> Value {
        let mut all = match self.row.snapshot() {
            Value::Object(fields) => fields,
            _ => serde_json::Map::new(),
        };
        for (name, part) in self.pillars.iter().chain(&self.parts) {
            all.insert((*name).to_owned(), part.snapshot());
        }
        Value::Object(all)
    }
}

/// How many records a write created, updated and found unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
}

/// Writes records and their parts, and logs what changed. Rows go first and parts after, because
/// the parts of one record may point at another (a workstream's state at the review that found it).
pub async fn save(
    tx: &DatabaseTransaction,
    author: &Author,
    records: &[Whole],
) -> Result<Written, DbErr> {
    let before = latest(tx).await?;
    let mut written = Written::default();
    let mut changed = Vec::new();
    for record in records {
        let after = record.snapshot();
        match before.get(&record.id) {
            Some(last) if last.after.as_ref() == Some(&after) => written.unchanged += 1,
            last => {
                register(tx, record, last).await?;
                record.row.put(tx).await?;
                for (_, part) in &record.pillars {
                    part.put(tx).await?;
                }
                match last {
                    Some(_) => written.updated += 1,
                    None => written.created += 1,
                }
                changed.push((record, last, after));
            }
        }
    }
    for (record, last, after) in changed {
        for (_, part) in &record.parts {
            part.put(tx).await?;
        }
        log(tx, author, record, last, after).await?;
    }
    Ok(written)
}

/// What the log last said of a record.
#[derive(FromQueryResult)]
struct Last {
    record_id: Uuid,
    version: i32,
    after: Option<Value>,
}

async fn latest(tx: &DatabaseTransaction) -> Result<HashMap<Uuid, Last>, DbErr> {
    let newest = change::Entity::find()
        .select_only()
        .column_as(change::Column::Seq.max(), "seq")
        .group_by(change::Column::RecordId);
    let rows = change::Entity::find()
        .filter(change::Column::Seq.in_subquery(sea_orm::QueryTrait::into_query(newest)))
        .into_model::<Last>()
        .all(tx)
        .await?;
    Ok(rows
        .into_iter()
        .map(|last| (last.record_id, last))
        .collect())
}

async fn register(
    tx: &DatabaseTransaction,
    record: &Whole,
    last: Option<&Last>,
) -> Result<(), DbErr> {
    Row::<record::Entity>(record::Model {
        id: record.id,
        kind: record.kind,
        version: last.map_or(1, |last| last.version + 1),
    })
    .put(tx)
    .await
}

async fn log(
    tx: &DatabaseTransaction,
    author: &Author,
    record: &Whole,
    last: Option<&Last>,
    after: Value,
) -> Result<(), DbErr> {
    change::Entity::insert(change::ActiveModel {
        seq: NotSet,
        at: Value_(Utc::now()),
        actor_id: Value_(author.id),
        actor: Value_(author.name.clone()),
        record_id: Value_(record.id),
        record_kind: Value_(record.kind),
        record_path: Value_(record.path.clone()),
        area_id: Value_(record.area),
        deed: Value_(if last.is_some() {
            Deed::Updated
        } else {
            Deed::Created
        }),
        version: Value_(last.map_or(1, |last| last.version + 1)),
        before: Value_(last.and_then(|last| last.after.clone())),
        after: Value_(Some(after)),
        reason: Value_(author.reason.clone()),
        source: Value_(author.source.clone()),
    })
    .exec_without_returning(tx)
    .await?;
    Ok(())
}

/// The number of the newest change: the version of the data as a whole. Zero before the first.
pub async fn data_version(db: &impl sea_orm::ConnectionTrait) -> Result<i64, DbErr> {
    let row = db
        .query_one_raw(Statement::from_string(
            db.get_database_backend(),
            "SELECT COALESCE(MAX(seq), 0) AS seq FROM change",
        ))
        .await?;
    row.map_or(Ok(0), |row| row.try_get("", "seq"))
}

/// Which changes are asked for.
#[derive(Debug, Default)]
pub struct Filter {
    pub areas: Option<Vec<String>>,
    pub kinds: Option<Vec<Kind>>,
    pub path: Option<String>,
    pub since: Option<chrono::DateTime<Utc>>,
    pub until: Option<chrono::DateTime<Utc>>,
}

/// A page of the log, the newest first.
pub async fn list(
    db: &sea_orm::DatabaseConnection,
    filter: Filter,
    request: &Request,
) -> super::Result<Page<change::Model>> {
    if filter.path.as_deref().is_some_and(|path| !is_path(path)) {
        return Err(super::Error::bad_input(
            "path",
            "`path` is no path: small letters, digits, `.` and `-`, parts joined by `/`.",
        ));
    }
    let condition = super::filter::Filter::new(db)
        .named::<area::Entity>(change::Column::AreaId, filter.areas)
        .await?
        .one_of(change::Column::RecordKind, filter.kinds)?
        .and(filter.path.map(|path| change::Column::RecordPath.eq(path)))
        .and(filter.since.map(|since| change::Column::At.gte(since)))
        .and(filter.until.map(|until| change::Column::At.lt(until)))
        .done();
    let matching = change::Entity::find().filter(condition);
    let total = matching.clone().count(db).await?;
    let mut rows = matching.order_by_desc(change::Column::Seq);
    if let Some(after) = &request.after {
        let seq: i64 = after.parse().map_err(|_| {
            super::Error::bad_input("after", "`after` is a cursor of another list.")
        })?;
        rows = rows.filter(change::Column::Seq.lt(seq));
    }
    let mut rows = rows.limit(request.size + 1).all(db).await?;
    let size = usize::try_from(request.size).unwrap_or(usize::MAX);
    let more = rows.len() > size;
    rows.truncate(size);
    Ok(request.page(rows, total, more))
}

/// The names of the fields in which a change differs from what was there before.
pub fn fields(change: &change::Model) -> Vec<String> {
    let (Some(Value::Object(after)), before) = (&change.after, &change.before) else {
        return Vec::new();
    };
    after
        .iter()
        .filter(|(name, value)| {
            before.as_ref().and_then(|before| before.get(name.as_str())) != Some(value)
        })
        .map(|(name, _)| name.clone())
        .collect()
}
