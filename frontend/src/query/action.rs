//! Actions: one with everything about it, and pages of many across areas.

use super::area::{InspectionName, WorkstreamTitle};
use super::common::{
    ActionStatus, AreaName, ByPath, ByPathFields, Citation, DueDate, NaiveDate, NoteBrief,
    OrganisationName, PageInfo, PlanName, ThemeAssignment, ThemeName,
};
use super::plan::Measure;
use super::schema;
use super::word::{DueKind, Gap, PlanKind, SharedStatus};
use crate::api::{ApiResult, ask};
use crate::url::action::Filter;

/// How many actions a page of the list has.
pub const PAGE: i32 = 50;

/// An action with everything about it.
#[derive(cynic::QueryFragment, Debug)]
pub struct Action {
    pub path: String,
    pub reference: String,
    pub reference_published: Option<String>,
    pub text: String,
    pub steps: Vec<String>,
    pub status: StatusWithDefinition,
    pub lead_published: Option<String>,
    pub leads: Vec<ActionLead>,
    pub evidence: Vec<String>,
    pub evidence_published: Option<String>,
    pub impact_published: Option<String>,
    pub due: DueDate,
    pub note: Option<String>,
    pub area: AreaName,
    pub plan: PlanName,
    pub workstream: WorkstreamThread,
    #[arguments(first: 100)]
    pub measures: MeasureConnection,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
    pub themes: Vec<ThemeAssignment>,
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

/// A page of the list of actions.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "ActionConnection")]
pub struct ActionPage {
    pub nodes: Vec<ActionRow>,
    pub total_count: i32,
    pub page_info: PageInfo,
}

/// What the filters offer.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Query")]
pub struct Options {
    #[arguments(first: 100)]
    pub local_areas: AreaNames,
    #[arguments(first: 100)]
    pub plans: PlanOptions,
    #[arguments(first: 100)]
    pub themes: ThemeNames,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "LocalAreaConnection")]
pub struct AreaNames {
    pub nodes: Vec<AreaName>,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "PlanConnection")]
pub struct PlanOptions {
    pub nodes: Vec<PlanOption>,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Plan")]
pub struct PlanOption {
    pub path: String,
    pub title: String,
    pub kind: PlanKind,
    pub area: AreaName,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ThemeConnection")]
pub struct ThemeNames {
    pub nodes: Vec<ThemeName>,
}

#[derive(cynic::InputObject)]
struct DateRange {
    #[cynic(skip_serializing_if = "Option::is_none")]
    from: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    to: Option<NaiveDate>,
}

#[derive(cynic::InputObject)]
struct ActionFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    area: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    plan: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    theme: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    status: Option<Vec<SharedStatus>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    due_kind: Option<Vec<DueKind>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    without: Option<Vec<Gap>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    due: Option<DateRange>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    overdue_at: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    lead: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(cynic::QueryVariables)]
struct ActionsInput {
    filter: ActionFilter,
    by: Vec<Facet>,
    first: i32,
    after: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ActionsInput")]
struct ActionsQuery {
    #[arguments(filter: $filter, first: $first, after: $after)]
    actions: ActionPage,
    #[arguments(filter: $filter, by: $by)]
    action_facets: Vec<FacetCounts>,
}

/// How many actions each choice of one part of the filter would leave.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "ActionFacetCounts")]
pub struct FacetCounts {
    pub by: Facet,
    pub choices: Vec<FacetChoice>,
}

#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct FacetChoice {
    pub value: String,
    pub count: i32,
}

/// The parts of the filter whose choices are counted.
#[derive(cynic::Enum, Clone, Copy, Debug, PartialEq)]
#[cynic(graphql_type = "ActionFacet")]
pub enum Facet {
    Area,
    Plan,
    Theme,
    Status,
    LocalStatus,
    DueKind,
    Without,
}

/// A page of the actions that a filter leaves, and what other choices would leave.
pub struct Found {
    pub page: ActionPage,
    pub counts: Vec<FacetCounts>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct ActionQuery {
    #[arguments(path: $path)]
    action: Option<Action>,
}

operation!(action: ActionQuery(ByPath));
operation!(action_choices: Options(()));
operation!(actions: ActionsQuery(ActionsInput));

/// One action.
pub async fn action(path: String) -> ApiResult<Action> {
    ask::<ActionQuery>(ByPath { path })
        .await?
        .found("action", |data| data.action)
}

/// What there is to filter by.
pub async fn options() -> ApiResult<Options> {
    ask(()).await
}

/// A page of the actions that a filter leaves. An empty set narrows nothing.
pub async fn actions(filter: Filter) -> ApiResult<Found> {
    fn set<T>(values: Vec<T>) -> Option<Vec<T>> {
        (!values.is_empty()).then_some(values)
    }
    let input = ActionsInput {
        after: filter.after,
        first: PAGE,
        by: vec![
            Facet::Area,
            Facet::Plan,
            Facet::Theme,
            Facet::Status,
            Facet::DueKind,
            Facet::Without,
        ],
        filter: ActionFilter {
            area: set(filter.area),
            plan: set(filter.plan),
            theme: set(filter.theme),
            status: set(filter.status),
            due_kind: set(filter.due),
            without: set(filter.without),
            due: (filter.from.is_some() || filter.to.is_some()).then(|| DateRange {
                from: filter.from.map(NaiveDate),
                to: filter.to.map(NaiveDate),
            }),
            overdue_at: filter.overdue.map(NaiveDate),
            lead: filter.lead,
            text: filter.text,
        },
    };
    Ok(ask::<ActionsQuery>(input).await?.map(|data| Found {
        page: data.actions,
        counts: data.action_facets,
    }))
}
