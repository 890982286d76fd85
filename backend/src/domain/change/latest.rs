//! What the log last said of records.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, Condition, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::{AT_ONCE, Whole};
use crate::entity::change;

/// What the log last said, of the records that it last said this of.
pub(super) async fn latest(
    tx: &DatabaseTransaction,
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
        .all(tx)
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
