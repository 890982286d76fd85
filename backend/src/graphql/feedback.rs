//! You said, we did.

mod update;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection};

pub use update::FeedbackUpdate;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, one, the},
    document::Citation,
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node,
    order::{OrderBy, OrderField, steps},
    quality::DataQualityNote,
    survey::SurveyWave,
    theme::ThemeAssignment,
};
use crate::{
    domain::{
        self,
        feedback::Gap,
        filter::{Asked, Filter, Parts},
        page::Request,
        sort::Key,
    },
    entity::{
        feedback::{self, Column},
        record::Kind,
        survey::wave,
    },
    loader::{
        CitationsOfRecord, FeedbackCarryingOn, NotesAboutRecord, ThemesOfRecord,
        UpdatesOfFeedbackItem,
    },
};

/// A row of You said, we did: a promise that can be followed from year to year.
#[derive(Clone)]
pub struct FeedbackItem(pub Arc<feedback::Model>);

impl connection::Object for FeedbackItem {
    type Entity = feedback::Entity;

    fn of(row: Arc<feedback::Model>) -> Self {
        Self(row)
    }
}

/// A row of You said, we did: a promise that can be followed from year to year.
#[Object]
impl FeedbackItem {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::FeedbackItem, self.0.id)
    }
    /// The readable path, stable and unique among items.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its number, counted through the report.
    async fn number(&self) -> i32 {
        self.0.number
    }
    /// The heading of its theme, as published. Null in the tables by service.
    async fn theme_published(&self) -> Option<&str> {
        self.0.theme_published.as_deref()
    }
    /// The heading of its table, as published.
    async fn table_published(&self) -> &str {
        &self.0.table_published
    }
    /// The service area, as published. Null when not stated in the source.
    async fn service(&self) -> Option<&str> {
        self.0.service.as_deref()
    }
    /// What parents and carers said.
    async fn comment(&self) -> &str {
        &self.0.comment
    }
    /// What was promised the year before. NA where the source prints NA; null when not stated in the source.
    async fn promised(&self) -> Option<&str> {
        self.0.promised.as_deref()
    }
    /// What has been done. NA where the source prints NA; null when not stated in the source.
    async fn done(&self) -> Option<&str> {
        self.0.done.as_deref()
    }
    /// What is planned. Null when not stated in the source.
    async fn next(&self) -> Option<&str> {
        self.0.next.as_deref()
    }
    /// Whether the source marks it as new in its year; of what a team entered, whether it carries on no other row.
    async fn is_new(&self) -> bool {
        self.0.is_new
    }
    /// The row of an earlier year that it carries on. Null where it carries on none, or a document states it.
    async fn carries_on(&self, ctx: &Context<'_>) -> ApiResult<Option<FeedbackItem>> {
        one(ctx, self.0.carries_on_id).await
    }
    /// The rows of later years that carry it on, as the area's team says. Empty where there are none.
    async fn carried_on_by(&self, ctx: &Context<'_>) -> ApiResult<Vec<FeedbackItem>> {
        all(ctx, FeedbackCarryingOn(self.0.id), FeedbackItem).await
    }
    /// The address of a page that shows it. Null where a document does, or there is none.
    async fn link(&self) -> Option<&str> {
        self.0.link.as_deref()
    }
    /// The role of whoever of the area's team said so last. Null where a document states it.
    async fn author(&self) -> Option<&str> {
        self.0.author.as_deref()
    }
    /// When that was, in Coordinated Universal Time. Null where a document states it.
    async fn at(&self) -> Option<DateTime<Utc>> {
        self.0.at
    }
    /// What became of it, as the area's team says, in the order in which it was said. Empty where it has said nothing.
    async fn updates(&self, ctx: &Context<'_>) -> ApiResult<Vec<FeedbackUpdate>> {
        all(ctx, UpdatesOfFeedbackItem(self.0.id), FeedbackUpdate::from).await
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The wave.
    async fn wave(&self, ctx: &Context<'_>) -> ApiResult<SurveyWave> {
        the(ctx, self.0.wave_id).await
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
    pub(super) async fn citations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
        all(ctx, CitationsOfRecord(self.0.id), Citation).await
    }
    /// What the document says of this that does not hold together. Empty when nothing was found.
    async fn data_quality_notes(&self, ctx: &Context<'_>) -> ApiResult<Vec<DataQualityNote>> {
        all(ctx, NotesAboutRecord(self.0.id), DataQualityNote).await
    }
    /// The themes this falls under, each with the method and the words. Empty when none was assigned.
    async fn themes(&self, ctx: &Context<'_>) -> ApiResult<Vec<ThemeAssignment>> {
        all(ctx, ThemesOfRecord(self.0.id), ThemeAssignment).await
    }
    /// How often this has been written: 1 after it was created.
    async fn record_version(&self, ctx: &Context<'_>) -> ApiResult<i32> {
        node::version(ctx, self.0.id).await
    }
}

/// Which rows a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct FeedbackItemFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of waves.
    wave: Option<Vec<String>>,
    /// Paths of themes: records that fall under one of them by whatever method.
    theme: Option<Vec<String>>,
    /// Headings of themes, as published.
    heading: Option<Vec<String>>,
    /// Headings of tables, as published: of a theme, or of a service such as Health Services.
    table: Option<Vec<String>>,
    /// Service areas, as published.
    service: Option<Vec<String>>,
    /// Whether the source marks it as new.
    is_new: Option<bool>,
    /// What the row lacks. Here the entries are not alternatives: it lacks all of them.
    without: Option<Vec<Gap>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<FeedbackItem>,
    /// All of these hold as well.
    and: Option<Vec<FeedbackItemFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<FeedbackItemFilter>>,
    /// This does not hold.
    not: Option<Box<FeedbackItemFilter>>,
}

#[async_trait]
impl Asked for FeedbackItemFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let is_new = self.is_new.map(|wanted| Column::IsNew.eq(wanted));
        Ok(Filter::new(db)
            .areas::<feedback::Entity>(self.area)
            .await?
            .named::<wave::Entity>("wave", Column::WaveId, self.wave)
            .await?
            .themes::<feedback::Entity>(self.theme)
            .await?
            .one_of("heading", Column::ThemePublished, self.heading)?
            .one_of("table", Column::TablePublished, self.table)?
            .one_of("service", Column::Service, self.service)?
            .and("isNew", is_new)
            .without(self.without)
            .text::<feedback::Entity>(self.text)
            .await?
            .fields::<feedback::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many rows each choice of the filter would leave, beside its other parts that are in force.
pub struct FeedbackItemFacets(Facets<feedback::Entity>);

/// How many rows each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl FeedbackItemFacets {
    /// Comments that are marked as new.
    async fn is_new(&self, ctx: &Context<'_>) -> Choices {
        let is_true = Condition::all().add(Column::IsNew.eq(true));
        self.0.flag(ctx, "isNew", is_true).await
    }
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Waves.
    async fn wave(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<wave::Entity>(ctx, "wave", Column::WaveId)
            .await
    }
    /// Themes; a row under several counts for each.
    async fn theme(&self, ctx: &Context<'_>) -> Choices {
        self.0.themes(ctx).await
    }
    /// Headings of themes, as published.
    async fn heading(&self, ctx: &Context<'_>) -> Choices {
        self.0.cells(ctx, "heading", Column::ThemePublished).await
    }
    /// Headings of tables, as published.
    async fn table(&self, ctx: &Context<'_>) -> Choices {
        self.0.cells(ctx, "table", Column::TablePublished).await
    }
    /// Service areas, as published.
    async fn service(&self, ctx: &Context<'_>) -> Choices {
        self.0.cells(ctx, "service", Column::Service).await
    }
    /// What rows lack; one may lack several things.
    async fn without(&self, ctx: &Context<'_>) -> Choices {
        self.0.gaps(ctx, &Gap::ALL).await
    }
}

/// What a list of rows of You said, we did can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum FeedbackItemOrderField {
    /// What parents and carers said.
    Comment,
    /// The service area, as published.
    Service,
}

impl OrderField for FeedbackItemOrderField {
    type Entity = feedback::Entity;

    fn key(self) -> (&'static str, Key<feedback::Entity>) {
        match self {
            Self::Comment => ("comment", Key::Text(Column::Comment)),
            Self::Service => ("service", Key::Text(Column::Service)),
        }
    }
}

#[derive(Default)]
pub struct FeedbackQuery;

#[Object]
impl FeedbackQuery {
    /// Rows of You said, we did.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn feedback_items(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<FeedbackItemFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<FeedbackItemOrderField>>,
        >,
    ) -> ApiResult<Connection<FeedbackItem>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many rows of You said, we did each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn feedback_item_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<FeedbackItemFilter>,
    ) -> ApiResult<FeedbackItemFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(FeedbackItemFacets(Facets::new(parts)))
    }
}
