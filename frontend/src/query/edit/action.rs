//! An action, as the form of its days, steps, leads and evidence shows it, and the change of it.

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::common::{ByPath, ByPathFields, NaiveDate, PlanName, TeamDue, Versioned};
use crate::query::schema;

/// An action, as the form shows it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Action")]
pub struct Action {
    pub id: cynic::Id,
    pub reference: String,
    pub text: String,
    pub record_version: i32,
    pub due: Due,
    pub steps: Vec<String>,
    pub team_steps: Option<Vec<String>>,
    leads: Vec<PublishedLead>,
    team_leads: Vec<TeamLead>,
    pub evidence_links: Vec<EvidenceLink>,
    pub area: EditedArea,
    pub plan: PlanName,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "DueDate")]
pub struct Due {
    pub published: Option<String>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub team: Option<TeamDue>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ActionLead")]
struct PublishedLead {
    name: String,
    role: Option<String>,
    organisation: Option<Organisation>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
struct TeamLead {
    name: String,
    role: Option<String>,
    organisation: Option<Organisation>,
}

/// An organisation, to be chosen.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Organisation {
    pub id: cynic::Id,
    pub name: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "OrganisationConnection")]
pub struct Organisations {
    pub nodes: Vec<Organisation>,
}

/// An area with those who are partners in it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct EditedArea {
    pub path: String,
    pub name: String,
    #[arguments(first: 100)]
    organisations: Organisations,
}

/// Somebody who leads an action, as the form shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Lead {
    pub name: String,
    pub role: Option<String>,
    pub organisation: Option<Organisation>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct EvidenceLink {
    pub title: String,
    pub link: String,
}

impl Action {
    /// Who leads it by now: as its team says, or as published where it has not said so.
    pub fn leads(&self) -> Vec<Lead> {
        let lead = |name: &str, role: &Option<String>, of: &Option<Organisation>| Lead {
            name: name.to_owned(),
            role: role.clone(),
            organisation: of.clone(),
        };
        match self.team_leads.as_slice() {
            [] => self
                .leads
                .iter()
                .map(|one| lead(&one.name, &one.role, &one.organisation))
                .collect(),
            team => team
                .iter()
                .map(|one| lead(&one.name, &one.role, &one.organisation))
                .collect(),
        }
    }

    /// The organisations that a lead can be of: the partners of the area, and those of who leads it already.
    pub fn organisations(&self) -> Vec<Organisation> {
        let mut all = self.area.organisations.nodes.clone();
        let own = self
            .leads()
            .into_iter()
            .filter_map(|lead| lead.organisation);
        for one in own {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        all
    }
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct EditedAction {
    data_version: i32,
    #[arguments(path: $path)]
    action: Option<Action>,
}

operation!(edited_action: EditedAction(ByPath));

/// An action as it is now.
pub async fn action(path: String) -> ApiResult<Versioned<Action>> {
    send::<EditedAction>(ByPath { path })
        .await?
        .found("action", |data| {
            Versioned::of(data.action, data.data_version)
        })
}

/// When an action is due.
#[derive(cynic::InputObject, Debug)]
pub struct DueInput {
    pub from: NaiveDate,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

/// Somebody who leads an action.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct LeadInput {
    pub name: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<cynic::Id>,
}

/// A page with evidence.
#[derive(cynic::InputObject, Debug)]
pub struct EvidenceLinkInput {
    pub title: String,
    pub link: String,
}

/// What is changed of an action. What is left out stays as it is.
#[derive(cynic::InputObject, Debug)]
pub struct EditActionInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due: Option<DueInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub leads: Option<Vec<LeadInput>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub links: Option<Vec<EvidenceLinkInput>>,
}

#[derive(cynic::QueryVariables, Debug)]
struct EditVariables {
    input: EditActionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditVariables")]
struct EditAction {
    #[arguments(input: $input)]
    edit_action: EditActionPayload,
}

#[derive(cynic::QueryFragment)]
struct EditActionPayload {
    problems: Vec<Refusal>,
}

operation!(change edit_action: EditAction(EditVariables));

/// Changes an action.
pub async fn edit(input: EditActionInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<EditAction>(EditVariables { input }).await?;
    Ok(answer.map(|data| data.edit_action.problems))
}
