//! What is to be known of an area before its changes are.

use serde_json::{Value, json};

use super::{ChangeCondition, Schemes, names};
use crate::api::{ApiResult, ask};
use crate::format::difference::Names;
use crate::format::period::moved;
use crate::query::common::{PlanName, PublishedDate};
use crate::query::schema;
use crate::query::word::Precision;

#[derive(cynic::Scalar, Clone, Debug)]
#[cynic(graphql_type = "MeetingFilter")]
struct MeetingCondition(Value);

#[derive(cynic::Scalar, Clone, Debug)]
#[cynic(graphql_type = "MeetingOrder")]
struct MeetingOrder(Value);

/// An area, with its plans in their order.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct ChangedArea {
    pub id: cynic::Id,
    pub path: String,
    pub name: String,
    #[arguments(first: 100)]
    plans: PlansOfArea,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "PlanConnection")]
struct PlansOfArea {
    nodes: Vec<PlanOfArea>,
}

/// A plan of an area, with that whose place it takes.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct PlanOfArea {
    pub path: String,
    pub title: String,
    pub supersedes: Option<PlanName>,
}

impl ChangedArea {
    /// Its plans.
    pub fn plans(&self) -> &[PlanOfArea] {
        &self.plans.nodes
    }

    /// The plan whose place another takes.
    pub fn superseded_by(&self, path: &str) -> Option<&PlanName> {
        let later = self.plans().iter().find(|plan| plan.path == path)?;
        later.supersedes.as_ref()
    }
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "MeetingConnection")]
struct Meetings {
    nodes: Vec<HeldMeeting>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Meeting")]
struct HeldMeeting {
    held: Option<PublishedDate>,
}

#[derive(cynic::QueryVariables)]
struct OpeningInput {
    path: String,
    meetings: MeetingCondition,
    order: Option<Vec<MeetingOrder>>,
    schemes: ChangeCondition,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OpeningInput")]
struct OpeningQuery {
    #[arguments(path: $path)]
    local_area: Option<ChangedArea>,
    #[arguments(filter: $meetings, orderBy: $order, first: 20)]
    meetings: Meetings,
    #[arguments(filter: $schemes, first: 100)]
    changes: Schemes,
}

operation!(changes_opening: OpeningQuery(OpeningInput));

/// What is to be known of an area before its changes are.
#[derive(Clone, Debug)]
pub struct Opening {
    pub area: ChangedArea,
    /// The day of its last meeting before today, as its plans have it.
    pub meeting: Option<String>,
    pub names: Names,
}

/// What is to be known of an area before its changes are.
pub async fn opening(path: String, today: String) -> ApiResult<Opening> {
    let input = OpeningInput {
        meetings: MeetingCondition(json!({ "area": [&path], "held": { "to": moved(&today, -1) } })),
        order: Some(vec![MeetingOrder(
            json!({ "field": "HELD", "direction": "DESC" }),
        )]),
        schemes: ChangeCondition(json!({ "area": [&path], "kind": ["STATUS_SCHEME"] })),
        path,
    };
    ask::<OpeningQuery>(input).await?.found("area", |data| {
        let days = data.meetings.nodes.into_iter().filter_map(|meeting| {
            let held = meeting.held?;
            // A month is no day, and a stretch may reach beyond today.
            let day = held.to.filter(|_| held.precision == Some(Precision::Day))?;
            (day.0 < today).then_some(day.0)
        });
        Some(Opening {
            meeting: days.max(),
            names: names(&data.changes),
            area: data.local_area?,
        })
    })
}
