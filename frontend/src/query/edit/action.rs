//! An action, as the form of its days, steps, leads and evidence shows it, and the change of it.

use super::Refusal;
use super::lead::{EditedArea, Lead, LeadInput, Organisation, PublishedLead, TeamLead};
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
pub struct EvidenceLink {
    pub title: String,
    pub link: String,
}

impl Action {
    /// Who leads it by now: as its team says, or as published where it has not said so.
    pub fn leads(&self) -> Vec<Lead> {
        match self.team_leads.as_slice() {
            [] => self.leads.iter().cloned().map(Lead::from).collect(),
            team => team.iter().cloned().map(Lead::from).collect(),
        }
    }

    /// The organisations that a lead can be of.
    pub fn organisations(&self) -> Vec<Organisation> {
        self.area.organisations(&self.leads())
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
