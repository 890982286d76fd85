//! How many surveys and questions each choice of a filter would leave.

use async_graphql::{Context, Object};

use crate::{
    entity::{
        indicator::Polarity,
        survey::{
            self,
            question::{self, Column},
        },
    },
    graphql::facet::{Choices, Facets},
};

/// How many surveys each choice of the filter would leave, beside its other parts that are in force.
pub struct SurveyFacets(pub Facets<survey::Entity>);

/// How many surveys each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl SurveyFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
}

/// How many questions each choice of the filter would leave, beside its other parts that are in force.
pub struct SurveyQuestionFacets(pub Facets<question::Entity>);

/// How many questions each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl SurveyQuestionFacets {
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Surveys.
    async fn survey(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<survey::Entity>(ctx, "survey", Column::SurveyId)
            .await
    }
    /// Headings that questions belong to, as published.
    async fn group(&self, ctx: &Context<'_>) -> Choices {
        self.0.cells(ctx, "group", Column::Group).await
    }
    /// Which direction is better.
    async fn polarity(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<Polarity>(ctx, "polarity", Column::Polarity)
            .await
    }
    /// Themes; a question under several counts for each.
    async fn theme(&self, ctx: &Context<'_>) -> Choices {
        self.0.themes(ctx).await
    }
}
