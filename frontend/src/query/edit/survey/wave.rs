//! A year of a survey that a team enters.

use crate::api::{ApiResult, send};
use crate::query::common::NaiveDate;
use crate::query::edit::Refusal;
use crate::query::schema;

/// A year of a survey.
#[derive(cynic::InputObject, Debug)]
pub struct AddSurveyWaveInput {
    pub survey: cynic::Id,
    pub year: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub fieldwork_from: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub fieldwork_to: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub asked: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub respondents: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// A year that a team has entered, as it is to be. What is left out is not known.
#[derive(cynic::InputObject, Debug)]
pub struct EditSurveyWaveInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub fieldwork_from: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub fieldwork_to: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub asked: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub respondents: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "SurveyWavePayload")]
struct SurveyWaveRefused {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryVariables, Debug)]
struct AddSurveyWaveVariables {
    input: AddSurveyWaveInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddSurveyWaveVariables")]
struct AddSurveyWave {
    #[arguments(input: $input)]
    add_survey_wave: SurveyWaveRefused,
}

operation!(change add_survey_wave: AddSurveyWave(AddSurveyWaveVariables));

/// Enters a year.
pub async fn add_wave(input: AddSurveyWaveInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<AddSurveyWave>(AddSurveyWaveVariables { input }).await?;
    Ok(answer.map(|data| data.add_survey_wave.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct EditSurveyWaveVariables {
    input: EditSurveyWaveInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditSurveyWaveVariables")]
struct EditSurveyWave {
    #[arguments(input: $input)]
    edit_survey_wave: SurveyWaveRefused,
}

operation!(change edit_survey_wave: EditSurveyWave(EditSurveyWaveVariables));

/// Changes a year.
pub async fn edit_wave(input: EditSurveyWaveInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<EditSurveyWave>(EditSurveyWaveVariables { input }).await?;
    Ok(answer.map(|data| data.edit_survey_wave.problems))
}
