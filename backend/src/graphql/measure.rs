//! Measures.

use std::sync::Arc;

use super::action::ActionFilter;
use super::plan::PlanFilter;
use super::workstream::WorkstreamFilter;
use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::{ColumnTrait, Condition, DatabaseConnection};

use super::{
    action::Action,
    area::LocalArea,
    connection::{self, Connection, all, one, the},
    date::PublishedDate,
    document::Citation,
    edit::TeamFigure,
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node,
    order::{OrderBy, OrderField, steps},
    plan::Plan,
    quality::DataQualityNote,
    theme::ThemeAssignment,
    workstream::Workstream,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        measure::Gap,
        page::Request,
        sort::Key,
    },
    entity::{
        action,
        measure::{self, Column, MeasurePolarity, MeasureUnit, TargetComparison},
        plan,
        record::Kind,
        workstream,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, ObservationsOfMeasure, ThemesOfRecord},
};

/// How a plan means to see whether it works.
#[derive(Clone)]
pub struct Measure(pub Arc<measure::Model>);

impl connection::Object for Measure {
    type Entity = measure::Entity;

    fn of(row: Arc<measure::Model>) -> Self {
        Self(row)
    }
}

/// How a plan means to see whether it works.
#[Object]
impl Measure {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Measure, self.0.id)
    }
    /// The readable path, stable and unique among measures.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its number in the plan: workstream or action, then its place.
    async fn number(&self) -> &str {
        &self.0.number
    }
    /// The published words.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// What it counts in.
    async fn unit(&self) -> MeasureUnit {
        self.0.unit
    }
    /// Which direction is better.
    async fn polarity(&self) -> MeasurePolarity {
        self.0.polarity
    }
    /// The baseline, as published. Null when not stated in the source.
    async fn baseline(&self) -> Option<&str> {
        self.0.baseline.as_deref()
    }
    /// The number in the baseline. Null when there is none.
    async fn baseline_value(&self) -> Option<f64> {
        self.0.baseline_value
    }
    /// The target, as published. Null when not stated in the source.
    async fn target(&self) -> Option<&str> {
        self.0.target.as_deref()
    }
    /// The number in the target. Null when there is none.
    async fn target_value(&self) -> Option<f64> {
        self.0.target_value
    }
    /// How the target compares. Null when there is no number.
    async fn target_comparison(&self) -> Option<TargetComparison> {
        self.0.target_comparison
    }
    /// The baseline as its team says by now. Null where it has set none.
    async fn team_baseline(&self) -> Option<TeamFigure> {
        TeamFigure::of(
            self.0.team_baseline.as_ref(),
            self.0.team_baseline_value,
            None,
        )
    }
    /// The target as its team says by now. Null where it has set none.
    async fn team_target(&self) -> Option<TeamFigure> {
        let row = &self.0;
        TeamFigure::of(
            row.team_target.as_ref(),
            row.team_target_value,
            row.team_target_comparison,
        )
    }
    /// Whether the words hold a placeholder, such as ?%.
    async fn placeholder(&self) -> bool {
        self.0.placeholder
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The plan.
    async fn plan(&self, ctx: &Context<'_>) -> ApiResult<Plan> {
        the(ctx, self.0.plan_id).await
    }
    /// The workstream or priority.
    async fn workstream(&self, ctx: &Context<'_>) -> ApiResult<Workstream> {
        the(ctx, self.0.workstream_id).await
    }
    /// The action. Null when the plan states the measure for the workstream as a whole.
    async fn action(&self, ctx: &Context<'_>) -> ApiResult<Option<Action>> {
        one(ctx, self.0.action_id).await
    }
    /// Readings by date. Empty when not stated in the source.
    async fn observations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Observation>> {
        all(ctx, ObservationsOfMeasure(self.0.id), Observation).await
    }
    /// The places in published documents that this was read from. Empty only for what is our own: themes, indicators and organisations.
    pub(super) async fn citations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Citation>> {
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

/// A reading of a measure at a date.
#[derive(Clone)]
pub struct Observation(pub Arc<measure::observation::Model>);

/// A reading of a measure at a date.
#[Object]
impl Observation {
    /// The date of the reading.
    async fn as_of(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            Some(self.0.as_of.as_str()),
            self.0.as_of_precision,
            self.0.as_of_from,
            self.0.as_of_to,
        )
    }
    /// The reading as published, or as its team says.
    async fn published(&self) -> &str {
        &self.0.published
    }
    /// The number in it. Null when there is none.
    async fn value(&self) -> Option<f64> {
        self.0.value
    }
    /// A remark of the editors of the data or, where its team says it, why. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
    /// The address of a page that shows it. Null where a document does, or there is none.
    async fn link(&self) -> Option<&str> {
        self.0.link.as_deref()
    }
    /// The role of whoever said so. Null where it was published.
    async fn author(&self) -> Option<&str> {
        self.0.author.as_deref()
    }
}

/// Which measures a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct MeasureFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// Paths of workstreams.
    workstream: Option<Vec<String>>,
    /// Paths of actions that the plan states it for.
    action: Option<Vec<String>>,
    /// Paths of themes: records that fall under one of them by whatever method.
    theme: Option<Vec<String>>,
    /// What it counts in.
    unit: Option<Vec<MeasureUnit>>,
    /// Which direction is better.
    polarity: Option<Vec<MeasurePolarity>>,
    /// Whether the words hold a placeholder, such as ?%.
    placeholder: Option<bool>,
    /// What the measure lacks. Here the entries are not alternatives: it lacks all of them.
    without: Option<Vec<Gap>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// The action that the plan states it for is one of these.
    of_action: Option<ActionFilter>,
    /// Its workstream is one of these.
    of_workstream: Option<WorkstreamFilter>,
    /// Its plan is one of these.
    of_plan: Option<PlanFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Measure>,
    /// All of these hold as well.
    and: Option<Vec<MeasureFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<MeasureFilter>>,
    /// This does not hold.
    not: Option<Box<MeasureFilter>>,
}

#[async_trait]
impl Asked for MeasureFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let placeholder = self.placeholder.map(|held| Column::Placeholder.eq(held));
        Ok(Filter::new(db)
            .areas::<measure::Entity>(self.area)
            .await?
            .plans(Column::PlanId, self.plan)
            .await?
            .named::<workstream::Entity>("workstream", Column::WorkstreamId, self.workstream)
            .await?
            .named::<action::Entity>("action", Column::ActionId, self.action)
            .await?
            .themes::<measure::Entity>(self.theme)
            .await?
            .one_of("unit", Column::Unit, self.unit)?
            .one_of("polarity", Column::Polarity, self.polarity)?
            .and("placeholder", placeholder)
            .without(self.without)
            .text::<measure::Entity>(self.text)
            .await?
            .within::<action::Entity>("ofAction", Column::ActionId, self.of_action)
            .await?
            .within::<workstream::Entity>("ofWorkstream", Column::WorkstreamId, self.of_workstream)
            .await?
            .within::<plan::Entity>("ofPlan", Column::PlanId, self.of_plan)
            .await?
            .fields::<measure::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many measures each choice of the filter would leave, beside its other parts that are in force.
pub struct MeasureFacets(Facets<measure::Entity>);

/// How many measures each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl MeasureFacets {
    /// Measures whose words hold a placeholder.
    async fn placeholder(&self, ctx: &Context<'_>) -> Choices {
        let is_true = Condition::all().add(Column::Placeholder.eq(true));
        self.0.flag(ctx, "placeholder", is_true).await
    }
    /// Local areas.
    async fn area(&self, ctx: &Context<'_>) -> Choices {
        self.0.areas(ctx).await
    }
    /// Plans.
    async fn plan(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<plan::Entity>(ctx, "plan", Column::PlanId)
            .await
    }
    /// Workstreams.
    async fn workstream(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .records::<workstream::Entity>(ctx, "workstream", Column::WorkstreamId)
            .await
    }
    /// Themes; a measure under several counts for each.
    async fn theme(&self, ctx: &Context<'_>) -> Choices {
        self.0.themes(ctx).await
    }
    /// What they count in.
    async fn unit(&self, ctx: &Context<'_>) -> Choices {
        self.0.words::<MeasureUnit>(ctx, "unit", Column::Unit).await
    }
    /// Which direction is better.
    async fn polarity(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<MeasurePolarity>(ctx, "polarity", Column::Polarity)
            .await
    }
    /// What measures lack; one may lack several things.
    async fn without(&self, ctx: &Context<'_>) -> Choices {
        self.0.gaps(ctx, &Gap::ALL).await
    }
}

/// What a list of measures can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MeasureOrderField {
    /// The words of the measure.
    Text,
    /// The number in the baseline.
    Baseline,
    /// The number in the target.
    Target,
}

impl OrderField for MeasureOrderField {
    type Entity = measure::Entity;

    fn key(self) -> (&'static str, Key<measure::Entity>) {
        match self {
            Self::Text => ("text", Key::Text(Column::Text)),
            Self::Baseline => ("baseline", Key::Number(Column::BaselineValue)),
            Self::Target => ("target", Key::Number(Column::TargetValue)),
        }
    }
}

#[derive(Default)]
pub struct MeasureQuery;

#[Object]
impl MeasureQuery {
    /// Measures.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<MeasureFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<MeasureOrderField>>,
        >,
    ) -> ApiResult<Connection<Measure>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many measures each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn measure_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<MeasureFilter>,
    ) -> ApiResult<MeasureFacets> {
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        Ok(MeasureFacets(Facets::new(parts)))
    }
}
