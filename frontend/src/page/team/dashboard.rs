//! How the plans of an area stand for its team: what is late or quiet in each workstream, and who leads how much of it.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::component::signed::signed;
use crate::component::{Cell, Table, link, list, load_part, none, para, seq, table};
use crate::format;
use crate::query::common::AreaName;
use crate::query::team::{self, Member, TeamWork, WorkstreamOfPlan};
use crate::query::word::WorkReason;
use crate::url;

/// How many actions there are to see to, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Tally {
    open: usize,
    overdue: usize,
    month: usize,
    next_month: usize,
    quiet: usize,
    /// Those that nobody of the team leads.
    unled: usize,
}

impl Tally {
    fn count(&mut self, item: &TeamWork) {
        let has = |reason| usize::from(item.reasons.contains(&reason));
        self.open += 1;
        self.overdue += has(WorkReason::Overdue);
        self.month += has(WorkReason::DueThisMonth);
        self.next_month += has(WorkReason::DueNextMonth);
        self.quiet += has(WorkReason::Quiet);
        self.unled += usize::from(leads(item).next().is_none());
    }

    fn of<'a>(items: impl IntoIterator<Item = &'a TeamWork>) -> Self {
        let mut tally = Self::default();
        items.into_iter().for_each(|item| tally.count(item));
        tally
    }

    fn figures(self) -> [usize; 5] {
        [
            self.open,
            self.overdue,
            self.month,
            self.next_month,
            self.quiet,
        ]
    }

    fn words(self) -> String {
        let count = |number: usize, words: &str| match number {
            0 => format!("none {words}"),
            _ => format!("{number} {words}"),
        };
        let open = match self.open {
            1 => "1 action is not completed".to_owned(),
            open => format!("{open} actions are not completed"),
        };
        let parts = [
            count(self.overdue, "overdue"),
            count(self.month, "due this month"),
            count(self.next_month, "due next month"),
            count(self.quiet, "without an update for 60 days"),
        ];
        let led = match self.unled {
            0 => "Each has somebody of the team who leads it.".to_owned(),
            unled if unled == self.open => "Nobody of the team leads any of them.".to_owned(),
            unled => format!("Nobody of the team leads {unled} of them."),
        };
        format!("{open}: {}. {led}", parts.join(", "))
    }
}

/// The ids of those of the team who lead an action.
fn leads(item: &TeamWork) -> impl Iterator<Item = &str> {
    let leads = item.action.assignees.iter().flatten();
    leads.map(|lead| lead.id.inner())
}

/// What there is to see to in the plans of an area, by workstream and by who leads it.
pub fn dashboard(area: &AreaName, members: &[Member]) -> AnyView {
    let (area, members) = (area.clone(), members.to_vec());
    let ask = {
        let path = area.path.clone();
        move || team::work(path.clone())
    };
    load_part("how the plans stand", ask, move |work: &Vec<TeamWork>| {
        view(&area, &members, work)
    })
}

fn view(area: &AreaName, members: &[Member], work: &[TeamWork]) -> AnyView {
    let own = url::address("/work", &[("area", &area.path)]);
    let is_member = untrack(|| signed().is_member(&area.path));
    let ways = list::items(vec![
        // Whoever keeps the site and is in no team has no work of its own.
        match is_member {
            true => link(&own, "The actions that are late or quiet, one by one"),
            false => link(&format::area_href(&area.path), "The area and its plans"),
        },
        link(
            &format::changes_href(&area.path),
            "What changed since the last meeting",
        ),
        link(
            &format::removed_href(&area.path),
            "What was taken away and is not back",
        ),
        link(
            &format::drafts_href(&area.path),
            "Drafts of the next versions of the plans",
        ),
    ]);
    let found = match work.is_empty() {
        true => para("The plans have no action that is not completed."),
        false => seq(vec![
            para(&Tally::of(work).words()),
            by_workstream(area, work),
            by_lead(members, work),
        ]),
    };
    seq(vec![found, ways])
}

/// The workstreams, plan by plan and in the order of their numbers, with the actions of each.
fn workstreams(work: &[TeamWork]) -> Vec<(&WorkstreamOfPlan, Tally)> {
    let mut found: BTreeMap<(&str, u32, &str), (&WorkstreamOfPlan, Tally)> = BTreeMap::new();
    for item in work {
        let one = &item.action.workstream;
        let number = one.number.parse().unwrap_or(u32::MAX);
        let key = (one.plan.path.as_str(), number, one.path.as_str());
        let (_, tally) = found.entry(key).or_insert((one, Tally::default()));
        tally.count(item);
    }
    found.into_values().collect()
}

fn by_workstream(area: &AreaName, work: &[TeamWork]) -> AnyView {
    let found = workstreams(work);
    let first = found.first().map(|(one, _)| one.plan.path.as_str());
    let is_of_several = found
        .iter()
        .any(|(one, _)| Some(one.plan.path.as_str()) != first);
    let rows = found.iter().map(|(one, tally)| {
        let href = format::record_href("Workstream", &one.path);
        let words = format::shortened(&format!("{} {}", one.number, one.title), 120);
        let name = match href {
            Some(href) => link(&href, &words),
            None => words.into_any(),
        };
        let mut row = vec![Cell::Head(name)];
        if is_of_several {
            row.push(Cell::Text(one.plan.title.clone().into_any()));
        }
        row.extend(tally.figures().map(figure));
        row.push(figure(tally.unled));
        row
    });
    let mut head = vec!["Workstream"];
    if is_of_several {
        head.push("Plan");
    }
    head.extend(FIGURES);
    head.push("Led by nobody");
    table(Table {
        caption: format!(
            "Actions of {} that are not completed, by workstream",
            area.name
        ),
        head,
        rows: rows.collect(),
        cards: true,
    })
}

/// The headings of the figures of both tables.
const FIGURES: [&str; 5] = [
    "Not completed",
    "Overdue",
    "Due this month",
    "Due next month",
    "No update for 60 days",
];

fn figure(number: usize) -> Cell {
    Cell::Figure(number.to_string().into_any())
}

/// Who leads how much. An action that several lead counts for each of them.
fn by_lead(members: &[Member], work: &[TeamWork]) -> AnyView {
    let rows = members.iter().filter_map(|member| {
        let id = member.id.inner();
        let own = work
            .iter()
            .filter(|item| leads(item).any(|lead| lead == id));
        let tally = Tally::of(own);
        let name = member.name.clone().into_any();
        let row = std::iter::once(Cell::Head(name)).chain(tally.figures().map(figure));
        (tally.open > 0).then(|| row.collect::<Vec<_>>())
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return none();
    }
    let mut head = vec!["Who leads"];
    head.extend(FIGURES);
    table(Table {
        caption: "Actions that are not completed, by who of the team leads them".to_owned(),
        head,
        rows,
        cards: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_to_see_to_is_said_in_words() {
        let tally = |open, overdue, [month, next_month]: [usize; 2], quiet, unled| Tally {
            open,
            overdue,
            month,
            next_month,
            quiet,
            unled,
        };
        assert_eq!(
            tally(71, 12, [0, 3], 40, 9).words(),
            "71 actions are not completed: 12 overdue, none due this month, 3 due next month, 40 without an update for 60 days. Nobody of the team leads 9 of them."
        );
        assert_eq!(
            tally(1, 0, [1, 0], 0, 0).words(),
            "1 action is not completed: none overdue, 1 due this month, none due next month, none without an update for 60 days. Each has somebody of the team who leads it."
        );
        assert!(
            tally(2, 0, [0, 0], 0, 2)
                .words()
                .ends_with("leads any of them.")
        );
    }
}
