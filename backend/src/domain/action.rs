//! What can be asked of actions alone: what they lack, and whether they are late.

use std::collections::BTreeMap;

use async_graphql::Enum;
use chrono::{Datelike, Months, NaiveDate};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, Func, SimpleExpr},
};

use super::{Result, filter};
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
    /// The plan states no status, whatever its team has said since.
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
}

impl filter::Gap for Gap {
    fn condition(self) -> Condition {
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
            Self::Measure => {
                filter::nothing_points::<action::Entity, measure::Entity>(measure::Column::ActionId)
            }
            Self::Theme => filter::nothing_points::<action::Entity, assignment::Entity>(
                assignment::Column::RecordId,
            ),
        }
    }
}

/// How an action stands to a day, by what its team has said last or, where it has said nothing, by the document, whose
/// statuses are of its own date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "Lateness")]
pub enum Lateness {
    /// It was due for completion before the day and is not stated as completed.
    Overdue,
    /// It is stated as completed, or was not yet due.
    NotOverdue,
    /// No single day for its completion is stated, by the document or by its team, or no status.
    Unknown,
}

impl Lateness {
    pub const ALL: [Self; 3] = [Self::Overdue, Self::NotOverdue, Self::Unknown];

    /// That an action stands so at a day.
    pub fn at(self, day: NaiveDate) -> Condition {
        use action::Column;
        let open = [
            SharedStatus::NotStarted,
            SharedStatus::InProgress,
            SharedStatus::OnTrack,
            SharedStatus::Delayed,
        ];
        let completed = Column::Status.eq(SharedStatus::Completed);
        let is_published = Condition::all()
            .add(Condition::not(filter::Gap::condition(Gap::UsableDate)))
            .add(Column::DueKind.eq(DueKind::Completion));
        let is_day = Condition::any()
            .add(is_published)
            .add(Column::TeamDueTo.is_not_null());
        let (_, due_to) = due_now();
        let early = Condition::all()
            .add(is_day.clone())
            .add(due_to.clone().gte(day));
        match self {
            Self::Overdue => Condition::all()
                .add(is_day)
                .add(due_to.lt(day))
                .add(Column::Status.is_in(open)),
            Self::NotOverdue => Condition::any().add(completed).add(early),
            Self::Unknown => Condition::all()
                .add(Column::Status.ne(SharedStatus::Completed))
                .add(
                    Condition::any().add(Condition::not(is_day)).add(
                        Condition::all()
                            .add(due_to.lt(day))
                            .add(Column::Status.is_not_in(open)),
                    ),
                ),
        }
    }
}

/// The first and the last day on which an action can be due by now: as its team says or, where it says nothing, as was
/// published.
pub fn due_now() -> (SimpleExpr, SimpleExpr) {
    use action::Column;
    let now = |team: Column, published: Column| -> SimpleExpr {
        Func::coalesce([team, published].map(|column| Expr::col(column.as_column_ref()))).into()
    };
    (
        now(Column::TeamDueFrom, Column::DueFrom),
        now(Column::TeamDueTo, Column::DueTo),
    )
}

/// How many actions are due in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// One day of the month is stated.
    pub exact: u64,
    /// The stated season, month or stretch touches the month.
    pub about: u64,
}

/// How many actions are due in each month in which any is, by the first day of the month. An action whose
/// date is not exact counts in every month that it may mean, up to two years of them. One statement.
pub async fn due_by_month(
    db: &impl ConnectionTrait,
    condition: Condition,
) -> Result<BTreeMap<NaiveDate, Due>> {
    let (due_from, due_to) = due_now();
    let stretches: Vec<(NaiveDate, NaiveDate)> = action::Entity::find()
        .select_only()
        .expr_as(due_from.clone(), "due_from")
        .expr_as(due_to, "due_to")
        .filter(condition)
        .filter(due_from.is_not_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut months: BTreeMap<NaiveDate, Due> = BTreeMap::new();
    for (from, to) in stretches {
        let first = from.with_day(1).unwrap_or(from);
        let touched = (0..24).filter_map(|more| first.checked_add_months(Months::new(more)));
        for month in touched.take_while(|month| *month <= to) {
            let due = months.entry(month).or_default();
            match from == to {
                true => due.exact += 1,
                false => due.about += 1,
            }
        }
    }
    Ok(months)
}
