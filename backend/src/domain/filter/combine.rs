//! Filters made of filters: all of several, one of several, none of one, and those of the records that a
//! record belongs to.

use async_trait::async_trait;
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{CaseStatement, Expr, Query, SqliteQueryBuilder},
};

use super::{Filter, Parts, few};
use crate::domain::{Error, Result, list::Listed};

/// A filter as somebody asks for it.
#[async_trait]
pub trait Asked: Send + Sized {
    /// Its conditions. What it names must exist.
    async fn parts(self, db: &DatabaseConnection) -> Result<Parts>;
}

/// The most comparisons that one filter may come to with all that it combines: a database reads only so many.
const MOST_VALUES: usize = 500;

impl Filter<'_, DatabaseConnection> {
    /// Records whose column points at a record that meets another filter.
    pub async fn within<T: Listed>(
        self,
        part: &'static str,
        column: impl ColumnTrait,
        asked: Option<impl Asked>,
    ) -> Result<Self> {
        let Some(asked) = asked else { return Ok(self) };
        let there = T::find()
            .select_only()
            .column(T::ID)
            .filter(asked.parts(self.db).await?.all());
        Ok(self.and(part, Some(column.in_subquery(there.into_query()))))
    }

    /// Other filters: all of the first, one of the second, not the third.
    pub async fn combined<F: Asked>(
        mut self,
        and: Option<Vec<F>>,
        or: Option<Vec<F>>,
        not: Option<Box<F>>,
    ) -> Result<Self> {
        if and.is_none() && or.is_none() && not.is_none() {
            return Ok(self);
        }
        few(and.as_ref().map_or(0, Vec::len))?;
        for one in and.into_iter().flatten() {
            let holds = one.parts(self.db).await?.all();
            self = self.and("and", Some(holds));
        }
        if let Some(each) = or {
            few(each.len())?;
            // No alternative, no row.
            let mut any = Condition::any().add(Expr::val(1).eq(0));
            for one in each {
                any = any.add(one.parts(self.db).await?.all());
            }
            self = self.and("or", Some(any));
        }
        if let Some(one) = not {
            // What cannot be said to hold does not hold: the two sides make up the whole.
            let holds = CaseStatement::new().case(one.parts(self.db).await?.all(), 1);
            let holds = Expr::expr(holds.finally(0));
            self = self.and("not", Some(holds.eq(0)));
        }
        let mut whole = Query::select();
        whole.expr(Expr::val(1)).cond_where(self.parts.all());
        let (_, values) = whole.build(SqliteQueryBuilder);
        match values.0.len() > MOST_VALUES {
            true => Err(Error::bad_input(
                "filter",
                format!(
                    "What a filter combines may come to {MOST_VALUES} comparisons; this one comes to {}. Ask in several queries.",
                    values.0.len()
                ),
            )),
            false => Ok(self),
        }
    }
}
