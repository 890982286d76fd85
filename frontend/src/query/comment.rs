//! What the people of a team say of a record to each other.

use super::account::Problem;
use super::common::{DateTime, NodeName};
use super::schema;
use crate::api::{ApiResult, send};

/// A comment on a record.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Comment {
    pub id: cynic::Id,
    pub text: String,
    pub at: DateTime,
    pub author: Option<String>,
    pub mentions: Vec<String>,
    pub is_removable: bool,
}

/// A comment that mentions whoever asks, and its record.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Comment")]
pub struct Mention {
    pub text: String,
    pub at: DateTime,
    pub author: Option<String>,
    pub record: Option<NodeName>,
}

/// Somebody of the team, whom a comment can mention.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Member")]
pub struct MemberName {
    pub id: cynic::Id,
    pub name: String,
    pub email: String,
}

/// What is said of a record, the oldest first, and who is there to say it to.
#[derive(Clone, Debug)]
pub struct Discussion {
    pub comments: Vec<Comment>,
    pub members: Vec<MemberName>,
}

#[derive(cynic::QueryVariables, Debug)]
struct CommentsVariables {
    record: cynic::Id,
    area: String,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Team")]
struct Members {
    members: Vec<MemberName>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "CommentsVariables")]
struct CommentsQuery {
    #[arguments(of: $record)]
    comments: Option<Vec<Comment>>,
    #[arguments(area: $area)]
    team: Option<Members>,
}

operation!(comments: CommentsQuery(CommentsVariables));

/// What is said of a record of an area. Nothing for whoever is not in its team.
pub async fn comments(record: String, area: String) -> ApiResult<Option<Discussion>> {
    let record = cynic::Id::new(record);
    let answer = send::<CommentsQuery>(CommentsVariables { record, area }).await?;
    Ok(answer.map(|data| {
        let (comments, team) = (data.comments?, data.team?);
        Some(Discussion {
            comments,
            members: team.members,
        })
    }))
}

#[derive(cynic::QueryVariables, Debug)]
struct IdsVariables {
    record: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Comment")]
struct CommentId {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "IdsVariables")]
struct CommentIds {
    #[arguments(of: $record)]
    comments: Option<Vec<CommentId>>,
}

operation!(comment_ids: CommentIds(IdsVariables));

/// Which comments there are of a record. Nothing for whoever is not in its team.
pub async fn ids(record: String) -> ApiResult<Option<Vec<cynic::Id>>> {
    let record = cynic::Id::new(record);
    let answer = send::<CommentIds>(IdsVariables { record }).await?;
    Ok(answer.map(|data| {
        let comments = data.comments?.into_iter();
        Some(comments.map(|comment| comment.id).collect())
    }))
}

#[derive(cynic::InputObject, Debug)]
struct AddCommentInput {
    id: cynic::Id,
    text: String,
    mentions: Vec<cynic::Id>,
    key: Option<String>,
}

#[derive(cynic::QueryVariables, Debug)]
struct AddVariables {
    input: AddCommentInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddVariables")]
struct AddComment {
    #[arguments(input: $input)]
    add_comment: AddCommentPayload,
}

#[derive(cynic::QueryFragment)]
struct AddCommentPayload {
    problems: Vec<Problem>,
}

operation!(change add_comment: AddComment(AddVariables));

/// Says something of a record, for these members of the team; once under a key.
pub async fn add(
    record: String,
    text: String,
    mentions: Vec<String>,
    key: String,
) -> ApiResult<Vec<Problem>> {
    let input = AddCommentInput {
        id: cynic::Id::new(record),
        text,
        mentions: mentions.into_iter().map(cynic::Id::new).collect(),
        key: Some(key),
    };
    let answer = send::<AddComment>(AddVariables { input }).await?;
    Ok(answer.map(|data| data.add_comment.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct RemoveVariables {
    id: cynic::Id,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "RemoveVariables")]
struct RemoveComment {
    #[arguments(id: $id)]
    remove_comment: RemoveCommentPayload,
}

#[derive(cynic::QueryFragment)]
struct RemoveCommentPayload {
    problems: Vec<Problem>,
}

operation!(change remove_comment: RemoveComment(RemoveVariables));

/// Takes a comment away.
pub async fn remove(id: cynic::Id) -> ApiResult<Vec<Problem>> {
    let answer = send::<RemoveComment>(RemoveVariables { id }).await?;
    Ok(answer.map(|data| data.remove_comment.problems))
}
