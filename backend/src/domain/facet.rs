//! How many records of a list each value of a field would leave.

use std::collections::HashMap;

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, Select, TryGetable,
    sea_query::{CaseStatement, Expr, Func},
};
use uuid::Uuid;

use super::{Result, list::Listed};
use crate::entity::theme;

/// What a count is called.
pub const FOUND: &str = "found";

/// The records that meet a condition, counted, to be grouped by something.
pub fn counted<E: Listed>(condition: Condition) -> Select<E> {
    E::find()
        .select_only()
        .column_as(E::ID.count(), FOUND)
        .filter(condition)
}

/// Counts by what a column holds, the most frequent first. One statement.
pub async fn by_column<E: Listed, V: TryGetable>(
    db: &impl ConnectionTrait,
    condition: Condition,
    column: E::Column,
) -> Result<Vec<(V, u64)>> {
    let rows: Vec<(i64, V)> = counted::<E>(condition)
        .column(column)
        .group_by(column)
        .order_by_desc(E::ID.count())
        .order_by_asc(column)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|(found, value)| (value, many(found)))
        .collect())
}

/// Counts by the record that a column points at, in the order of those records. Two statements.
pub async fn by_record<E: Listed, T: Listed>(
    db: &impl ConnectionTrait,
    condition: Condition,
    column: E::Column,
) -> Result<Vec<(T::Model, u64)>> {
    let counts = by_column::<E, Option<Uuid>>(db, condition, column).await?;
    let counts = counts
        .into_iter()
        .filter_map(|(id, found)| Some((id?, found)));
    with_records::<T>(db, counts).await
}

/// Counts by theme, in the order of the themes; a record under several counts for each. Two statements.
pub async fn by_theme<E: Listed>(
    db: &impl ConnectionTrait,
    condition: Condition,
) -> Result<Vec<(theme::Model, u64)>> {
    let column = (
        theme::assignment::Column::RecordId,
        theme::assignment::Column::ThemeId,
    );
    by_link::<E, theme::Entity, theme::assignment::Entity>(db, condition, E::ID, column).await
}

/// Counts by the record that a link leads to, in the order of those records; a record with several
/// counts for each. Two statements.
pub async fn by_link<E: Listed, T: Listed, L: EntityTrait>(
    db: &impl ConnectionTrait,
    condition: Condition,
    own: E::Column,
    (to_own, to_named): (L::Column, L::Column),
) -> Result<Vec<(T::Model, u64)>> {
    let link: RelationDef = E::belongs_to(L::default()).from(own).to(to_own).into();
    let counts: Vec<(Uuid, i64)> = E::find()
        .select_only()
        .column(to_named)
        .column_as(
            Expr::expr(Func::count_distinct(Expr::col(E::ID.as_column_ref()))),
            FOUND,
        )
        .join(JoinType::InnerJoin, link)
        .filter(condition)
        .filter(to_named.is_not_null())
        .group_by(to_named)
        .into_tuple()
        .all(db)
        .await?;
    let counts = counts.into_iter().map(|(id, found)| (id, many(found)));
    with_records::<T>(db, counts).await
}

/// Counts by a cell of the record that a column points at, the most frequent first. One statement.
pub async fn by_cell_of<E: Listed, T: Listed>(
    db: &impl ConnectionTrait,
    condition: Condition,
    own: E::Column,
    cell: T::Column,
) -> Result<Vec<(String, u64)>> {
    let link: RelationDef = E::belongs_to(T::default()).from(own).to(T::ID).into();
    let counts: Vec<(i64, String)> = counted::<E>(condition)
        .column(cell)
        .join(JoinType::InnerJoin, link)
        .filter(cell.is_not_null())
        .group_by(cell)
        .order_by_desc(E::ID.count())
        .order_by_asc(cell)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts
        .into_iter()
        .map(|(found, cell)| (cell, many(found)))
        .collect())
}

/// How many records meet each of several conditions that may overlap. One statement.
pub async fn by_condition<E: Listed>(
    db: &impl ConnectionTrait,
    condition: Condition,
    each: impl IntoIterator<Item = Condition>,
) -> Result<Vec<u64>> {
    let mut counts = E::find().select_only().filter(condition);
    let mut names = Vec::new();
    for (number, one) in each.into_iter().enumerate() {
        let name = format!("found_{number}");
        let one = CaseStatement::new().case(one, 1).finally(0);
        counts = counts.column_as(Expr::expr(Func::sum(one)), name.clone());
        names.push(name);
    }
    let row = counts
        .into_model::<Sums>()
        .one(db)
        .await?
        .unwrap_or_default();
    Ok(names
        .iter()
        .map(|name| row.0.get(name).copied().unwrap_or_default())
        .collect())
}

/// A row of sums; of no rows at all the sum is null.
#[derive(Default)]
struct Sums(HashMap<String, u64>);

impl sea_orm::FromQueryResult for Sums {
    fn from_query_result(row: &sea_orm::QueryResult, prefix: &str) -> Result<Self, DbErr> {
        row.column_names()
            .into_iter()
            .map(|name| {
                let sum: Option<i64> = row.try_get(prefix, &name)?;
                Ok((name, many(sum.unwrap_or_default())))
            })
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// Counts with the records that they are of, in the order of those records. One statement.
pub async fn with_records<T: Listed>(
    db: &impl ConnectionTrait,
    counts: impl IntoIterator<Item = (Uuid, u64)>,
) -> Result<Vec<(T::Model, u64)>> {
    let counts: HashMap<Uuid, u64> = counts.into_iter().collect();
    let rows = T::find()
        .filter(T::ID.is_in(counts.keys().copied()))
        .order_by_asc(T::SORT_KEY)
        .all(db)
        .await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let found = counts.get(&T::id(&row)).copied().unwrap_or_default();
            (row, found)
        })
        .collect())
}

fn many(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
