//! Inspections.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, children, one, the},
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
    weakness::{Weakness, WeaknessState},
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts, touches},
        page::Request,
        sort::Key,
    },
    entity::{
        inspection::{self, Column, Framework, InspectionKind, OutcomeKind},
        record::Kind,
    },
    loader::{
        CitationsOfRecord, NotesAboutRecord, PlansOfInspection, RevisitsOfInspection,
        StatesOfInspection, WeaknessesOfInspection,
    },
};

/// An inspection of a local area, under either framework.
#[derive(Clone)]
pub struct Inspection(pub Arc<inspection::Model>);

impl connection::Object for Inspection {
    type Entity = inspection::Entity;

    fn of(row: Arc<inspection::Model>) -> Self {
        Self(row)
    }
}

/// An inspection of a local area, under either framework.
#[Object]
impl Inspection {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Inspection, self.0.id)
    }
    /// The readable path, stable and unique among inspections.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// What it is called.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// The framework.
    async fn framework(&self) -> Framework {
        self.0.framework
    }
    /// The kind of visit.
    async fn kind(&self) -> InspectionKind {
        self.0.kind
    }
    /// When it took place. Null when not stated in the source.
    async fn held(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            self.0.held.as_deref(),
            self.0.held_precision,
            self.0.held_from,
            self.0.held_to,
        )
    }
    /// When the report came out. Null when not stated in the source.
    async fn report_published(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            self.0.report_published.as_deref(),
            self.0.report_precision,
            self.0.report_from,
            self.0.report_to,
        )
    }
    /// The outcome in the published words.
    async fn outcome(&self) -> &str {
        &self.0.outcome
    }
    /// The outcome as one of a list.
    async fn outcome_kind(&self) -> OutcomeKind {
        self.0.outcome_kind
    }
    /// How many areas of weakness it found. Null when not stated in the source.
    async fn found(&self) -> Option<i32> {
        self.0.found
    }
    /// On a revisit: how many had made sufficient progress. Null when not stated or not a revisit.
    async fn progressed(&self) -> Option<i32> {
        self.0.progressed
    }
    /// On a revisit: how many were still outstanding. Null when not stated or not a revisit.
    async fn outstanding(&self) -> Option<i32> {
        self.0.outstanding
    }
    /// Who inspected, as published. Null when not stated in the source.
    async fn inspectors(&self) -> Option<&str> {
        self.0.inspectors.as_deref()
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The inspection it follows up. Null for a first one.
    async fn follows(&self, ctx: &Context<'_>) -> ApiResult<Option<Inspection>> {
        one(ctx, self.0.follows_id).await
    }
    /// The inspections that follow it up.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn revisits(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Inspection>> {
        children(ctx, RevisitsOfInspection(self.0.id), first, after).await
    }
    /// The weaknesses it found that our documents name.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn weaknesses(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Weakness>> {
        children(ctx, WeaknessesOfInspection(self.0.id), first, after).await
    }
    /// The plans that answer it.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn plans(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Plan>> {
        children(ctx, PlansOfInspection(self.0.id), first, after).await
    }
    /// What it said of single weaknesses: on a revisit, the outcome of each.
    async fn weakness_states(&self, ctx: &Context<'_>) -> ApiResult<Vec<WeaknessState>> {
        all(ctx, StatesOfInspection(self.0.id), WeaknessState).await
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

/// Which inspections a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct InspectionFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Frameworks.
    framework: Option<Vec<Framework>>,
    /// Kinds of visit.
    kind: Option<Vec<InspectionKind>>,
    /// Outcomes.
    outcome: Option<Vec<OutcomeKind>>,
    /// When it took place, as exactly as it is stated: the stretch that was read touches this one.
    held: Option<DateRange>,
    /// When the report came out, as exactly as it is stated: the stretch that was read touches this one.
    reported: Option<DateRange>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Inspection>,
    /// All of these hold as well.
    and: Option<Vec<InspectionFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<InspectionFilter>>,
    /// This does not hold.
    not: Option<Box<InspectionFilter>>,
}

#[async_trait]
impl Asked for InspectionFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let held = self.held.map(|held| {
            touches(
                "held",
                (Column::HeldFrom, Column::HeldTo),
                held.from,
                held.to,
            )
        });
        let reported = self.reported.map(|reported| {
            let columns = (Column::ReportFrom, Column::ReportTo);
            touches("reported", columns, reported.from, reported.to)
        });
        Ok(Filter::new(db)
            .areas::<inspection::Entity>(self.area)
            .await?
            .one_of("framework", Column::Framework, self.framework)?
            .one_of("kind", Column::Kind, self.kind)?
            .one_of("outcome", Column::OutcomeKind, self.outcome)?
            .and("held", held.transpose()?)
            .and("reported", reported.transpose()?)
            .text::<inspection::Entity>(self.text)
            .await?
            .fields::<inspection::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many inspections each choice of the filter would leave, beside its other parts that are in force.
pub struct InspectionFacets(Facets<inspection::Entity>);

/// How many inspections each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl InspectionFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Frameworks.
    async fn framework(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<Framework>(ctx, "framework", Column::Framework)
            .await
    }
    /// Kinds of visit.
    async fn kind(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<InspectionKind>(ctx, "kind", Column::Kind)
            .await
    }
    /// Outcomes.
    async fn outcome(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<OutcomeKind>(ctx, "outcome", Column::OutcomeKind)
            .await
    }
}

/// What a list of inspections can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum InspectionOrderField {
    /// The last day that the date of the visit can mean.
    Held,
    /// The last day that the date of the report can mean.
    Reported,
}

impl OrderField for InspectionOrderField {
    type Entity = inspection::Entity;

    fn key(self) -> (&'static str, Key<inspection::Entity>) {
        match self {
            Self::Held => ("held", Key::Day(Column::HeldTo)),
            Self::Reported => ("reported", Key::Day(Column::ReportTo)),
        }
    }
}

#[derive(Default)]
pub struct InspectionQuery;

#[Object]
impl InspectionQuery {
    /// Inspections.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn inspections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<InspectionFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<InspectionOrderField>>,
        >,
    ) -> ApiResult<Connection<Inspection>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many inspections each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn inspection_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<InspectionFilter>,
    ) -> ApiResult<InspectionFacets> {
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        Ok(InspectionFacets(Facets::new(parts)))
    }
}
