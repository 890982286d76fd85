//! The change log, read: the version of the data, and what was written when.

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, sea_query::Expr,
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Error, Result,
    edit::roles,
    filter,
    order::is_path,
    page::{Page, Request},
};
use crate::entity::{
    area,
    change::{self, Deed},
    record::{self, Kind},
    redaction,
};

/// The number of the newest change: the version of the data as a whole. Zero before the first.
pub async fn data_version(db: &impl ConnectionTrait) -> Result<i64, DbErr> {
    Ok(last(db, Condition::all()).await?.unwrap_or_default())
}

/// The number of the newest change of some; nothing where there is none.
async fn last(db: &impl ConnectionTrait, of: Condition) -> Result<Option<i64>, DbErr> {
    let newest: Option<Option<i64>> = change::Entity::find()
        .select_only()
        .column_as(change::Column::Seq.max(), "seq")
        .filter(of)
        .into_tuple()
        .one(db)
        .await?;
    Ok(newest.flatten())
}

/// The newest version of the data, when it was written (nothing before the first write), and the number of the name
/// that was removed last: with each, what was read from the log before is no longer what it says.
pub async fn newest(db: &impl ConnectionTrait) -> Result<(i64, Option<DateTime<Utc>>, i64), DbErr> {
    // A limit is a value of the statement to SeaORM, for which SQLite would plan it anew each time.
    let last = change::Entity::find()
        .select_only()
        .expr(change::Column::Seq.max())
        .into_query();
    let removed = redaction::Entity::find()
        .select_only()
        .expr(redaction::Column::Number.max())
        .into_query();
    let newest: Vec<(i64, DateTime<Utc>, Option<i64>)> = change::Entity::find()
        .select_only()
        .columns([change::Column::Seq, change::Column::At])
        .expr_as(Expr::SubQuery(None, Box::new(removed.into())), "removed")
        .filter(change::Column::Seq.in_subquery(last))
        .into_tuple()
        .all(db)
        .await?;
    let newest = newest.into_iter().next();
    Ok(newest.map_or((0, None, 0), |(version, at, removed)| {
        (version, Some(at), removed.unwrap_or_default())
    }))
}

/// The newest change of a record. Nothing where there never was one.
pub async fn last_of(
    db: &impl ConnectionTrait,
    record: Uuid,
) -> Result<Option<change::Model>, DbErr> {
    change::Entity::find()
        .filter(change::Column::RecordId.eq(record))
        .order_by_desc(change::Column::Seq)
        .one(db)
        .await
}

/// The changes after a version of the data and up to another, the oldest first.
pub async fn between(
    db: &impl ConnectionTrait,
    after: i64,
    version: i64,
) -> Result<Vec<change::Model>, DbErr> {
    change::Entity::find()
        .filter(change::Column::Seq.gt(after))
        .filter(change::Column::Seq.lte(version))
        .order_by_asc(change::Column::Seq)
        .all(db)
        .await
}

/// When a version was written. Nothing where there is none of this number.
pub async fn written_at(
    db: &impl ConnectionTrait,
    version: i64,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    change::Entity::find()
        .select_only()
        .column(change::Column::At)
        .filter(change::Column::Seq.eq(version))
        .into_tuple()
        .one(db)
        .await
}

/// The newest version up to this number.
pub async fn last_up_to(db: &impl ConnectionTrait, version: i64) -> Result<i64, DbErr> {
    let of = Condition::all().add(change::Column::Seq.lte(version));
    Ok(last(db, of).await?.unwrap_or_default())
}

/// The version that the data had at a time: the number of the newest change by then.
pub async fn version_at(db: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<i64, DbErr> {
    let of = Condition::all().add(change::Column::At.lte(at));
    Ok(last(db, of).await?.unwrap_or_default())
}

/// The version that the write of a change made: what is written together is seen together, and a version
/// within it was never there. Nothing where there is no such change.
pub async fn written_with(db: &impl ConnectionTrait, version: i64) -> Result<Option<i64>, DbErr> {
    let own = change::Entity::find()
        .select_only()
        .column(change::Column::At)
        .filter(change::Column::Seq.eq(version));
    let of = Condition::all().add(change::Column::At.in_subquery(own.into_query()));
    last(db, of).await
}

/// The version of the data that somebody means by a number. One that is still to come, or within a write, is an
/// error.
pub async fn version(
    db: &impl ConnectionTrait,
    argument: &'static str,
    number: i64,
) -> Result<i64> {
    let newest = data_version(db).await?;
    if !(0..=newest).contains(&number) {
        let words =
            format!("There is no version {number} of the data: the versions are 0 to {newest}.");
        return Err(Error::bad_input(argument, words));
    }
    // Numbers that were never written stand for the version before them.
    let version = last_up_to(db, number).await?;
    match written_with(db, version).await? {
        Some(end) if end != version => Err(Error::bad_input(
            argument,
            format!(
                "Version {version} is within one write, which made version {end}: ask for that."
            ),
        )),
        _ => Ok(version),
    }
}

/// Which changes are asked for.
#[derive(Debug, Default)]
pub struct Filter {
    pub areas: Option<Vec<String>>,
    pub kinds: Option<Vec<Kind>>,
    pub path: Option<String>,
    pub since: Option<DateTime<Utc>>,
    pub until: Option<DateTime<Utc>>,
    /// Those with which records were taken away that there are no more, or those about records that there are.
    pub gone: Option<bool>,
    /// What imports wrote, or what people did.
    pub imported: Option<bool>,
}

/// What the list of changes is called in its cursors.
pub const LIST: &str = "change";

/// What a filter asks for. One that cannot be meant is an error.
pub async fn condition(db: &DatabaseConnection, filter: Filter) -> Result<Condition> {
    if filter.path.as_deref().is_some_and(|path| !is_path(path)) {
        return Err(Error::bad_input(
            "path",
            "`path` is no path: small letters, digits, `.` and `-`, parts joined by `/`.",
        ));
    }
    let parts = filter::Filter::new(db)
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
        .and("gone", filter.gone.map(gone))
        .and("imported", filter.imported.map(imported))
        .done();
    Ok(parts.all())
}

/// The last change of each record that is there no more, or all changes of those that are.
fn gone(is_gone: bool) -> Condition {
    let there = record::Entity::find()
        .select_only()
        .column(record::Column::Id)
        .into_query();
    if !is_gone {
        return Condition::all().add(change::Column::RecordId.in_subquery(there));
    }
    // What was taken away, brought back and taken away again is gone once.
    let last = change::Entity::find()
        .select_only()
        .column_as(change::Column::Seq.max(), "seq")
        .filter(change::Column::Deed.eq(Deed::Deleted))
        .group_by(change::Column::RecordId)
        .into_query();
    Condition::all()
        .add(change::Column::Seq.in_subquery(last))
        .add(change::Column::RecordId.not_in_subquery(there))
}

/// What imports wrote, or what people did. By what they are called: whose account it was, earlier days do not know.
fn imported(is_imported: bool) -> Condition {
    Condition::all().add(match is_imported {
        true => change::Column::Actor.is_not_in(roles()),
        false => change::Column::Actor.is_in(roles()),
    })
}

/// The numbers of some changes after one, the oldest first, and at most so many.
pub async fn after(
    db: &impl ConnectionTrait,
    of: Condition,
    seq: i64,
    most: u64,
) -> Result<Vec<i64>, DbErr> {
    change::Entity::find()
        .select_only()
        .column(change::Column::Seq)
        .filter(of)
        .filter(change::Column::Seq.gt(seq))
        .order_by_asc(change::Column::Seq)
        .limit(most)
        .into_tuple()
        .all(db)
        .await
}

/// The changes of these numbers, the oldest first.
pub async fn numbered(
    db: &impl ConnectionTrait,
    numbers: &[i64],
) -> Result<Vec<change::Model>, DbErr> {
    change::Entity::find()
        .filter(change::Column::Seq.is_in(numbers.iter().copied()))
        .order_by_asc(change::Column::Seq)
        .all(db)
        .await
}

/// The newest 100 changes of a record after a version of it, the oldest first.
pub async fn since(
    db: &impl ConnectionTrait,
    record: Uuid,
    version: i32,
) -> Result<Vec<change::Model>, DbErr> {
    change::Entity::find()
        .filter(change::Column::RecordId.eq(record))
        .filter(change::Column::Version.gt(version))
        .order_by_desc(change::Column::Seq)
        .limit(100)
        .all(db)
        .await
        .map(|rows| rows.into_iter().rev().collect())
}

/// A page of the log, the newest first.
pub async fn list(
    db: &DatabaseConnection,
    filter: Filter,
    request: &Request,
) -> Result<Page<change::Model>> {
    let matching = change::Entity::find().filter(condition(db, filter).await?);
    let total = matching.clone().count(db).await?;
    let mut rows = matching.order_by_desc(change::Column::Seq);
    let (after, _) = request.within(LIST)?;
    if let Some(after) = after {
        let seq: i64 = after
            .parse()
            .map_err(|_| Error::bad_input("after", "`after` is a cursor of another list."))?;
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
