//! The list of actions: the address is the filter.

use leptos::prelude::*;

use crate::chart::months::{Month, months};
use crate::component::view::{Beside, View, view};
use crate::component::{
    detail_later, due_date, dynamic, link, load_part, none, not_stated, para, remark, seq,
    status_tag,
};
use crate::format;
use crate::query::action::{self, ACTIONS as SOURCE, ActionRow, DueMonth};
use crate::query::list::Found;
use crate::query::word::{DateProblem, Gap, Lateness, Precision};
use crate::url::action::ACTIONS;
use crate::url::list::{State, wire};

/// `/actions`
pub fn actions() -> AnyView {
    view(View {
        list: &ACTIONS,
        source: SOURCE,
        title: "Actions",
        lead: "What every plan says is to be done, by whom and by when.",
        head: "Action",
        cells,
        above,
    })
}

fn cells(row: &ActionRow) -> Vec<AnyView> {
    let title = format!("{} {}", row.reference, row.text);
    let place = format!(
        "{}: {}, workstream {}",
        row.area.name, row.plan.title, row.workstream.number
    );
    let themes: Vec<&str> = row
        .themes
        .iter()
        .map(|assigned| assigned.theme.name.as_str())
        .collect();
    let themes = (!themes.is_empty()).then(|| themes.join("; "));
    vec![
        seq(vec![
            link(&format::action_href(&row.path), &title),
            remark(&place),
        ]),
        status_tag(&row.status),
        not_stated(row.lead_published.as_deref()),
        due_date(&row.due),
        or_none(themes),
    ]
}

fn or_none(words: Option<String>) -> AnyView {
    words.map_or_else(|| remark("No theme assigned"), IntoAny::into_any)
}

fn above(found: &Found<ActionRow>, state: &State, beside: Beside) -> AnyView {
    seq(vec![
        lateness(state, &beside),
        dated_only(state),
        count_line(found),
        due_months(state),
    ])
}

/// The due dates of all the actions that the filter leaves, month by month.
fn due_months(state: &State) -> AnyView {
    let filter = ACTIONS.filter(state);
    detail_later("Due dates over time", move || {
        let filter = filter.clone();
        let ask = move || action::months(filter.clone());
        load_part("the due dates", ask, |found: &Vec<DueMonth>| {
            let found: Vec<Month> = found
                .iter()
                .map(|due| Month {
                    month: due.month.0.clone(),
                    exact: due.exact,
                    about: due.about,
                })
                .collect();
            match found.is_empty() {
                true => para("None of these actions has a date that can be placed in time."),
                false => months("Actions due, by month", &found),
            }
        })
    })
}

/// At a chosen day: how many are overdue, and how many cannot be judged, each a link to them.
fn lateness(state: &State, beside: &Beside) -> AnyView {
    let Some(day) = state.values("overdue").next() else {
        return none();
    };
    let counted = |lateness: Lateness, words: &'static str| {
        let (beside, word) = (beside.clone(), wire(lateness.slug()));
        let words = dynamic(move || match beside.of("lateness", &word) {
            Some(count) => format!("{count} {words}").into_any(),
            None => words.into_any(),
        });
        let state = state.with("late", lateness.slug());
        view! { <a href=ACTIONS.address(&state)>{words}</a> }
    };
    view! {
        <p class="gt-count">
            {format!("At {}: ", format::date(day))} {counted(Lateness::Overdue, "overdue")} ", "
            {counted(Lateness::NotOverdue, "not")} ", and "
            {counted(Lateness::Unknown, "cannot be judged")}
            ", because no single day for completion or no status is stated."
        </p>
    }
    .into_any()
}

/// Where the dates are narrowed: that actions without any are left out, and the way to them.
fn dated_only(state: &State) -> AnyView {
    let ends = ["from", "to"];
    if ends.iter().all(|end| state.values(end).next().is_none()) {
        return none();
    }
    let open = ends
        .iter()
        .fold(state.clone(), |state, end| state.without_part(end));
    let bare = ACTIONS.address(&open.with("without", Gap::UsableDate.slug()));
    view! {
        <p class="gt-count">
            "Actions without a date that can be placed in time are left out here. "
            {link(&bare, "See those without a date that names one day")} "."
        </p>
    }
    .into_any()
}

/// What can and cannot be judged in the rows shown.
fn count_line(found: &Found<ActionRow>) -> AnyView {
    let count =
        |what: &dyn Fn(&ActionRow) -> bool| found.rows.iter().filter(|row| what(row)).count();
    let problem = |row: &ActionRow| row.due.problem;
    let approximate = |row: &ActionRow| match row.due.precision {
        None | Some(Precision::Day | Precision::Days) => false,
        Some(Precision::Month | Precision::Season | Precision::Year | Precision::Range) => {
            problem(row).is_none()
        }
    };
    let doubtful = |row: &ActionRow| {
        matches!(
            problem(row),
            Some(DateProblem::Impossible | DateProblem::Mistyped)
        )
    };
    let counts = [
        (
            count(&|row| row.due.published.is_none()),
            "with no due date stated in the source",
        ),
        (
            count(&|row| problem(row) == Some(DateProblem::NoDate)),
            "with no usable date",
        ),
        (count(&approximate), "with an approximate date"),
        (count(&doubtful), "with a date that needs checking"),
        (
            count(&|row| row.status.published.is_none()),
            "with no status stated in the source",
        ),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = counts
        .map(|(count, words)| format!("{count} {words}"))
        .collect();
    if words.is_empty() {
        return none();
    }
    let shown = found.rows.len();
    view! { <p class="gt-count">{format!("Of the {shown} shown here: {}.", words.join("; "))}</p> }
        .into_any()
}
