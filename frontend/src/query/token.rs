//! What an account lets programs show instead of its password, and its password itself.

use super::account::{Problem, SignInPayload};
use super::common::DateTime;
use super::schema;
use super::word::TokenScope;
use crate::api::{ApiResult, send};

/// A token, without its secret.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Token {
    pub id: cynic::Id,
    pub name: String,
    pub scope: TokenScope,
    pub created_at: DateTime,
    pub expires_at: Option<DateTime>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Account")]
struct AccountTokens {
    tokens: Vec<Token>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
struct TokensQuery {
    viewer: Option<AccountTokens>,
}

operation!(tokens: TokensQuery(()));

/// The tokens of whoever is signed in, the oldest first. Nothing where nobody is.
pub async fn tokens() -> ApiResult<Option<Vec<Token>>> {
    let answer = send::<TokensQuery>(()).await?;
    Ok(answer.map(|data| data.viewer.map(|account| account.tokens)))
}

/// A token to be.
#[derive(cynic::InputObject, Debug)]
pub struct CreateTokenInput {
    pub name: String,
    pub scope: TokenScope,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<DateTime>,
}

#[derive(cynic::QueryVariables, Debug)]
struct CreateTokenVariables {
    input: CreateTokenInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "CreateTokenVariables")]
struct CreateToken {
    #[arguments(input: $input)]
    create_token: CreateTokenPayload,
}

/// The secret of a token, which is told once, or why there is none.
#[derive(cynic::QueryFragment)]
pub struct CreateTokenPayload {
    pub secret: Option<String>,
    pub problems: Vec<Problem>,
}

operation!(change create_token: CreateToken(CreateTokenVariables));

/// Makes a token.
pub async fn create(input: CreateTokenInput) -> ApiResult<CreateTokenPayload> {
    let answer = send::<CreateToken>(CreateTokenVariables { input }).await?;
    Ok(answer.map(|data| data.create_token))
}

#[derive(cynic::QueryVariables, Debug)]
struct RevokeTokenVariables {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RevokeTokenVariables")]
struct RevokeToken {
    #[arguments(id: $id)]
    revoke_token: RevokeTokenPayload,
}

#[derive(cynic::QueryFragment)]
struct RevokeTokenPayload {
    problems: Vec<Problem>,
}

operation!(change revoke_token: RevokeToken(RevokeTokenVariables));

/// Makes a token good for nothing.
pub async fn revoke(id: cynic::Id) -> ApiResult<Vec<Problem>> {
    let answer = send::<RevokeToken>(RevokeTokenVariables { id }).await?;
    Ok(answer.map(|data| data.revoke_token.problems))
}

/// The password until now, and the one from now on.
#[derive(cynic::InputObject, Debug)]
pub struct ChangePasswordInput {
    pub current: String,
    pub password: String,
}

#[derive(cynic::QueryVariables, Debug)]
struct ChangePasswordVariables {
    input: ChangePasswordInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "ChangePasswordVariables")]
struct ChangePassword {
    #[arguments(input: $input)]
    change_password: SignInPayload,
}

operation!(change change_password: ChangePassword(ChangePasswordVariables));

/// Changes the password of whoever is signed in, and signs out everywhere else.
pub async fn change_password(input: ChangePasswordInput) -> ApiResult<SignInPayload> {
    let answer = send::<ChangePassword>(ChangePasswordVariables { input }).await?;
    Ok(answer.map(|data| data.change_password))
}
