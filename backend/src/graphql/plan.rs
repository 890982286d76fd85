//! Plans and who took part in them.

mod scheme;

use std::sync::Arc;

use super::area::LocalAreaFilter;
use super::inspection::InspectionFilter;
use async_graphql::{Context, ID, InputObject, Object};
use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::DatabaseConnection;

pub use scheme::{StatusScheme, StatusValue};

use super::{
    action::Action,
    area::LocalArea,
    connection::{self, Connection, all, children, one, rows, the},
    coverage::{self, Coverage},
    document::{Citation, Document},
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    inspection::Inspection,
    limit::{ROOT, page_cost},
    measure::Measure,
    meeting::Meeting,
    node,
    organisation::Organisation,
    priority::StrategyPriority,
    quality::DataQualityNote,
    review::Review,
    workstream::Workstream,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
    },
    entity::{
        area,
        document::PublicationStatus,
        inspection,
        plan::{self, Column, PlanKind},
        record::Kind,
    },
    loader::{
        ActionsOfPlan, CitationsOfRecord, MeasuresOfPlan, MeetingsOfPlan, NotesAboutRecord,
        PartiesOfPlan, PlansSuperseding, PrioritiesOfPlan, ReviewsOfPlan, SchemesOfPlan,
        WorkstreamsOfPlan,
    },
};

/// What a local area sets out to do: a statement of action, a progress plan, a strategy.
#[derive(Clone)]
pub struct Plan(pub Arc<plan::Model>);

impl connection::Object for Plan {
    type Entity = plan::Entity;

    fn of(row: Arc<plan::Model>) -> Self {
        Self(row)
    }
}

/// What a local area sets out to do: a statement of action, a progress plan, a strategy.
#[Object]
impl Plan {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Plan, self.0.id)
    }
    /// The readable path, stable and unique among plans.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its title.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// The kind of plan.
    async fn kind(&self) -> PlanKind {
        self.0.kind
    }
    /// Draft or final.
    async fn status(&self) -> PublicationStatus {
        self.0.status
    }
    /// The period it covers, as published. Null when not stated in the source.
    async fn period(&self) -> Option<&str> {
        self.0.period.as_deref()
    }
    /// First day of the period. Null when not stated in the source.
    async fn period_from(&self) -> Option<NaiveDate> {
        self.0.period_from
    }
    /// Last day of the period. Null when not stated in the source.
    async fn period_to(&self) -> Option<NaiveDate> {
        self.0.period_to
    }
    /// The version, as published. Null when not stated in the source.
    async fn version(&self) -> Option<&str> {
        self.0.version.as_deref()
    }
    /// Sponsors and leads of the plan, as published. Null when not stated in the source.
    async fn sponsors(&self) -> Option<&str> {
        self.0.sponsors.as_deref()
    }
    /// How it is monitored, as published. Null when not stated in the source.
    async fn monitoring(&self) -> Option<&str> {
        self.0.monitoring.as_deref()
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The document it stands in.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
    }
    /// The inspection it answers. Null when it answers none.
    async fn inspection(&self, ctx: &Context<'_>) -> ApiResult<Option<Inspection>> {
        one(ctx, self.0.inspection_id).await
    }
    /// The plan it takes the place of. Null for a first one.
    async fn supersedes(&self, ctx: &Context<'_>) -> ApiResult<Option<Plan>> {
        one(ctx, self.0.supersedes_id).await
    }
    /// The plans that take its place.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn superseded_by(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Plan>> {
        children(ctx, PlansSuperseding(self.0.id), first, after).await
    }
    /// The scale its actions are rated on. Null when the plan has none.
    async fn status_scheme(&self, ctx: &Context<'_>) -> ApiResult<Option<StatusScheme>> {
        Ok(rows(ctx, SchemesOfPlan(self.0.id))
            .await?
            .into_iter()
            .next()
            .map(StatusScheme))
    }
    /// The organisations that took part.
    async fn parties(&self, ctx: &Context<'_>) -> ApiResult<Vec<PlanParty>> {
        all(ctx, PartiesOfPlan(self.0.id), PlanParty).await
    }
    /// Its workstreams or priorities, in its own order.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn workstreams(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Workstream>> {
        children(ctx, WorkstreamsOfPlan(self.0.id), first, after).await
    }
    /// Its actions, in its own order.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Action>> {
        children(ctx, ActionsOfPlan(self.0.id), first, after).await
    }
    /// Its measures, in its own order.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Measure>> {
        children(ctx, MeasuresOfPlan(self.0.id), first, after).await
    }
    /// Reviews of it.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn reviews(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Review>> {
        children(ctx, ReviewsOfPlan(self.0.id), first, after).await
    }
    /// The meetings it schedules.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Meeting>> {
        children(ctx, MeetingsOfPlan(self.0.id), first, after).await
    }
    /// The headings and priorities of a strategy.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn priorities(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<StrategyPriority>> {
        children(ctx, PrioritiesOfPlan(self.0.id), first, after).await
    }
    /// What the plan states about its actions: how many have a lead, a usable date, a status, evidence, a measure.
    async fn coverage(&self, ctx: &Context<'_>) -> ApiResult<Coverage> {
        coverage::of_plan(ctx, self.0.id).await
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

/// An organisation that took part in a plan.
#[derive(Clone)]
pub struct PlanParty(pub Arc<plan::party::Model>);

/// An organisation that took part in a plan.
#[Object]
impl PlanParty {
    /// The name as published.
    async fn published(&self) -> &str {
        &self.0.published
    }
    /// The roles of those who took part, as published. Null when not stated in the source.
    async fn roles(&self) -> Option<&str> {
        self.0.roles.as_deref()
    }
    /// The organisation as we know it. Null when we are not sure.
    async fn organisation(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }
}

/// Which plans a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct PlanFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of inspections that it answers.
    inspection: Option<Vec<String>>,
    /// Kinds.
    kind: Option<Vec<PlanKind>>,
    /// Draft or final.
    status: Option<Vec<PublicationStatus>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// The inspection that it answers is one of these.
    of_inspection: Option<InspectionFilter>,
    /// Its local area is one of these.
    of_area: Option<LocalAreaFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Plan>,
    /// All of these hold as well.
    and: Option<Vec<PlanFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<PlanFilter>>,
    /// This does not hold.
    not: Option<Box<PlanFilter>>,
}

#[async_trait]
impl Asked for PlanFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<plan::Entity>(self.area)
            .await?
            .named::<inspection::Entity>("inspection", Column::InspectionId, self.inspection)
            .await?
            .one_of("kind", Column::Kind, self.kind)?
            .one_of("status", Column::Status, self.status)?
            .text::<plan::Entity>(self.text)
            .await?
            .within::<inspection::Entity>("ofInspection", Column::InspectionId, self.of_inspection)
            .await?
            .within::<area::Entity>("ofArea", Column::AreaId, self.of_area)
            .await?
            .fields::<plan::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many plans each choice of the filter would leave, beside its other parts that are in force.
pub struct PlanFacets(Facets<plan::Entity>);

/// How many plans each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl PlanFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Kinds.
    async fn kind(&self, ctx: &Context<'_>) -> Choices {
        self.0.words::<PlanKind>(ctx, "kind", Column::Kind).await
    }
    /// Draft or final.
    async fn status(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<PublicationStatus>(ctx, "status", Column::Status)
            .await
    }
}

#[derive(Default)]
pub struct PlanQuery;

#[Object]
impl PlanQuery {
    /// Plans.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<PlanFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<Plan>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many plans each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn plan_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<PlanFilter>,
    ) -> ApiResult<PlanFacets> {
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        Ok(PlanFacets(Facets::new(parts)))
    }

    /// The plan at a path, such as leicestershire/wsoa-2020. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn plan(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<Plan>> {
        connection::at(ctx, &path).await.map(Some)
    }
}
