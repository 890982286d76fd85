//! The actions of somebody's teams, by what there is to see to.

use std::time::Duration;

use leptos::prelude::*;

use crate::component::{
    Cell, Table, dom, dynamic, link, list, none, para, reason, remark, section, seq, status_tag,
    table, visually_hidden,
};
use crate::format;
use crate::query::account::Membership;
use crate::query::common::{DateTime, PlanName};
use crate::query::word::{Role, WorkReason};
use crate::query::work::{Work, WorkItem};

/// How many actions of a section are shown at first: as many as `.gt-first-rows` leaves on the screen.
const FIRST: usize = 10;

/// A section of the page.
pub struct Part {
    pub id: &'static str,
    pub title: &'static str,
    /// What its table shows. No other has the same.
    caption: &'static str,
    /// What is said where there are none.
    empty: &'static str,
    /// Why actions are in it; nothing where it has those that are led.
    reason: Option<WorkReason>,
}

/// The sections, in the order of the page.
pub const PARTS: [Part; 5] = [
    Part {
        id: "lead",
        title: "You lead",
        caption: "Actions that you lead",
        empty: "You lead no action that is not completed.",
        reason: None,
    },
    Part {
        id: "overdue",
        title: "Overdue",
        caption: "Actions that were due before today",
        empty: "No action is overdue.",
        reason: Some(WorkReason::Overdue),
    },
    Part {
        id: "month",
        title: "Due this month",
        caption: "Actions that are due this month",
        empty: "No action is due in what is left of this month.",
        reason: Some(WorkReason::DueThisMonth),
    },
    Part {
        id: "next-month",
        title: "Due next month",
        caption: "Actions that are due next month",
        empty: "No action is due next month.",
        reason: Some(WorkReason::DueNextMonth),
    },
    Part {
        id: "quiet",
        title: "No update for 60 days",
        caption: "Actions without an update for 60 days",
        empty: "The team has said within 60 days how every action stands.",
        reason: Some(WorkReason::Quiet),
    },
];

impl Part {
    fn has(&self, item: &WorkItem) -> bool {
        match self.reason {
            Some(reason) => item.reasons.contains(&reason),
            None => item.is_led,
        }
    }
}

/// An action, and whether whoever is signed in may say how it stands.
#[derive(Clone)]
struct Line {
    item: WorkItem,
    may_update: bool,
}

/// The actions to see to, of all teams or of one.
pub struct Found {
    lines: Vec<Line>,
    /// Whether they are of several areas.
    several: bool,
}

impl Found {
    /// Those of an area, or of all teams.
    pub fn of(work: &Work, area: Option<&str>) -> Self {
        let items = work
            .items
            .iter()
            .filter(|item| area.is_none_or(|area| item.action.area.path == area));
        let line = |item: &WorkItem| Line {
            item: item.clone(),
            may_update: may_update(work, item),
        };
        Self {
            lines: items.map(line).collect(),
            several: area.is_none() && work.memberships.len() > 1,
        }
    }

    fn counts(&self) -> [usize; 5] {
        PARTS.map(|part| {
            self.lines
                .iter()
                .filter(|line| part.has(&line.item))
                .count()
        })
    }

    /// How much there is to see to, in words.
    pub fn summary(&self) -> String {
        summary(self.counts())
    }

    /// Who says how those actions stand that have no link to do so. Nothing where all have one.
    pub fn others(&self) -> AnyView {
        let own = self.lines.iter().filter(|line| line.may_update).count();
        who_says(own, self.lines.len()).map_or_else(none, para)
    }

    /// The ways to say how several actions of a plan stand, for each plan of which there are several to say it of.
    pub fn at_once(&self) -> AnyView {
        let own = self.lines.iter().filter(|line| line.may_update);
        let ways = with_several(own.map(|line| &line.item.action.plan));
        let ways = ways.into_iter().map(|plan| {
            let words = format!("Say how several actions of {} stand", plan.title);
            link(&format::several_href(&plan.path), &words)
        });
        let ways = list::items(ways.collect());
        view! { <div class="gt-no-print">{ways}</div> }.into_any()
    }

    /// All sections.
    pub fn sections(&self) -> AnyView {
        let sections = PARTS.iter().map(|part| {
            let own = self.lines.iter().filter(|line| part.has(&line.item));
            let own: Vec<Line> = own.cloned().collect();
            let title = format!("{} ({})", part.title, own.len());
            section(part.id, &title, listed(part, &own, self.several))
        });
        seq(sections.collect())
    }
}

/// Whether it makes sense to offer the form of an update: editors say how any action stands, contributors how those do
/// that they lead.
fn may_update(work: &Work, item: &WorkItem) -> bool {
    let is_of = |team: &&Membership| team.area.path == item.action.area.path;
    let role = work.memberships.iter().find(is_of).map(|team| team.role);
    let least = match item.is_led {
        true => Role::Contributor,
        false => Role::Editor,
    };
    work.is_administrator || role.is_some_and(|role| role >= least)
}

/// The plans that are there more than once, in the order in which they come.
fn with_several<'a>(all: impl Iterator<Item = &'a PlanName>) -> Vec<&'a PlanName> {
    let mut known: Vec<(&PlanName, usize)> = Vec::new();
    for plan in all {
        match known.iter_mut().find(|(one, _)| one.path == plan.path) {
            Some((_, count)) => *count += 1,
            None => known.push((plan, 1)),
        }
    }
    let several = known.into_iter().filter(|(_, count)| *count > 1);
    several.map(|(plan, _)| plan).collect()
}

fn summary([led, overdue, month, next_month, quiet]: [usize; 5]) -> String {
    let number = |count: usize| match count {
        0 => "none".to_owned(),
        count => count.to_string(),
    };
    let verb = |count: usize| match count {
        0 | 1 => "is",
        _ => "are",
    };
    let led = match led {
        0 => "You lead no action".to_owned(),
        1 => "You lead 1 action".to_owned(),
        _ => format!("You lead {led} actions"),
    };
    format!(
        "{led}. Of all that are not completed, {} {} overdue, {} {} due this month, {} {} due next month, and {} {} without an update for 60 days.",
        number(overdue),
        verb(overdue),
        number(month),
        verb(month),
        number(next_month),
        verb(next_month),
        number(quiet),
        verb(quiet),
    )
}

/// Who says how actions stand, where whoever is signed in may say so of some of them only, or of none.
fn who_says(own: usize, all: usize) -> Option<&'static str> {
    match own {
        own if own == all => None,
        0 => Some("How an action stands is said by whoever leads it, or by an editor."),
        _ => Some(
            "Where an action has a link for it, you may say how it stands. Of the others that is said by whoever leads them, or by an editor.",
        ),
    }
}

/// The actions of a section: those that are led all at once, of others the first, and all when they are asked for or
/// printed.
fn listed(part: &'static Part, lines: &[Line], several: bool) -> AnyView {
    if lines.is_empty() {
        return para(part.empty);
    }
    let is_long = part.reason.is_some() && lines.len() > FIRST;
    let is_open = RwSignal::new(!is_long);
    // A column of nothing would be a riddle.
    let is_own = lines.iter().any(|line| line.may_update);
    let (table, all) = (rows(part, lines, several, is_own), lines.len());
    let more = dynamic(move || match is_open.get() {
        true => none(),
        false => show_all(part, all, is_open),
    });
    let class = move || match (is_open.get(), is_own) {
        (true, true) => "gt-ways",
        (true, false) => "",
        (false, true) => "gt-ways gt-first-rows",
        (false, false) => "gt-first-rows",
    };
    view! {
        <div class=class>{table}</div>
        {more}
    }
    .into_any()
}

/// The id of the first action that is not shown at first.
fn further_id(part: &Part) -> String {
    format!("{}-further", part.id)
}

fn show_all(part: &'static Part, all: usize, is_open: RwSignal<bool>) -> AnyView {
    let open = move |_| {
        is_open.set(true);
        // The button goes: what it brought takes the focus.
        set_timeout(move || dom::focus(&further_id(part)), Duration::ZERO);
    };
    let of = format!(": {}", format::lower_first(part.caption));
    view! {
        <p class="gt-no-print">{format!("The first {FIRST} of {all} are shown.")}</p>
        <button type="button" class="govuk-button govuk-button--secondary" on:click=open>
            {format!("Show all {all}")} {visually_hidden(&of)}
        </button>
    }
    .into_any()
}

fn rows(part: &Part, lines: &[Line], several: bool, is_own: bool) -> AnyView {
    let mut head = vec!["Action", "Due", "Status", "Last update"];
    if is_own {
        head.push("Update");
    }
    if several {
        head.insert(1, "Area");
    }
    let rows = lines.iter().enumerate().map(|(number, line)| {
        let id = (number == FIRST).then(|| further_id(part));
        let mut cells = cells(part, line, id);
        if is_own {
            cells.push(Cell::Text(way_to_say(line)));
        }
        if several {
            let area = line.item.action.area.name.clone();
            cells.insert(1, Cell::Text(area.into_any()));
        }
        cells
    });
    table(Table {
        caption: part.caption.to_owned(),
        head,
        rows: rows.collect(),
        cards: true,
    })
}

fn cells(part: &Part, line: &Line, id: Option<String>) -> Vec<Cell> {
    let WorkItem {
        action,
        is_led,
        due,
        updated_at,
        ..
    } = &line.item;
    let href = format::action_href(&action.path);
    let words = format::shortened(&format!("{} {}", action.reference, action.text), 160);
    // That all of a section are led is its heading.
    let led = (*is_led && part.reason.is_some()).then(|| remark("You lead it."));
    let due = due.as_ref().map(|due| format::date(&due.0).into_any());
    let said = updated_at.as_ref().map(|at| DateTime::day(at).into_any());
    vec![
        Cell::Head(view! { <a href=href id=id>{words}</a> {led} }.into_any()),
        Cell::Text(due.unwrap_or_else(|| reason("No single day"))),
        Cell::Text(status_tag(&action.status)),
        Cell::Text(said.unwrap_or_else(|| reason("Never"))),
    ]
}

/// The way to the form of an update. Nothing for whoever may not send it: that is said once, above all actions.
fn way_to_say(line: &Line) -> AnyView {
    if !line.may_update {
        return none();
    }
    let action = &line.item.action;
    let href = format!("{}/update", format::action_href(&action.path));
    let of = format!(": action {}", action.reference);
    view! { <a class="gt-no-print" href=href>"Say how it stands" {visually_hidden(&of)}</a> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_much_there_is_to_see_to_is_said_in_words() {
        assert_eq!(
            summary([3, 12, 1, 2, 0]),
            "You lead 3 actions. Of all that are not completed, 12 are overdue, 1 is due this month, 2 are due next month, and none is without an update for 60 days."
        );
        assert!(summary([0, 1, 0, 0, 2]).starts_with("You lead no action. Of all"));
        assert!(summary([1, 0, 0, 0, 2]).ends_with("and 2 are without an update for 60 days."));
    }

    #[test]
    fn several_actions_are_offered_at_once_where_there_are_several() {
        let plans = ["a/one", "a/two", "a/three", "a/two", "a/one"].map(|path| PlanName {
            path: path.to_owned(),
            title: String::new(),
        });
        let found = with_several(plans.iter());
        let paths: Vec<&str> = found.iter().map(|plan| plan.path.as_str()).collect();
        assert_eq!(paths, ["a/one", "a/two"]);
    }

    #[test]
    fn who_says_how_actions_stand_is_said_where_it_is_somebody_else() {
        assert_eq!(who_says(3, 3), None);
        assert_eq!(who_says(0, 0), None);
        assert!(who_says(0, 3).is_some_and(|words| words.starts_with("How an action stands")));
        assert!(
            who_says(1, 3).is_some_and(|words| words.starts_with("Where an action has a link"))
        );
    }
}
