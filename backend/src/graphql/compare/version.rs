//! Two versions of one plan.

use async_graphql::{Context, Object, SimpleObject};
use chrono::NaiveDate;

use crate::{
    domain::compare::version::{Fate, Part, Stated},
    entity::record::Kind,
    graphql::{
        error::ApiResult,
        node::{self, Node},
        weakness::TextChange,
    },
};

/// A part of a plan that is not the same in the later of its two versions.
pub struct VersionPart(pub Part);

/// A part of a plan that is not the same in the later of its two versions.
#[Object]
impl VersionPart {
    /// What it is: a workstream, an action or a measure.
    async fn kind(&self) -> Kind {
        self.0.kind
    }
    /// The number or reference that both versions print; parts are matched by it.
    async fn reference(&self) -> &str {
        &self.0.reference
    }
    /// What became of it; one part may have become several things.
    async fn changes(&self) -> &[Fate] {
        &self.0.fates
    }
    /// Its record in the earlier version. Null where it was added.
    async fn earlier(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        match self.0.earlier {
            Some(id) => node::by_id(ctx, id).await,
            None => Ok(None),
        }
    }
    /// Its record in the later version. Null where it was removed.
    async fn later(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        match self.0.later {
            Some(id) => node::by_id(ctx, id).await,
            None => Ok(None),
        }
    }
    /// Its words from the earlier to the later version; those of one where only one has it.
    async fn words(&self) -> Vec<TextChange> {
        self.0.words.iter().cloned().map(TextChange::from).collect()
    }
    /// The days that it was and is due. Null unless both versions state a day, and not the same.
    async fn due(&self) -> Option<MovedDate> {
        let (earlier, later) = self.0.due?;
        Some(MovedDate {
            earlier,
            later,
            days: (later - earlier).num_days(),
        })
    }
    /// What else it publishes and is not the same: status; when it is due, where not both print a day; leads, steps,
    /// baselines and targets; each with its word in `changes`.
    async fn stated(&self) -> Vec<StatedChange> {
        self.0.stated.iter().cloned().map(Into::into).collect()
    }
}

/// Something that a part of a plan publishes and that is not the same in both versions.
#[derive(SimpleObject)]
pub struct StatedChange {
    /// What is not the same.
    change: Fate,
    /// The words of the earlier version, steps one a line, a status with what it means in brackets, such as AMBER (In
    /// progress). Null where it states none.
    earlier: Option<String>,
    /// The words of the later version in the same way. Null where it states none.
    later: Option<String>,
}

impl From<Stated> for StatedChange {
    fn from(stated: Stated) -> Self {
        let Stated {
            fate,
            earlier,
            later,
        } = stated;
        Self {
            change: fate,
            earlier,
            later,
        }
    }
}

/// A day that was moved.
#[derive(SimpleObject)]
pub struct MovedDate {
    /// The day of the earlier version.
    earlier: NaiveDate,
    /// The day of the later version.
    later: NaiveDate,
    /// By how many days it was put off; negative where it was brought forward.
    days: i64,
}
