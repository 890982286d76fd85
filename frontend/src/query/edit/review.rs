//! A review of a plan that a team enters, and what it found.

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::common::{ByPath, ByPathFields, NaiveDate};
use crate::query::schema;
use crate::query::word::{FindingKind, ReviewState};

/// A plan that was reviewed, and what findings can be about.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct ReviewedPlan {
    pub id: cynic::Id,
    pub title: String,
    pub area: ReviewedArea,
    #[arguments(first: 100)]
    pub workstreams: Workstreams,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "LocalArea")]
pub struct ReviewedArea {
    pub path: String,
    pub name: String,
    #[arguments(first: 100)]
    pub weaknesses: Weaknesses,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "WorkstreamConnection")]
pub struct Workstreams {
    pub nodes: Vec<Workstream>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Workstream {
    pub id: cynic::Id,
    pub path: String,
    pub number: String,
    pub title: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "WeaknessConnection")]
pub struct Weaknesses {
    pub nodes: Vec<Weakness>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Weakness {
    pub id: cynic::Id,
    pub path: String,
    pub number: i32,
    pub title: String,
}

/// What a review found, as its form shows it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "ReviewFinding")]
pub struct Finding {
    pub finding: FindingKind,
    pub statement: String,
    pub workstream: Option<Workstream>,
    pub weakness: Option<WeaknessPath>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Weakness")]
pub struct WeaknessPath {
    pub path: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct ReviewedPlanQuery {
    #[arguments(path: $path)]
    plan: Option<ReviewedPlan>,
}

operation!(reviewed_plan: ReviewedPlanQuery(ByPath));

/// A plan that was reviewed.
pub async fn plan(path: String) -> ApiResult<ReviewedPlan> {
    send::<ReviewedPlanQuery>(ByPath { path })
        .await?
        .found("plan", |data| data.plan)
}

/// What is stated of a review.
#[derive(cynic::InputObject, Debug)]
pub struct AddReviewInput {
    pub plan: cynic::Id,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub title: String,
    pub by: String,
    pub held_on: NaiveDate,
    pub state: ReviewState,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    pub findings: Vec<FindingInput>,
}

/// What it found of a workstream, of a weakness, or of both.
#[derive(cynic::InputObject, Debug)]
pub struct FindingInput {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub workstream: Option<cynic::Id>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub weakness: Option<cynic::Id>,
    pub finding: FindingKind,
    pub statement: String,
}

/// What is stated of a review by now.
#[derive(cynic::InputObject, Debug)]
pub struct EditReviewInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub title: String,
    pub by: String,
    pub held_on: NaiveDate,
    pub state: ReviewState,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    pub findings: Vec<FindingInput>,
}

#[derive(cynic::QueryVariables, Debug)]
struct AddReviewVariables {
    input: AddReviewInput,
}

#[derive(cynic::QueryFragment)]
struct ReviewPayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddReviewVariables")]
struct AddReview {
    #[arguments(input: $input)]
    add_review: ReviewPayload,
}

operation!(change add_review: AddReview(AddReviewVariables));

/// Enters a review.
pub async fn add(input: AddReviewInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<AddReview>(AddReviewVariables { input }).await?;
    Ok(answer.map(|data| data.add_review.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct EditReviewVariables {
    input: EditReviewInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditReviewVariables")]
struct EditReview {
    #[arguments(input: $input)]
    edit_review: ReviewPayload,
}

operation!(change edit_review: EditReview(EditReviewVariables));

/// Changes a review that a team has entered.
pub async fn edit(input: EditReviewInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<EditReview>(EditReviewVariables { input }).await?;
    Ok(answer.map(|data| data.edit_review.problems))
}
