//! Themes and what falls under them.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    connection::{self, Connection, all, the},
    document::Citation,
    error::ApiResult,
    field::Tests,
    limit::{ROOT, page_cost},
    node,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
    },
    entity::{
        record::Kind,
        theme::{self, AssignmentMethod},
    },
    loader::CitationsOfRecord,
};

/// A heading under which unlike plans are compared.
#[derive(Clone)]
pub struct Theme(pub Arc<theme::Model>);

impl connection::Object for Theme {
    type Entity = theme::Entity;

    fn of(row: Arc<theme::Model>) -> Self {
        Self(row)
    }
}

/// A heading under which unlike plans are compared.
#[Object]
impl Theme {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Theme, self.0.id)
    }
    /// The readable path, stable and unique among themes.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What falls under it.
    async fn definition(&self) -> &str {
        &self.0.definition
    }
    /// The words of its rule: it fires where a text holds one of them at the start of a word.
    async fn words(&self) -> &[String] {
        &self.0.words.0
    }
    /// The version of the taxonomy.
    async fn taxonomy_version(&self) -> i32 {
        self.0.taxonomy_version
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
    pub(super) async fn citations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
        all(ctx, CitationsOfRecord(self.0.id), Citation).await
    }
    /// How often this has been written: 1 after it was created.
    async fn record_version(&self, ctx: &Context<'_>) -> ApiResult<i32> {
        node::version(ctx, self.0.id).await
    }
}

/// That a record falls under a theme, and how that came about.
#[derive(Clone)]
pub struct ThemeAssignment(pub Arc<theme::assignment::Model>);

/// That a record falls under a theme, and how that came about.
#[Object]
impl ThemeAssignment {
    /// The theme.
    async fn theme(&self, ctx: &Context<'_>) -> ApiResult<Theme> {
        the(ctx, self.0.theme_id).await
    }
    /// Stated in the source, by rule, or by a reviewer.
    async fn method(&self) -> AssignmentMethod {
        self.0.method
    }
    /// The words it rests on.
    async fn basis(&self) -> &str {
        &self.0.basis
    }
}

/// Which themes a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct ThemeFilter {
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Theme>,
    /// All of these hold as well.
    and: Option<Vec<ThemeFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<ThemeFilter>>,
    /// This does not hold.
    not: Option<Box<ThemeFilter>>,
}

#[async_trait]
impl Asked for ThemeFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .text::<theme::Entity>(self.text)
            .await?
            .fields::<theme::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

#[derive(Default)]
pub struct ThemeQuery;

#[Object]
impl ThemeQuery {
    /// Themes.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn themes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<ThemeFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<Theme>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }
}
