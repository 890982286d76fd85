//! Changes of a draft: its records reworded, added and taken out, and the draft as a whole published or thrown away.

use crate::api::{ApiResult, send};
use crate::query::account::Problem;
use crate::query::common::NaiveDate;
use crate::query::edit::Refusal;
use crate::query::edit::lead::LeadInput;
use crate::query::schema;
use crate::query::word::{MeasurePolarity, MeasureUnit};

/// The words of one record.
#[derive(cynic::InputObject, Debug)]
pub enum DraftRecordInput {
    Plan(DraftPlanInput),
    Workstream(DraftWorkstreamInput),
    Action(DraftActionInput),
    Measure(DraftMeasureInput),
}

/// The words of the plan itself. A text without words takes away what stood there.
#[derive(cynic::InputObject, Debug, Default)]
pub struct DraftPlanInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub period_from: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub period_to: Option<NaiveDate>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub sponsors: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub monitoring: Option<String>,
}

/// The words of a workstream.
#[derive(cynic::InputObject, Debug, Default)]
pub struct DraftWorkstreamInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub leads: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub outcomes: Option<Vec<String>>,
}

/// The words of an action.
#[derive(cynic::InputObject, Debug, Default)]
pub struct DraftActionInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub leads: Option<Vec<LeadInput>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub impact: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub due: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
}

/// The words of a measure.
#[derive(cynic::InputObject, Debug, Default)]
pub struct DraftMeasureInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub unit: Option<MeasureUnit>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub polarity: Option<MeasurePolarity>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub baseline: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

/// Which record of a draft is reworded.
#[derive(cynic::InputObject, Debug)]
pub struct EditDraftInput {
    pub draft: cynic::Id,
    pub id: cynic::Id,
    pub expected_version: i32,
    pub record: DraftRecordInput,
    pub key: Option<String>,
}

/// What is added to a draft, and where.
#[derive(cynic::InputObject, Debug)]
pub struct AddToDraftInput {
    pub draft: cynic::Id,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub workstream: Option<cynic::Id>,
    pub record: DraftRecordInput,
    pub key: Option<String>,
}

/// What is taken out of a draft.
#[derive(cynic::InputObject, Debug)]
pub struct RemoveFromDraftInput {
    pub draft: cynic::Id,
    pub id: cynic::Id,
    pub expected_version: i32,
}

/// Which plan is copied, into what.
#[derive(cynic::InputObject, Debug)]
pub struct CopyPlanInput {
    pub plan: cynic::Id,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    pub key: Option<String>,
}

/// Which draft is published, and why.
#[derive(cynic::InputObject, Debug)]
pub struct PublishDraftInput {
    pub draft: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    pub key: Option<String>,
}

/// Which draft is thrown away.
#[derive(cynic::InputObject, Debug)]
pub struct DiscardDraftInput {
    pub draft: cynic::Id,
    pub expected_version: i32,
}

/// What became of a record: the id that it has by now, which another number changes, or why it is as it was.
pub struct Kept<P> {
    pub record: Option<cynic::Id>,
    pub problems: Vec<P>,
}

#[derive(cynic::QueryFragment)]
struct ChangeDraftPayload {
    record_id: Option<cynic::Id>,
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryVariables, Debug)]
struct EditVariables {
    input: EditDraftInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditVariables")]
struct EditDraft {
    #[arguments(input: $input)]
    edit_draft: ChangeDraftPayload,
}

operation!(change edit_draft: EditDraft(EditVariables));

/// Rewords a record of a draft.
pub async fn edit(input: EditDraftInput) -> ApiResult<Kept<Refusal>> {
    let answer = send::<EditDraft>(EditVariables { input }).await?;
    Ok(answer.map(|data| Kept {
        record: data.edit_draft.record_id,
        problems: data.edit_draft.problems,
    }))
}

#[derive(cynic::QueryVariables, Debug)]
struct AddVariables {
    input: AddToDraftInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ChangeDraftPayload")]
struct Added {
    record_id: Option<cynic::Id>,
    problems: Vec<Problem>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddVariables")]
struct AddToDraft {
    #[arguments(input: $input)]
    add_to_draft: Added,
}

operation!(change add_to_draft: AddToDraft(AddVariables));

/// Adds a record to a draft.
pub async fn add(input: AddToDraftInput) -> ApiResult<Kept<Problem>> {
    let answer = send::<AddToDraft>(AddVariables { input }).await?;
    Ok(answer.map(|data| Kept {
        record: data.add_to_draft.record_id,
        problems: data.add_to_draft.problems,
    }))
}

#[derive(cynic::QueryVariables, Debug)]
struct RemoveVariables {
    input: RemoveFromDraftInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ChangeDraftPayload")]
struct Answered {
    problems: Vec<Problem>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RemoveVariables")]
struct RemoveFromDraft {
    #[arguments(input: $input)]
    remove_from_draft: Answered,
}

operation!(change remove_from_draft: RemoveFromDraft(RemoveVariables));

/// Takes a record out of a draft.
pub async fn remove(input: RemoveFromDraftInput) -> ApiResult<Vec<Problem>> {
    let answer = send::<RemoveFromDraft>(RemoveVariables { input }).await?;
    Ok(answer.map(|data| data.remove_from_draft.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct CopyVariables {
    input: CopyPlanInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Draft")]
struct DraftId {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
struct CopyPlanPayload {
    draft: Option<DraftId>,
    problems: Vec<Problem>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CopyVariables")]
struct CopyPlan {
    #[arguments(input: $input)]
    copy_plan: CopyPlanPayload,
}

operation!(change copy_plan: CopyPlan(CopyVariables));

/// Begins a draft: its id, or why there is none.
pub async fn copy(input: CopyPlanInput) -> ApiResult<Result<String, Vec<Problem>>> {
    let answer = send::<CopyPlan>(CopyVariables { input }).await?;
    Ok(answer.map(|data| match data.copy_plan {
        CopyPlanPayload {
            draft: Some(draft), ..
        } => Ok(draft.id.into_inner()),
        CopyPlanPayload { problems, .. } => Err(problems),
    }))
}

#[derive(cynic::QueryVariables, Debug)]
struct PublishVariables {
    input: PublishDraftInput,
}

#[derive(cynic::QueryFragment)]
struct PublishDraftPayload {
    problems: Vec<Problem>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "PublishVariables")]
struct PublishDraft {
    #[arguments(input: $input)]
    publish_draft: PublishDraftPayload,
}

operation!(change publish_draft: PublishDraft(PublishVariables));

/// Publishes a draft.
pub async fn publish(input: PublishDraftInput) -> ApiResult<Vec<Problem>> {
    let answer = send::<PublishDraft>(PublishVariables { input }).await?;
    Ok(answer.map(|data| data.publish_draft.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct DiscardVariables {
    input: DiscardDraftInput,
}

#[derive(cynic::QueryFragment)]
struct DiscardDraftPayload {
    problems: Vec<Problem>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "DiscardVariables")]
struct DiscardDraft {
    #[arguments(input: $input)]
    discard_draft: DiscardDraftPayload,
}

operation!(change discard_draft: DiscardDraft(DiscardVariables));

/// Throws a draft away.
pub async fn discard(input: DiscardDraftInput) -> ApiResult<Vec<Problem>> {
    let answer = send::<DiscardDraft>(DiscardVariables { input }).await?;
    Ok(answer.map(|data| data.discard_draft.problems))
}
