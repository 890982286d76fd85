//! What whoever is signed in has to see to, and the link of the calendar that has its days.

use super::account::{Membership, Problem};
use super::comment::Mention;
use super::common::{ActionStatus, AreaName, DateTime, NaiveDate, PlanName};
use super::schema;
use super::team::Linked;
use super::word::WorkReason;
use crate::api::{ApiResult, send};

/// An action that is not completed, with what there is to see to.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct WorkItem {
    pub action: WorkAction,
    pub is_led: bool,
    pub due: Option<NaiveDate>,
    pub updated_at: Option<DateTime>,
    pub reasons: Vec<WorkReason>,
}

/// An action, as a line among others.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Action")]
pub struct WorkAction {
    pub path: String,
    pub reference: String,
    pub text: String,
    pub status: ActionStatus,
    pub area: AreaName,
    pub plan: PlanName,
}

/// The teams of whoever is signed in, and what there is to see to. Those that are due first come before others.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Account")]
pub struct Work {
    pub is_administrator: bool,
    pub memberships: Vec<Membership>,
    #[cynic(rename = "work")]
    pub items: Vec<WorkItem>,
    pub mentions: Vec<Mention>,
    pub has_calendar: bool,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
struct WorkQuery {
    viewer: Option<Work>,
}

operation!(work: WorkQuery(()));

/// What whoever is signed in has to see to. Nothing where nobody is.
pub async fn work() -> ApiResult<Option<Work>> {
    Ok(send::<WorkQuery>(()).await?.map(|data| data.viewer))
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation")]
struct CreateCalendarLink {
    create_calendar_link: CreateCalendarLinkPayload,
}

#[derive(cynic::QueryFragment)]
struct CreateCalendarLinkPayload {
    link: Option<String>,
    problems: Vec<Problem>,
}

operation!(change create_calendar_link: CreateCalendarLink(()));

/// Makes a link of the calendar. An earlier one is good no more.
pub async fn link_calendar() -> ApiResult<Linked> {
    let answer = send::<CreateCalendarLink>(()).await?;
    Ok(answer.map(|data| {
        let CreateCalendarLinkPayload { link, problems } = data.create_calendar_link;
        Linked {
            link,
            mailed: None,
            problems,
        }
    }))
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation")]
struct RevokeCalendarLink {
    revoke_calendar_link: RevokeCalendarLinkPayload,
}

#[derive(cynic::QueryFragment)]
struct RevokeCalendarLinkPayload {
    problems: Vec<Problem>,
}

operation!(change revoke_calendar_link: RevokeCalendarLink(()));

/// Makes the link of the calendar good for nothing.
pub async fn unlink_calendar() -> ApiResult<Vec<Problem>> {
    let answer = send::<RevokeCalendarLink>(()).await?;
    Ok(answer.map(|data| data.revoke_calendar_link.problems))
}
