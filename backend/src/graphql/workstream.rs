//! Workstreams.

mod update;

use std::sync::Arc;

pub use update::WorkstreamUpdate;

use super::plan::PlanFilter;
use super::weakness::WeaknessFilter;
use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    action::Action,
    area::LocalArea,
    connection::{self, Connection, all, children, one, the},
    date::PublishedDate,
    document::{Citation, Document},
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    measure::Measure,
    node,
    order::{OrderBy, OrderField, steps},
    organisation::Organisation,
    plan::Plan,
    quality::DataQualityNote,
    review::{Review, ReviewFinding},
    theme::ThemeAssignment,
    weakness::Weakness,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts},
        page::Request,
        sort::Key,
        workstream::Gap,
    },
    entity::{
        organisation, plan,
        record::Kind,
        weakness,
        workstream::{self, Column, MemberRole, MonitoringState},
    },
    loader::{
        ActionsOfWorkstream, CitationsOfRecord, FindingsOnWorkstream, MeasuresOfWorkstream,
        MembersOfWorkstream, NotesAboutRecord, StatesOfWorkstream, ThemesOfRecord,
        UpdatesOfWorkstream,
    },
};

/// A part of a plan that answers one weakness: a workstream, or a priority with actions.
#[derive(Clone)]
pub struct Workstream(pub Arc<workstream::Model>);

impl connection::Object for Workstream {
    type Entity = workstream::Entity;

    fn of(row: Arc<workstream::Model>) -> Self {
        Self(row)
    }
}

/// A part of a plan that answers one weakness: a workstream, or a priority with actions.
#[Object]
impl Workstream {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Workstream, self.0.id)
    }
    /// The readable path, stable and unique among workstreams.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its number in the plan.
    async fn number(&self) -> &str {
        &self.0.number
    }
    /// Its title in the published words.
    async fn title(&self) -> &str {
        &self.0.title
    }
    /// Who leads it, as published. Null when not stated in the source.
    async fn leads_published(&self) -> Option<&str> {
        self.0.leads_published.as_deref()
    }
    /// The outcomes it aims at, in the published words.
    async fn outcomes(&self) -> &[String] {
        &self.0.outcomes.0
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The plan.
    async fn plan(&self, ctx: &Context<'_>) -> ApiResult<Plan> {
        the(ctx, self.0.plan_id).await
    }
    /// The weakness it answers. Null when it answers none.
    async fn weakness(&self, ctx: &Context<'_>) -> ApiResult<Option<Weakness>> {
        one(ctx, self.0.weakness_id).await
    }
    /// Those who lead it and belong to it, in printed order.
    async fn members(&self, ctx: &Context<'_>) -> ApiResult<Vec<WorkstreamMember>> {
        all(ctx, MembersOfWorkstream(self.0.id), WorkstreamMember).await
    }
    /// Whether it is formally monitored, as dated states.
    async fn states(&self, ctx: &Context<'_>) -> ApiResult<Vec<WorkstreamState>> {
        all(ctx, StatesOfWorkstream(self.0.id), WorkstreamState).await
    }
    /// What its team has said of that since, in the order in which it was said. Empty where it has said nothing.
    async fn updates(&self, ctx: &Context<'_>) -> ApiResult<Vec<WorkstreamUpdate>> {
        all(ctx, UpdatesOfWorkstream(self.0.id), WorkstreamUpdate::from).await
    }
    /// Its actions.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Action>> {
        children(ctx, ActionsOfWorkstream(self.0.id), first, after).await
    }
    /// Its measures, those of single actions included.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Measure>> {
        children(ctx, MeasuresOfWorkstream(self.0.id), first, after).await
    }
    /// What reviews said of it.
    async fn findings(&self, ctx: &Context<'_>) -> ApiResult<Vec<ReviewFinding>> {
        all(ctx, FindingsOnWorkstream(self.0.id), ReviewFinding).await
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

/// Somebody who leads a workstream or belongs to it.
#[derive(Clone)]
pub struct WorkstreamMember(pub Arc<workstream::member::Model>);

/// Somebody who leads a workstream or belongs to it.
#[Object]
impl WorkstreamMember {
    /// Lead or member.
    async fn role(&self) -> MemberRole {
        self.0.role
    }
    /// The role, body or group as published.
    async fn published(&self) -> &str {
        &self.0.published
    }
    /// The organisation. Null when the source does not say which.
    async fn organisation(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }
}

/// Whether a workstream is formally monitored, as at a date and according to a source.
#[derive(Clone)]
pub struct WorkstreamState(pub Arc<workstream::state::Model>);

/// Whether a workstream is formally monitored, as at a date and according to a source.
#[Object]
impl WorkstreamState {
    /// The state.
    async fn state(&self) -> MonitoringState {
        self.0.state
    }
    /// The date of the state.
    async fn as_of(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            Some(self.0.as_of.as_str()),
            self.0.as_of_precision,
            self.0.as_of_from,
            self.0.as_of_to,
        )
    }
    /// The published words it rests on.
    async fn statement(&self) -> &str {
        &self.0.statement
    }
    /// The review that says so. Null when it was not a review.
    async fn review(&self, ctx: &Context<'_>) -> ApiResult<Option<Review>> {
        one(ctx, self.0.review_id).await
    }
    /// The document.
    async fn document(&self, ctx: &Context<'_>) -> ApiResult<Document> {
        the(ctx, self.0.document_id).await
    }
    /// The place in words that a reader of the document would use.
    async fn place(&self) -> &str {
        &self.0.place
    }
    /// First line in the extracted text of the document, counted from 1.
    async fn line_from(&self) -> i32 {
        self.0.line_from
    }
    /// Last line in the extracted text of the document.
    async fn line_to(&self) -> i32 {
        self.0.line_to
    }
}

/// Which workstreams a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct WorkstreamFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// Paths of themes: records that fall under one of them by whatever method.
    theme: Option<Vec<String>>,
    /// Paths of weaknesses that it answers.
    weakness: Option<Vec<String>>,
    /// Paths of organisations that lead it or belong to it, where the source says which.
    organisation: Option<Vec<String>>,
    /// What the workstream lacks. Here the entries are not alternatives: it lacks all of them.
    without: Option<Vec<Gap>>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// The weakness that it answers is one of these.
    of_weakness: Option<WeaknessFilter>,
    /// Its plan is one of these.
    of_plan: Option<PlanFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Workstream>,
    /// All of these hold as well.
    and: Option<Vec<WorkstreamFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<WorkstreamFilter>>,
    /// This does not hold.
    not: Option<Box<WorkstreamFilter>>,
}

#[async_trait]
impl Asked for WorkstreamFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let member = (
            workstream::member::Column::WorkstreamId,
            workstream::member::Column::OrganisationId,
        );
        Ok(Filter::new(db)
            .areas::<workstream::Entity>(self.area)
            .await?
            .plans(Column::PlanId, self.plan)
            .await?
            .themes::<workstream::Entity>(self.theme)
            .await?
            .named::<weakness::Entity>("weakness", Column::WeaknessId, self.weakness)
            .await?
            .linked::<organisation::Entity, workstream::member::Entity>(
                "organisation",
                Column::Id,
                member,
                self.organisation,
            )
            .await?
            .without(self.without)
            .text::<workstream::Entity>(self.text)
            .await?
            .within::<weakness::Entity>("ofWeakness", Column::WeaknessId, self.of_weakness)
            .await?
            .within::<plan::Entity>("ofPlan", Column::PlanId, self.of_plan)
            .await?
            .fields::<workstream::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many workstreams each choice of the filter would leave, beside its other parts that are in force.
pub struct WorkstreamFacets(Facets<workstream::Entity>);

/// How many workstreams each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl WorkstreamFacets {
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
    /// Themes; a workstream under several counts for each.
    async fn theme(&self, ctx: &Context<'_>) -> Choices {
        self.0.themes(ctx).await
    }
    /// Weaknesses that they answer.
    async fn weakness(&self, ctx: &Context<'_>) -> Choices {
        // Not every workstream answers one, so it is counted as a link, which leaves out what is null.
        self.0
            .records::<weakness::Entity>(ctx, "weakness", Column::WeaknessId)
            .await
    }
    /// Organisations that lead them or belong to them; a workstream with several counts for each.
    async fn organisation(&self, ctx: &Context<'_>) -> Choices {
        let link = (
            workstream::member::Column::WorkstreamId,
            workstream::member::Column::OrganisationId,
        );
        self.0
            .linked::<organisation::Entity, workstream::member::Entity>(
                ctx,
                "organisation",
                Column::Id,
                link,
            )
            .await
    }
    /// What workstreams lack; one may lack several things.
    async fn without(&self, ctx: &Context<'_>) -> Choices {
        self.0.gaps(ctx, &Gap::ALL).await
    }
}

/// What a list of workstreams can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum WorkstreamOrderField {
    /// The title.
    Title,
    /// The published leads.
    Lead,
}

impl OrderField for WorkstreamOrderField {
    type Entity = workstream::Entity;

    fn key(self) -> (&'static str, Key<workstream::Entity>) {
        match self {
            Self::Title => ("title", Key::Text(Column::Title)),
            Self::Lead => ("lead", Key::Text(Column::LeadsPublished)),
        }
    }
}

#[derive(Default)]
pub struct WorkstreamQuery;

#[Object]
impl WorkstreamQuery {
    /// Workstreams and priorities of plans.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn workstreams(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<WorkstreamFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<WorkstreamOrderField>>,
        >,
    ) -> ApiResult<Connection<Workstream>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many workstreams each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn workstream_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<WorkstreamFilter>,
    ) -> ApiResult<WorkstreamFacets> {
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        Ok(WorkstreamFacets(Facets::new(parts)))
    }
}
