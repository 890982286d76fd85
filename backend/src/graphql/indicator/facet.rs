//! How many indicators and figures each choice of a filter would leave, and what figures can be ordered
//! by.

use async_graphql::{Context, Enum, Object};

use crate::{
    domain::sort::Key,
    entity::{
        document,
        indicator::{
            self, Geography, IndicatorUnit, Polarity, ValueKind,
            value::{self, Column},
        },
    },
    graphql::{
        facet::{Choices, Facets},
        order::OrderField,
    },
};

/// How many indicators each choice of the filter would leave, beside its other parts that are in force.
pub struct IndicatorFacets(pub Facets<indicator::Entity>);

/// How many indicators each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl IndicatorFacets {
    /// Which direction is better.
    async fn polarity(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<Polarity>(ctx, "polarity", indicator::Column::Polarity)
            .await
    }
    /// What they count in.
    async fn unit(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<IndicatorUnit>(ctx, "unit", indicator::Column::Unit)
            .await
    }
}

/// How many figures each choice of the filter would leave, beside its other parts that are in force.
pub struct IndicatorValueFacets(pub Facets<value::Entity>);

/// How many figures each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl IndicatorValueFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Indicators.
    async fn indicator(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<indicator::Entity>(ctx, "indicator", Column::IndicatorId)
            .await
    }
    /// Area, region or nation.
    async fn geography(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<Geography>(ctx, "geography", Column::Geography)
            .await
    }
    /// Values, values before, changes or shares.
    async fn measure(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<ValueKind>(ctx, "measure", Column::Measure)
            .await
    }
    /// Documents.
    async fn document(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<document::Entity>(ctx, "document", Column::DocumentId)
            .await
    }
}

/// What a list of figures can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum IndicatorValueOrderField {
    /// The number in the figure.
    Value,
    /// The last day of the period.
    Period,
}

impl OrderField for IndicatorValueOrderField {
    type Entity = value::Entity;

    fn key(self) -> (&'static str, Key<value::Entity>) {
        match self {
            Self::Value => ("value", Key::Number(Column::Value)),
            Self::Period => ("period", Key::Day(Column::PeriodTo)),
        }
    }
}
