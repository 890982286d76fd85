//! The list of meetings.

use super::common::{AreaName, Citation, OrganisationName, PlanName, PublishedDate};
use super::schema;
use super::word::MeetingState;

/// A line of the list of meetings.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Meeting")]
pub struct MeetingRow {
    pub path: String,
    pub held: Option<PublishedDate>,
    pub who: Option<String>,
    pub purpose: String,
    pub state: MeetingState,
    pub area: AreaName,
    pub plan: PlanName,
    pub organisations: Vec<OrganisationName>,
    pub citations: Vec<Citation>,
}

list! {
    MEETINGS: MeetingRow,
    meetings: "MeetingConnection" filtered by "MeetingFilter" ordered by "MeetingOrder",
    meeting_facets: "MeetingFacets" {
        area: "area",
        plan: "plan",
        organisation: "organisation",
        state: "state",
    },
    operations meetings, meeting_choices,
}
