//! What people of a team say of a record to each other.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    asker::viewer,
    connection,
    error::ApiResult,
    limit::Budget,
    node::{self, Node},
    problem::{Problem, row_id, settled},
};
use crate::domain::{
    self, comment,
    permission::Act,
    problem::{Code, problem},
};

/// A comment on a record. Only the team sees it.
pub struct Comment(comment::Comment);

impl From<comment::Comment> for Comment {
    fn from(comment: comment::Comment) -> Self {
        Self(comment)
    }
}

/// A comment on a record. Only the team sees it.
#[Object]
impl Comment {
    /// Its id, by which it is taken away.
    async fn id(&self) -> ID {
        self.0.row.id.to_string().into()
    }
    /// The words.
    async fn text(&self) -> &str {
        &self.0.row.text
    }
    /// When it was written, in Coordinated Universal Time.
    async fn at(&self) -> DateTime<Utc> {
        self.0.row.at
    }
    /// The name of whoever wrote it. Null where the account is gone.
    async fn author(&self) -> Option<&str> {
        self.0.author.as_ref().map(|user| user.name.as_str())
    }
    /// The names of those for whom it is meant. Empty where it is for all.
    async fn mentions(&self) -> Vec<&str> {
        self.0
            .mentions
            .iter()
            .map(|user| user.name.as_str())
            .collect()
    }
    /// Whether the viewer may take it away.
    async fn is_removable(&self, ctx: &Context<'_>) -> bool {
        let viewer = viewer(ctx);
        let own = viewer
            .person()
            .is_some_and(|person| person.user.id == self.0.row.user_id);
        let may = |act| viewer.may(act, self.0.row.area_id);
        may(Act::KeepTeam) || own && may(Act::Comment)
    }
    /// The record. Null when it was deleted.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.0.row.record_id).await
    }
}

#[derive(Default)]
pub struct CommentQuery;

#[Object]
impl CommentQuery {
    /// What the team of an area says of one of its records, the oldest first, at most 500. Null for whoever is not in the
    /// team, and where the question is about an earlier day.
    #[graphql(complexity = "50 * child_complexity")]
    async fn comments(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global id of the record.")] of: ID,
    ) -> ApiResult<Option<Vec<Comment>>> {
        let (_, record) = node::read_id("of", &of)?;
        if connection::is_past(ctx) {
            return Ok(None);
        }
        let found = comment::of(connection::live(ctx), viewer(ctx), record).await?;
        let Some(found) = found else { return Ok(None) };
        ctx.data_unchecked::<Budget>().spend(found.len())?;
        Ok(Some(found.into_iter().map(Comment).collect()))
    }
}

/// What to say of a record.
#[derive(InputObject)]
pub struct AddCommentInput {
    /// The global id of the record.
    id: ID,
    /// The words: 1 to 2,000 characters.
    text: String,
    /// The ids of members of the team for whom it is meant, at most 20. They find it with their work.
    #[graphql(default)]
    mentions: Vec<ID>,
    /// A word of the client's own, 1 to 64 characters, another for each comment: what is sent again under it within
    /// seven days is not written again.
    key: Option<String>,
}

/// That something was said.
#[derive(SimpleObject)]
pub struct AddCommentPayload {
    /// The comment. Null where there are problems.
    comment: Option<Comment>,
    /// Why nothing was written. Empty where it was.
    problems: Vec<Problem>,
}

/// That a comment is there no more.
#[derive(SimpleObject)]
pub struct RemoveCommentPayload {
    /// Why it still is. Empty where it was taken away.
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct CommentMutation;

#[Object]
impl CommentMutation {
    /// Says something of a record to the team of its area.
    async fn add_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which record, and what.")] input: AddCommentInput,
    ) -> ApiResult<AddCommentPayload> {
        let (comment, problems) = settled(add(ctx, input).await)?;
        Ok(AddCommentPayload {
            comment: comment.map(Comment),
            problems,
        })
    }

    /// Takes a comment away: one's own, or any where one keeps the team.
    async fn remove_comment(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the comment.")] id: ID,
    ) -> ApiResult<RemoveCommentPayload> {
        let done = match row_id(&id) {
            Ok(id) => comment::take_away(connection::db(ctx), viewer(ctx), id).await,
            Err(error) => Err(error),
        };
        let (_, problems) = settled(done)?;
        Ok(RemoveCommentPayload { problems })
    }
}

async fn add(ctx: &Context<'_>, input: AddCommentInput) -> domain::Result<comment::Comment> {
    viewer(ctx).somebody()?;
    let (_, record) = node::read_id("id", &input.id).map_err(|_| domain::problem::missing("id"))?;
    let mut mentions = Vec::with_capacity(input.mentions.len());
    for (position, id) in input.mentions.iter().enumerate() {
        let missing = |_| {
            let words = "There is nobody of this id in the team.";
            problem(Code::NotFound, &format!("mentions.{position}"), words)
        };
        mentions.push(Uuid::parse_str(id).map_err(missing)?);
    }
    let db = connection::db(ctx);
    let new = comment::New {
        record,
        text: input.text,
        mentions,
        key: input.key,
    };
    comment::add(db, viewer(ctx), new).await
}
