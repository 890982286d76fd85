//! What the log last said of records.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::{AT_ONCE, Whole};
use crate::entity::{change, record::Kind};

/// What the log last said, of the records that it last said this of.
pub(super) async fn latest(
    db: &impl ConnectionTrait,
    about: Condition,
) -> Result<Vec<change::Model>, DbErr> {
    let newest = change::Entity::find()
        .select_only()
        .column_as(change::Column::Seq.max(), "seq")
        .group_by(change::Column::RecordId);
    change::Entity::find()
        .filter(change::Column::Seq.in_subquery(newest.into_query()))
        .filter(about)
        .order_by_asc(change::Column::Seq)
        .all(db)
        .await
}

/// What the log last said of these records.
pub(super) async fn latest_of(
    tx: &DatabaseTransaction,
    records: &[Whole],
) -> Result<HashMap<Uuid, change::Model>, DbErr> {
    let ids: Vec<Uuid> = records.iter().map(|record| record.id).collect();
    let rows = latest_by_id(tx, &ids).await?.into_iter();
    Ok(rows.map(|last| (last.record_id, last)).collect())
}

/// What the log last said of the records with these ids.
pub async fn latest_by_id(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<Vec<change::Model>, DbErr> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let about = change::Column::RecordId.is_in(some.iter().copied());
        found.extend(latest(db, Condition::all().add(about)).await?);
    }
    Ok(found)
}

/// The paths that records of a kind have had in an area, whether they are there still or not. Ids are made of paths: one
/// that is used again would have the history of another record.
pub async fn paths_ever(
    tx: &DatabaseTransaction,
    kind: Kind,
    area: Uuid,
) -> Result<HashSet<String>, DbErr> {
    let paths: Vec<String> = change::Entity::find()
        .select_only()
        .column(change::Column::RecordPath)
        .distinct()
        .filter(change::Column::RecordKind.eq(kind))
        .filter(change::Column::AreaId.eq(area))
        .into_tuple()
        .all(tx)
        .await?;
    Ok(paths.into_iter().collect())
}

/// What the log last said of the records with these ids, up to a version of the data.
pub async fn latest_until(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
    version: i64,
) -> Result<Vec<change::Model>, DbErr> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(AT_ONCE) {
        let newest = change::Entity::find()
            .select_only()
            .column_as(change::Column::Seq.max(), "seq")
            .filter(change::Column::RecordId.is_in(some.iter().copied()))
            .filter(change::Column::Seq.lte(version))
            .group_by(change::Column::RecordId);
        let rows =
            change::Entity::find().filter(change::Column::Seq.in_subquery(newest.into_query()));
        found.extend(rows.all(db).await?);
    }
    Ok(found)
}
