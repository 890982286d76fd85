//! Indicators and their values.

mod facet;
mod filter;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::NaiveDate;

pub use facet::{IndicatorFacets, IndicatorValueFacets, IndicatorValueOrderField};
pub use filter::{IndicatorFilter, IndicatorValueFilter};

use super::{
    area::LocalArea,
    connection::{self, Connection, all, children, the},
    date::PublishedDate,
    document::{Citation, Document},
    error::ApiResult,
    facet::Facets,
    limit::{ROOT, page_cost},
    node,
    order::{OrderBy, steps},
    quality::DataQualityNote,
};
use crate::{
    domain::{filter::Asked, page::Request},
    entity::{
        indicator::{self, Geography, IndicatorUnit, Polarity, ValueKind},
        record::Kind,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, ValuesOfIndicator},
};

/// A published statistic.
#[derive(Clone)]
pub struct Indicator(pub Arc<indicator::Model>);

impl connection::Object for Indicator {
    type Entity = indicator::Entity;

    fn of(row: Arc<indicator::Model>) -> Self {
        Self(row)
    }
}

/// A published statistic.
#[Object]
impl Indicator {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Indicator, self.0.id)
    }
    /// The readable path, stable and unique among indicators.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// What is counted.
    async fn definition(&self) -> &str {
        &self.0.definition
    }
    /// What it counts in.
    async fn unit(&self) -> IndicatorUnit {
        self.0.unit
    }
    /// Which direction is better.
    async fn polarity(&self) -> Polarity {
        self.0.polarity
    }
    /// Where the figures come from.
    async fn source(&self) -> &str {
        &self.0.source
    }
    /// Its figures.
    #[graphql(complexity = "page_cost(first, 20, child_complexity)")]
    async fn values(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<IndicatorValue>> {
        children(ctx, ValuesOfIndicator(self.0.id), first, after).await
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

/// One published figure of an indicator.
#[derive(Clone)]
pub struct IndicatorValue(pub Arc<indicator::value::Model>);

impl connection::Object for IndicatorValue {
    type Entity = indicator::value::Entity;

    fn of(row: Arc<indicator::value::Model>) -> Self {
        Self(row)
    }
}

/// One published figure of an indicator.
#[Object]
impl IndicatorValue {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::IndicatorValue, self.0.id)
    }
    /// The readable path, stable and unique among values.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Area, region or nation.
    async fn geography(&self) -> Geography {
        self.0.geography
    }
    /// What it is about, as published.
    async fn geography_name(&self) -> &str {
        &self.0.geography_name
    }
    /// The period, as published. Null when not stated in the source.
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
    /// A value, the value before, a change or a share.
    async fn measure(&self) -> ValueKind {
        self.0.measure
    }
    /// The figure as published.
    async fn published(&self) -> &str {
        &self.0.published
    }
    /// The number in it; changes and shares are out of 100. Null when it is not a number.
    async fn value(&self) -> Option<f64> {
        self.0.value
    }
    /// The date of the figure, where it is not that of the period. Null when not stated in the source.
    async fn as_at(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            self.0.as_at.as_deref(),
            self.0.as_at_precision,
            self.0.as_at_from,
            self.0.as_at_to,
        )
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The indicator.
    async fn indicator(&self, ctx: &Context<'_>) -> ApiResult<Indicator> {
        the(ctx, self.0.indicator_id).await
    }
    /// The document.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
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

#[derive(Default)]
pub struct IndicatorQuery;

#[Object]
impl IndicatorQuery {
    /// Published statistics.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn indicators(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<IndicatorFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<Indicator>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many indicators each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn indicator_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<IndicatorFilter>,
    ) -> ApiResult<IndicatorFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(IndicatorFacets(Facets::new(parts)))
    }

    /// The indicator at a path, such as ehc-plans-total. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn indicator(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<Indicator>> {
        connection::at(ctx, &path).await.map(Some)
    }
}

#[derive(Default)]
pub struct IndicatorValueQuery;

#[Object]
impl IndicatorValueQuery {
    /// Figures of indicators.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn indicator_values(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<IndicatorValueFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<IndicatorValueOrderField>>,
        >,
    ) -> ApiResult<Connection<IndicatorValue>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many figures each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn indicator_value_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<IndicatorValueFilter>,
    ) -> ApiResult<IndicatorValueFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(IndicatorValueFacets(Facets::new(parts)))
    }
}
