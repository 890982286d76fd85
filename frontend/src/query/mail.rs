//! What the server mails.

use super::account::Problem;
use super::schema;
use crate::api::{ApiResult, send};

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
struct SendsMailQuery {
    sends_mail: bool,
}

operation!(sends_mail: SendsMailQuery(()));

/// Whether it mails anything.
pub async fn sends_mail() -> ApiResult<bool> {
    Ok(send::<SendsMailQuery>(())
        .await?
        .map(|data| data.sends_mail))
}

/// Who has forgotten the password.
#[derive(cynic::InputObject, Debug)]
pub struct RequestPasswordResetInput {
    pub email: String,
}

#[derive(cynic::QueryVariables, Debug)]
struct RequestVariables {
    input: RequestPasswordResetInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RequestVariables")]
struct RequestPasswordReset {
    #[arguments(input: $input)]
    request_password_reset: RequestPasswordResetPayload,
}

#[derive(cynic::QueryFragment)]
struct RequestPasswordResetPayload {
    problems: Vec<Problem>,
}

operation!(change request_password_reset: RequestPasswordReset(RequestVariables));

/// Has a link mailed that sets a password. The answer does not say whether there is such an account.
pub async fn request_password_reset(email: String) -> ApiResult<Vec<Problem>> {
    let input = RequestPasswordResetInput { email };
    let answer = send::<RequestPasswordReset>(RequestVariables { input }).await?;
    Ok(answer.map(|data| data.request_password_reset.problems))
}
