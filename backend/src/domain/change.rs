//! The one way into the database. A record is written together with its parts, and the write is
//! appended to the change log in the same transaction: history, `asOf` reads, live updates and
//! "since the last meeting" are all readings of that log.

use std::collections::{HashMap, HashSet};

use chrono::Utc;
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, Condition, ConnectionTrait,
    DatabaseTransaction, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Statement,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    order::is_path,
    page::{Page, Request},
    row::{Put, Row},
    search,
};
use crate::entity::{
    area,
    change::{self, Deed},
    record::{self, Kind},
};

/// How many records one statement names: databases bound how many values a statement takes.
const AT_ONCE: usize = 1_000;

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
    row: Box<dyn Put>,
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
            row: Box::new(row),
            parts: Vec::new(),
        }
    }

    /// Adds a set of rows under the name that the change log calls it by.
    pub fn with(mut self, name: &'static str, part: impl Put + 'static) -> Self {
        self.parts.push((name, Box::new(part)));
        self
    }

    fn snapshot(&self) -> Value {
        let mut all = match self.row.snapshot() {
            Value::Object(fields) => fields,
            _ => serde_json::Map::new(),
        };
        for (name, part) in &self.parts {
            all.insert((*name).to_owned(), part.snapshot());
        }
        Value::Object(all)
    }
}

/// How many records a write created, updated, removed and found unchanged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub created: usize,
    pub updated: usize,
    pub removed: usize,
    pub unchanged: usize,
}

/// Writes records and their parts, and logs what changed. Records may come in any order: what they
/// point at must be there when the transaction ends.
pub async fn save(
    tx: &DatabaseTransaction,
    author: &Author,
    records: &[Whole],
) -> Result<Written, DbErr> {
    let before = latest_of(tx, records).await?;
    check_links_at_the_end(tx).await?;
    let mut written = Written::default();
    for record in records {
        let after = record.snapshot();
        let last = before.get(&record.id);
        if last.is_some_and(|last| last.after.as_ref() == Some(&after)) {
            written.unchanged += 1;
            continue;
        }
        let about = Subject {
            id: record.id,
            kind: record.kind,
            path: record.path.clone(),
            area: record.area,
        };
        let change = entry(author, about, last, Some(after));
        match change.deed {
            Deed::Created => written.created += 1,
            _ => written.updated += 1,
        }
        register(tx, &change).await?;
        record.row.put(tx).await?;
        for (_, part) in &record.parts {
            part.put(tx).await?;
        }
        search::index::put(tx, &change).await?;
        log(tx, change).await?;
    }
    Ok(written)
}

/// Foreign keys are checked at the commit instead of after every statement, so that records which point
/// at each other can come and go together.
async fn check_links_at_the_end(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    let words = match tx.get_database_backend() {
        DbBackend::Postgres => "SET CONSTRAINTS ALL DEFERRED",
        _ => "PRAGMA defer_foreign_keys = ON",
    };
    tx.execute_unprepared(words).await.map(drop)
}

/// Removes the records that this author wrote last and that are not among those kept. What others
/// have changed since stays; what it points at cannot go, which is an error when the transaction ends.
pub async fn withdraw(
    tx: &DatabaseTransaction,
    author: &Author,
    kept: &[Whole],
) -> Result<usize, DbErr> {
    let kept: HashSet<Uuid> = kept.iter().map(|record| record.id).collect();
    let own = Condition::all()
        .add(change::Column::Actor.eq(author.name.as_str()))
        .add(match author.id {
            Some(id) => change::Column::ActorId.eq(id),
            None => change::Column::ActorId.is_null(),
        });
    let mut gone = latest(tx, own).await?;
    gone.retain(|last| last.deed != Deed::Deleted && !kept.contains(&last.record_id));
    check_links_at_the_end(tx).await?;
    for some in gone.chunks(AT_ONCE) {
        record::Entity::delete_many()
            .filter(record::Column::Id.is_in(some.iter().map(|last| last.record_id)))
            .exec(tx)
            .await?;
    }
    let count = gone.len();
    for last in gone {
        let about = Subject {
            id: last.record_id,
            kind: last.record_kind,
            path: last.record_path.clone(),
            area: last.area_id,
        };
        log(tx, entry(author, about, Some(&last), None)).await?;
    }
    Ok(count)
}

/// What the log last said, of the records that it last said this of.
async fn latest(tx: &DatabaseTransaction, about: Condition) -> Result<Vec<change::Model>, DbErr> {
    let newest = change::Entity::find()
        .select_only()
        .column_as(change::Column::Seq.max(), "seq")
        .group_by(change::Column::RecordId);
    change::Entity::find()
        .filter(change::Column::Seq.in_subquery(newest.into_query()))
        .filter(about)
        .order_by_asc(change::Column::Seq)
        .all(tx)
        .await
}

/// What the log last said of these records.
async fn latest_of(
    tx: &DatabaseTransaction,
    records: &[Whole],
) -> Result<HashMap<Uuid, change::Model>, DbErr> {
    let ids: Vec<Uuid> = records.iter().map(|record| record.id).collect();
    let rows = latest_by_id(tx, &ids).await?.into_iter();
    Ok(rows.map(|last| (last.record_id, last)).collect())
}

/// What the log last said of the records with these ids.
pub async fn latest_by_id(
    tx: &DatabaseTransaction,
    ids: &[Uuid],
) -> Result<Vec<change::Model>, DbErr> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let about = change::Column::RecordId.is_in(some.iter().copied());
        found.extend(latest(tx, Condition::all().add(about)).await?);
    }
    Ok(found)
}

/// What an entry of the log is about.
struct Subject {
    id: Uuid,
    kind: Kind,
    path: String,
    area: Option<Uuid>,
}

/// The next entry of the log about a record; nothing after it means that the record is gone.
fn entry(
    author: &Author,
    about: Subject,
    last: Option<&change::Model>,
    after: Option<Value>,
) -> change::Model {
    let before = last.and_then(|last| last.after.clone());
    change::Model {
        seq: 0,
        at: Utc::now(),
        actor_id: author.id,
        actor: author.name.clone(),
        record_id: about.id,
        record_kind: about.kind,
        record_path: about.path,
        area_id: about.area,
        deed: match (&before, &after) {
            (_, None) => Deed::Deleted,
            (None, _) => Deed::Created,
            _ => Deed::Updated,
        },
        version: last.map_or(1, |last| last.version + 1),
        before,
        after,
        reason: author.reason.clone(),
        source: author.source.clone(),
    }
}

async fn register(tx: &DatabaseTransaction, change: &change::Model) -> Result<(), DbErr> {
    Row::<record::Entity>(record::Model {
        id: change.record_id,
        kind: change.record_kind,
        version: change.version,
    })
    .put(tx)
    .await
}

async fn log(tx: &DatabaseTransaction, change: change::Model) -> Result<(), DbErr> {
    let mut row = change::ActiveModel::from(change).reset_all();
    row.seq = NotSet;
    change::Entity::insert(row)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// The number of the newest change: the version of the data as a whole. Zero before the first.
pub async fn data_version(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
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

/// What the list of changes is called in its cursors.
pub const LIST: &str = "change";

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
        .named::<area::Entity>("area", change::Column::AreaId, filter.areas)
        .await?
        .one_of("kind", change::Column::RecordKind, filter.kinds)?
        .and(
            "path",
            filter.path.map(|path| change::Column::RecordPath.eq(path)),
        )
        .and(
            "since",
            filter.since.map(|since| change::Column::At.gte(since)),
        )
        .and(
            "until",
            filter.until.map(|until| change::Column::At.lt(until)),
        )
        .done()
        .all();
    let matching = change::Entity::find().filter(condition);
    let total = matching.clone().count(db).await?;
    let mut rows = matching.order_by_desc(change::Column::Seq);
    let (after, _) = request.within(LIST)?;
    if let Some(after) = after {
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
