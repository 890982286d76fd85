//! Who is signed in, and how that begins and ends.

use super::common::{AreaName, DateTime};
use super::schema;
use super::word::{ProblemCode, Role};
use crate::api::{ApiResult, send};

/// The account of whoever uses the page.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Account {
    pub name: String,
    pub email: String,
    pub is_administrator: bool,
    pub memberships: Vec<Membership>,
}

/// A place in the team of an area.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Membership {
    pub role: Role,
    pub area: AreaName,
}

/// Why a change was refused.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Problem {
    pub code: ProblemCode,
    pub path: Vec<String>,
    pub message: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query")]
struct ViewerQuery {
    viewer: Option<Account>,
}

operation!(viewer: ViewerQuery(()));

/// Whoever is signed in.
pub async fn viewer() -> ApiResult<Option<Account>> {
    Ok(send::<ViewerQuery>(()).await?.map(|data| data.viewer))
}

/// Who has signed in, or why nobody has.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SignInPayload {
    pub viewer: Option<Account>,
    pub problems: Vec<Problem>,
}

/// With what to sign in.
#[derive(cynic::InputObject, Debug)]
pub struct SignInInput {
    pub email: String,
    pub password: String,
}

#[derive(cynic::QueryVariables, Debug)]
struct SignInVariables {
    input: SignInInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SignInVariables")]
struct SignIn {
    #[arguments(input: $input)]
    sign_in: SignInPayload,
}

operation!(change sign_in: SignIn(SignInVariables));

/// Signs in.
pub async fn sign_in(input: SignInInput) -> ApiResult<SignInPayload> {
    let answer = send::<SignIn>(SignInVariables { input }).await?;
    Ok(answer.map(|data| data.sign_in))
}

/// A link and the password that it sets.
#[derive(cynic::InputObject, Debug)]
pub struct SetPasswordInput {
    pub link: String,
    pub password: String,
}

#[derive(cynic::QueryVariables, Debug)]
struct SetPasswordVariables {
    input: SetPasswordInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SetPasswordVariables")]
struct SetPassword {
    #[arguments(input: $input)]
    set_password: SignInPayload,
}

operation!(change set_password: SetPassword(SetPasswordVariables));

/// Sets a password by a link, and signs in.
pub async fn set_password(input: SetPasswordInput) -> ApiResult<SignInPayload> {
    let answer = send::<SetPassword>(SetPasswordVariables { input }).await?;
    Ok(answer.map(|data| data.set_password))
}

/// Whose password a link sets.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct PasswordLink {
    pub name: String,
    pub email: String,
    pub expires_at: DateTime,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LinkVariables")]
struct PasswordLinkQuery {
    #[arguments(link: $link)]
    password_link: Option<PasswordLink>,
}

operation!(password_link: PasswordLinkQuery(LinkVariables));

/// Whose password a link sets; nothing where it is good for nothing any more.
pub async fn password_link(link: String) -> ApiResult<Option<PasswordLink>> {
    let answer = send::<PasswordLinkQuery>(LinkVariables { link }).await?;
    Ok(answer.map(|data| data.password_link))
}

/// What a link invites to.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
#[cynic(graphql_type = "Invitation")]
pub struct Offer {
    pub area: AreaName,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub expires_at: DateTime,
}

#[derive(cynic::QueryVariables, Debug)]
struct LinkVariables {
    link: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "LinkVariables")]
struct OfferQuery {
    #[arguments(link: $link)]
    invitation: Option<Offer>,
}

operation!(offer: OfferQuery(LinkVariables));

/// What a link invites to; nothing where it is good for nothing any more.
pub async fn offer(link: String) -> ApiResult<Option<Offer>> {
    let answer = send::<OfferQuery>(LinkVariables { link }).await?;
    Ok(answer.map(|data| data.invitation))
}

/// An invitation and the password of whoever accepts it.
#[derive(cynic::InputObject, Debug)]
pub struct AcceptInvitationInput {
    pub link: String,
    pub password: String,
}

#[derive(cynic::QueryVariables, Debug)]
struct AcceptInvitationVariables {
    input: AcceptInvitationInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AcceptInvitationVariables")]
struct AcceptInvitation {
    #[arguments(input: $input)]
    accept_invitation: SignInPayload,
}

operation!(change accept_invitation: AcceptInvitation(AcceptInvitationVariables));

/// Accepts an invitation, and signs in.
pub async fn accept_invitation(input: AcceptInvitationInput) -> ApiResult<SignInPayload> {
    let answer = send::<AcceptInvitation>(AcceptInvitationVariables { input }).await?;
    Ok(answer.map(|data| data.accept_invitation))
}

#[derive(cynic::QueryVariables, Debug)]
struct SignOutVariables {
    everywhere: bool,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "SignOutVariables")]
struct SignOut {
    #[arguments(everywhere: $everywhere)]
    sign_out: SignOutPayload,
}

/// That somebody has signed out.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SignOutPayload {
    pub problems: Vec<Problem>,
}

operation!(change sign_out: SignOut(SignOutVariables));

/// Signs out in this browser, or in all of them.
pub async fn sign_out(everywhere: bool) -> ApiResult<SignOutPayload> {
    let answer = send::<SignOut>(SignOutVariables { everywhere }).await?;
    Ok(answer.map(|data| data.sign_out))
}
