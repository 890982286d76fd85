//! Who of the team of an area leads an action, which only the team sees.

use super::account::Problem;
use super::schema;
use super::team::Lead;
use super::word::Role;
use crate::api::{ApiResult, send};

/// Somebody of the team.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Member")]
pub struct TeamMember {
    pub id: cynic::Id,
    pub name: String,
    pub email: String,
    pub role: Role,
}

/// Who leads an action, and who could.
#[derive(Clone, Debug)]
pub struct Assigned {
    pub action: cynic::Id,
    /// Those who lead it, by their ids.
    pub leads: Vec<cynic::Id>,
    pub members: Vec<TeamMember>,
}

#[derive(cynic::QueryVariables, Debug)]
struct AssignedVariables {
    path: String,
    area: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Action")]
struct AssignedAction {
    id: cynic::Id,
    assignees: Option<Vec<Lead>>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Team")]
struct Members {
    members: Vec<TeamMember>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "AssignedVariables")]
struct AssignedQuery {
    #[arguments(path: $path)]
    action: Option<AssignedAction>,
    #[arguments(area: $area)]
    team: Option<Members>,
}

operation!(assigned: AssignedQuery(AssignedVariables));

/// Who leads an action of an area. Nothing for whoever is not in its team.
pub async fn assigned(path: String, area: String) -> ApiResult<Option<Assigned>> {
    let answer = send::<AssignedQuery>(AssignedVariables { path, area }).await?;
    Ok(answer.map(|data| {
        let (action, team) = (data.action?, data.team?);
        let leads = action.assignees?.into_iter().map(|lead| lead.id);
        Some(Assigned {
            action: action.id,
            leads: leads.collect(),
            members: team.members,
        })
    }))
}

#[derive(cynic::InputObject, Debug)]
struct SetActionAssigneesInput {
    id: cynic::Id,
    members: Vec<cynic::Id>,
    seen: Option<Vec<cynic::Id>>,
}

#[derive(cynic::QueryVariables, Debug)]
struct SetVariables {
    input: SetActionAssigneesInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SetVariables")]
struct SetActionAssignees {
    #[arguments(input: $input)]
    set_action_assignees: SetActionAssigneesPayload,
}

#[derive(cynic::QueryFragment)]
struct SetActionAssigneesPayload {
    problems: Vec<Problem>,
}

operation!(change set_action_assignees: SetActionAssignees(SetVariables));

/// Has these lead an action, and nobody else, if those who were `seen` to lead it still do.
pub async fn assign(
    id: cynic::Id,
    members: Vec<cynic::Id>,
    seen: Vec<cynic::Id>,
) -> ApiResult<Vec<Problem>> {
    let seen = Some(seen);
    let input = SetActionAssigneesInput { id, members, seen };
    let answer = send::<SetActionAssignees>(SetVariables { input }).await?;
    Ok(answer.map(|data| data.set_action_assignees.problems))
}
