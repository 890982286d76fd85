//! The team of an area: who is in it, who is invited, and what its administrators change.

use super::account::Problem;
use super::common::{AreaName, DateTime, OrganisationName, PlanName};
use super::schema;
use super::word::{Role, WorkReason};
use crate::api::{ApiResult, send};

/// Somebody in the team of an area.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Member {
    pub id: cynic::Id,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub organisation: Option<OrganisationName>,
    pub created_at: DateTime,
}

/// A place in a team that somebody has not accepted yet.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Invitation {
    pub id: cynic::Id,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub expires_at: DateTime,
}

/// An action that is not completed, with what there is to see to.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "WorkItem")]
pub struct TeamWork {
    pub action: TeamAction,
    pub reasons: Vec<WorkReason>,
}

/// Where an action stands, and who of the team leads it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Action")]
pub struct TeamAction {
    pub assignees: Option<Vec<Lead>>,
    pub workstream: WorkstreamOfPlan,
}

/// A member who leads an action.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Member")]
pub struct Lead {
    pub id: cynic::Id,
}

/// A workstream, and the plan that it is of.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct WorkstreamOfPlan {
    pub path: String,
    pub number: String,
    pub title: String,
    pub plan: PlanName,
}

/// The team of an area. Only whoever keeps it is told of the invitations.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Team {
    pub members: Vec<Member>,
    pub invitations: Option<Vec<Invitation>>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Team")]
struct Work {
    work: Vec<TeamWork>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "TeamVariables")]
struct TeamWorkQuery {
    #[arguments(area: $area)]
    team: Option<Work>,
}

operation!(team_work: TeamWorkQuery(TeamVariables));

/// What the team of an area has to see to. Nothing for whoever is not in it.
pub async fn work(area: String) -> ApiResult<Vec<TeamWork>> {
    let answer = send::<TeamWorkQuery>(TeamVariables { area }).await?;
    Ok(answer.map(|data| data.team.map(|team| team.work).unwrap_or_default()))
}

/// An area, and its team for whoever belongs to it.
#[derive(Clone, Debug)]
pub struct TeamOfArea {
    pub area: AreaName,
    pub team: Option<Team>,
    /// Whether the server mails the links that are made.
    pub sends_mail: bool,
}

#[derive(cynic::QueryVariables, Debug)]
struct TeamVariables {
    area: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "TeamVariables")]
struct TeamQuery {
    #[arguments(path: $area)]
    local_area: Option<AreaName>,
    #[arguments(area: $area)]
    team: Option<Team>,
    sends_mail: bool,
}

operation!(team: TeamQuery(TeamVariables));

/// An area, and its team for whoever belongs to it.
pub async fn team(area: String) -> ApiResult<TeamOfArea> {
    send::<TeamQuery>(TeamVariables { area })
        .await?
        .found("area", |data| {
            let TeamQuery {
                local_area,
                team,
                sends_mail,
            } = data;
            local_area.map(|area| TeamOfArea {
                area,
                team,
                sends_mail,
            })
        })
}

/// A link that is told once, or why there is none.
pub struct Linked {
    pub link: Option<String>,
    /// Whether it was mailed. Nothing where the server sends no mail.
    pub mailed: Option<bool>,
    pub problems: Vec<Problem>,
}

/// Whom to invite, and to what.
#[derive(cynic::InputObject, Debug)]
pub struct InviteMemberInput {
    pub area: String,
    pub email: String,
    pub name: String,
    pub role: Role,
}

#[derive(cynic::QueryVariables, Debug)]
struct InviteVariables {
    input: InviteMemberInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "InviteVariables")]
struct InviteMember {
    #[arguments(input: $input)]
    invite_member: InviteMemberPayload,
}

#[derive(cynic::QueryFragment)]
struct InviteMemberPayload {
    link: Option<String>,
    mailed: Option<bool>,
    replaces_earlier: Option<bool>,
    problems: Vec<Problem>,
}

operation!(change invite_member: InviteMember(InviteVariables));

/// The link of an invitation.
pub struct Invited {
    pub linked: Linked,
    /// Whether an earlier link, to the same address, works no more.
    pub replaces_earlier: bool,
}

/// Invites somebody, by the link that is answered.
pub async fn invite(input: InviteMemberInput) -> ApiResult<Invited> {
    let answer = send::<InviteMember>(InviteVariables { input }).await?;
    Ok(answer.map(|data| {
        let InviteMemberPayload {
            link,
            mailed,
            replaces_earlier,
            problems,
        } = data.invite_member;
        Invited {
            linked: Linked {
                link,
                mailed,
                problems,
            },
            replaces_earlier: replaces_earlier == Some(true),
        }
    }))
}

/// The variables of a change of something that its id names.
#[derive(cynic::QueryVariables, Debug)]
struct ById {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ById")]
struct WithdrawInvitation {
    #[arguments(id: $id)]
    withdraw_invitation: WithdrawInvitationPayload,
}

#[derive(cynic::QueryFragment)]
struct WithdrawInvitationPayload {
    problems: Vec<Problem>,
}

operation!(change withdraw_invitation: WithdrawInvitation(ById));

/// Withdraws an invitation.
pub async fn withdraw(id: cynic::Id) -> ApiResult<Vec<Problem>> {
    let answer = send::<WithdrawInvitation>(ById { id }).await?;
    Ok(answer.map(|data| data.withdraw_invitation.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct RoleVariables {
    id: cynic::Id,
    role: Role,
    seen: Option<Role>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RoleVariables")]
struct SetMemberRole {
    #[arguments(id: $id, role: $role, seen: $seen)]
    set_member_role: SetMemberRolePayload,
}

#[derive(cynic::QueryFragment)]
struct SetMemberRolePayload {
    ended_lead_count: Option<i32>,
    problems: Vec<Problem>,
}

operation!(change set_member_role: SetMemberRole(RoleVariables));

/// Gives a member another role, if the one that was `seen` is still that of the member. Answers how many actions he or
/// she leads no more, with the problems.
pub async fn set_role(id: cynic::Id, role: Role, seen: Role) -> ApiResult<(i32, Vec<Problem>)> {
    let seen = Some(seen);
    let answer = send::<SetMemberRole>(RoleVariables { id, role, seen }).await?;
    Ok(answer.map(|data| {
        let done = data.set_member_role;
        (done.ended_lead_count.unwrap_or_default(), done.problems)
    }))
}

#[derive(cynic::QueryVariables, Debug)]
struct LedVariables {
    area: String,
    member: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Team", variables = "LedVariables")]
struct Led {
    #[arguments(member: $member)]
    lead_count: Option<i32>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LedVariables")]
struct LedQuery {
    #[arguments(area: $area)]
    team: Option<Led>,
}

operation!(led: LedQuery(LedVariables));

/// How many actions a member of an area leads.
pub async fn led(area: String, member: cynic::Id) -> ApiResult<i32> {
    let answer = send::<LedQuery>(LedVariables { area, member }).await?;
    Ok(answer.map(|data| {
        data.team
            .and_then(|team| team.lead_count)
            .unwrap_or_default()
    }))
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ById")]
struct RemoveMember {
    #[arguments(id: $id)]
    remove_member: RemoveMemberPayload,
}

#[derive(cynic::QueryFragment)]
struct RemoveMemberPayload {
    problems: Vec<Problem>,
}

operation!(change remove_member: RemoveMember(ById));

/// Takes a member out of a team.
pub async fn remove(id: cynic::Id) -> ApiResult<Vec<Problem>> {
    let answer = send::<RemoveMember>(ById { id }).await?;
    Ok(answer.map(|data| data.remove_member.problems))
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ById")]
struct ResetMemberPassword {
    #[arguments(id: $id)]
    reset_member_password: ResetMemberPasswordPayload,
}

#[derive(cynic::QueryFragment)]
struct ResetMemberPasswordPayload {
    link: Option<String>,
    mailed: Option<bool>,
    problems: Vec<Problem>,
}

operation!(change reset_member_password: ResetMemberPassword(ById));

/// Makes a link that sets the password of a member.
pub async fn reset_password(id: cynic::Id) -> ApiResult<Linked> {
    let answer = send::<ResetMemberPassword>(ById { id }).await?;
    Ok(answer.map(|data| {
        let ResetMemberPasswordPayload {
            link,
            mailed,
            problems,
        } = data.reset_member_password;
        Linked {
            link,
            mailed,
            problems,
        }
    }))
}
