//! How actions stand, as their teams say.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, InputObject, Object, OneofObject, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::future::try_join_all;
use uuid::Uuid;

use super::Action;
use crate::{
    domain::{
        self, assignee,
        edit::Seen,
        problem::{Code, problem},
        update::{self, Status, Update},
    },
    entity::{action, plan::SharedStatus, record::Kind},
    graphql::{
        asker::viewer,
        connection::{self, the},
        edit::ReasonInput,
        error::ApiResult,
        node,
        plan::StatusValue,
        problem::{Problem, settled},
    },
    loader::StatusValue as StatusValueKey,
};

/// How an action stood from a day on, as its team says.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct ActionUpdate {
    /// By which it is taken back.
    id: ID,
    /// The day since when it was so.
    effective_on: NaiveDate,
    /// Its place on the shared scale.
    status: SharedStatus,
    /// The evidence, in words.
    note: String,
    /// The address of a page with evidence. Null where there is none.
    link: Option<String>,
    /// The role of whoever said so.
    author: String,
    /// When it was written, in Coordinated Universal Time.
    at: DateTime<Utc>,
    #[graphql(skip)]
    value: Option<Uuid>,
}

impl From<&action::update::Model> for ActionUpdate {
    fn from(row: &action::update::Model) -> Self {
        Self {
            id: row.id.to_string().into(),
            effective_on: row.effective_on,
            status: row.status,
            note: row.note.clone(),
            link: row.link.clone(),
            author: row.author.clone(),
            at: row.at,
            value: row.status_value_id,
        }
    }
}

impl ActionUpdate {
    /// The update that says how an action stands now.
    pub fn current(updates: &[Arc<action::update::Model>]) -> Option<Self> {
        let updates: Vec<_> = updates.iter().map(|one| (**one).clone()).collect();
        update::current(&updates).map(Self::from)
    }
}

#[ComplexObject]
impl ActionUpdate {
    /// The value of the plan's own scale. Null where it was said on the shared scale alone.
    async fn value(&self, ctx: &Context<'_>) -> ApiResult<Option<StatusValue>> {
        let Some(id) = self.value else {
            return Ok(None);
        };
        let value = connection::loaders(ctx)
            .load_one(StatusValueKey(id))
            .await?;
        Ok(value.map(StatusValue))
    }
}

/// An action, and the version of it that the viewer saw.
#[derive(InputObject)]
pub struct SeenActionInput {
    /// Its global id.
    id: ID,
    /// Its `recordVersion` as it was seen. Where it has another by now, nothing is written.
    expected_version: i32,
}

/// How an action stands: in one of two ways.
#[derive(OneofObject)]
pub enum ActionStatusInput {
    /// In a word of the plan's own scale, as printed, such as AMBER.
    Value(String),
    /// On the shared scale, of any plan.
    Shared(SharedStatus),
}

/// What a team says of one or more actions.
#[derive(InputObject)]
pub struct UpdateActionStatusInput {
    /// Which: 1 to 100, of one area. All of them are updated or none is.
    actions: Vec<SeenActionInput>,
    /// How they stand.
    status: ActionStatusInput,
    /// The day since when it is so: today or before.
    effective_on: NaiveDate,
    #[graphql(flatten)]
    reason: ReasonInput,
}

/// What became of an update.
#[derive(SimpleObject)]
pub struct UpdateActionStatusPayload {
    /// The actions as they are now, in the order in which they were named. Null where there are problems.
    actions: Option<Vec<Action>>,
    /// Why nothing was written. Empty where it was.
    problems: Vec<Problem>,
}

/// Who of a team leads an action.
#[derive(InputObject)]
pub struct SetActionAssigneesInput {
    /// The global id of the action.
    id: ID,
    /// The ids of members of the team: all who are to lead it, and nobody else. Readers lead nothing. At most 20.
    members: Vec<ID>,
    /// The ids of those who led it when it was seen, at most 20. Where others lead it by now, nothing is written. Left
    /// out, it is written whoever leads it.
    seen: Option<Vec<ID>>,
}

/// Who leads an action now.
#[derive(SimpleObject)]
pub struct SetActionAssigneesPayload {
    /// The action. Null where there are problems.
    action: Option<Action>,
    /// Why nothing was written. Empty where it was.
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct ActionMutation;

#[Object]
impl ActionMutation {
    /// Says how actions stand: by editors of their area, of any of its actions, by contributors of those that they
    /// lead. An action that somebody else has changed meanwhile is a problem with the code STALE, which tells what was
    /// changed.
    async fn update_action_status(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and how they stand.")] input: UpdateActionStatusInput,
    ) -> ApiResult<UpdateActionStatusPayload> {
        let (ids, problems) = settled(update_status(ctx, input).await)?;
        let actions = match ids {
            None => None,
            Some(ids) => {
                let actions = ids.into_iter().map(|id| the::<Action>(ctx, id));
                Some(try_join_all(actions).await?)
            }
        };
        Ok(UpdateActionStatusPayload { actions, problems })
    }

    /// Says who of the team leads an action, so that they may say how it stands. The leads that the plan publishes
    /// are another matter.
    async fn set_action_assignees(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which action, and who.")] input: SetActionAssigneesInput,
    ) -> ApiResult<SetActionAssigneesPayload> {
        let (action, problems) = settled(set_assignees(ctx, input).await)?;
        Ok(SetActionAssigneesPayload {
            action: action.map(|row| Action(row.into())),
            problems,
        })
    }
}

async fn update_status(
    ctx: &Context<'_>,
    input: UpdateActionStatusInput,
) -> domain::Result<Vec<Uuid>> {
    viewer(ctx).somebody()?;
    let mut actions = Vec::with_capacity(input.actions.len());
    for (position, seen) in input.actions.iter().enumerate() {
        let path = format!("actions.{position}.id");
        actions.push(Seen {
            id: action_id(&path, &seen.id)?,
            version: seen.expected_version,
        });
    }
    let update = Update {
        actions,
        status: match input.status {
            ActionStatusInput::Value(code) => Status::Value(code),
            ActionStatusInput::Shared(shared) => Status::Shared(shared),
        },
        effective_on: input.effective_on,
        reason: input.reason.into(),
    };
    update::save(connection::db(ctx), viewer(ctx), update).await
}

async fn set_assignees(
    ctx: &Context<'_>,
    input: SetActionAssigneesInput,
) -> domain::Result<action::Model> {
    viewer(ctx).somebody()?;
    let action = action_id("id", &input.id)?;
    let members = members("members", &input.members)?;
    let seen = input.seen.map(|seen| self::members("seen", &seen));
    let seen = seen.transpose()?;
    assignee::set(
        connection::db(ctx),
        viewer(ctx),
        action,
        &members,
        seen.as_deref(),
    )
    .await
}

/// The members that a list of ids names.
fn members(list: &str, ids: &[ID]) -> domain::Result<Vec<Uuid>> {
    if ids.len() > 20 {
        return Err(problem(Code::TooLong, list, "Name at most 20 members."));
    }
    let member = |(position, id): (usize, &ID)| {
        let missing = |_| {
            let words = "There is nobody of this id in the team.";
            problem(Code::NotFound, &format!("{list}.{position}"), words)
        };
        Uuid::parse_str(id).map_err(missing)
    };
    ids.iter().enumerate().map(member).collect()
}

/// The action that a global id names.
fn action_id(path: &str, id: &ID) -> domain::Result<Uuid> {
    match node::read_id("id", id) {
        Ok((Kind::Action, id)) => Ok(id),
        _ => {
            let words = "This is not the id of an action. Take it from its `id` field.";
            Err(problem(Code::NotFound, path, words))
        }
    }
}
