//! Weaknesses.

mod facet;
mod filter;

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

pub use facet::{WeaknessFacets, WeaknessOrderField};
pub use filter::WeaknessFilter;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, children, one, rows, the},
    date::PublishedDate,
    document::{Citation, Document},
    error::ApiResult,
    facet::Facets,
    inspection::Inspection,
    limit::{ROOT, page_cost},
    node,
    order::{OrderBy, steps},
    plan::Plan,
    quality::DataQualityNote,
    review::{Review, ReviewFinding},
    theme::ThemeAssignment,
    workstream::Workstream,
};
use crate::{
    domain::{difference, filter::Asked, page::Request},
    entity::{
        record::Kind,
        weakness::{self, WeaknessStateKind},
    },
    loader::{
        CitationsOfRecord, FindingsOnWeakness, NotesAboutRecord, StatesOfWeakness, ThemesOfRecord,
        WordingsOfWeakness, WorkstreamsOfWeakness,
    },
};

/// An area of significant weakness: one thread from the finding through every plan that answers it.
#[derive(Clone)]
pub struct Weakness(pub Arc<weakness::Model>);

impl connection::Object for Weakness {
    type Entity = weakness::Entity;

    fn of(row: Arc<weakness::Model>) -> Self {
        Self(row)
    }
}

/// An area of significant weakness: one thread from the finding through every plan that answers it.
#[Object]
impl Weakness {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Weakness, self.0.id)
    }
    /// The readable path, stable and unique among weaknesses.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its number in the area.
    async fn number(&self) -> i32 {
        self.0.number
    }
    /// A short title of ours.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// The weakness in the published words.
    async fn statement(&self) -> &str {
        &self.0.statement
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The inspection that found it.
    async fn inspection(&self, ctx: &Context<'_>) -> ApiResult<Inspection> {
        the(ctx, self.0.inspection_id).await
    }
    /// How each document words it.
    async fn wordings(&self, ctx: &Context<'_>) -> ApiResult<Vec<WeaknessWording>> {
        all(ctx, WordingsOfWeakness(self.0.id), WeaknessWording).await
    }
    /// Its life as dated states, each according to a source. States are added, never overwritten.
    async fn states(&self, ctx: &Context<'_>) -> ApiResult<Vec<WeaknessState>> {
        all(ctx, StatesOfWeakness(self.0.id), WeaknessState).await
    }
    /// The workstreams that answer it, in every plan.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn workstreams(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Workstream>> {
        children(ctx, WorkstreamsOfWeakness(self.0.id), first, after).await
    }
    /// What reviews said of it.
    async fn findings(&self, ctx: &Context<'_>) -> ApiResult<Vec<ReviewFinding>> {
        all(ctx, FindingsOnWeakness(self.0.id), ReviewFinding).await
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

/// How one document words a weakness.
#[derive(Clone)]
pub struct WeaknessWording(pub Arc<weakness::wording::Model>);

/// How one document words a weakness.
#[Object]
impl WeaknessWording {
    /// The published words.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// What became of the words of the wording before it in the list. Null for the first.
    async fn changes(&self, ctx: &Context<'_>) -> ApiResult<Option<Vec<TextChange>>> {
        let all = rows(ctx, WordingsOfWeakness(self.0.weakness_id)).await?;
        let before = all.iter().rfind(|other| other.position < self.0.position);
        Ok(before.map(|before| {
            let changes = difference::words(&before.text, &self.0.text).into_iter();
            changes.map(TextChange::from).collect()
        }))
    }
    /// When, as published. Null when not stated in the source.
    async fn as_of(&self) -> Option<&str> {
        self.0.as_of.as_deref()
    }
    /// The plan it stands in. Null for other documents.
    async fn plan(&self, ctx: &Context<'_>) -> ApiResult<Option<Plan>> {
        one(ctx, self.0.plan_id).await
    }
    /// The document.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
    }
    /// The place in words that a reader of the document would use.
    async fn place(&self) -> &str {
        &self.0.place
    }
    /// First line in the extracted text of the document, counted from 1.
    async fn line_from(&self) -> i32 {
        self.0.line_from
    }
    /// Last line in the extracted text of the document.
    async fn line_to(&self) -> i32 {
        self.0.line_to
    }
}

/// A piece of text, and what became of it.
#[derive(SimpleObject)]
pub struct TextChange {
    /// What became of it.
    kind: difference::Kind,
    /// The words, with the blanks between them.
    text: String,
}

impl From<difference::Change> for TextChange {
    fn from(change: difference::Change) -> Self {
        Self {
            kind: change.kind,
            text: change.text,
        }
    }
}

/// A dated state of a weakness, according to a source.
#[derive(Clone)]
pub struct WeaknessState(pub Arc<weakness::state::Model>);

/// A dated state of a weakness, according to a source.
#[Object]
impl WeaknessState {
    /// The stage.
    async fn state(&self) -> WeaknessStateKind {
        self.0.state
    }
    /// The date of the state.
    async fn as_of(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            Some(self.0.as_of.as_str()),
            self.0.as_of_precision,
            self.0.as_of_from,
            self.0.as_of_to,
        )
    }
    /// The published words it rests on.
    async fn statement(&self) -> &str {
        &self.0.statement
    }
    /// The weakness.
    async fn weakness(&self, ctx: &Context<'_>) -> ApiResult<Weakness> {
        the(ctx, self.0.weakness_id).await
    }
    /// The inspection that says so. Null when it was not an inspection.
    async fn inspection(&self, ctx: &Context<'_>) -> ApiResult<Option<Inspection>> {
        one(ctx, self.0.inspection_id).await
    }
    /// The review that says so. Null when it was not a review.
    async fn review(&self, ctx: &Context<'_>) -> ApiResult<Option<Review>> {
        one(ctx, self.0.review_id).await
    }
    /// The document.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
    }
    /// The place in words that a reader of the document would use.
    async fn place(&self) -> &str {
        &self.0.place
    }
    /// First line in the extracted text of the document, counted from 1.
    async fn line_from(&self) -> i32 {
        self.0.line_from
    }
    /// Last line in the extracted text of the document.
    async fn line_to(&self) -> i32 {
        self.0.line_to
    }
}

#[derive(Default)]
pub struct WeaknessQuery;

#[Object]
impl WeaknessQuery {
    /// Areas of significant weakness.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn weaknesses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<WeaknessFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<WeaknessOrderField>>,
        >,
    ) -> ApiResult<Connection<Weakness>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many weaknesses each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn weakness_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<WeaknessFilter>,
    ) -> ApiResult<WeaknessFacets> {
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        Ok(WeaknessFacets(Facets::new(parts)))
    }

    /// The weakness at a path, such as worcestershire/weakness-1. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn weakness(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<Weakness>> {
        connection::at(ctx, &path).await.map(Some)
    }
}
