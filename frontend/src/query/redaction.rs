//! A name that has to go: who may remove it from an area, where it stands, and its removal. All of it is sent, and none
//! asked: it is never among the questions behind a page.

use super::account::Problem;
use super::common::AreaName;
use super::schema;
use super::word::RecordKind;
use crate::api::{Answer, ApiResult, send};

/// An area, and what whoever asks is in its team.
#[derive(Clone, Debug)]
pub struct Access {
    pub area: AreaName,
    pub is_member: bool,
    /// Whether he or she keeps the team, as its administrators and those of the site do: only they remove names.
    pub is_keeper: bool,
}

/// An open invitation: whoever is told of any keeps the team.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Invitation")]
pub struct InvitationId {
    pub id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Team")]
struct Keeping {
    invitations: Option<Vec<InvitationId>>,
}

#[derive(cynic::QueryVariables, Debug)]
struct KeepingVariables {
    area: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "KeepingVariables")]
struct KeepingQuery {
    #[arguments(path: $area)]
    local_area: Option<AreaName>,
    #[arguments(area: $area)]
    team: Option<Keeping>,
}

operation!(keeping: KeepingQuery(KeepingVariables));

/// An area, and what whoever asks is in its team.
pub async fn access(area: String) -> ApiResult<Access> {
    send::<KeepingQuery>(KeepingVariables { area })
        .await?
        .found("area", |data| {
            let team = data.team;
            data.local_area.map(|area| Access {
                area,
                is_member: team.is_some(),
                is_keeper: team.is_some_and(|team| team.invitations.is_some()),
            })
        })
}

/// A name that is to go from an area, as it stands, and how else it is written.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct Name {
    pub area: String,
    pub text: String,
    pub spellings: Vec<String>,
}

/// A record in which a name stands.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "RedactionPlace")]
pub struct Place {
    pub kind: RecordKind,
    pub path: String,
    pub count: i32,
}

/// Another word with the last name, which stays unless it is given as a spelling, and how often it stands.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "RedactionNear")]
pub struct Near {
    pub text: String,
    pub count: i32,
}

/// Where a name stands.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "RedactionPreview")]
pub struct Preview {
    pub records: Vec<Place>,
    pub place_count: i32,
    pub earlier_count: i32,
    pub comment_count: i32,
    pub draft_count: i32,
    pub permalink_count: i32,
    pub near: Vec<Near>,
    pub needs_confirmation: bool,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "Name")]
struct RedactionQuery {
    #[arguments(area: $area, text: $text, spellings: $spellings)]
    redaction_preview: Option<Preview>,
}

operation!(redaction_preview: RedactionQuery(Name));

/// Where a name stands. Nothing for whoever may not remove it; what can be no name is an error.
pub async fn preview(name: Name) -> ApiResult<Option<Preview>> {
    let Answer { data, partial } = send::<RedactionQuery>(name).await?;
    match (data.redaction_preview, partial) {
        (None, Some(fault)) => Err(fault),
        (data, partial) => Ok(Answer { data, partial }),
    }
}

/// The name that is to go, what stands in its place, and why.
#[derive(cynic::InputObject, Debug)]
pub struct RedactNameInput {
    pub area: Option<String>,
    pub text: String,
    pub spellings: Vec<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
    pub note: String,
    pub confirm: bool,
    pub key: Option<String>,
}

#[derive(cynic::QueryVariables, Debug)]
struct RedactVariables {
    input: RedactNameInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RedactVariables")]
struct RedactName {
    #[arguments(input: $input)]
    redact_name: RedactNamePayload,
}

/// From how many records and places a name was removed, or why it was not. Nothing of both where that was done before
/// under the same key.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct RedactNamePayload {
    pub record_count: Option<i32>,
    pub place_count: Option<i32>,
    pub problems: Vec<Problem>,
}

operation!(change redact_name: RedactName(RedactVariables));

/// Removes a name everywhere at once, for good.
pub async fn redact(input: RedactNameInput) -> ApiResult<RedactNamePayload> {
    let answer = send::<RedactName>(RedactVariables { input }).await?;
    Ok(answer.map(|data| data.redact_name))
}
