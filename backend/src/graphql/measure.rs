//! Measures.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    action::Action,
    area::LocalArea,
    connection::{self, Connection, all, one, the},
    date::PublishedDate,
    document::Citation,
    error::ApiResult,
    limit::{ROOT, page_cost},
    node,
    plan::Plan,
    quality::DataQualityNote,
    theme::ThemeAssignment,
    workstream::Workstream,
};
use crate::{
    domain::{filter::Filter, page::Request},
    entity::{
        measure::{self, MeasurePolarity, MeasureUnit, TargetComparison},
        record::Kind,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, ObservationsOfMeasure, ThemesOfRecord},
};

/// How a plan means to see whether it works.
#[derive(Clone)]
pub struct Measure(pub measure::Model);

impl connection::Object for Measure {
    type Entity = measure::Entity;

    fn of(row: measure::Model) -> Self {
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
pub struct Observation(pub measure::observation::Model);

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
    /// The reading as published.
    async fn published(&self) -> &str {
        &self.0.published
    }
    /// The number in it. Null when there is none.
    async fn value(&self) -> Option<f64> {
        self.0.value
    }
    /// A remark of the editors of the data. Null when there is none.
    async fn note(&self) -> Option<&str> {
        self.0.note.as_deref()
    }
}

/// Which measures a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(InputObject, Default)]
pub struct MeasureFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// Paths of themes: records that fall under one of them by whatever method.
    theme: Option<Vec<String>>,
    /// Words that one of the texts holds, upper and lower case alike. At most 200 characters.
    text: Option<String>,
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
    ) -> ApiResult<Connection<Measure>> {
        let request = Request::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let condition = Filter::new(connection::db(ctx))
            .areas::<measure::Entity>(filter.area)
            .await?
            .plans(measure::Column::PlanId, filter.plan)
            .await?
            .themes::<measure::Entity>(filter.theme)
            .await?
            .text::<measure::Entity>(filter.text)?
            .done();
        connection::root(ctx, condition, &request).await
    }
}
