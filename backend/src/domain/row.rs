//! Rows and sets of rows that can be written, whatever their table.

use async_trait::async_trait;
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, Condition, DatabaseTransaction, DbErr,
    EntityTrait, IdenStatic, IntoActiveModel, Iterable, PrimaryKeyToColumn, QueryFilter,
    sea_query::OnConflict,
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// Something that a record consists of and that can be put into the database.
#[async_trait]
pub trait Put: Send + Sync {
    /// Makes the database hold exactly this.
    async fn put(&self, tx: &DatabaseTransaction) -> Result<(), DbErr>;
    /// What the change log keeps of it.
    fn snapshot(&self) -> Value;
}

/// One row, inserted or brought up to date.
pub struct Row<E: EntityTrait>(pub E::Model);

impl<E> Row<E>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: ActiveModelBehavior + Send,
{
    /// Inserts the row, unless there is one of its key: that stays as it is.
    pub async fn keep(self, tx: &DatabaseTransaction) -> Result<(), DbErr> {
        let mut conflict = OnConflict::columns(key::<E>());
        conflict.do_nothing();
        E::insert(self.0.into_active_model().reset_all())
            .on_conflict(conflict)
            .exec_without_returning(tx)
            .await?;
        Ok(())
    }
}

#[async_trait]
impl<E> Put for Row<E>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Serialize + Clone + Send + Sync,
    E::ActiveModel: ActiveModelBehavior + Send,
{
    async fn put(&self, tx: &DatabaseTransaction) -> Result<(), DbErr> {
        upsert::<E>(tx, std::slice::from_ref(&self.0)).await
    }

    fn snapshot(&self) -> Value {
        serde_json::to_value(&self.0).unwrap_or_default()
    }
}

/// All the rows of one table that belong to a record: what is new is inserted, what changed is
/// brought up to date, what is no longer there is removed.
pub struct Set<E: EntityTrait> {
    pub owner: (E::Column, Uuid),
    pub id: E::Column,
    pub rows: Vec<(Uuid, E::Model)>,
    /// Rows outside of this condition are none of the record's business and stay.
    pub within: Option<Condition>,
}

#[async_trait]
impl<E> Put for Set<E>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Serialize + Clone + Send + Sync,
    E::ActiveModel: ActiveModelBehavior + Send,
    E::Column: Send + Sync,
{
    async fn put(&self, tx: &DatabaseTransaction) -> Result<(), DbErr> {
        let kept = self.rows.iter().map(|(id, _)| *id);
        let mut stale = E::delete_many()
            .filter(self.owner.0.eq(self.owner.1))
            .filter(self.id.is_not_in(kept));
        if let Some(within) = &self.within {
            stale = stale.filter(within.clone());
        }
        stale.exec(tx).await?;
        let rows: Vec<_> = self.rows.iter().map(|(_, row)| row.clone()).collect();
        upsert::<E>(tx, &rows).await
    }

    fn snapshot(&self) -> Value {
        self.rows
            .iter()
            .map(|(_, row)| serde_json::to_value(row).unwrap_or_default())
            .collect()
    }
}

/// Removes the rows of a table that are as a condition says, and answers how many there were.
pub async fn remove<E: EntityTrait>(tx: &DatabaseTransaction, of: Condition) -> Result<u64, DbErr> {
    Ok(E::delete_many().filter(of).exec(tx).await?.rows_affected)
}

/// How many values one statement takes at most: SQLite takes 32,766.
const VALUES: usize = 30_000;

/// The columns that tell a row from all others.
fn key<E: EntityTrait>() -> Vec<E::Column> {
    let key = E::PrimaryKey::iter();
    key.map(PrimaryKeyToColumn::into_column).collect()
}

async fn upsert<E>(tx: &DatabaseTransaction, rows: &[E::Model]) -> Result<(), DbErr>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Clone,
    E::ActiveModel: ActiveModelBehavior + Send,
{
    if rows.is_empty() {
        return Ok(());
    }
    let key = key::<E>();
    let rest: Vec<E::Column> = E::Column::iter()
        .filter(|column| !key.iter().any(|part| part.as_str() == column.as_str()))
        .collect();
    let mut conflict = OnConflict::columns(key);
    if rest.is_empty() {
        conflict.do_nothing();
    } else {
        conflict.update_columns(rest);
    }
    let columns = E::Column::iter().count().max(1);
    for some in rows.chunks((VALUES / columns).max(1)) {
        let some = some.iter();
        E::insert_many(some.map(|row| row.clone().into_active_model().reset_all()))
            .on_conflict(conflict.clone())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
