//! Meetings.

use std::sync::Arc;

use super::plan::PlanFilter;
use async_graphql::{Context, Enum, ID, InputObject, Object};
use async_trait::async_trait;
use sea_orm::DatabaseConnection;

use super::{
    area::LocalArea,
    connection::{self, Connection, all, rows, the},
    date::{DateRange, PublishedDate},
    document::Citation,
    error::ApiResult,
    facet::{Choices, Facets},
    field::Tests,
    limit::{ROOT, page_cost},
    node,
    order::{OrderBy, OrderField, steps},
    organisation::Organisation,
    plan::Plan,
    quality::DataQualityNote,
};
use crate::{
    domain::{
        self,
        filter::{Asked, Filter, Parts, touches},
        page::Request,
        sort::Key,
    },
    entity::{
        meeting::{self, Column, MeetingState},
        organisation, plan,
        record::Kind,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, One, OrganisationsOfMeeting},
};

/// A meeting in the schedule of a plan.
#[derive(Clone)]
pub struct Meeting(pub Arc<meeting::Model>);

impl connection::Object for Meeting {
    type Entity = meeting::Entity;

    fn of(row: Arc<meeting::Model>) -> Self {
        Self(row)
    }
}

/// A meeting in the schedule of a plan.
#[Object]
impl Meeting {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Meeting, self.0.id)
    }
    /// The readable path, stable and unique among meetings.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// When. Null when not stated in the source.
    async fn held(&self) -> Option<PublishedDate> {
        PublishedDate::new(
            self.0.held.as_deref(),
            self.0.held_precision,
            self.0.held_from,
            self.0.held_to,
        )
    }
    /// Who takes part, as published. Null when not stated in the source.
    async fn who(&self) -> Option<&str> {
        self.0.who.as_deref()
    }
    /// What it is for, as published.
    async fn purpose(&self) -> &str {
        &self.0.purpose
    }
    /// Whether it has a date.
    async fn state(&self) -> MeetingState {
        self.0.state
    }
    /// The local area this belongs to.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<LocalArea> {
        the(ctx, self.0.area_id).await
    }
    /// The plan.
    async fn plan(&self, ctx: &Context<'_>) -> ApiResult<Plan> {
        the(ctx, self.0.plan_id).await
    }
    /// The organisations expected, as far as the words say.
    async fn organisations(&self, ctx: &Context<'_>) -> ApiResult<Vec<Organisation>> {
        let links = rows(ctx, OrganisationsOfMeeting(self.0.id)).await?;
        let keys = links
            .iter()
            .map(|link| One::<organisation::Entity>::new(link.organisation_id));
        let mut rows: Vec<_> = connection::loaders(ctx)
            .load_many(keys)
            .await?
            .into_values()
            .collect();
        rows.sort_by(|one, other| one.sort_key.cmp(&other.sort_key));
        Ok(rows.into_iter().map(Organisation).collect())
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

/// Which meetings a list holds. What is left out does not narrow it; the entries of a list are alternatives.
#[derive(Clone, InputObject, Default)]
pub struct MeetingFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// Paths of organisations that are expected, as far as the words say.
    organisation: Option<Vec<String>>,
    /// With or without a date.
    state: Option<Vec<MeetingState>>,
    /// When, as exactly as it is stated: the stretch that was read touches this one.
    held: Option<DateRange>,
    /// Words that one of the texts holds, upper and lower case alike, or all of which a search finds, in any of their forms. At most 200 characters.
    text: Option<String>,
    /// Its plan is one of these.
    of_plan: Option<PlanFilter>,
    /// Tests of single fields, all of which it passes. At most 20.
    fields: Tests<Meeting>,
    /// All of these hold as well.
    and: Option<Vec<MeetingFilter>>,
    /// At least one of these holds as well; none of an empty list does.
    or: Option<Vec<MeetingFilter>>,
    /// This does not hold.
    not: Option<Box<MeetingFilter>>,
}

#[async_trait]
impl Asked for MeetingFilter {
    async fn parts(self, db: &DatabaseConnection) -> domain::Result<Parts> {
        let held = self.held.map(|held| {
            touches(
                "held",
                (Column::HeldFrom, Column::HeldTo),
                held.from,
                held.to,
            )
        });
        let expected = (
            meeting::organisation::Column::MeetingId,
            meeting::organisation::Column::OrganisationId,
        );
        Ok(Filter::new(db)
            .areas::<meeting::Entity>(self.area)
            .await?
            .plans(Column::PlanId, self.plan)
            .await?
            .linked::<organisation::Entity, meeting::organisation::Entity>(
                "organisation",
                Column::Id,
                expected,
                self.organisation,
            )
            .await?
            .one_of("state", Column::State, self.state)?
            .and("held", held.transpose()?)
            .text::<meeting::Entity>(self.text)
            .await?
            .within::<plan::Entity>("ofPlan", Column::PlanId, self.of_plan)
            .await?
            .fields::<meeting::Entity>(self.fields)
            .await?
            .combined(self.and, self.or, self.not)
            .await?
            .done())
    }
}

/// How many meetings each choice of the filter would leave, beside its other parts that are in force.
pub struct MeetingFacets(Facets<meeting::Entity>);

/// How many meetings each choice of the filter would leave, beside its other parts that are in force.
#[Object]
impl MeetingFacets {
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
    /// Organisations that are expected; a meeting with several counts for each.
    async fn organisation(&self, ctx: &Context<'_>) -> Choices {
        let link = (
            meeting::organisation::Column::MeetingId,
            meeting::organisation::Column::OrganisationId,
        );
        self.0
            .linked::<organisation::Entity, meeting::organisation::Entity>(
                ctx,
                "organisation",
                Column::Id,
                link,
            )
            .await
    }
    /// With or without a date.
    async fn state(&self, ctx: &Context<'_>) -> Choices {
        self.0
            .words::<MeetingState>(ctx, "state", Column::State)
            .await
    }
}

/// What a list of meetings can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MeetingOrderField {
    /// The last day that the date can mean.
    Held,
    /// What it is for.
    Purpose,
}

impl OrderField for MeetingOrderField {
    type Entity = meeting::Entity;

    fn key(self) -> (&'static str, Key<meeting::Entity>) {
        match self {
            Self::Held => ("held", Key::Day(Column::HeldTo)),
            Self::Purpose => ("purpose", Key::Text(Column::Purpose)),
        }
    }
}

#[derive(Default)]
pub struct MeetingQuery;

#[Object]
impl MeetingQuery {
    /// Meetings.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn meetings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<MeetingFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; the natural one when left out.")] order_by: Option<
            Vec<OrderBy<MeetingOrderField>>,
        >,
    ) -> ApiResult<Connection<Meeting>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many meetings each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn meeting_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<MeetingFilter>,
    ) -> ApiResult<MeetingFacets> {
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        Ok(MeetingFacets(Facets::new(parts)))
    }
}
