//! Figures of surveys.

use async_graphql::{Context, ID, InputObject, Object};

use super::{Survey, SurveyQuestion, SurveyWave};
use crate::{
    domain::{filter::Filter, page::Request},
    entity::{
        record::Kind,
        survey::{self, Comparability, ResultKind},
    },
    graphql::{
        area::LocalArea,
        connection::{self, Connection, all, the},
        document::Citation,
        error::ApiResult,
        limit::{ROOT, page_cost},
        node,
        quality::DataQualityNote,
    },
    loader::{CitationsOfRecord, NotesAboutRecord},
};

/// A figure of one wave of a survey, with the figure of the wave before where it is printed.
#[derive(Clone)]
pub struct SurveyResult(pub survey::result::Model);

impl connection::Object for SurveyResult {
    type Entity = survey::result::Entity;

    fn of(row: survey::result::Model) -> Self {
        Self(row)
    }
}

/// A figure of one wave of a survey, with the figure of the wave before where it is printed.
#[Object]
impl SurveyResult {
    /// The global id: opaque, the same in every database of this product.
    pub(in crate::graphql) async fn id(&self) -> ID {
        node::global_id(Kind::SurveyResult, self.0.id)
    }
    /// The readable path, stable and unique among results.
    pub(in crate::graphql) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Where in the report it stands.
    async fn kind(&self) -> ResultKind {
        self.0.kind
    }
    /// The service it is about, as published. Null when it is about none in particular.
    async fn service(&self) -> Option<&str> {
        self.0.service.as_deref()
    }
    /// The figure as published, such as 22%.
    async fn published(&self) -> &str {
        &self.0.published
    }
    /// The number in it; a percentage is out of 100. Null when it is not a number.
    async fn value(&self) -> Option<f64> {
        self.0.value
    }
    /// The figure of the wave before, as published. Null when none is printed.
    async fn previous_published(&self) -> Option<&str> {
        self.0.previous_published.as_deref()
    }
    /// The number in it. Null when none is printed.
    async fn previous_value(&self) -> Option<f64> {
        self.0.previous_value
    }
    /// How many, as published. Null when not stated in the source.
    async fn count(&self) -> Option<&str> {
        self.0.count.as_deref()
    }
    /// How many were counted from. Null when not stated in the source.
    async fn base(&self) -> Option<i32> {
        self.0.base
    }
    /// What the base rests on. Null when there is nothing to say.
    async fn base_note(&self) -> Option<&str> {
        self.0.base_note.as_deref()
    }
    /// Whether it can be set against the figure before. A trend is drawn for COMPARABLE only.
    async fn comparability(&self) -> Comparability {
        self.0.comparability
    }
    /// Why it cannot, or why that is open. Null for COMPARABLE.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }
    /// The sentence it stands in. Null for tables.
    async fn sentence(&self) -> Option<&str> {
        self.0.sentence.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The survey.
    async fn survey(&self, ctx: &Context<'_>) -> ApiResult<Survey> {
        the(ctx, self.0.survey_id).await
    }
    /// The wave.
    async fn wave(&self, ctx: &Context<'_>) -> ApiResult<SurveyWave> {
        the(ctx, self.0.wave_id).await
    }
    /// The question.
    async fn question(&self, ctx: &Context<'_>) -> ApiResult<SurveyQuestion> {
        the(ctx, self.0.question_id).await
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
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
    /// How often this has been written: 1 after it was created.
    async fn record_version(&self, ctx: &Context<'_>) -> ApiResult<i32> {
        node::version(ctx, self.0.id).await
    }
}

/// Which results a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(InputObject, Default)]
pub struct SurveyResultFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of surveys.
    survey: Option<Vec<String>>,
    /// Paths of waves.
    wave: Option<Vec<String>>,
    /// Paths of questions.
    question: Option<Vec<String>>,
    /// Where in the report the figure stands.
    kind: Option<Vec<ResultKind>>,
    /// Whether it can be set against the figure before.
    comparability: Option<Vec<Comparability>>,
    /// Words that one of the texts holds, upper and lower case alike. At most 200 characters.
    text: Option<String>,
}

#[derive(Default)]
pub struct SurveyResultQuery;

#[Object]
impl SurveyResultQuery {
    /// Figures of surveys.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn survey_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<SurveyResultFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
    ) -> ApiResult<Connection<SurveyResult>> {
        let request = Request::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let condition = Filter::new(connection::db(ctx))
            .areas::<survey::result::Entity>(filter.area)
            .await?
            .named::<survey::Entity>(survey::result::Column::SurveyId, filter.survey)
            .await?
            .named::<survey::wave::Entity>(survey::result::Column::WaveId, filter.wave)
            .await?
            .named::<survey::question::Entity>(survey::result::Column::QuestionId, filter.question)
            .await?
            .one_of(survey::result::Column::Kind, filter.kind)?
            .one_of(survey::result::Column::Comparability, filter.comparability)?
            .text_or_of::<survey::result::Entity, survey::question::Entity>(
                survey::result::Column::QuestionId,
                filter.text,
            )?
            .done();
        connection::root(ctx, condition, &request).await
    }
}
