//! What a filter asks for, part by part: the parts that every list understands (area, plan, theme,
//! words) and those of its own.

mod combine;

use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, IntoSimpleExpr,
    PaginatorTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, Func, IntoCondition, LikeExpr},
};
use uuid::Uuid;

use super::{Error, Result, id, list::Listed, search::Holding};
use crate::entity::{area, plan, theme};

pub use combine::Asked;

/// The longest text that a search for words takes.
const LONGEST_TEXT: usize = 200;

/// The most alternatives that one filter takes.
const MOST_WORDS: usize = 100;
/// PostgreSQL keeps no such character, so nothing can hold it.
const NUL: &str = "A filter may not hold the character U+0000.";

pub(super) fn few(words: usize) -> Result<()> {
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

/// The conditions of a filter, each under the name of the part that asks for it, so that the choices of
/// one part can be counted beside all the others.
#[derive(Clone, Debug, Default)]
pub struct Parts(Vec<(&'static str, Condition)>);

impl Parts {
    /// What all parts ask for together.
    pub fn all(&self) -> Condition {
        self.but("")
    }

    /// What all parts but one ask for.
    pub fn but(&self, part: &str) -> Condition {
        let others = self.0.iter().filter(|(name, _)| *name != part);
        others.fold(Condition::all(), |all, (_, one)| all.add(one.clone()))
    }
}

/// Collects the conditions of one list, refusing what cannot be meant.
pub struct Filter<'a, C: ConnectionTrait> {
    pub(super) db: &'a C,
    parts: Parts,
}

impl<'a, C: ConnectionTrait> Filter<'a, C> {
    /// A filter that asks for nothing yet.
    pub fn new(db: &'a C) -> Self {
        Self {
            db,
            parts: Parts::default(),
        }
    }

    /// What a part asks for; nothing asked, nothing left out.
    pub fn and(mut self, part: &'static str, condition: Option<impl IntoCondition>) -> Self {
        let condition = condition.map(IntoCondition::into_condition);
        self.parts.0.extend(condition.map(|asked| (part, asked)));
        self
    }

    /// Rows whose column holds one of the words; nothing asked, nothing left out.
    pub fn one_of<V: Into<sea_orm::Value>>(
        self,
        part: &'static str,
        column: impl ColumnTrait,
        words: Option<Vec<V>>,
    ) -> Result<Self> {
        let Some(words) = words else { return Ok(self) };
        few(words.len())?;
        let words: Vec<sea_orm::Value> = words.into_iter().map(Into::into).collect();
        if words.iter().any(holds_nul) {
            return Err(Error::bad_input("filter", NUL));
        }
        Ok(self.and(part, Some(column.is_in(words))))
    }

    /// Records of these areas. An area that does not exist is an error, not an empty list.
    pub async fn areas<E: Listed>(self, paths: Option<Vec<String>>) -> Result<Self> {
        match E::AREA {
            Some(column) => self.named::<area::Entity>("area", column, paths).await,
            None => Ok(self),
        }
    }

    /// Records of these plans.
    pub async fn plans(self, column: impl ColumnTrait, paths: Option<Vec<String>>) -> Result<Self> {
        self.named::<plan::Entity>("plan", column, paths).await
    }

    /// Records whose column points at one of the records named by their paths.
    pub async fn named<T: Listed>(
        self,
        part: &'static str,
        column: impl ColumnTrait,
        paths: Option<Vec<String>>,
    ) -> Result<Self> {
        let ids = existing::<T>(self.db, paths).await?;
        Ok(self.and(part, ids.map(|ids| column.is_in(ids))))
    }

    /// Records that fall under one of these themes, by whatever method.
    pub async fn themes<E: Listed>(self, paths: Option<Vec<String>>) -> Result<Self> {
        let ids = existing::<theme::Entity>(self.db, paths).await?;
        Ok(self.and(
            "theme",
            ids.map(|ids| {
                E::ID.in_subquery(
                    theme::assignment::Entity::find()
                        .select_only()
                        .column(theme::assignment::Column::RecordId)
                        .filter(theme::assignment::Column::ThemeId.is_in(ids))
                        .into_query(),
                )
            }),
        ))
    }

    /// Records that a link leads to from one of the records named by their paths: the plans of a weakness
    /// are those whose workstreams answer it.
    pub async fn linked<T: Listed, L: EntityTrait>(
        self,
        part: &'static str,
        own: impl ColumnTrait,
        (to_own, to_named): (L::Column, L::Column),
        paths: Option<Vec<String>>,
    ) -> Result<Self> {
        let ids = existing::<T>(self.db, paths).await?;
        Ok(self.and(
            part,
            ids.map(|ids| {
                own.in_subquery(
                    L::find()
                        .select_only()
                        .column(to_own)
                        .filter(to_own.is_not_null())
                        .filter(to_named.is_in(ids))
                        .into_query(),
                )
            }),
        ))
    }

    /// Records that a row of another table with one of these words points at: the areas with a plan of
    /// a kind.
    pub fn pointed_at<E: Listed, L: EntityTrait>(
        self,
        part: &'static str,
        link: (L::Column, L::Column),
        words: Option<Vec<impl Into<sea_orm::Value>>>,
    ) -> Result<Self> {
        let Some(words) = words else { return Ok(self) };
        few(words.len())?;
        Ok(self.and(part, Some(pointed_at::<E, L>(link, words))))
    }

    /// Records that lack all of what is named. What is named twice is asked once: there are only a few
    /// gaps, and a database reads only so many conditions.
    pub fn without<G: Gap>(mut self, gaps: Option<Vec<G>>) -> Self {
        let mut asked: Vec<G> = Vec::new();
        for gap in gaps.into_iter().flatten() {
            if !asked.contains(&gap) {
                asked.push(gap);
                self.parts.0.push(("without", gap.condition()));
            }
        }
        self
    }

    /// Records that hold these words in one of their texts, letter for letter but for case, or all of them
    /// in any of their forms, as a search finds them. One statement.
    pub async fn text<E: Listed>(self, text: Option<String>) -> Result<Self> {
        let Some(text) = sought(text)? else {
            return Ok(self);
        };
        let own = Holding::find(self.db, E::KIND, &text).await?;
        let own = own.named_by(self.db.get_database_backend(), E::ID);
        Ok(self.and("text", Some(own)))
    }

    /// The same, or that point at a record which does. Two statements.
    pub async fn text_or_of<E: Listed, T: Listed>(
        self,
        column: E::Column,
        text: Option<String>,
    ) -> Result<Self> {
        let Some(text) = sought(text)? else {
            return Ok(self);
        };
        let backend = self.db.get_database_backend();
        let own = Holding::find(self.db, E::KIND, &text).await?;
        let there = Holding::find(self.db, T::KIND, &text).await?;
        let either = Condition::any()
            .add(own.named_by(backend, E::ID))
            .add(there.named_by(backend, column));
        Ok(self.and("text", Some(either)))
    }

    /// Records that hold these words, letter for letter but for case, in one of the columns.
    pub fn holds<C2: ColumnTrait>(
        self,
        part: &'static str,
        columns: &[C2],
        text: Option<String>,
    ) -> Result<Self> {
        let condition = Words::anywhere(text)?.map(|words| words.within(columns));
        Ok(self.and(part, condition))
    }

    /// The parts that were asked for.
    pub fn done(self) -> Parts {
        self.parts
    }
}

/// Something that a record may lack: a link of the thread that is broken there.
pub trait Gap: Copy + PartialEq + Send + Sync {
    /// That a record lacks it.
    fn condition(self) -> Condition;
}

/// That a row of another table points at a record with one column, and holds one of these words in the other.
pub fn pointed_at<E: Listed, L: EntityTrait>(
    (to_own, column): (L::Column, L::Column),
    words: impl IntoIterator<Item = impl Into<sea_orm::Value>>,
) -> Condition {
    let pointing = L::find()
        .select_only()
        .column(to_own)
        .filter(to_own.is_not_null())
        .filter(column.is_in(words));
    Condition::all().add(E::ID.in_subquery(pointing.into_query()))
}

/// That no row of another table points at a record.
pub fn nothing_points<E: Listed, T: EntityTrait>(at: T::Column) -> Condition {
    let pointing = T::find()
        .select_only()
        .column(at)
        .filter(at.is_not_null())
        .into_query();
    Condition::all().add(E::ID.not_in_subquery(pointing))
}

/// Refuses a stretch of time that ends before it begins.
pub fn forwards(part: &'static str, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<()> {
    match (from, to) {
        (Some(from), Some(to)) if to < from => Err(Error::bad_input(
            part,
            format!("`{part}` ends on {to}, before it begins on {from}."),
        )),
        _ => Ok(()),
    }
}

/// Records whose dates, as exactly as they are stated, touch a stretch of time. Those without any are
/// left out. Both ends count; a missing one is open.
pub fn touches(
    part: &'static str,
    (first, last): (impl IntoSimpleExpr, impl IntoSimpleExpr),
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
) -> Result<Condition> {
    forwards(part, from, to)?;
    let (first, last) = (first.into_simple_expr(), last.into_simple_expr());
    Ok(Condition::all()
        .add(first.clone().is_not_null())
        .add_option(from.map(|from| last.gte(from)))
        .add_option(to.map(|to| first.lte(to))))
}

/// Words to look for, as a pattern.
pub(super) struct Words(String);

impl Words {
    /// Words wherever they stand in a text; nothing where there are none.
    pub(super) fn anywhere(text: Option<String>) -> Result<Option<Self>> {
        Ok(sought(text)?.map(|text| Self(format!("%{}%", plain(&text)))))
    }

    /// Words that a text begins with.
    pub(super) fn at_the_start(text: Option<String>) -> Result<Option<Self>> {
        Ok(sought(text)?.map(|text| Self(format!("{}%", plain(&text)))))
    }

    /// That one of the columns holds them.
    pub(super) fn within<C: ColumnTrait>(&self, columns: &[C]) -> Condition {
        columns.iter().fold(Condition::any(), |any, column| {
            let words = Func::lower(Expr::col(column.as_column_ref()).cast_as("text"));
            any.add(Expr::expr(words).like(LikeExpr::new(self.0.clone()).escape('\\')))
        })
    }
}

/// The words of a filter in small letters; nothing where there are none.
fn sought(text: Option<String>) -> Result<Option<String>> {
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
    Ok(Some(text))
}

/// A part of a pattern that matches just these words, its own signs taken as letters.
pub(super) fn plain(text: &str) -> String {
    let mut pattern = String::new();
    for letter in text.chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern
}

/// The ids of records named by path, after making sure that each exists.
pub async fn existing<T: Listed>(
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
