//! Figures of surveys.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};

use super::{Survey, SurveyFilter, SurveyQuestion, SurveyQuestionFilter, SurveyWave};
use crate::graphql::field::Tests;
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
        sort::Key,
    },
    entity::{
        record::Kind,
        survey::{
            self, Comparability, ResultKind, question,
            result::{self, Column},
            wave,
        },
        theme,
    },
    graphql::{
        area::LocalArea,
        connection::{self, Connection, all, the},
        document::Citation,
        error::ApiResult,
        facet::{Choices, Facets},
        limit::{ROOT, page_cost},
        node,
        order::{OrderBy, OrderField, steps},
        quality::DataQualityNote,
    },
    loader::{CitationsOfRecord, NotesAboutRecord},
};

/// A figure of one wave of a survey, with the figure of the wave before where it is printed.
#[derive(Clone)]
pub struct SurveyResult(pub Arc<result::Model>);

impl connection::Object for SurveyResult {
    type Entity = result::Entity;

    fn of(row: Arc<result::Model>) -> Self {
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
    /// The figure of the wave before, as published; beside a figure that a team entered, the one that is here. Null
    /// when none is printed, or none is here.
    async fn previous_published(&self) -> Option<&str> {
        self.0.previous_published.as_deref()
    }
    /// The number in it. Null when none is printed, or it is no number.
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
    /// Which of the answers of the question it is the share of. Null where it is of none in particular.
    async fn answer(&self) -> Option<&str> {
        self.0.answer.as_deref()
    }
    /// How the question was worded in this wave, where a team says that the words were others. Null otherwise.
    async fn wording(&self) -> Option<&str> {
        self.0.wording.as_deref()
    }
    /// Whether the same people were asked the same as in the wave before, as the team says. Null where it does not,
    /// or a document states the figure.
    async fn as_before(&self) -> Option<bool> {
        self.0.as_before
    }
    /// What was not as before, as the team says. Null where all was, or nothing is said.
    async fn changed(&self) -> Option<&str> {
        self.0.changed.as_deref()
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
#[derive(Clone, InputObject, Default)]
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
    /// Headings that questions belong to, as published.
    group: Option<Vec<String>>,
    /// Services, as published.
    service: Option<Vec<String>>,
    /// Paths of themes that the question falls under.
    theme: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Its question is one of these.
    of_question: Option<SurveyQuestionFilter>,
    /// Its survey is one of these.
    of_survey: Option<SurveyFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<SurveyResult>,
    /// All of these hold as well.
    and: Option<Vec<SurveyResultFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<SurveyResultFilter>>,
    /// This does not hold.
    not: Option<Box<SurveyResultFilter>>,
}

#[async_trait]
impl Asked for SurveyResultFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        Ok(Filter::new(db)
            .areas::<result::Entity>(self.area)
            .await?
            .named::<survey::Entity>("survey", Column::SurveyId, self.survey)
            .await?
            .named::<wave::Entity>("wave", Column::WaveId, self.wave)
            .await?
            .named::<question::Entity>("question", Column::QuestionId, self.question)
            .await?
            .one_of("kind", Column::Kind, self.kind)?
            .one_of("comparability", Column::Comparability, self.comparability)?
            .and("group", of_groups(db, self.group)?)
            .one_of("service", Column::Service, self.service)?
            .linked::<theme::Entity, theme::assignment::Entity>(
                "theme",
                Column::QuestionId,
                THEME,
                self.theme,
            )
            .await?
            .text_or_of::<result::Entity, question::Entity>(Column::QuestionId, self.text)
            .await?
            .within::<question::Entity>("ofQuestion", Column::QuestionId, self.of_question)
            .await?
            .within::<survey::Entity>("ofSurvey", Column::SurveyId, self.of_survey)
            .await?
            .fields::<result::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// From a question to its themes.
const THEME: (theme::assignment::Column, theme::assignment::Column) = (
    theme::assignment::Column::RecordId,
    theme::assignment::Column::ThemeId,
);

/// Results whose question belongs to one of these headings; nothing asked, nothing left out.
fn of_groups(
    db: &DatabaseConnection,
    groups: Option<Vec<String>>,
) -> domain::Result<Option<Condition>> {
    if groups.is_none() {
        return Ok(None);
    }
    let asked = Filter::new(db)
        .one_of("group", question::Column::Group, groups)?
        .done();
    let questions = question::Entity::find()
        .select_only()
        .column(question::Column::Id)
        .filter(asked.all());
    let within = Column::QuestionId.in_subquery(questions.into_query());
    Ok(Some(Condition::all().add(within)))
}

/// How many results each choice of the filter would leave, beside its other parts that are in force.
pub struct SurveyResultFacets(Facets<result::Entity>);

/// How many results each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl SurveyResultFacets {
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
    /// Waves.
    async fn wave(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<wave::Entity>(ctx, "wave", Column::WaveId)
            .await
    }
    /// Where in the report the figure stands.
    async fn kind(&self, ctx: &Context<'_>) -> Choices {
        self.0.words::<ResultKind>(ctx, "kind", Column::Kind).await
    }
    /// Whether it can be set against the figure before.
    async fn comparability(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<Comparability>(ctx, "comparability", Column::Comparability)
            .await
    }
    /// Services, as published.
    async fn service(&self, ctx: &Context<'_>) -> Choices {
        self.0.cells(ctx, "service", Column::Service).await
    }
    /// Headings that questions belong to, as published.
    async fn group(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .cells_of::<question::Entity>(ctx, "group", Column::QuestionId, question::Column::Group)
            .await
    }
    /// Themes of the questions; a result under several counts for each.
    async fn theme(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .linked::<theme::Entity, theme::assignment::Entity>(
                ctx,
                "theme",
                Column::QuestionId,
                THEME,
            )
            .await
    }
}

/// What a list of results can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SurveyResultOrderField {
    /// The number in the figure.
    Value,
    /// The number in the figure of the wave before.
    Previous,
    /// The service, as published.
    Service,
}

impl OrderField for SurveyResultOrderField {
    type Entity = result::Entity;

    fn key(self) -> (&'static str, Key<result::Entity>) {
        match self {
            Self::Value => ("value", Key::Number(Column::Value)),
            Self::Previous => ("previous", Key::Number(Column::PreviousValue)),
            Self::Service => ("service", Key::Text(Column::Service)),
        }
    }
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
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<SurveyResultOrderField>>,
        >,
    ) -> ApiResult<Connection<SurveyResult>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many results each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn survey_result_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<SurveyResultFilter>,
    ) -> ApiResult<SurveyResultFacets> {
        let filter = filter.unwrap_or_default();
        let parts = filter.parts(connection::db(ctx)).await?;
        Ok(SurveyResultFacets(Facets::new(parts)))
    }
}
