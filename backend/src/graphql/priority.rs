//! Priorities of strategies.

use std::sync::Arc;

use super::plan::PlanFilter;
use async_graphql::{Context, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, the},
    document::Citation,
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node,
    plan::Plan,
    quality::DataQualityNote,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
    },
    entity::{
        plan,
        priority::{self, Column, PointKind, PriorityKind},
        record::Kind,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, PointsOfPriority},
};

/// A heading or priority of a strategy.
#[derive(Clone)]
pub struct StrategyPriority(pub Arc<priority::Model>);

impl connection::Object for StrategyPriority {
    type Entity = priority::Entity;

    fn of(row: Arc<priority::Model>) -> Self {
        Self(row)
    }
}

/// A heading or priority of a strategy.
#[Object]
impl StrategyPriority {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::StrategyPriority, self.0.id)
    }
    /// The readable path, stable and unique among priorities.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Area of work, or priority.
    async fn kind(&self) -> PriorityKind {
        self.0.kind
    }
    /// Its title.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// What the strategy says of it. Null when not stated in the source.
    async fn statement(&self) -> Option<&str> {
        self.0.statement.as_deref()
    }
    /// False where the document announces it and does not hold it.
    async fn present(&self) -> bool {
        self.0.present
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The strategy.
    async fn plan(&self, ctx: &Context<'_>) -> ApiResult<Plan> {
        the(ctx, self.0.plan_id).await
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// Improvements, areas for development and commitments, in printed order.
    async fn points(&self, ctx: &Context<'_>) -> ApiResult<Vec<PriorityPoint>> {
        all(ctx, PointsOfPriority(self.0.id), PriorityPoint).await
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

/// An improvement, an area for development or a commitment.
#[derive(Clone)]
pub struct PriorityPoint(pub Arc<priority::point::Model>);

/// An improvement, an area for development or a commitment.
#[Object]
impl PriorityPoint {
    /// Which of the three.
    async fn kind(&self) -> PointKind {
        self.0.kind
    }
    /// The published words.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// False where the text breaks off in the document.
    async fn complete(&self) -> bool {
        self.0.complete
    }
}

/// Which priorities a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct StrategyPriorityFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// Kinds.
    kind: Option<Vec<PriorityKind>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Its plan is one of these.
    of_plan: Option<PlanFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<StrategyPriority>,
    /// All of these hold as well.
    and: Option<Vec<StrategyPriorityFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<StrategyPriorityFilter>>,
    /// This does not hold.
    not: Option<Box<StrategyPriorityFilter>>,
}

#[async_trait]
impl Asked for StrategyPriorityFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<priority::Entity>(self.area)
            .await?
            .plans(Column::PlanId, self.plan)
            .await?
            .one_of("kind", Column::Kind, self.kind)?
            .text::<priority::Entity>(self.text)
            .await?
            .within::<plan::Entity>("ofPlan", Column::PlanId, self.of_plan)
            .await?
            .fields::<priority::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many priorities each choice of the filter would leave, beside its other parts that are in force.
pub struct StrategyPriorityFacets(Facets<priority::Entity>);

/// How many priorities each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl StrategyPriorityFacets {
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
    /// Kinds.
    async fn kind(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<PriorityKind>(ctx, "kind", Column::Kind)
            .await
    }
}

#[derive(Default)]
pub struct PriorityQuery;

#[Object]
impl PriorityQuery {
    /// Headings and priorities of strategies.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn strategy_priorities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<StrategyPriorityFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<StrategyPriority>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many priorities each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn strategy_priority_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<StrategyPriorityFilter>,
    ) -> ApiResult<StrategyPriorityFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(StrategyPriorityFacets(Facets::new(parts)))
    }
}
