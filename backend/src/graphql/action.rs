//! Actions.

mod due;
mod facet;
mod filter;
mod update;

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, Object, SimpleObject};
use chrono::Utc;
use uuid::Uuid;

pub use due::DueDate;
pub use facet::{ActionFacets, ActionOrderField};
pub use filter::ActionFilter;
pub use update::{ActionMutation, ActionUpdate};

use super::{
    area::LocalArea,
    asker::viewer,
    connection::{self, Connection, all, children, one, the},
    document::Citation,
    edit::EvidenceLink,
    error::ApiResult,
    facet::Facets,
    limit::{ROOT, page_cost},
    measure::Measure,
    member::Member,
    node,
    order::{OrderBy, steps},
    organisation::Organisation,
    plan::{Plan, StatusValue},
    quality::DataQualityNote,
    theme::ThemeAssignment,
    workstream::Workstream,
};
use crate::{
    domain::{filter::Asked, page::Request, permission::Act},
    entity::{action, plan::SharedStatus, record::Kind},
    loader::{
        self, AssigneesOfAction, CitationsOfRecord, LeadsOfAction, LinksOfAction, MeasuresOfAction,
        NotesAboutRecord, TeamLeadsOfAction, ThemesOfRecord, UpdatesOfAction,
    },
};

/// An action of a plan: what is to be done, by whom, by when, and how it stands. The published words stand beside what was read from them.
#[derive(Clone)]
pub struct Action(pub Arc<action::Model>);

impl connection::Object for Action {
    type Entity = action::Entity;

    fn of(row: Arc<action::Model>) -> Self {
        Self(row)
    }
}

/// An action of a plan: what is to be done, by whom, by when, and how it stands. The published words stand beside what was read from them.
#[Object]
impl Action {
    /// The global id: opaque, the same in every database of this product.
    pub(super) async fn id(&self) -> ID {
        node::global_id(Kind::Action, self.0.id)
    }
    /// The readable path, stable and unique among actions.
    pub(super) async fn path(&self) -> &str {
        &self.0.path
    }
    /// Its number in the plan, such as 1.10.
    async fn reference(&self) -> &str {
        &self.0.reference
    }
    /// Its number as printed, where that differs. Null when it does not.
    async fn reference_published(&self) -> Option<&str> {
        self.0.reference_published.as_deref()
    }
    /// What is to be done (the focus area, where the plan has one), as published.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// The steps, as published. Empty when not stated in the source.
    async fn steps(&self) -> &[String] {
        &self.0.steps.0
    }
    /// The steps as its team has them by now. Null where it has not changed them.
    async fn team_steps(&self) -> Option<&[String]> {
        self.0.team_steps.as_ref().map(|steps| steps.0.as_slice())
    }
    /// How it stands, in the local word and on the shared scale.
    async fn status(&self, ctx: &Context<'_>) -> ApiResult<ActionStatus> {
        ActionStatus::load(ctx, &self.0).await
    }
    /// What its team has said of how it stands, in the order in which it was said. Empty where it is as published.
    async fn updates(&self, ctx: &Context<'_>) -> ApiResult<Vec<ActionUpdate>> {
        all(ctx, UpdatesOfAction(self.0.id), |row| {
            ActionUpdate::from(&*row)
        })
        .await
    }
    /// Who of the team leads it, and may say how it stands. Null to all but the team, and where the question is about
    /// an earlier day.
    async fn assignees(&self, ctx: &Context<'_>) -> ApiResult<Option<Vec<Member>>> {
        if connection::is_past(ctx) || !viewer(ctx).may(Act::SeeTeam, self.0.area_id) {
            return Ok(None);
        }
        let team = all(ctx, AssigneesOfAction(self.0.id), Member::of).await?;
        Ok(Some(team))
    }
    /// Who leads it, as published. Null when not stated in the source.
    async fn lead_published(&self) -> Option<&str> {
        self.0.lead_published.as_deref()
    }
    /// Those who lead it, one by one. Empty when not stated in the source.
    async fn leads(&self, ctx: &Context<'_>) -> ApiResult<Vec<ActionLead>> {
        all(ctx, LeadsOfAction(self.0.id), ActionLead).await
    }
    /// Those who lead it by now, as its team says. Empty where it has said nothing of it.
    async fn team_leads(&self, ctx: &Context<'_>) -> ApiResult<Vec<TeamLead>> {
        all(ctx, TeamLeadsOfAction(self.0.id), TeamLead).await
    }
    /// The evidence items, as published. Empty when not stated in the source.
    async fn evidence(&self) -> &[String] {
        &self.0.evidence.0
    }
    /// The evidence cell as a whole. Null when not stated in the source.
    async fn evidence_published(&self) -> Option<&str> {
        self.0.evidence_published.as_deref()
    }
    /// Pages with evidence that its team points to. Empty where it points to none.
    async fn evidence_links(&self, ctx: &Context<'_>) -> ApiResult<Vec<EvidenceLink>> {
        all(ctx, LinksOfAction(self.0.id), EvidenceLink::from).await
    }
    /// The impact-measures cell as a whole. Null when not stated in the source.
    async fn impact_published(&self) -> Option<&str> {
        self.0.impact_published.as_deref()
    }
    /// When it is due, in the published words and as read from them.
    async fn due(&self) -> DueDate {
        DueDate::of(&self.0)
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
    /// Measures that the plan states for this action. A plan that states measures per workstream has them there.
    #[graphql(complexity = "page_cost(first, 5, child_complexity)")]
    async fn measures(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many, 1 to 100; 50 when left out.")] first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
    ) -> ApiResult<Connection<Measure>> {
        children(ctx, MeasuresOfAction(self.0.id), first, after).await
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

/// A person, group or body that leads an action.
#[derive(Clone)]
pub struct ActionLead(pub Arc<action::lead::Model>);

/// A person, group or body that leads an action.
#[Object]
impl ActionLead {
    /// The name in full, where the document has it in full anywhere.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// The role, as published. Null when not stated in the source.
    async fn role(&self) -> Option<&str> {
        self.0.role.as_deref()
    }
    /// The spelling here, where it differs from the name. Null when it does not.
    async fn published(&self) -> Option<&str> {
        self.0.published.as_deref()
    }
    /// The organisation. Null when the source does not say which.
    async fn organisation(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }
}

/// Somebody who leads an action by now, as its team says.
#[derive(Clone)]
pub struct TeamLead(pub Arc<action::team_lead::Model>);

/// Somebody who leads an action by now, as its team says.
#[Object]
impl TeamLead {
    /// The name or the post.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// The role. Null when not stated.
    async fn role(&self) -> Option<&str> {
        self.0.role.as_deref()
    }
    /// The organisation. Null when not stated.
    async fn organisation(&self, ctx: &Context<'_>) -> ApiResult<Option<Organisation>> {
        one(ctx, self.0.organisation_id).await
    }
}

/// How an action stands: as published, or as its team has said since.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ActionStatus {
    /// The cell as published, such as AMBER, whatever was said since. Null when the source states no status.
    published: Option<String>,
    /// Its place on the shared scale, now.
    shared: SharedStatus,
    /// The value of the plan's own scale, now, with its definitions. Null when no status is stated in its words.
    value: Option<StatusValue>,
    #[graphql(skip)]
    action: Uuid,
}

#[ComplexObject]
impl ActionStatus {
    /// What its team has said of it last. Null where it stands as published.
    async fn update(&self, ctx: &Context<'_>) -> ApiResult<Option<ActionUpdate>> {
        let updates = connection::list_within(ctx, UpdatesOfAction(self.action)).await?;
        Ok(ActionUpdate::current(&updates))
    }
}

impl ActionStatus {
    async fn load(ctx: &Context<'_>, row: &action::Model) -> ApiResult<Self> {
        let value = match row.status_value_id {
            Some(id) => connection::loaders(ctx)
                .load_one(loader::StatusValue(id))
                .await?
                .map(StatusValue),
            None => None,
        };
        Ok(Self {
            published: row.status_published.clone(),
            shared: row.status,
            value,
            action: row.id,
        })
    }
}

#[derive(Default)]
pub struct ActionQuery;

#[Object]
impl ActionQuery {
    /// Actions.
    #[graphql(complexity = "ROOT + page_cost(first.or(last), 50, child_complexity)")]
    #[allow(clippy::too_many_arguments)]
    async fn actions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which ones.")] filter: Option<ActionFilter>,
        #[graphql(
            desc = "How many from the start, 1 to 100; 50 when neither `first` nor `last` is given."
        )]
        first: Option<i32>,
        #[graphql(desc = "A cursor: only what comes after it.")] after: Option<String>,
        #[graphql(desc = "How many from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "A cursor: only what comes before it.")] before: Option<String>,
        #[graphql(desc = "In which order; that of their numbers when left out.")] order_by: Option<
            Vec<OrderBy<ActionOrderField>>,
        >,
    ) -> ApiResult<Connection<Action>> {
        let request = Request::new(first, after, last, before)?;
        let parts = filter
            .unwrap_or_default()
            .parts(connection::db(ctx))
            .await?;
        connection::root(ctx, parts, &steps(order_by)?, &request).await
    }

    /// How many actions each choice of a filter would leave.
    #[graphql(complexity = "child_complexity * ROOT / 4")]
    async fn action_facets(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The filter that is in force.")] filter: Option<ActionFilter>,
    ) -> ApiResult<ActionFacets> {
        let filter = filter.unwrap_or_default();
        let day = filter.overdue_at.unwrap_or_else(|| Utc::now().date_naive());
        let facets = Facets::new(filter.parts(connection::db(ctx)).await?);
        Ok(ActionFacets { facets, day })
    }

    /// The action at a path, such as leicestershire/wsoa-2020/1.10. An unknown path is an error with the code NOT_FOUND.
    #[graphql(complexity = "ROOT + child_complexity")]
    async fn action(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The readable path.")] path: String,
    ) -> ApiResult<Option<Action>> {
        connection::at(ctx, &path).await.map(Some)
    }
}
