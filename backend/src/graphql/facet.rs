//! How many records each choice of a filter would leave: one field for each part of the filter, so
//! that a query counts what it shows and no more.

use std::marker::PhantomData;

use async_graphql::{Context, SimpleObject, resolver_utils::EnumType};
use sea_orm::{EntityTrait, Iterable, TryGetable};

use super::{connection, error::ApiResult};
use crate::domain::{
    facet,
    filter::{self, Gap, Parts},
    list::Listed,
    word,
};

/// One choice of a filter.
#[derive(SimpleObject)]
pub struct FacetChoice {
    /// What to give to the filter: a path, a word of its enumeration, `true`, or a cell as published.
    value: String,
    /// The name of the record at the path. Null for words and cells.
    label: Option<String>,
    /// How many records it would leave, beside all other parts of the filter that are in force.
    count: u64,
}

impl FacetChoice {
    fn word(value: impl EnumType, count: u64) -> Self {
        Self {
            value: word(value),
            label: None,
            count,
        }
    }
}

/// The choices of one part of a filter; those that would leave nothing are not among them.
pub type Choices = ApiResult<Vec<FacetChoice>>;

/// The parts of a filter that is in force, to count the choices of each beside the others.
pub struct Facets<E> {
    parts: Parts,
    of: PhantomData<fn() -> E>,
}

impl<E: Listed> Facets<E> {
    /// The choices beside these parts.
    pub fn new(parts: Parts) -> Self {
        Self {
            parts,
            of: PhantomData,
        }
    }

    /// What all parts of the filter but one ask for.
    pub fn but(&self, part: &str) -> sea_orm::Condition {
        self.parts.but(part)
    }

    /// Records that a column points at, in their natural order.
    pub async fn records<T: Listed>(
        &self,
        ctx: &Context<'_>,
        part: &str,
        column: E::Column,
    ) -> Choices {
        let found = facet::by_record::<E, T>(connection::db(ctx), self.parts.but(part), column);
        Ok(Self::named::<T>(found.await?))
    }

    /// Local areas.
    pub async fn areas(&self, ctx: &Context<'_>) -> Choices {
        match E::AREA {
            Some(column) => {
                self.records::<crate::entity::area::Entity>(ctx, "area", column)
                    .await
            }
            None => Ok(Vec::new()),
        }
    }

    /// Themes; a record under several counts for each.
    pub async fn themes(&self, ctx: &Context<'_>) -> Choices {
        let found = facet::by_theme::<E>(connection::db(ctx), self.parts.but("theme"));
        Ok(Self::named::<crate::entity::theme::Entity>(found.await?))
    }

    /// Records that a link leads to; a record with several counts for each.
    pub async fn linked<T: Listed, L: EntityTrait>(
        &self,
        ctx: &Context<'_>,
        part: &str,
        own: E::Column,
        link: (L::Column, L::Column),
    ) -> Choices {
        let db = connection::db(ctx);
        let found = facet::by_link::<E, T, L>(db, self.parts.but(part), own, link);
        Ok(Self::named::<T>(found.await?))
    }

    /// Words of an enumeration, the most frequent first.
    pub async fn words<V: TryGetable + EnumType>(
        &self,
        ctx: &Context<'_>,
        part: &str,
        column: E::Column,
    ) -> Choices {
        let db = connection::db(ctx);
        let found = facet::by_column::<E, Option<V>>(db, self.parts.but(part), column).await?;
        let choice = |(word, count): (Option<V>, u64)| Some(FacetChoice::word(word?, count));
        Ok(found.into_iter().filter_map(choice).collect())
    }

    /// Cells as published, the most frequent first; empty ones are no choice.
    pub async fn cells(&self, ctx: &Context<'_>, part: &str, column: E::Column) -> Choices {
        let db = connection::db(ctx);
        let found = facet::by_column::<E, Option<String>>(db, self.parts.but(part), column).await?;
        let choice = |(cell, count): (Option<String>, u64)| {
            Some(FacetChoice {
                value: cell?,
                label: None,
                count,
            })
        };
        Ok(found.into_iter().filter_map(choice).collect())
    }

    /// What records lack; one may lack several things, and what is named together is lacking together,
    /// so that these choices narrow each other.
    pub async fn gaps<G: Gap + EnumType>(&self, ctx: &Context<'_>, gaps: &[G]) -> Choices {
        let gaps = gaps.iter().map(|gap| (*gap, gap.condition()));
        self.conditions(ctx, "", gaps.collect()).await
    }

    /// Words that each stand for a condition.
    pub async fn conditions<W: EnumType>(
        &self,
        ctx: &Context<'_>,
        part: &str,
        words: Vec<(W, sea_orm::Condition)>,
    ) -> Choices {
        let (words, each): (Vec<W>, Vec<_>) = words.into_iter().unzip();
        let db = connection::db(ctx);
        let found = facet::by_condition::<E>(db, self.parts.but(part), each).await?;
        let found = words.into_iter().zip(found).filter(|(_, count)| *count > 0);
        Ok(found
            .map(|(word, count)| FacetChoice::word(word, count))
            .collect())
    }

    /// Words of the rows of another table that point at the records: the kinds of plans of areas.
    pub async fn words_of<V, L: EntityTrait>(
        &self,
        ctx: &Context<'_>,
        part: &str,
        link: (L::Column, L::Column),
    ) -> Choices
    where
        V: Iterable + EnumType + Into<sea_orm::Value> + Copy,
    {
        let words = V::iter().map(|word| (word, filter::pointed_at::<E, L>(link, [word])));
        self.conditions(ctx, part, words.collect()).await
    }

    /// Cells of the records that a column points at, as published, the most frequent first.
    pub async fn cells_of<T: Listed>(
        &self,
        ctx: &Context<'_>,
        part: &str,
        own: E::Column,
        cell: T::Column,
    ) -> Choices {
        let db = connection::db(ctx);
        let found = facet::by_cell_of::<E, T>(db, self.parts.but(part), own, cell).await?;
        let choice = |(value, count)| FacetChoice {
            value,
            label: None,
            count,
        };
        Ok(found.into_iter().map(choice).collect())
    }

    /// Records of which something is true, as the choice `true`; none where it is true of none.
    pub async fn flag(
        &self,
        ctx: &Context<'_>,
        part: &str,
        is_true: sea_orm::Condition,
    ) -> Choices {
        let db = connection::db(ctx);
        let found = facet::by_condition::<E>(db, self.parts.but(part), [is_true]).await?;
        let found = found.into_iter().filter(|count| *count > 0);
        Ok(found
            .map(|count| FacetChoice {
                value: "true".to_owned(),
                label: None,
                count,
            })
            .collect())
    }

    fn named<T: Listed>(found: Vec<(T::Model, u64)>) -> Vec<FacetChoice> {
        let choice = |(row, count): (T::Model, u64)| FacetChoice {
            value: T::path(&row).to_owned(),
            label: Some(T::title(&row)),
            count,
        };
        found.into_iter().map(choice).collect()
    }
}
