//! Surveys, waves, questions and results.

mod facet;
mod filter;
mod question;
mod result;

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use chrono::{DateTime, NaiveDate, Utc};

pub use facet::{SurveyFacets, SurveyQuestionFacets};
pub use filter::{SurveyFilter, SurveyQuestionFilter};
pub use question::SurveyQuestion;
pub use result::{SurveyResult, SurveyResultFilter, SurveyResultOrderField, SurveyResultQuery};

use super::{
    area::LocalArea,
    connection::{self, Connection, all, children, the},
    document::{Citation, Document},
    error::ApiResult,
    facet::Facets,
    feedback::FeedbackItem,
    limit::{ROOT, page_cost},
    node,
    quality::DataQualityNote,
};
use crate::{
    domain::{filter::Asked, page::Request},
    entity::{record::Kind, survey},
    loader::{
        CitationsOfRecord, FeedbackOfWave, NotesAboutRecord, QuestionsOfSurvey, ResultsOfWave,
        WavesOfSurvey,
    },
};

/// A survey of parents and carers that is held more than once.
#[derive(Clone)]
pub struct Survey(pub Arc<survey::Model>);

impl connection::Object for Survey {
    type Entity = survey::Entity;

    fn of(row: Arc<survey::Model>) -> Self {
        Self(row)
    }
}

/// A survey of parents and carers that is held more than once.
#[Object]
impl Survey {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Survey, self.0.id)
    }
    /// The readable path, stable and unique among surveys.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its title.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// Who is asked.
    async fn population(&self) -> &str {
        &self.0.population
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
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
    /// The years it was held.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn waves(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<SurveyWave>> {
        children(ctx, WavesOfSurvey(self.0.id), first, after).await
    }
    /// What is asked.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn questions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<SurveyQuestion>> {
        children(ctx, QuestionsOfSurvey(self.0.id), first, after).await
    }
    /// The places in published documents that this was read from. Empty where a team entered it.
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

/// A survey in one year.
#[derive(Clone)]
pub struct SurveyWave(pub Arc<survey::wave::Model>);

impl connection::Object for SurveyWave {
    type Entity = survey::wave::Entity;

    fn of(row: Arc<survey::wave::Model>) -> Self {
        Self(row)
    }
}

/// A survey in one year.
#[Object]
impl SurveyWave {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::SurveyWave, self.0.id)
    }
    /// The readable path, stable and unique among waves.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// The year.
    async fn year(&self) -> i32 {
        self.0.year
    }
    /// What the area's team calls it. Null where it has no name, or a document states it.
    async fn label(&self) -> Option<&str> {
        self.0.label.as_deref()
    }
    /// When people were asked, as published. Null when not stated in the source, and of a year that a team entered.
    async fn fieldwork(&self) -> Option<&str> {
        self.0.fieldwork.as_deref()
    }
    /// The first day on which people were asked, of a year that a team entered. Null where it is not said.
    async fn fieldwork_from(&self) -> Option<NaiveDate> {
        self.0.fieldwork_from
    }
    /// The last day on which people were asked, of a year that a team entered. Null where it is not said.
    async fn fieldwork_to(&self) -> Option<NaiveDate> {
        self.0.fieldwork_to
    }
    /// How many were asked, of a year that a team entered. Null where it is not said.
    async fn asked(&self) -> Option<i32> {
        self.0.asked
    }
    /// How people were asked, of a year that a team entered. Null where it is not said.
    async fn method(&self) -> Option<&str> {
        self.0.method.as_deref()
    }
    /// How many answered. Null when not stated in the source.
    async fn respondents(&self) -> Option<i32> {
        self.0.respondents
    }
    /// Another number of respondents in the same report. Null when there is none.
    async fn respondents_other(&self) -> Option<i32> {
        self.0.respondents_other
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The survey.
    async fn survey(&self, ctx: &Context<'_>) -> ApiResult<Survey> {
        the(ctx, self.0.survey_id).await
    }
    /// The document that states it. A year that the area's team entered is written out as a document of its own.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
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
    /// Its figures.
    #[graphql(complexity = "page_cost(first, 20, child_complexity)")]
    async fn results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<SurveyResult>> {
        children(ctx, ResultsOfWave(self.0.id), first, after).await
    }
    /// Its rows of You said, we did.
    #[graphql(complexity = "page_cost(first, 20, child_complexity)")]
    async fn feedback_items(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<FeedbackItem>> {
        children(ctx, FeedbackOfWave(self.0.id), first, after).await
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
pub struct SurveyQuery;

#[Object]
impl SurveyQuery {
    /// Surveys.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn surveys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<SurveyFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<Survey>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many surveys each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn survey_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<SurveyFilter>,
    ) -> ApiResult<SurveyFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(SurveyFacets(Facets::new(parts)))
    }

    /// The survey at a path, such as worcestershire/parent-carer-survey. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<Survey>> {
        connection::at(ctx, &path).await.map(Some)
    }

    /// What surveys ask.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn survey_questions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<SurveyQuestionFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<SurveyQuestion>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &[], &request).await
    }

    /// How many questions each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn survey_question_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<SurveyQuestionFilter>,
    ) -> ApiResult<SurveyQuestionFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(SurveyQuestionFacets(Facets::new(parts)))
    }

    /// The question at a path, such as worcestershire/parent-carer-survey/question-age. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn survey_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<SurveyQuestion>> {
        connection::at(ctx, &path).await.map(Some)
    }
}
