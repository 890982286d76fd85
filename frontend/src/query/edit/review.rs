//! A review of a plan that a team enters.

use super::Refusal;
use crate::api::{ApiResult, send};
use crate::query::common::{AreaName, ByPath, ByPathFields, NaiveDate};
use crate::query::schema;
use crate::query::word::ReviewState;

/// A plan that was reviewed.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Plan")]
pub struct ReviewedPlan {
    pub id: cynic::Id,
    pub title: String,
    pub area: AreaName,
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
}

#[derive(cynic::QueryVariables, Debug)]
struct AddReviewVariables {
    input: AddReviewInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ReviewPayload")]
struct AddReviewPayload {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddReviewVariables")]
struct AddReview {
    #[arguments(input: $input)]
    add_review: AddReviewPayload,
}

operation!(change add_review: AddReview(AddReviewVariables));

/// Enters a review.
pub async fn add(input: AddReviewInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<AddReview>(AddReviewVariables { input }).await?;
    Ok(answer.map(|data| data.add_review.problems))
}
