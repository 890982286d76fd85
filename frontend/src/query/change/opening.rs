//! What is to be known of an area before its changes are.

use serde_json::{Value, json};

use super::{ChangeCondition, Schemes, names};
use crate::api::{ApiResult, ask};
use crate::format::period::moved;
use crate::format::{difference::Names, plan_name};
use crate::query::common::{PlanName, PublishedDate};
use crate::query::plan::{PlanEdition, PlanEditions};
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
    plans: PlanEditions,
    #[cynic(alias, rename = "plans")]
    #[arguments(first: 100)]
    places: Places,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "PlanConnection")]
struct Places {
    nodes: Vec<Place>,
}

/// Whose place a plan takes.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
struct Place {
    path: String,
    supersedes: Option<PlanName>,
}

impl ChangedArea {
    /// The paths of its plans, and what they are called, each told from the others.
    pub fn plans(&self) -> Vec<(&str, String)> {
        let plans = &self.plans.nodes;
        let titles: Vec<&str> = plans.iter().map(|plan| plan.title.as_str()).collect();
        let named = |plan: &PlanEdition| plan_name(plan, &titles);
        let plans = plans.iter();
        plans
            .map(|plan| (plan.path.as_str(), named(plan)))
            .collect()
    }

    /// The path and the name of the plan whose place another takes.
    pub fn superseded_by(&self, path: &str) -> Option<(&str, String)> {
        let later = self.places.nodes.iter().find(|one| one.path == path)?;
        let earlier = later.supersedes.as_ref()?;
        let mut plans = self.plans().into_iter();
        plans.find(|(path, _)| *path == earlier.path)
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
