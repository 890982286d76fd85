//! What whoever asks has to see to, and the link of the calendar that has its days.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};

use super::{
    action::Action,
    asker::viewer,
    connection,
    error::ApiResult,
    problem::{Problem, settled},
};
use crate::domain::{
    calendar,
    work::{Item, Reason},
};

/// An action of a team that is not completed, with what there is to see to.
pub struct WorkItem(Item);

impl From<Item> for WorkItem {
    fn from(item: Item) -> Self {
        Self(item)
    }
}

/// An action of a team that is not completed, with what there is to see to.
#[Object]
impl WorkItem {
    /// The action.
    async fn action(&self) -> Action {
        Action(self.0.action.clone().into())
    }
    /// Whether the viewer leads it.
    async fn is_led(&self) -> bool {
        self.0.is_led
    }
    /// The last day on which it can be due: its team's or, where it has set none, the published one. Null where there
    /// is no single day for its completion.
    async fn due(&self) -> Option<NaiveDate> {
        self.0.due
    }
    /// When its team last said how it stands, in Coordinated Universal Time. Null where it never has.
    async fn updated_at(&self) -> Option<DateTime<Utc>> {
        self.0.updated_at
    }
    /// Why it is to be seen to. Empty where there is no reason.
    async fn reasons(&self) -> &[Reason] {
        &self.0.reasons
    }
}

/// The link of the calendar of whoever signed in.
#[derive(SimpleObject)]
pub struct CreateCalendarLinkPayload {
    /// Where calendars read it: a path of this site, with the site's address to be put before it. It is told this once.
    /// Null where there are problems.
    link: Option<String>,
    /// Why there is none. Empty where there is.
    problems: Vec<Problem>,
}

/// That the link of the calendar is good for nothing any more.
#[derive(SimpleObject)]
pub struct RevokeCalendarLinkPayload {
    /// Why it still is. Empty where it was done.
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct WorkMutation;

#[Object]
impl WorkMutation {
    /// Makes the link of a calendar with the days on which actions are due: those that the viewer leads and, where he
    /// or she keeps a plan, all of the plan. An earlier link is good no more.
    async fn create_calendar_link(
        &self,
        ctx: &Context<'_>,
    ) -> ApiResult<CreateCalendarLinkPayload> {
        let made = calendar::create(connection::db(ctx), viewer(ctx)).await;
        let (link, problems) = settled(made)?;
        Ok(CreateCalendarLinkPayload { link, problems })
    }

    /// Makes the link of the viewer's calendar good for nothing.
    async fn revoke_calendar_link(
        &self,
        ctx: &Context<'_>,
    ) -> ApiResult<RevokeCalendarLinkPayload> {
        let done = calendar::revoke(connection::db(ctx), viewer(ctx)).await;
        let (_, problems) = settled(done)?;
        Ok(RevokeCalendarLinkPayload { problems })
    }
}
