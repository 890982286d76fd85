//! What surveys ask.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, Utc};

use super::{Survey, SurveyResult};
use crate::{
    entity::{indicator::Polarity, record::Kind, survey::question},
    graphql::{
        area::LocalArea,
        connection::{self, Connection, all, children, the},
        document::Citation,
        error::ApiResult,
        limit::page_cost,
        node,
        quality::DataQualityNote,
        theme::ThemeAssignment,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, ResultsOfQuestion, ThemesOfRecord},
};

/// What a survey asks.
#[derive(Clone)]
pub struct SurveyQuestion(pub Arc<question::Model>);

impl connection::Object for SurveyQuestion {
    type Entity = question::Entity;

    fn of(row: Arc<question::Model>) -> Self {
        Self(row)
    }
}

/// What a survey asks.
#[Object]
impl SurveyQuestion {
    /// The global id: opaque, the same in every database of this product.
    pub(in crate::graphql) async fn id(&self) -> ID {
        node::global_id(Kind::SurveyQuestion, self.0.id)
    }
    /// The readable path, stable and unique among questions.
    pub(in crate::graphql) async fn path(&self) -> &str {
        &self.0.path
    }
    /// What was asked.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// The heading it belongs to.
    async fn group(&self) -> &str {
        &self.0.group
    }
    /// Which direction is better.
    async fn polarity(&self) -> Polarity {
        self.0.polarity
    }
    /// The answers people could choose, one a line where a team entered them. Null when not stated in the source.
    async fn options(&self) -> Option<&str> {
        self.0.options.as_deref()
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
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The survey.
    async fn survey(&self, ctx: &Context<'_>) -> ApiResult<Survey> {
        the(ctx, self.0.survey_id).await
    }
    /// Its figures.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<SurveyResult>> {
        children(ctx, ResultsOfQuestion(self.0.id), first, after).await
    }
    /// The places in published documents that this was read from. Empty where a team entered it.
    pub(in crate::graphql) async fn citations(
        &self,
        ctx: &Context<'_>,
    ) -> ApiResult<Vec<Citation>> {
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
