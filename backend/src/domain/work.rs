//! What somebody has to see to: the actions of his teams that are late, are due soon, or of which nobody has said
//! anything for long.

use std::collections::{HashMap, HashSet};

use async_graphql::Enum;
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, sea_query::Expr,
};
use uuid::Uuid;

use super::{Result, coverage::has_usable_date, permission::Person};
use crate::entity::{
    action::{self, DueKind, assignee, update},
    plan::{self, SharedStatus},
};

/// After how many days without a word an action is quiet.
const QUIET: Days = Days::new(60);

/// Why an action is to be seen to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(name = "WorkReason")]
pub enum Reason {
    /// It was due before today and is not completed.
    Overdue,
    /// It is due this month, today or later.
    DueThisMonth,
    /// It is due in the month after this one.
    DueNextMonth,
    /// Nobody of the team has said how it stands for 60 days, or ever.
    Quiet,
}

/// An action that is not completed, with what there is to see to.
#[derive(Clone, Debug)]
pub struct Item {
    pub action: action::Model,
    /// Whether whoever asks leads it.
    pub is_led: bool,
    /// The last day on which it can be due, where that is known.
    pub due: Option<NaiveDate>,
    /// When its team last said how it stands.
    pub updated_at: Option<DateTime<Utc>>,
    pub reasons: Vec<Reason>,
}

/// The actions of somebody's teams, or of one of them, that are not completed, those that are due first before others.
pub async fn of(
    db: &impl ConnectionTrait,
    person: &Person,
    area: Option<Uuid>,
    today: NaiveDate,
) -> Result<Vec<Item>> {
    let teams = person.teams.keys().copied();
    let areas = teams.filter(|own| area.is_none_or(|asked| asked == *own));
    of_areas(db, person, areas.collect(), today).await
}

/// The actions of areas that are not completed, those that are due first before others, as somebody sees them who may
/// know who leads what there. Four statements.
pub async fn of_areas(
    db: &impl ConnectionTrait,
    person: &Person,
    areas: Vec<Uuid>,
    today: NaiveDate,
) -> Result<Vec<Item>> {
    let superseded = superseded(db, &areas).await?;
    let actions = action::Entity::find()
        .filter(action::Column::AreaId.is_in(areas))
        .filter(action::Column::Status.ne(SharedStatus::Completed))
        .filter(action::Column::PlanId.is_not_in(superseded))
        .order_by_asc(action::Column::SortKey)
        .all(db)
        .await?;
    let led = assignee::Entity::find()
        .filter(assignee::Column::UserId.eq(person.user.id))
        .all(db)
        .await?;
    let led: HashSet<Uuid> = led.into_iter().map(|one| one.action_id).collect();
    let said: Vec<(Uuid, DateTime<Utc>)> = update::Entity::find()
        .filter(update::Column::ActionId.is_in(actions.iter().map(|action| action.id)))
        .select_only()
        .column(update::Column::ActionId)
        .expr_as(Expr::col(update::Column::At).max(), "at")
        .group_by(update::Column::ActionId)
        .into_tuple()
        .all(db)
        .await?;
    let said: HashMap<Uuid, DateTime<Utc>> = said.into_iter().collect();
    let mut items: Vec<Item> = actions
        .into_iter()
        .map(|action| Item {
            is_led: led.contains(&action.id),
            due: due(&action),
            updated_at: said.get(&action.id).copied(),
            reasons: reasons(due(&action), said.get(&action.id).copied(), today),
            action,
        })
        .collect();
    // What has no day comes last; those of a day stay in the order of their numbers.
    items.sort_by_key(|item| item.due.unwrap_or(NaiveDate::MAX));
    Ok(items)
}

/// The plans of areas that a later one with actions has taken the place of, whatever plans lie between: what they say
/// is nobody's work any more. A plan of which no action is known, as where a report only tells that there is one, takes
/// no work away. One statement.
pub(super) async fn superseded(db: &impl ConnectionTrait, areas: &[Uuid]) -> Result<Vec<Uuid>> {
    let planned = action::Entity::find()
        .select_only()
        .column(action::Column::PlanId)
        .into_query();
    let plans: Vec<(Uuid, Option<Uuid>, bool)> = plan::Entity::find()
        .filter(plan::Column::AreaId.is_in(areas.iter().copied()))
        .select_only()
        .columns([plan::Column::Id, plan::Column::SupersedesId])
        .expr_as(plan::Column::Id.in_subquery(planned), "has_actions")
        .into_tuple()
        .all(db)
        .await?;
    let earlier: HashMap<Uuid, Uuid> = plans
        .iter()
        .filter_map(|(id, earlier, _)| Some((*id, (*earlier)?)))
        .collect();
    let with_actions = plans
        .iter()
        .filter_map(|(id, _, has_actions)| has_actions.then_some(*id));
    let mut found = HashSet::new();
    for plan in with_actions {
        let mut next = earlier.get(&plan);
        // A circle ends where it was before.
        while let Some(one) = next.filter(|one| found.insert(**one)) {
            next = earlier.get(one);
        }
    }
    Ok(found.into_iter().collect())
}

/// The last day on which an action can be due by now, where one is known.
pub fn due(action: &action::Model) -> Option<NaiveDate> {
    let is_completion = action.due_kind == DueKind::Completion;
    let published = action
        .due_to
        .filter(|_| has_usable_date(action) && is_completion);
    action.team_due_to.or(published)
}

fn reasons(
    due: Option<NaiveDate>,
    updated_at: Option<DateTime<Utc>>,
    today: NaiveDate,
) -> Vec<Reason> {
    let first = |later| {
        let first = today.with_day(1)?;
        first.checked_add_months(Months::new(later))
    };
    let (next, after_next) = (first(1), first(2));
    let is_quiet = match (updated_at, today.checked_sub_days(QUIET)) {
        (Some(at), Some(long_ago)) => at.date_naive() < long_ago,
        _ => true,
    };
    let overdue = due.is_some_and(|due| due < today);
    let within = |from: Option<NaiveDate>, to: Option<NaiveDate>| {
        due.zip(from.zip(to))
            .is_some_and(|(due, (from, to))| due >= from && due < to)
    };
    [
        (overdue, Reason::Overdue),
        (within(Some(today), next), Reason::DueThisMonth),
        (within(next, after_next), Reason::DueNextMonth),
        (is_quiet, Reason::Quiet),
    ]
    .into_iter()
    .filter_map(|(is_so, reason)| is_so.then_some(reason))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_late_the_day_after_it_was_due_and_quiet_after_sixty_days() {
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let at = |text: &str| {
            day(text)
                .and_then(|day| day.and_hms_opt(9, 0, 0))
                .map(|at| at.and_utc())
        };
        let today = day("2026-11-29").unwrap_or_default();
        for (due, said, expected) in [
            ("2026-11-28", "2026-11-01", vec![Reason::Overdue]),
            ("2026-11-29", "2026-11-01", vec![Reason::DueThisMonth]),
            ("2026-11-30", "2026-09-30", vec![Reason::DueThisMonth]),
            (
                "2026-12-01",
                "2026-09-29",
                vec![Reason::DueNextMonth, Reason::Quiet],
            ),
            ("2026-12-31", "2026-11-01", vec![Reason::DueNextMonth]),
            ("2027-01-01", "2026-11-01", vec![]),
            ("", "", vec![Reason::Quiet]),
        ] {
            assert_eq!(reasons(day(due), at(said), today), expected, "{due} {said}");
        }
    }
}
