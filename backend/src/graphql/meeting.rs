//! Meetings.

use async_graphql::{Context, ID, InputObject, Object};

use super::{
    area::LocalArea,
    connection::{self, Connection, all, list, the},
    date::PublishedDate,
    document::Citation,
    error::ApiResult,
    limit::{ROOT, page_cost},
    node,
    organisation::Organisation,
    plan::Plan,
    quality::DataQualityNote,
};
use crate::{
    domain::{filter::Filter, page::Request},
    entity::{
        meeting::{self, MeetingState},
        organisation::{self},
        record::Kind,
    },
    loader::{CitationsOfRecord, NotesAboutRecord, One, OrganisationsOfMeeting},
};

/// A meeting in the schedule of a plan.
#[derive(Clone)]
pub struct Meeting(pub meeting::Model);

impl connection::Object for Meeting {
    type Entity = meeting::Entity;

    fn of(row: meeting::Model) -> Self {
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
        let links = list(ctx, OrganisationsOfMeeting(self.0.id)).await?;
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
#[derive(InputObject, Default)]
pub struct MeetingFilter {
    /// Paths of local areas, such as leicestershire.
    area: Option<Vec<String>>,
    /// Paths of plans, such as leicestershire/wsoa-2020.
    plan: Option<Vec<String>>,
    /// With or without a date.
    state: Option<Vec<MeetingState>>,
    /// Words that one of the texts holds, upper and lower case alike. At most 200 characters.
    text: Option<String>,
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
    ) -> ApiResult<Connection<Meeting>> {
        let request = Request::new(first, after, last, before)?;
        let filter = filter.unwrap_or_default();
        let condition = Filter::new(connection::db(ctx))
            .areas::<meeting::Entity>(filter.area)
            .await?
            .plans(meeting::Column::PlanId, filter.plan)
            .await?
            .one_of(meeting::Column::State, filter.state)?
            .text::<meeting::Entity>(filter.text)?
            .done();
        connection::root(ctx, condition, &request).await
    }
}
