//! A survey that a team enters.

use crate::api::{ApiResult, send};
use crate::query::area::SurveyNames;
use crate::query::common::{ByPath, ByPathFields};
use crate::query::edit::Refusal;
use crate::query::schema;

/// An area, with the surveys that are here of it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct SurveyedArea {
    pub path: String,
    pub name: String,
    #[arguments(first: 100)]
    pub surveys: SurveyNames,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct SurveyedAreaQuery {
    #[arguments(path: $path)]
    local_area: Option<SurveyedArea>,
}

operation!(surveyed_area: SurveyedAreaQuery(ByPath));

/// An area, with the surveys that are here of it.
pub async fn area(path: String) -> ApiResult<SurveyedArea> {
    send::<SurveyedAreaQuery>(ByPath { path })
        .await?
        .found("local area", |data| data.local_area)
}

/// A survey.
#[derive(cynic::InputObject, Debug)]
pub struct AddSurveyInput {
    pub area: String,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub title: String,
    pub population: String,
}

#[derive(cynic::QueryVariables, Debug)]
struct AddSurveyVariables {
    input: AddSurveyInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Survey")]
struct MadeSurvey {
    path: String,
}

#[derive(cynic::QueryFragment)]
struct AddSurveyPayload {
    survey: Option<MadeSurvey>,
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddSurveyVariables")]
struct AddSurvey {
    #[arguments(input: $input)]
    add_survey: AddSurveyPayload,
}

operation!(change add_survey: AddSurvey(AddSurveyVariables));

/// Enters a survey, and answers its path.
pub async fn add_survey(input: AddSurveyInput) -> ApiResult<(Option<String>, Vec<Refusal>)> {
    let answer = send::<AddSurvey>(AddSurveyVariables { input }).await?;
    Ok(answer.map(|data| {
        let made = data.add_survey;
        (made.survey.map(|survey| survey.path), made.problems)
    }))
}
