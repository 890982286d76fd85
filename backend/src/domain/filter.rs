//! The conditions that every list understands: area, plan, theme, words.

use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait,
    sea_query::{Expr, Func, LikeExpr, SimpleExpr},
};
use uuid::Uuid;

use super::{Error, Result, id, list::Listed};
use crate::entity::{area, plan, theme};

/// The longest text that a search for words takes.
const LONGEST_TEXT: usize = 200;

/// The most alternatives that one filter takes.
const MOST_WORDS: usize = 100;
/// PostgreSQL keeps no such character, so nothing can hold it.
const NUL: &str = "A filter may not hold the character U+0000.";

fn few(words: usize) -> Result<()> {
    if words > MOST_WORDS {
        return Err(Error::bad_input(
            "filter",
            format!("A filter takes at most {MOST_WORDS} alternatives; there were {words}."),
        ));
    }
    Ok(())
}

fn holds_nul(value: &sea_orm::Value) -> bool {
    matches!(value, sea_orm::Value::String(Some(text)) if text.contains('\0'))
}

/// Collects the conditions of one list, refusing what cannot be meant.
pub struct Filter<'a, C: ConnectionTrait> {
    db: &'a C,
    condition: Condition,
}

impl<'a, C: ConnectionTrait> Filter<'a, C> {
    pub fn new(db: &'a C) -> Self {
        Self {
            db,
            condition: Condition::all(),
        }
    }

    pub fn and(mut self, condition: impl Into<Option<SimpleExpr>>) -> Self {
        if let Some(condition) = condition.into() {
            self.condition = self.condition.add(condition);
        }
        self
    }

    /// Rows whose column holds one of the words; nothing asked, nothing left out.
    pub fn one_of<V: Into<sea_orm::Value>>(
        self,
        column: impl ColumnTrait,
        words: Option<Vec<V>>,
    ) -> Result<Self> {
        let Some(words) = words else { return Ok(self) };
        few(words.len())?;
        let words: Vec<sea_orm::Value> = words.into_iter().map(Into::into).collect();
        if words.iter().any(holds_nul) {
            return Err(Error::bad_input("filter", NUL));
        }
        Ok(self.and(column.is_in(words)))
    }

    /// Records of these areas. An area that does not exist is an error, not an empty list.
    pub async fn areas<E: Listed>(self, paths: Option<Vec<String>>) -> Result<Self> {
        match E::AREA {
            Some(column) => self.named::<area::Entity>(column, paths).await,
            None => Ok(self),
        }
    }

    /// Records of these plans.
    pub async fn plans(self, column: impl ColumnTrait, paths: Option<Vec<String>>) -> Result<Self> {
        self.named::<plan::Entity>(column, paths).await
    }

    /// Records whose column points at one of the records named by their paths.
    pub async fn named<T: Listed>(
        self,
        column: impl ColumnTrait,
        paths: Option<Vec<String>>,
    ) -> Result<Self> {
        let ids = existing::<T>(self.db, paths).await?;
        Ok(self.and(ids.map(|ids| column.is_in(ids))))
    }

    /// Records that fall under one of these themes, by whatever method.
    pub async fn themes<E: Listed>(self, paths: Option<Vec<String>>) -> Result<Self> {
        let ids = existing::<theme::Entity>(self.db, paths).await?;
        Ok(self.and(ids.map(|ids| {
            E::ID.in_subquery(
                theme::assignment::Entity::find()
                    .select_only()
                    .column(theme::assignment::Column::RecordId)
                    .filter(theme::assignment::Column::ThemeId.is_in(ids))
                    .into_query(),
            )
        })))
    }

    /// Records that hold these words, letter for letter but for case, in one of their texts.
    pub fn text<E: Listed>(self, text: Option<String>) -> Result<Self> {
        self.holds(E::TEXT, text)
    }

    /// Records that hold these words, letter for letter but for case, in one of the columns.
    pub fn holds<C2: ColumnTrait>(self, columns: &[C2], text: Option<String>) -> Result<Self> {
        let condition = words(text)?.map(|words| words.within(columns));
        Ok(self.and_any(condition))
    }

    /// Records that hold these words in one of their own texts, or that point at a record which does.
    pub fn text_or_of<E: Listed, T: Listed>(
        self,
        column: E::Column,
        text: Option<String>,
    ) -> Result<Self> {
        let condition = words(text)?.map(|words| {
            let there = T::find()
                .select_only()
                .column(T::ID)
                .filter(words.within(T::TEXT));
            words
                .within(E::TEXT)
                .add(column.in_subquery(there.into_query()))
        });
        Ok(self.and_any(condition))
    }

    fn and_any(mut self, condition: Option<Condition>) -> Self {
        if let Some(condition) = condition {
            self.condition = self.condition.add(condition);
        }
        self
    }

    pub fn done(self) -> Condition {
        self.condition
    }
}

/// Words to look for, as a pattern.
struct Words(String);

impl Words {
    /// That one of the columns holds them.
    fn within<C: ColumnTrait>(&self, columns: &[C]) -> Condition {
        columns.iter().fold(Condition::any(), |any, column| {
            let words = Func::lower(Expr::col(column.as_column_ref()).cast_as("text"));
            any.add(Expr::expr(words).like(LikeExpr::new(self.0.clone()).escape('\\')))
        })
    }
}

/// The words of a filter; nothing where there are none.
fn words(text: Option<String>) -> Result<Option<Words>> {
    let Some(text) = text
        .map(|text| text.trim().to_lowercase())
        .filter(|text| !text.is_empty())
    else {
        return Ok(None);
    };
    if text.chars().count() > LONGEST_TEXT {
        return Err(Error::bad_input(
            "text",
            format!("`text` may be at most {LONGEST_TEXT} characters long."),
        ));
    }
    if text.contains('\0') {
        return Err(Error::bad_input("text", NUL));
    }
    Ok(Some(Words(pattern(&text))))
}

/// A pattern that matches the words anywhere, its own signs taken as letters.
fn pattern(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// The ids of records named by path, after making sure that each exists.
async fn existing<T: Listed>(
    db: &impl ConnectionTrait,
    paths: Option<Vec<String>>,
) -> Result<Option<Vec<Uuid>>> {
    let Some(mut paths) = paths else {
        return Ok(None);
    };
    few(paths.len())?;
    paths.sort();
    paths.dedup();
    let ids: Vec<Uuid> = paths.iter().map(|path| id::of(T::KIND, path)).collect();
    let found = T::find().filter(T::ID.is_in(ids.clone())).count(db).await?;
    if found < ids.len() as u64 {
        for path in &paths {
            super::list::at::<T>(db, path).await?;
        }
    }
    Ok(Some(ids))
}
