//! Actions: one with everything about it, and the list of them across areas.

use super::area::{InspectionName, WorkstreamTitle};
use super::common::{
    ActionStatus, AreaName, ByPath, ByPathFields, Citation, DateTime, DueDate, NaiveDate,
    NoteBrief, OrganisationName, PlanName, ThemeAssignment, ThemeName, Versioned,
};
use super::plan::{Measure, PlanEditions};
use super::schema;
use super::update::ActionUpdate;
use super::word::SharedStatus;
use crate::api::{ApiResult, ask};

/// An action with everything about it.
#[derive(cynic::QueryFragment, Debug)]
pub struct Action {
    pub id: cynic::Id,
    pub path: String,
    pub reference: String,
    pub reference_published: Option<String>,
    pub text: String,
    pub steps: Vec<String>,
    pub team_steps: Option<Vec<String>>,
    pub status: StatusWithDefinition,
    pub lead_published: Option<String>,
    pub leads: Vec<ActionLead>,
    pub team_leads: Vec<TeamLead>,
    pub evidence: Vec<String>,
    pub evidence_links: Vec<EvidenceLink>,
    pub evidence_published: Option<String>,
    pub impact_published: Option<String>,
    pub due: DueDate,
    #[cynic(alias, rename = "due")]
    pub due_of_team: DueResets,
    pub note: Option<String>,
    pub updates: Vec<ActionUpdate>,
    pub area: AreaName,
    pub plan: PlanOfAction,
    pub workstream: WorkstreamThread,
    #[arguments(first: 100)]
    pub measures: MeasureConnection,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
    pub themes: Vec<ThemeAssignment>,
}

/// The plan of an action, and those that have taken its place.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct PlanOfAction {
    pub path: String,
    pub title: String,
    #[arguments(first: 10)]
    pub superseded_by: PlanEditions,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "ActionStatus")]
pub struct StatusWithDefinition {
    pub published: Option<String>,
    pub shared: SharedStatus,
    pub value: Option<StatusValue>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct StatusValue {
    pub code: String,
    pub label: String,
    pub definition: Option<String>,
    pub judgement: Option<String>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct ActionLead {
    pub name: String,
    pub role: Option<String>,
    pub published: Option<String>,
    pub organisation: Option<OrganisationName>,
}

/// Every day that a team has set.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "DueDate")]
pub struct DueResets {
    pub resets: Vec<DueReset>,
}

/// A day that a team has set for an action.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct DueReset {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub note: String,
    pub link: Option<String>,
    pub author: String,
    pub at: DateTime,
}

/// Who leads an action by now, as its team says.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct TeamLead {
    pub name: String,
    pub role: Option<String>,
    pub organisation: Option<OrganisationName>,
}

/// A page with evidence, as its team says.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct EvidenceLink {
    pub title: String,
    pub link: String,
    pub author: String,
    pub at: DateTime,
}

/// The thread from an action back to the finding.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct WorkstreamThread {
    pub path: String,
    pub number: String,
    pub title: String,
    pub leads_published: Option<String>,
    pub weakness: Option<WeaknessThread>,
    #[arguments(first: 1)]
    pub measures: MeasureCount,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct WeaknessThread {
    pub path: String,
    pub title: String,
    pub inspection: InspectionName,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "MeasureConnection")]
pub struct MeasureCount {
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct MeasureConnection {
    pub nodes: Vec<Measure>,
}

/// A line of the list of actions.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Action")]
pub struct ActionRow {
    pub path: String,
    pub reference: String,
    pub text: String,
    pub status: ActionStatus,
    pub lead_published: Option<String>,
    pub due: DueDate,
    pub area: AreaName,
    pub plan: PlanName,
    pub workstream: WorkstreamTitle,
    pub themes: Vec<ThemeOnly>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "ThemeAssignment")]
pub struct ThemeOnly {
    pub theme: ThemeName,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct ActionQuery {
    data_version: i32,
    #[arguments(path: $path)]
    action: Option<Action>,
}

operation!(action: ActionQuery(ByPath));

/// One action.
pub async fn action(path: String) -> ApiResult<Versioned<Action>> {
    ask::<ActionQuery>(ByPath { path })
        .await?
        .found("action", |data| {
            Versioned::of(data.action, data.data_version)
        })
}

list! {
    ACTIONS: ActionRow,
    actions: "ActionConnection" filtered by "ActionFilter" ordered by "ActionOrder",
    action_facets: "ActionFacets" {
        area: "area",
        plan: "plan",
        theme: "theme",
        status: "status",
        local_status: "localStatus",
        due_kind: "dueKind",
        without: "without",
        lateness: "lateness",
    },
    operations actions, action_choices,
}

#[derive(cynic::Scalar, Clone, Debug)]
#[cynic(graphql_type = "ActionFilter")]
struct Condition(serde_json::Value);

#[derive(cynic::QueryVariables)]
struct MonthsInput {
    filter: Condition,
}

/// How many actions are due in a month.
#[derive(cynic::QueryFragment, Debug)]
pub struct DueMonth {
    pub month: NaiveDate,
    pub exact: i32,
    pub about: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ActionFacets")]
struct Months {
    due_month: Vec<DueMonth>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "MonthsInput")]
struct MonthsQuery {
    #[arguments(filter: $filter)]
    action_facets: Months,
}

operation!(action_months: MonthsQuery(MonthsInput));

/// How many of the actions that a filter leaves are due in each month.
pub async fn months(filter: serde_json::Value) -> ApiResult<Vec<DueMonth>> {
    let input = MonthsInput {
        filter: Condition(filter),
    };
    Ok(ask::<MonthsQuery>(input)
        .await?
        .map(|data| data.action_facets.due_month))
}
