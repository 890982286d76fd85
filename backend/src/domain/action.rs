//! What can be asked of actions alone: what they lack, and when they are due.

use async_graphql::Enum;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::{Error, Result};
use crate::entity::{
    action::{self, DueKind},
    measure,
    plan::SharedStatus,
    theme::assignment,
    value::Precision,
};

/// Something that an action may lack: a link of the thread that is broken there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ActionGap")]
pub enum Gap {
    /// No lead is stated for the action itself.
    Lead,
    /// No single day that exists is stated: nothing, a month or season, several dates, or a mistake.
    UsableDate,
    /// No status is stated.
    Status,
    /// No evidence is stated.
    Evidence,
    /// No measure of its own; the workstream may have some.
    Measure,
    /// It falls under no theme.
    Theme,
}

impl Gap {
    pub const ALL: [Self; 6] = [
        Self::Lead,
        Self::UsableDate,
        Self::Status,
        Self::Evidence,
        Self::Measure,
        Self::Theme,
    ];

    /// That an action has this gap.
    pub fn condition(self) -> Condition {
        use action::Column;
        let has_gap = Condition::any();
        match self {
            Self::Lead => has_gap.add(Column::LeadPublished.is_null()),
            Self::UsableDate => has_gap
                .add(Column::DuePrecision.is_null())
                .add(Column::DuePrecision.ne(Precision::Day))
                .add(Column::DueProblem.is_not_null()),
            Self::Status => has_gap.add(Column::StatusPublished.is_null()),
            Self::Evidence => has_gap.add(Column::EvidencePublished.is_null()),
            Self::Measure => has_gap.add(
                Column::Id.not_in_subquery(
                    measure::Entity::find()
                        .select_only()
                        .column(measure::Column::ActionId)
                        .filter(measure::Column::ActionId.is_not_null())
                        .into_query(),
                ),
            ),
            Self::Theme => has_gap.add(
                Column::Id.not_in_subquery(
                    assignment::Entity::find()
                        .select_only()
                        .column(assignment::Column::RecordId)
                        .into_query(),
                ),
            ),
        }
    }
}

/// Actions whose due date, as exactly as it is stated, touches a stretch of time. Those without any are
/// left out. Both ends count; a missing one is open.
pub fn due_within(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Condition> {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        return Err(Error::bad_input(
            "due",
            format!("`due` ends on {to}, before it begins on {from}."),
        ));
    }
    Ok(Condition::all()
        .add(action::Column::DueFrom.is_not_null())
        .add_option(from.map(|from| action::Column::DueTo.gte(from)))
        .add_option(to.map(|to| action::Column::DueFrom.lte(to))))
}

/// Actions that were due for completion before a day and are not stated as completed: judged by what
/// the document says, whose status is of its own date. Only a stated day can be overdue.
pub fn overdue_at(day: NaiveDate) -> Condition {
    Condition::all()
        .add(Condition::not(Gap::UsableDate.condition()))
        .add(action::Column::DueKind.eq(DueKind::Completion))
        .add(action::Column::DueTo.lt(day))
        .add(action::Column::Status.is_in([
            SharedStatus::NotStarted,
            SharedStatus::InProgress,
            SharedStatus::OnTrack,
            SharedStatus::Delayed,
        ]))
}
