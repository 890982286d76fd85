//! How the actions of a plan stand, as the form shows them that says it of several at once. What it sends is sent as by
//! the form of one: see `update`.

use super::common::{ActionStatus, AreaName, ByPath, ByPathFields, NaiveDate, Versioned};
use super::edit::action::Due;
use super::plan::PlanEditions;
use super::schema;
use super::update::{MemberEmail, Scale};
use crate::api::{ApiResult, send};

/// A plan with the values of its own scale, and its actions by workstream.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct Several {
    pub path: String,
    pub title: String,
    pub area: AreaName,
    #[arguments(first: 10)]
    pub superseded_by: PlanEditions,
    pub status_scheme: Option<Scale>,
    #[arguments(first: 20)]
    pub workstreams: Workstreams,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "WorkstreamConnection")]
pub struct Workstreams {
    pub nodes: Vec<Workstream>,
}

/// A workstream with its actions.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Workstream {
    pub number: String,
    pub title: String,
    #[arguments(first: 100)]
    pub actions: Actions,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ActionConnection")]
pub struct Actions {
    pub nodes: Vec<Action>,
}

/// An action, as one of those to choose from.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Action {
    pub id: cynic::Id,
    pub reference: String,
    pub text: String,
    pub record_version: i32,
    pub status: ActionStatus,
    pub due: Due,
    pub updates: Vec<SaidOn>,
    /// Who of the team leads it. Nothing for whoever is not in the team.
    pub assignees: Option<Vec<MemberEmail>>,
}

/// Of which day a team has said how an action stands.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ActionUpdate")]
pub struct SaidOn {
    pub effective_on: NaiveDate,
}

impl Several {
    /// All actions, in their order.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        let workstreams = self.workstreams.nodes.iter();
        workstreams.flat_map(|workstream| &workstream.actions.nodes)
    }

    /// One of them.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions().find(|action| action.id.inner() == id)
    }
}

impl Action {
    /// How it stands, in a word: of the plan's own scale where it has been said so.
    pub fn word(&self) -> &str {
        match (&self.status.value, &self.status.published) {
            (Some(value), _) => &value.code,
            (None, Some(published)) if self.updates.is_empty() => published,
            (None, _) => self.status.shared.label(),
        }
    }

    /// Whether what its team has said of a later day than this one says how it stands.
    pub fn is_said_after(&self, day: &str) -> bool {
        let mut days = self.updates.iter().map(|said| said.effective_on.0.as_str());
        days.any(|said| said > day)
    }
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct SeveralQuery {
    data_version: i32,
    #[arguments(path: $path)]
    plan: Option<Several>,
}

operation!(several: SeveralQuery(ByPath));

/// How the actions of a plan stand now.
pub async fn several(path: String) -> ApiResult<Versioned<Several>> {
    send::<SeveralQuery>(ByPath { path })
        .await?
        .found("plan", |data| Versioned::of(data.plan, data.data_version))
}
