//! Reviews.

use std::sync::Arc;

use super::plan::PlanFilter;
use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, one, the},
    date::{DateRange, PublishedDate},
    document::Citation,
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node,
    order::{OrderBy, OrderField, steps},
    plan::Plan,
    quality::DataQualityNote,
    weakness::Weakness,
    workstream::Workstream,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts, touches},
        page::Request,
        sort::Key,
    },
    entity::{
        plan,
        record::Kind,
        review::{self, Column, FindingKind, ReviewState},
        weakness, workstream,
    },
    loader::{CitationsOfRecord, FindingsOfReview, NotesAboutRecord},
};

/// A review of a plan by the Department for Education and NHS England.
#[derive(Clone)]
pub struct Review(pub Arc<review::Model>);

impl connection::Object for Review {
    type Entity = review::Entity;

    fn of(row: Arc<review::Model>) -> Self {
        Self(row)
    }
}

/// A review of a plan by the Department for Education and NHS England.
#[Object]
impl Review {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Review, self.0.id)
    }
    /// The readable path, stable and unique among reviews.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// Who reviewed, as published.
    async fn by(&self) -> &str {
        &self.0.by
    }
    /// When it took place or is expected.
    async fn held(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            Some(self.0.held.as_str()),
            self.0.held_precision,
            self.0.held_from,
            self.0.held_to,
        )
    }
    /// Held, or expected.
    async fn state(&self) -> ReviewState {
        self.0.state
    }
    /// What the outcome letter says, as quoted. Null when our documents do not quote it.
    async fn outcome(&self) -> Option<&str> {
        self.0.outcome.as_deref()
    }
    /// The address of a page that shows it. Null where a document does, or there is none.
    async fn link(&self) -> Option<&str> {
        self.0.link.as_deref()
    }
    /// The role of whoever entered it. Null where a document states it.
    async fn author(&self) -> Option<&str> {
        self.0.author.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The plan.
    async fn plan(&self, ctx: &Context<'_>) -> ApiResult<Plan> {
        the(ctx, self.0.plan_id).await
    }
    /// What it said of single workstreams and weaknesses.
    async fn findings(&self, ctx: &Context<'_>) -> ApiResult<Vec<ReviewFinding>> {
        all(ctx, FindingsOfReview(self.0.id), ReviewFinding).await
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
    pub(super) async fn citations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
        all(ctx, CitationsOfRecord(self.0.id), Citation).await
    }
    /// What the document says of this that does not hold together. Empty when nothing was found.
    async fn data_quality_notes(&self, ctx: &Context<'_>) -> ApiResult<Vec<DataQualityNote>> {
        all(ctx, NotesAboutRecord(self.0.id), DataQualityNote).await
    }
    /// How often this has been written: 1 after it was created.
    async fn record_version(&self, ctx: &Context<'_>) -> ApiResult<i32> {
        node::version(ctx, self.0.id).await
    }
}

/// What a review said of one workstream or weakness.
#[derive(Clone)]
pub struct ReviewFinding(pub Arc<review::finding::Model>);

/// What a review said of one workstream or weakness.
#[Object]
impl ReviewFinding {
    /// The finding as one of a list.
    async fn finding(&self) -> FindingKind {
        self.0.finding
    }
    /// The published words.
    async fn statement(&self) -> &str {
        &self.0.statement
    }
    /// The review.
    async fn review(&self, ctx: &Context<'_>) -> ApiResult<Review> {
        the(ctx, self.0.review_id).await
    }
    /// The workstream. Null when it was not about one.
    async fn workstream(&self, ctx: &Context<'_>) -> ApiResult<Option<Workstream>> {
        one(ctx, self.0.workstream_id).await
    }
    /// The weakness. Null when it was not about one.
    async fn weakness(&self, ctx: &Context<'_>) -> ApiResult<Option<Weakness>> {
        one(ctx, self.0.weakness_id).await
    }
}

/// Which reviews a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct ReviewFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// Paths of workstreams that one of its findings is about.
    workstream: Option<Vec<String>>,
    /// Paths of weaknesses that one of its findings is about.
    weakness: Option<Vec<String>>,
    /// Held or expected.
    state: Option<Vec<ReviewState>>,
    /// When it took place or is expected, as exactly as it is stated: the stretch that was read touches this one.
    held: Option<DateRange>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Its plan is one of these.
    of_plan: Option<PlanFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Review>,
    /// All of these hold as well.
    and: Option<Vec<ReviewFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<ReviewFilter>>,
    /// This does not hold.
    not: Option<Box<ReviewFilter>>,
}

#[async_trait]
impl Asked for ReviewFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let held = self.held.map(|held| {
            touches(
                "held",
                (Column::HeldFrom, Column::HeldTo),
                held.from,
                held.to,
            )
        });
        let workstream = (
            review::finding::Column::ReviewId,
            review::finding::Column::WorkstreamId,
        );
        let weakness = (
            review::finding::Column::ReviewId,
            review::finding::Column::WeaknessId,
        );
        Ok(Filter::new(db)
            .areas::<review::Entity>(self.area)
            .await?
            .plans(Column::PlanId, self.plan)
            .await?
            .linked::<workstream::Entity, review::finding::Entity>(
                "workstream",
                Column::Id,
                workstream,
                self.workstream,
            )
            .await?
            .linked::<weakness::Entity, review::finding::Entity>(
                "weakness",
                Column::Id,
                weakness,
                self.weakness,
            )
            .await?
            .one_of("state", Column::State, self.state)?
            .and("held", held.transpose()?)
            .text::<review::Entity>(self.text)
            .await?
            .within::<plan::Entity>("ofPlan", Column::PlanId, self.of_plan)
            .await?
            .fields::<review::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many reviews each choice of the filter would leave, beside its other parts that are in force.
pub struct ReviewFacets(Facets<review::Entity>);

/// How many reviews each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl ReviewFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Plans.
    async fn plan(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<plan::Entity>(ctx, "plan", Column::PlanId)
            .await
    }
    /// Workstreams that their findings are about; a review with several counts for each.
    async fn workstream(&self, ctx: &Context<'_>) -> Choices {
        let link = (
            review::finding::Column::ReviewId,
            review::finding::Column::WorkstreamId,
        );
        self.0
            .linked::<workstream::Entity, review::finding::Entity>(
                ctx,
                "workstream",
                Column::Id,
                link,
            )
            .await
    }
    /// Weaknesses that their findings are about; a review with several counts for each.
    async fn weakness(&self, ctx: &Context<'_>) -> Choices {
        let link = (
            review::finding::Column::ReviewId,
            review::finding::Column::WeaknessId,
        );
        self.0
            .linked::<weakness::Entity, review::finding::Entity>(ctx, "weakness", Column::Id, link)
            .await
    }
    /// Held or expected.
    async fn state(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<ReviewState>(ctx, "state", Column::State)
            .await
    }
}

/// What a list of reviews can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ReviewOrderField {
    /// The last day that the date can mean.
    Held,
}

impl OrderField for ReviewOrderField {
    type Entity = review::Entity;

    fn key(self) -> (&'static str, Key<review::Entity>) {
        match self {
            Self::Held => ("held", Key::Day(Column::HeldTo)),
        }
    }
}

#[derive(Default)]
pub struct ReviewQuery;

#[Object]
impl ReviewQuery {
    /// Reviews.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn reviews(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<ReviewFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<ReviewOrderField>>,
        >,
    ) -> ApiResult<Connection<Review>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many reviews each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn review_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<ReviewFilter>,
    ) -> ApiResult<ReviewFacets> {
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        Ok(ReviewFacets(Facets::new(parts)))
    }
}
