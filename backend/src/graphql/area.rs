//! Local areas.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::{Condition, ConnectionTrait, DatabaseConnection};
use uuid::Uuid;

use super::{
    action::Action,
    connection::{self, Connection, all, children, one},
    document::{Citation, Document},
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    indicator::IndicatorValue,
    inspection::Inspection,
    limit::{ROOT, page_cost},
    node,
    organisation::Organisation,
    plan::Plan,
    quality::DataQualityNote,
    review::Review,
    survey::Survey,
    weakness::Weakness,
};
use crate::{
    domain::{
        self, facet,
        filter::{self, Asked, Filter, Parts},
        page::Request,
    },
    entity::{
        area::{self, AreaKind, Column},
        inspection::{self, OutcomeKind},
        plan::{self, PlanKind},
        record::Kind,
        survey,
    },
    loader::{
        ActionsOfArea, CitationsOfRecord, DocumentsOfArea, InspectionsOfArea, NotesOfArea,
        OrganisationsOfArea, PlansOfArea, ReviewsOfArea, SurveysOfArea, ValuesOfArea,
        WeaknessesOfArea,
    },
};

/// A local area: a local authority with its health partners. It is what gets inspected and what owns a plan.
#[derive(Clone)]
pub struct LocalArea(pub Arc<area::Model>);

impl connection::Object for LocalArea {
    type Entity = area::Entity;

    fn of(row: Arc<area::Model>) -> Self {
        Self(row)
    }
}

/// A local area: a local authority with its health partners. It is what gets inspected and what owns a plan.
#[Object]
impl LocalArea {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Area, self.0.id)
    }
    /// The readable path, stable and unique among areas.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// The name of the area.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// The name of the council, as it is today.
    async fn council(&self) -> &str {
        &self.0.council
    }
    /// The kind of council.
    async fn kind(&self) -> AreaKind {
        self.0.kind
    }
    /// The code of the Government Statistical Service, such as E10000018.
    async fn gss_code(&self) -> &str {
        &self.0.gss_code
    }
    /// The region of England, one of nine.
    async fn region(&self) -> &str {
        &self.0.region
    }
    /// The day the area was abolished. Null while it exists.
    async fn ended_on(&self) -> Option<NaiveDate> {
        self.0.ended_on
    }
    /// The area that took its place. Null while it exists.
    async fn successor(&self, ctx: &Context<'_>) -> ApiResult<Option<LocalArea>> {
        one(ctx, self.0.successor_id).await
    }
    /// Where the code and the region come from.
    async fn code_source(&self) -> &str {
        &self.0.code_source
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// Its inspections, the oldest first.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn inspections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Inspection>> {
        children(ctx, InspectionsOfArea(self.0.id), first, after).await
    }
    /// The weaknesses that inspections found.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn weaknesses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Weakness>> {
        children(ctx, WeaknessesOfArea(self.0.id), first, after).await
    }
    /// Its plans and strategies.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Plan>> {
        children(ctx, PlansOfArea(self.0.id), first, after).await
    }
    /// The actions of all its plans.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Action>> {
        children(ctx, ActionsOfArea(self.0.id), first, after).await
    }
    /// Reviews of its plans.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn reviews(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Review>> {
        children(ctx, ReviewsOfArea(self.0.id), first, after).await
    }
    /// Its surveys of parents and carers.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn surveys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Survey>> {
        children(ctx, SurveysOfArea(self.0.id), first, after).await
    }
    /// The documents that its records cite.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn documents(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Document>> {
        children(ctx, DocumentsOfArea(self.0.id), first, after).await
    }
    /// Organisations that belong to it.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn organisations(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Organisation>> {
        children(ctx, OrganisationsOfArea(self.0.id), first, after).await
    }
    /// Published figures, with those of the region and of England beside them.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn indicator_values(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<IndicatorValue>> {
        children(ctx, ValuesOfArea(self.0.id), first, after).await
    }
    /// Everything in its documents that does not hold together.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn quality_notes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<DataQualityNote>> {
        children(ctx, NotesOfArea(self.0.id), first, after).await
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

/// How many of what was found are of an area.
#[derive(SimpleObject)]
pub struct AreaCount {
    /// The area.
    area: LocalArea,
    /// How many, whatever areas were asked for.
    count: u64,
}

impl AreaCount {
    /// In the order of the areas; an area with none is left out.
    pub async fn of(
        db: &impl ConnectionTrait,
        counts: impl IntoIterator<Item = (Uuid, u64)>,
    ) -> ApiResult<Vec<Self>> {
        let found = facet::with_records::<area::Entity>(db, counts).await?;
        Ok(found
            .into_iter()
            .map(|(area, count)| Self {
                area: LocalArea(area.into()),
                count,
            })
            .collect())
    }
}

/// Which areas a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct LocalAreaFilter {
    /// Names of regions.
    region: Option<Vec<String>>,
    /// Kinds of council.
    kind: Option<Vec<AreaKind>>,
    /// Kinds of plans that the area has.
    plan_kind: Option<Vec<PlanKind>>,
    /// What one of its inspections led to.
    outcome: Option<Vec<OutcomeKind>>,
    /// Only areas of which a survey is held, or only others.
    surveyed: Option<bool>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<LocalArea>,
    /// All of these hold as well.
    and: Option<Vec<LocalAreaFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<LocalAreaFilter>>,
    /// This does not hold.
    not: Option<Box<LocalAreaFilter>>,
}

#[async_trait]
impl Asked for LocalAreaFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .one_of("region", Column::Region, self.region)?
            .one_of("kind", Column::Kind, self.kind)?
            .pointed_at::<area::Entity, plan::Entity>("planKind", PLAN_KIND, self.plan_kind)?
            .pointed_at::<area::Entity, inspection::Entity>("outcome", OUTCOME, self.outcome)?
            .and("surveyed", self.surveyed.map(surveyed))
            .text::<area::Entity>(self.text)
            .await?
            .fields::<area::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

const PLAN_KIND: (plan::Column, plan::Column) = (plan::Column::AreaId, plan::Column::Kind);
const OUTCOME: (inspection::Column, inspection::Column) =
    (inspection::Column::AreaId, inspection::Column::OutcomeKind);

fn surveyed(wanted: bool) -> Condition {
    let none = filter::nothing_points::<area::Entity, survey::Entity>(survey::Column::AreaId);
    if wanted { none.not() } else { none }
}

/// How many local areas each choice of the filter would leave, beside its other parts that are in force.
pub struct LocalAreaFacets(Facets<area::Entity>);

/// How many local areas each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl LocalAreaFacets {
    /// Names of regions.
    async fn region(&self, ctx: &Context<'_>) -> Choices {
        self.0.cells(ctx, "region", Column::Region).await
    }
    /// Kinds of council.
    async fn kind(&self, ctx: &Context<'_>) -> Choices {
        self.0.words::<AreaKind>(ctx, "kind", Column::Kind).await
    }
    /// Kinds of plans; an area with plans of several kinds counts for each.
    async fn plan_kind(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words_of::<PlanKind, plan::Entity>(ctx, "planKind", PLAN_KIND)
            .await
    }
    /// Areas of which a survey is held.
    async fn surveyed(&self, ctx: &Context<'_>) -> Choices {
        self.0.flag(ctx, "surveyed", surveyed(true)).await
    }
    /// What inspections led to; an area with several counts for each.
    async fn outcome(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words_of::<OutcomeKind, inspection::Entity>(ctx, "outcome", OUTCOME)
            .await
    }
}

#[derive(Default)]
pub struct AreaQuery;

#[Object]
impl AreaQuery {
    /// Local areas.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn local_areas(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<LocalAreaFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<LocalArea>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many local areas each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn local_area_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<LocalAreaFilter>,
    ) -> ApiResult<LocalAreaFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(LocalAreaFacets(Facets::new(parts)))
    }

    /// The local area at a path, such as leicestershire. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn local_area(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<LocalArea>> {
        connection::at(ctx, &path).await.map(Some)
    }
}
