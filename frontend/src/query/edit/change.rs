//! What is changed of measures, workstreams, rows of You said, we did, and data-quality notes.

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::common::NaiveDate;
use crate::query::schema;
use crate::query::word::{FeedbackOutcome, MonitoringState, NoteState, TargetComparison};

/// A figure in words, and the number in it.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct FigureInput {
    pub text: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
}

/// Where a measure is to get.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct TargetInput {
    pub text: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub comparison: Option<TargetComparison>,
}

/// A reading of a day.
#[derive(cynic::InputObject, Clone, Debug, PartialEq)]
pub struct ObservationInput {
    pub on: NaiveDate,
    pub text: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
}

/// What is changed of a measure. What is left out stays as it is.
#[derive(cynic::InputObject, Debug)]
pub struct EditMeasureInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<FigureInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub target: Option<TargetInput>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub observation: Option<ObservationInput>,
}

#[derive(cynic::QueryVariables, Debug)]
struct EditMeasureVariables {
    input: EditMeasureInput,
}

#[derive(cynic::QueryFragment)]
struct EditMeasurePayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditMeasureVariables")]
struct EditMeasure {
    #[arguments(input: $input)]
    edit_measure: EditMeasurePayload,
}

operation!(change edit_measure: EditMeasure(EditMeasureVariables));

/// Sends it.
pub async fn measure(input: EditMeasureInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<EditMeasure>(EditMeasureVariables { input }).await?;
    Ok(answer.map(|data| data.edit_measure.problems))
}

/// Which reading of a measure is taken back.
#[derive(cynic::InputObject, Debug)]
pub struct TakeBackObservationInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub on: NaiveDate,
}

#[derive(cynic::QueryVariables, Debug)]
struct TakeBackObservationVariables {
    input: TakeBackObservationInput,
}

#[derive(cynic::QueryFragment)]
struct TakeBackObservationPayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "TakeBackObservationVariables")]
struct TakeBackObservation {
    #[arguments(input: $input)]
    take_back_observation: TakeBackObservationPayload,
}

operation!(change take_back_observation: TakeBackObservation(TakeBackObservationVariables));

/// Takes a reading back.
pub async fn take_back(input: TakeBackObservationInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<TakeBackObservation>(TakeBackObservationVariables { input }).await?;
    Ok(answer.map(|data| data.take_back_observation.problems))
}

/// Since when a workstream is in a state.
#[derive(cynic::InputObject, Debug)]
pub struct UpdateWorkstreamInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub state: MonitoringState,
    pub effective_on: NaiveDate,
}

#[derive(cynic::QueryVariables, Debug)]
struct UpdateWorkstreamVariables {
    input: UpdateWorkstreamInput,
}

#[derive(cynic::QueryFragment)]
struct UpdateWorkstreamPayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "UpdateWorkstreamVariables")]
struct UpdateWorkstream {
    #[arguments(input: $input)]
    update_workstream: UpdateWorkstreamPayload,
}

operation!(change update_workstream: UpdateWorkstream(UpdateWorkstreamVariables));

/// Sends it.
pub async fn workstream(input: UpdateWorkstreamInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<UpdateWorkstream>(UpdateWorkstreamVariables { input }).await?;
    Ok(answer.map(|data| data.update_workstream.problems))
}

/// What became of a row of You said, we did.
#[derive(cynic::InputObject, Debug)]
pub struct UpdateFeedbackItemInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub outcome: FeedbackOutcome,
    pub effective_on: NaiveDate,
}

#[derive(cynic::QueryVariables, Debug)]
struct UpdateFeedbackItemVariables {
    input: UpdateFeedbackItemInput,
}

#[derive(cynic::QueryFragment)]
struct UpdateFeedbackItemPayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "UpdateFeedbackItemVariables")]
struct UpdateFeedbackItem {
    #[arguments(input: $input)]
    update_feedback_item: UpdateFeedbackItemPayload,
}

operation!(change update_feedback_item: UpdateFeedbackItem(UpdateFeedbackItemVariables));

/// Sends it.
pub async fn feedback(input: UpdateFeedbackItemInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<UpdateFeedbackItem>(UpdateFeedbackItemVariables { input }).await?;
    Ok(answer.map(|data| data.update_feedback_item.problems))
}

/// What has become of a data-quality note. The reason is the ruling.
#[derive(cynic::InputObject, Debug)]
pub struct RuleOnDataQualityNoteInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub state: NoteState,
}

#[derive(cynic::QueryVariables, Debug)]
struct RuleOnNoteVariables {
    input: RuleOnDataQualityNoteInput,
}

#[derive(cynic::QueryFragment)]
struct RuleOnDataQualityNotePayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RuleOnNoteVariables")]
struct RuleOnNote {
    #[arguments(input: $input)]
    rule_on_data_quality_note: RuleOnDataQualityNotePayload,
}

operation!(change rule_on_note: RuleOnNote(RuleOnNoteVariables));

/// Sends it.
pub async fn note(input: RuleOnDataQualityNoteInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<RuleOnNote>(RuleOnNoteVariables { input }).await?;
    Ok(answer.map(|data| data.rule_on_data_quality_note.problems))
}
