//! How an action stands, as its team says: what the form of an update needs, and the update.

use super::common::{AreaName, ByPath, ByPathFields, DateTime, NaiveDate, Versioned};
use super::edit::Refusal;
use super::plan::PlanEditions;
use super::schema;
use super::word::SharedStatus;
use crate::api::{ApiResult, send};

/// An action, as the form of an update shows it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Action")]
pub struct Standing {
    pub id: cynic::Id,
    pub reference: String,
    pub text: String,
    pub record_version: i32,
    pub status: super::common::ActionStatus,
    pub updates: Vec<ActionUpdate>,
    pub area: AreaName,
    pub plan: PlanScale,
    /// Who of the team leads it. Nothing for whoever is not in the team.
    pub assignees: Option<Vec<MemberEmail>>,
}

/// A member by the address with which he or she signs in.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Member")]
pub struct MemberEmail {
    pub email: String,
}

/// A plan with the values of its own scale, and those that have taken its place.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct PlanScale {
    pub path: String,
    pub title: String,
    #[arguments(first: 10)]
    pub superseded_by: PlanEditions,
    pub status_scheme: Option<Scale>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "StatusScheme")]
pub struct Scale {
    pub values: Vec<ScaleValue>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "StatusValue")]
pub struct ScaleValue {
    pub code: String,
    pub label: String,
    pub shared: SharedStatus,
}

/// What a team has said of how an action stands.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct ActionUpdate {
    pub id: cynic::Id,
    pub effective_on: NaiveDate,
    pub status: SharedStatus,
    pub value: Option<Code>,
    pub note: String,
    pub link: Option<String>,
    pub author: String,
    pub at: DateTime,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "StatusValue")]
pub struct Code {
    pub code: String,
}

/// The place of the update that says how an action stands: the one of the latest day, and of one day the last.
pub fn decisive(updates: &[ActionUpdate]) -> Option<usize> {
    let day = |at: &usize| {
        updates
            .get(*at)
            .map(|update| update.effective_on.0.as_str())
    };
    (0..updates.len()).max_by_key(day)
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct StandingQuery {
    data_version: i32,
    #[arguments(path: $path)]
    action: Option<Standing>,
}

operation!(standing: StandingQuery(ByPath));

/// How an action stands now.
pub async fn standing(path: String) -> ApiResult<Versioned<Standing>> {
    send::<StandingQuery>(ByPath { path })
        .await?
        .found("action", |data| {
            Versioned::of(data.action, data.data_version)
        })
}

/// An action, and the version of it that was seen.
#[derive(cynic::InputObject, Debug)]
pub struct SeenActionInput {
    pub id: cynic::Id,
    pub expected_version: i32,
}

/// A word of the plan's own scale, or of the shared one.
#[derive(cynic::InputObject, Debug)]
pub enum ActionStatusInput {
    Value(String),
    Shared(SharedStatus),
}

/// What a team says.
#[derive(cynic::InputObject, Debug)]
pub struct UpdateActionStatusInput {
    pub actions: Vec<SeenActionInput>,
    pub status: ActionStatusInput,
    pub effective_on: NaiveDate,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
}

#[derive(cynic::QueryVariables, Debug)]
struct UpdateVariables {
    input: UpdateActionStatusInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "UpdateVariables")]
struct UpdateStatus {
    #[arguments(input: $input)]
    update_action_status: UpdateActionStatusPayload,
}

/// What became of an update.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct UpdateActionStatusPayload {
    pub problems: Vec<Refusal>,
}

operation!(change update_status: UpdateStatus(UpdateVariables));

/// Says how an action stands.
pub async fn update(input: UpdateActionStatusInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<UpdateStatus>(UpdateVariables { input }).await?;
    Ok(answer.map(|data| data.update_action_status.problems))
}

/// Which update of an action is taken back.
#[derive(cynic::InputObject, Debug)]
pub struct TakeBackActionUpdateInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub update: cynic::Id,
}

#[derive(cynic::QueryVariables, Debug)]
struct TakeBackVariables {
    input: TakeBackActionUpdateInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "TakeBackVariables")]
struct TakeBackUpdate {
    #[arguments(input: $input)]
    take_back_action_update: TakeBackActionUpdatePayload,
}

#[derive(cynic::QueryFragment)]
struct TakeBackActionUpdatePayload {
    problems: Vec<Refusal>,
}

operation!(change take_back_update: TakeBackUpdate(TakeBackVariables));

/// Takes an update back.
pub async fn take_back(input: TakeBackActionUpdateInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<TakeBackUpdate>(TakeBackVariables { input }).await?;
    Ok(answer.map(|data| data.take_back_action_update.problems))
}
