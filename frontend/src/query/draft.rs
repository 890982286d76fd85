//! Plans that a team is writing. What they say is asked for as if they were published, which only their team may.

use super::common::{AreaName, DateTime, NaiveDate, PlanName};
use super::compare::VersionPart;
use super::edit::lead::{EditedArea, Lead, Organisation, PublishedLead};
use super::schema;
use super::word::{MeasurePolarity, MeasureUnit};
use crate::api::{ApiResult, send, send_within};

pub mod change;
pub mod origin;

/// A draft, and who wrote what of it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Draft {
    pub id: cynic::Id,
    pub whole_version: i32,
    pub path: String,
    pub title: String,
    pub version: Option<String>,
    pub area: AreaName,
    pub copied_from: Option<PlanName>,
    pub made_at: DateTime,
    pub made_by: Option<String>,
    pub changed_at: DateTime,
    pub changed_by: Option<String>,
    pub is_editable: bool,
    pub is_publishable: bool,
}

/// A plan that can be copied, unless another has taken its place.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct Origin {
    pub id: cynic::Id,
    pub title: String,
    superseded_by: Later,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "PlanConnection")]
struct Later {
    total_count: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "LocalArea")]
struct AreaWithPlans {
    path: String,
    name: String,
    #[arguments(first: 100)]
    plans: Plans,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "PlanConnection")]
struct Plans {
    nodes: Vec<Origin>,
}

/// The drafts of an area, for whoever is in its team, and the plans that can be copied.
#[derive(Clone, Debug)]
pub struct DraftsOfArea {
    pub area: AreaName,
    pub drafts: Option<Vec<Draft>>,
    pub origins: Vec<Origin>,
}

#[derive(cynic::QueryVariables, Debug)]
struct AreaVariables {
    area: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "AreaVariables")]
struct DraftsQuery {
    #[arguments(path: $area)]
    local_area: Option<AreaWithPlans>,
    #[arguments(area: $area)]
    drafts: Option<Vec<Draft>>,
}

operation!(drafts: DraftsQuery(AreaVariables));

/// The drafts of an area.
pub async fn drafts(area: String) -> ApiResult<DraftsOfArea> {
    send::<DraftsQuery>(AreaVariables { area })
        .await?
        .found("area", |data| {
            let drafts = data.drafts;
            data.local_area.map(|area| DraftsOfArea {
                area: AreaName {
                    path: area.path,
                    name: area.name,
                },
                drafts,
                origins: area.plans.nodes,
            })
        })
}

impl Origin {
    /// Whether no other plan has taken its place.
    pub fn is_last(&self) -> bool {
        self.superseded_by.total_count == 0
    }
}

/// What a draft says.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct Plan {
    pub id: cynic::Id,
    pub record_version: i32,
    pub path: String,
    pub title: String,
    pub version: Option<String>,
    pub period: Option<String>,
    pub period_from: Option<NaiveDate>,
    pub period_to: Option<NaiveDate>,
    pub sponsors: Option<String>,
    pub monitoring: Option<String>,
    pub status_scheme: Option<Scheme>,
    #[arguments(first: 100)]
    pub workstreams: Workstreams,
    area: EditedArea,
}

impl Plan {
    /// The organisations that a lead can be of.
    pub fn organisations(&self) -> Vec<Organisation> {
        let workstreams = self.workstreams.nodes.iter();
        let actions = workstreams.flat_map(|workstream| &workstream.actions.nodes);
        let leads: Vec<Lead> = actions.flat_map(Action::leads).collect();
        self.area.organisations(&leads)
    }
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "StatusScheme")]
pub struct Scheme {
    pub values: Vec<SchemeValue>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "StatusValue")]
pub struct SchemeValue {
    pub code: String,
    pub label: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "WorkstreamConnection")]
pub struct Workstreams {
    pub nodes: Vec<Workstream>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Workstream {
    pub id: cynic::Id,
    pub record_version: i32,
    pub path: String,
    pub number: String,
    pub title: String,
    pub leads_published: Option<String>,
    pub outcomes: Vec<String>,
    #[arguments(first: 100)]
    pub actions: Actions,
    #[arguments(first: 100)]
    pub measures: Measures,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ActionConnection")]
pub struct Actions {
    pub nodes: Vec<Action>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Action {
    pub id: cynic::Id,
    pub record_version: i32,
    pub path: String,
    pub reference: String,
    pub text: String,
    pub steps: Vec<String>,
    pub lead_published: Option<String>,
    leads: Vec<PublishedLead>,
    pub evidence: Vec<String>,
    pub impact_published: Option<String>,
    pub due: Due,
    pub status: Status,
}

impl Action {
    /// Who leads it.
    pub fn leads(&self) -> Vec<Lead> {
        self.leads.iter().cloned().map(Lead::from).collect()
    }
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "DueDate")]
pub struct Due {
    pub published: Option<String>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ActionStatus")]
pub struct Status {
    pub published: Option<String>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "MeasureConnection")]
pub struct Measures {
    pub nodes: Vec<Measure>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Measure {
    pub id: cynic::Id,
    pub record_version: i32,
    pub path: String,
    pub number: String,
    pub text: String,
    pub unit: MeasureUnit,
    pub polarity: MeasurePolarity,
    pub baseline: Option<String>,
    pub target: Option<String>,
}

/// A draft with what it says, and with what it changes of the plan that it was copied from.
#[derive(Clone, Debug)]
pub struct Drafted {
    pub draft: Draft,
    /// Who changed which record last, by its id.
    pub records: Vec<Changed>,
    pub plan: Plan,
    pub changes: Vec<VersionPart>,
    /// The version of the data that it stands among.
    pub data: i32,
}

/// Who changed a record of a draft last.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "DraftRecord")]
pub struct Changed {
    pub id: cynic::Id,
    /// The published record that it was copied from.
    pub origin_id: Option<cynic::Id>,
    pub changed_at: DateTime,
    pub changed_by: Option<String>,
}

#[derive(cynic::QueryVariables, Debug)]
struct DraftVariables {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Draft")]
struct WithRecords {
    records: Vec<Changed>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "DraftVariables")]
struct DraftQuery {
    #[arguments(id: $id)]
    draft: Option<Draft>,
    #[arguments(id: $id)]
    #[cynic(rename = "draft", alias)]
    changed: Option<WithRecords>,
}

operation!(draft: DraftQuery(DraftVariables));

#[derive(cynic::QueryVariables, Debug)]
struct DraftedVariables {
    path: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "DraftedVariables")]
struct DraftedPlan {
    data_version: i32,
    #[arguments(path: $path)]
    plan: Option<Plan>,
}

operation!(drafted_plan: DraftedPlan(DraftedVariables));

#[derive(cynic::QueryVariables, Debug)]
struct VersionVariables {
    a: String,
    b: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Comparison")]
struct Versions {
    changes: Option<Vec<VersionPart>>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "VersionVariables")]
struct DraftedChanges {
    #[arguments(a: $a, b: $b)]
    compare: Option<Versions>,
}

operation!(drafted_changes: DraftedChanges(VersionVariables));

/// A draft with all that it says. One that there is not, or that is not to be seen, is not found.
pub async fn draft(id: String) -> ApiResult<Drafted> {
    let variables = DraftVariables {
        id: cynic::Id::new(&id),
    };
    let opened = send::<DraftQuery>(variables).await?;
    let opened = opened.found("draft", |data| Some((data.draft?, data.changed?.records)))?;
    let (draft, records) = opened.data;
    let path = draft.path.clone();
    let plan = send_within::<DraftedPlan>(&id, DraftedVariables { path }).await?;
    let plan = plan.found("draft", |data| Some((data.plan?, data.data_version)))?;
    let changes = match &draft.copied_from {
        None => Vec::new(),
        Some(origin) => {
            let variables = VersionVariables {
                a: origin.path.clone(),
                b: draft.path.clone(),
            };
            let found = send_within::<DraftedChanges>(&id, variables).await?;
            found
                .data
                .compare
                .and_then(|found| found.changes)
                .unwrap_or_default()
        }
    };
    Ok(plan.map(|(plan, data)| Drafted {
        draft,
        records,
        plan,
        changes,
        data,
    }))
}
