//! A plan with everything in it.

use super::area::{ActionCount, InspectionName, Review};
use super::common::{
    ActionStatus, AreaName, ByPath, ByPathFields, Citation, Coverage, DateTime, DocumentName,
    DueDate, NaiveDate, NoteBrief, OrganisationName, PublishedDate, ThemeAssignment, Versioned,
};
use super::schema;
use super::word::{
    MeasurePolarity, MeasureUnit, MeetingState, MemberRole, MonitoringState, PlanKind, PointKind,
    PriorityKind, PublicationStatus, SharedStatus, TargetComparison,
};
use crate::api::{ApiResult, ask};

#[derive(cynic::QueryFragment, Debug)]
pub struct Plan {
    pub path: String,
    pub title: String,
    pub kind: PlanKind,
    pub status: PublicationStatus,
    pub period: Option<String>,
    pub version: Option<String>,
    pub sponsors: Option<String>,
    pub monitoring: Option<String>,
    pub note: Option<String>,
    pub area: AreaName,
    pub document: DocumentName,
    pub inspection: Option<InspectionName>,
    pub supersedes: Option<PlanEdition>,
    #[arguments(first: 10)]
    pub superseded_by: PlanEditions,
    pub status_scheme: Option<StatusScheme>,
    pub parties: Vec<PlanParty>,
    #[arguments(first: 20)]
    pub workstreams: WorkstreamConnection,
    #[arguments(first: 1)]
    pub actions: ActionCount,
    #[arguments(first: 1)]
    pub measures: MeasureCount,
    #[arguments(first: 20)]
    pub reviews: Reviews,
    #[arguments(first: 100)]
    pub meetings: MeetingConnection,
    #[arguments(first: 50)]
    pub priorities: StrategyPriorityConnection,
    pub coverage: Coverage,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

/// A line of the list of plans.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct PlanRow {
    pub path: String,
    pub title: String,
    pub kind: PlanKind,
    pub status: PublicationStatus,
    pub period: Option<String>,
    pub area: AreaName,
    pub inspection: Option<InspectionName>,
    #[arguments(first: 1)]
    pub actions: ActionCount,
    pub citations: Vec<Citation>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "PlanConnection")]
pub struct PlanEditions {
    pub nodes: Vec<PlanEdition>,
}

/// A plan, with what tells it from another of the same title. Shown by `format::plan_name`.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct PlanEdition {
    pub path: String,
    pub title: String,
    pub version: Option<String>,
    pub period: Option<String>,
    pub document: PlanDocument,
}

/// When the document of a plan was published.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Document")]
pub struct PlanDocument {
    pub published: Option<PublishedDate>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "ReviewConnection")]
pub struct Reviews {
    pub nodes: Vec<Review>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "MeasureConnection")]
pub struct MeasureCount {
    pub total_count: i32,
}

/// The status words of a plan, as it defines them itself.
#[derive(cynic::QueryFragment, Debug)]
pub struct StatusScheme {
    pub path: String,
    pub title: String,
    pub note: Option<String>,
    pub values: Vec<StatusValue>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct StatusValue {
    pub code: String,
    pub label: String,
    pub definition: Option<String>,
    pub shared: SharedStatus,
    pub judgement: Option<String>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct PlanParty {
    pub published: String,
    pub roles: Option<String>,
    pub organisation: Option<OrganisationName>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct WorkstreamConnection {
    pub nodes: Vec<Workstream>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct Workstream {
    pub path: String,
    pub number: String,
    pub title: String,
    pub leads_published: Option<String>,
    pub outcomes: Vec<String>,
    pub weakness: Option<WeaknessName>,
    pub members: Vec<WorkstreamMember>,
    pub states: Vec<WorkstreamState>,
    pub updates: Vec<WorkstreamUpdate>,
    #[arguments(first: 100)]
    pub actions: ActionConnection,
    #[arguments(first: 100)]
    pub measures: MeasureConnection,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
    pub themes: Vec<ThemeAssignment>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct WeaknessName {
    pub path: String,
    pub number: i32,
    pub title: String,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct WorkstreamMember {
    pub role: MemberRole,
    pub published: String,
    pub organisation: Option<OrganisationName>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct WorkstreamState {
    pub state: MonitoringState,
    pub as_of: Option<PublishedDate>,
    pub statement: String,
    pub document: DocumentName,
    pub place: String,
    pub line_from: i32,
}

/// What a team has said of whether a workstream is monitored.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct WorkstreamUpdate {
    pub state: MonitoringState,
    pub effective_on: NaiveDate,
    pub note: String,
    pub link: Option<String>,
    pub author: String,
    pub at: DateTime,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct ActionConnection {
    pub nodes: Vec<Action>,
}

/// An action inside its plan.
#[derive(cynic::QueryFragment, Debug)]
pub struct Action {
    pub path: String,
    pub reference: String,
    pub text: String,
    pub steps: Vec<String>,
    pub status: ActionStatus,
    pub lead_published: Option<String>,
    pub evidence: Vec<String>,
    pub due: DueDate,
    pub citations: Vec<Citation>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct MeasureConnection {
    pub nodes: Vec<Measure>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct Measure {
    pub path: String,
    pub number: String,
    pub text: String,
    pub unit: MeasureUnit,
    pub polarity: MeasurePolarity,
    pub baseline: Option<String>,
    pub target: Option<String>,
    pub team_baseline: Option<TeamFigure>,
    pub team_target: Option<TeamFigure>,
    pub placeholder: bool,
    pub note: Option<String>,
    pub action: Option<ActionReference>,
    pub observations: Vec<Observation>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Action")]
pub struct ActionReference {
    pub path: String,
    pub reference: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Observation {
    pub as_of: Option<PublishedDate>,
    pub published: String,
    pub value: Option<f64>,
    pub note: Option<String>,
    pub link: Option<String>,
    /// Who of the team entered it; nobody where a document states it.
    pub author: Option<String>,
}

impl Observation {
    /// The day for which the team has given it. Nothing where a document states it.
    pub fn day_of_team(&self) -> Option<&str> {
        self.author.as_ref()?;
        let from = self.as_of.as_ref()?.from.as_ref()?;
        Some(&from.0)
    }
}

/// A baseline or a target that a team has set.
#[derive(cynic::QueryFragment, Debug)]
pub struct TeamFigure {
    pub text: String,
    pub value: Option<f64>,
    /// How the number of a target compares.
    pub comparison: Option<TargetComparison>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct MeetingConnection {
    pub nodes: Vec<Meeting>,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct Meeting {
    pub path: String,
    pub held: Option<PublishedDate>,
    pub who: Option<String>,
    pub purpose: String,
    pub state: MeetingState,
    pub organisations: Vec<OrganisationName>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct StrategyPriorityConnection {
    pub nodes: Vec<StrategyPriority>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct StrategyPriority {
    pub path: String,
    pub kind: PriorityKind,
    pub title: String,
    pub statement: Option<String>,
    pub present: bool,
    pub note: Option<String>,
    pub points: Vec<PriorityPoint>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Debug)]
pub struct PriorityPoint {
    pub kind: PointKind,
    pub text: String,
    pub complete: bool,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct PlanQuery {
    data_version: i32,
    #[arguments(path: $path)]
    plan: Option<Plan>,
}

operation!(plan: PlanQuery(ByPath));

/// One plan with everything in it.
pub async fn plan(path: String) -> ApiResult<Versioned<Plan>> {
    ask::<PlanQuery>(ByPath { path })
        .await?
        .found("plan", |data| Versioned::of(data.plan, data.data_version))
}

// `plan_choices` is the operation of the comparison.
list! {
    PLANS: PlanRow,
    plans: "PlanConnection" filtered by "PlanFilter",
    plan_facets: "PlanFacets" {
        area: "area",
        kind: "kind",
        status: "status",
    },
    operations plans, plan_list_choices,
}
