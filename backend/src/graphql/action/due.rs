//! When actions are due: as published, and as their teams say by now.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::{
    domain::coverage::has_usable_date,
    entity::{
        action::{self, DateProblem, DueKind},
        value::Precision,
    },
    graphql::{connection::all, error::ApiResult},
    loader::DuesOfAction,
};

/// When an action is due.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct DueDate {
    /// The cell as published. Null when the source states no date.
    published: Option<String>,
    /// What the published date means.
    kind: DueKind,
    /// How exactly it says when. Null when no date could be read.
    precision: Option<Precision>,
    /// The first day it can mean. Null when no date could be read.
    from: Option<NaiveDate>,
    /// The last day it can mean. Null when no date could be read.
    to: Option<NaiveDate>,
    /// Why it needs checking. Null when it does not.
    problem: Option<DateProblem>,
    /// Why it was read so, in words. Null where the date is plain.
    reason: Option<String>,
    /// The single dates of a cell that holds several. Empty otherwise.
    milestones: Vec<DueMilestone>,
    /// When it is due by now, as its team says. Null where that is as published.
    team: Option<TeamDue>,
    /// By how many days the team's last day is later than the published one; below zero where it is earlier. Null
    /// where the team has set none, or no single day was published.
    slippage_days: Option<i64>,
    /// Whether the published date is one exact day that exists. Seasons, months and several dates in one cell are not;
    /// a decision date is, so read `kind` as well.
    usable: bool,
    #[graphql(skip)]
    action: Uuid,
}

/// The days between which an action is due by now, as its team says. Both are the same where it is one day.
#[derive(SimpleObject)]
pub struct TeamDue {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    to: NaiveDate,
}

/// That a team has set another day, and why.
#[derive(SimpleObject)]
pub struct DueReset {
    /// The first day.
    from: NaiveDate,
    /// The last day; the same as the first where it is one day.
    to: NaiveDate,
    /// Why.
    note: String,
    /// The address of a page with evidence. Null where there is none.
    link: Option<String>,
    /// The role of whoever set it.
    author: String,
    /// When, in Coordinated Universal Time.
    at: DateTime<Utc>,
}

impl From<Arc<action::due::Model>> for DueReset {
    fn from(row: Arc<action::due::Model>) -> Self {
        Self {
            from: row.due_from,
            to: row.due_to,
            note: row.note.clone(),
            link: row.link.clone(),
            author: row.author.clone(),
            at: row.at,
        }
    }
}

#[ComplexObject]
impl DueDate {
    /// Each day that its team has set, in the order in which it was set. Empty where it has set none.
    async fn resets(&self, ctx: &Context<'_>) -> ApiResult<Vec<DueReset>> {
        all(ctx, DuesOfAction(self.action), Into::into).await
    }
}

/// One of several dates of an action.
#[derive(SimpleObject)]
pub struct DueMilestone {
    /// The words it was read from.
    published: String,
    /// How exactly it says when.
    precision: Precision,
    /// The first day it can mean.
    from: NaiveDate,
    /// The last day it can mean.
    to: NaiveDate,
}

impl DueDate {
    /// That of an action.
    pub fn of(row: &action::Model) -> Self {
        let team = row.team_due_from.zip(row.team_due_to);
        let published = row.due_to.filter(|_| has_usable_date(row));
        Self {
            published: row.due_published.clone(),
            kind: row.due_kind,
            precision: row.due_precision,
            from: row.due_from,
            to: row.due_to,
            problem: row.due_problem,
            reason: row.due_reason.clone(),
            milestones: row
                .due_milestones
                .0
                .iter()
                .map(|milestone| DueMilestone {
                    published: milestone.published.clone(),
                    precision: milestone.precision,
                    from: milestone.from,
                    to: milestone.to,
                })
                .collect(),
            team: team.map(|(from, to)| TeamDue { from, to }),
            slippage_days: team
                .zip(published)
                .map(|((_, to), published)| (to - published).num_days()),
            usable: has_usable_date(row),
            action: row.id,
        }
    }
}
