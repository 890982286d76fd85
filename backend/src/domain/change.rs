//! The one way into the database. A record is written together with its parts, and the write is
//! appended to the change log in the same transaction: history, `asOf` reads, live updates and
//! "since the last meeting" are all readings of that log.

mod latest;
mod whole;

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, Condition, ConnectionTrait,
    DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, SqliteTransactionMode, TransactionOptions, TransactionTrait,
};
use serde_json::Value;
use uuid::Uuid;

use self::latest::{latest, latest_of};
pub use self::{
    latest::{latest_by_id, latest_until, paths_ever},
    whole::{Author, Whole, Written},
};
use super::{
    log as history,
    name::Names,
    restore,
    row::{Put, Row},
    search,
};
use crate::entity::{
    change::{self, Deed},
    record::{self, Kind},
};

/// How many records one statement names: databases bound how many values a statement takes.
const AT_ONCE: usize = 1_000;

/// When what is written now is written: later than everything that the log has, so that equal
/// times tell what was written together. To the microsecond, which is what PostgreSQL keeps.
pub async fn moment(tx: &DatabaseTransaction) -> Result<DateTime<Utc>, DbErr> {
    let now = Utc::now().trunc_subsecs(6);
    let last = history::newest(tx).await?.1;
    let next = last.map(|last| last.trunc_subsecs(6) + TimeDelta::microseconds(1));
    Ok(next.map_or(now, |next| now.max(next)))
}

/// Begins to write, one writer at a time. SQLite gives its one writer the turn at once: who reads first and then
/// writes would be told that the database is locked, whatever he waits.
pub async fn begin(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let immediate = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..TransactionOptions::default()
    };
    let tx = db.begin_with_options(immediate).await?;
    turn(&tx).await?;
    Ok(tx)
}

/// Writes records and their parts, and logs what changed. Records may come in any order: what they
/// point at must be there when the transaction ends. A name that was removed from an area does not come back with
/// what is written there.
pub async fn save(
    tx: &DatabaseTransaction,
    author: &Author,
    records: &[Whole],
) -> Result<Written, DbErr> {
    turn(tx).await?;
    let before = latest_of(tx, records).await?;
    let removed = Names::removed(tx).await?;
    let mut written = Written::default();
    for record in records {
        let mut after = record.snapshot();
        let names = removed.within(record.area);
        let is_cleared = names
            .as_ref()
            .is_some_and(|names| names.clear(&mut after) > 0);
        let last = before.get(&record.id);
        if last.is_some_and(|last| last.after.as_ref() == Some(&after)) {
            written.unchanged += 1;
            continue;
        }
        // What somebody has changed by hand is not overwritten by what changes nothing but files.
        if author.id.is_none()
            && let Some(last) = last
            && is_by_hand(tx, last).await?
        {
            written.kept += 1;
            continue;
        }
        let about = Subject {
            id: record.id,
            kind: record.kind,
            path: record.path.clone(),
            area: record.area,
        };
        let mut change = entry(author, about, last, Some(after));
        if let Some(names) = &names {
            names.clear_text(&mut change.reason);
        }
        match change.deed {
            Deed::Created => written.created += 1,
            _ => written.updated += 1,
        }
        let cleared = match is_cleared {
            true => restore::whole(&change).map_err(|fault| unknown(&change, &fault))?,
            false => None,
        };
        put(tx, cleared.as_ref().unwrap_or(record), &change).await?;
        log(tx, change).await?;
    }
    Ok(written)
}

/// Whether somebody has changed a record by hand since files said what it is. That names were removed is noted of the
/// area, and changes nothing of it: who changed it before that counts.
async fn is_by_hand(tx: &DatabaseTransaction, last: &change::Model) -> Result<bool, DbErr> {
    if last.actor_id.is_none() || last.before != last.after {
        return Ok(last.actor_id.is_some());
    }
    let earlier = change::Entity::find()
        .filter(change::Column::RecordId.eq(last.record_id))
        .order_by_desc(change::Column::Seq)
        .all(tx)
        .await?;
    let changed = earlier.iter().find(|one| one.before != one.after);
    Ok(changed.is_some_and(|one| one.actor_id.is_some()))
}

/// Rewrites entries of the log where they stand, and has the records be what the newest entry of each now says. This is
/// the one exception from a log that only grows: a name that has to go would be read there for ever. Numbers, times,
/// authors and paths stay; [`super::redaction`] notes beside that it was done, and it alone calls this.
pub async fn rewrite(
    tx: &DatabaseTransaction,
    entries: Vec<change::Model>,
    newest: &[change::Model],
) -> Result<(), DbErr> {
    let is_sqlite = tx.get_database_backend() != DbBackend::Postgres;
    if is_sqlite {
        // What was there is overwritten in the file, and not only taken off its lists.
        tx.execute_unprepared("PRAGMA secure_delete = ON").await?;
    }
    for entry in entries {
        Row::<change::Entity>(entry).put(tx).await?;
    }
    overlay(tx, newest).await?;
    if is_sqlite {
        // The index keeps words of texts that it no longer has until it is put in order.
        let words = "INSERT INTO search_index(search_index) VALUES ('optimize')";
        tx.execute_unprepared(words).await?;
    }
    Ok(())
}

/// Notes in the log of a record something that leaves it as it is. Nothing where there is no such record.
pub async fn note(
    tx: &DatabaseTransaction,
    author: &Author,
    record: Uuid,
) -> Result<Option<()>, DbErr> {
    let last = latest_by_id(tx, &[record]).await?.pop();
    let Some(last) = last.filter(|last| last.after.is_some()) else {
        return Ok(None);
    };
    let about = Subject {
        id: record,
        kind: last.record_kind,
        path: last.record_path.clone(),
        area: last.area_id,
    };
    let change = entry(author, about, Some(&last), last.after.clone());
    overlay(tx, [&change]).await?;
    log(tx, change).await.map(Some)
}

/// Writes what a change made of a record.
async fn put(
    tx: &DatabaseTransaction,
    record: &Whole,
    change: &change::Model,
) -> Result<(), DbErr> {
    register(tx, change).await?;
    record.row.put(tx).await?;
    for (_, part) in &record.parts {
        part.put(tx).await?;
    }
    search::index::put(tx, change).await
}

/// Makes a database that follows a log hold what more of it says, and the log itself with its numbers.
pub async fn replay(tx: &DatabaseTransaction, log: Vec<change::Model>) -> Result<(), DbErr> {
    turn(tx).await?;
    for some in log.chunks(AT_ONCE) {
        // Whose account it was is known to the database of today alone.
        let nameless = |change: &change::Model| change::Model {
            actor_id: None,
            ..change.clone()
        };
        let rows = some.iter().map(nameless).map(change::ActiveModel::from);
        change::Entity::insert_many(rows.map(ActiveModelTrait::reset_all))
            .exec_without_returning(tx)
            .await?;
    }
    let newest: HashMap<Uuid, &change::Model> = log
        .iter()
        .map(|change| (change.record_id, change))
        .collect();
    let gone = newest.values().filter(|last| last.after.is_none());
    remove(tx, gone.map(|last| last.record_id)).await?;
    overlay(tx, newest.into_values()).await
}

/// Makes a database hold what these changes say of their records, without a log of it.
pub async fn overlay<'a>(
    tx: &DatabaseTransaction,
    changes: impl IntoIterator<Item = &'a change::Model>,
) -> Result<(), DbErr> {
    turn(tx).await?;
    let changes: Vec<&change::Model> = changes.into_iter().collect();
    let known: Vec<Uuid> = record::Entity::find()
        .select_only()
        .column(record::Column::Id)
        .into_tuple()
        .all(tx)
        .await?;
    let new = changes.iter().filter(|change| change.after.is_some());
    let there: HashSet<Uuid> = known
        .into_iter()
        .chain(new.map(|change| change.record_id))
        .collect();
    let is_there = |id: &Value| {
        let id = id.as_str().and_then(|id| Uuid::parse_str(id).ok());
        id.is_some_and(|id| there.contains(&id))
    };
    for change in changes {
        let mut change = change.clone();
        // What was decided of two actions goes with either of them, and the log of the other does not say so.
        if let Some(Value::Array(decisions)) = change
            .after
            .as_mut()
            .and_then(|after| after.get_mut("decisions"))
        {
            decisions.retain(|decision| decision.get("other_id").is_some_and(is_there));
        }
        let change = &change;
        if let Some(record) = restore::whole(change).map_err(|fault| unknown(change, &fault))? {
            put(tx, &record, change).await?;
        }
    }
    Ok(())
}

/// That the log says of a record what no record can be.
fn unknown(change: &change::Model, fault: &serde_json::Error) -> DbErr {
    DbErr::Json(format!(
        "change {} of {}: {fault}",
        change.seq, change.record_path
    ))
}

/// Takes records out of the tables, and says nothing of it in the log.
pub async fn remove(
    tx: &DatabaseTransaction,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<(), DbErr> {
    turn(tx).await?;
    let ids: Vec<Uuid> = ids.into_iter().collect();
    for some in ids.chunks(AT_ONCE) {
        record::Entity::delete_many()
            .filter(record::Column::Id.is_in(some.iter().copied()))
            .exec(tx)
            .await?;
    }
    Ok(())
}

/// Takes the writer's turn. One writer at a time, so that versions become visible in the order of their numbers: SQLite has no other
/// way, PostgreSQL is told so. Foreign keys are checked at the commit instead of after every statement, so that records which point
/// at each other can come and go together.
async fn turn(tx: &DatabaseTransaction) -> Result<(), DbErr> {
    let words = match tx.get_database_backend() {
        DbBackend::Postgres => {
            "LOCK TABLE change IN SHARE ROW EXCLUSIVE MODE; SET CONSTRAINTS ALL DEFERRED"
        }
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
    turn(tx).await?;
    let mut gone = latest(tx, own).await?;
    gone.retain(|last| last.deed != Deed::Deleted && !kept.contains(&last.record_id));
    take_away(tx, author, gone).await
}

/// Removes records, given what the log last said of each. What something else points at cannot go, which is an error
/// when the transaction ends.
pub async fn take_away(
    tx: &DatabaseTransaction,
    author: &Author,
    gone: Vec<change::Model>,
) -> Result<usize, DbErr> {
    remove(tx, gone.iter().map(|last| last.record_id)).await?;
    let removed = Names::removed(tx).await?;
    let count = gone.len();
    for last in gone {
        let about = Subject {
            id: last.record_id,
            kind: last.record_kind,
            path: last.record_path.clone(),
            area: last.area_id,
        };
        let mut change = entry(author, about, Some(&last), None);
        if let Some(names) = removed.within(change.area_id) {
            names.clear_text(&mut change.reason);
        }
        log(tx, change).await?;
    }
    Ok(count)
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
        at: author.at,
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
