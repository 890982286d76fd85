//! The list of actions: the address is the filter.

use std::sync::Arc;

use leptos::prelude::*;

use crate::component::{
    Cell, Chip, Choice, Pager, Table, chips, counted_checkboxes, day_field, due_date, filter,
    filter_form, heading, link, load_part, none, not_stated, pager, para, remark, results_heading,
    seq, status_tag, table, text_field,
};
use crate::format;
use crate::query::action::{self, ActionPage, ActionRow, Facet, FacetCounts, Found, Options};
use crate::query::word::{DateProblem, DueKind, Gap, Precision, SharedStatus};
use crate::url::action::{Filter, NAMES};

/// `/actions`
pub fn actions() -> AnyView {
    view! {
        {heading("Actions")}
        <p class="gt-lead">"What every plan says is to be done, by whom and by when."</p>
        {load_part("the filters", action::options, body)}
    }
    .into_any()
}

fn body(options: &Options) -> AnyView {
    let options = Arc::new(options.clone());
    let address = filter::from_address(Filter::parse);
    let read = Memo::new({
        let options = Arc::clone(&options);
        move |_| {
            let (mut filter, mut removed) = address.get();
            removed.extend(filter.keep_known(|key, value| known(&options, key, value)));
            (filter, removed)
        }
    });
    let filter = Memo::new(move |_| read.with(|(filter, _)| filter.clone()));

    let counts = RwSignal::new(Vec::<FacetCounts>::new());
    let fields = {
        let options = Arc::clone(&options);
        move || filter.with(|filter| fields(&options, filter, counts))
    };
    let panel = filter_form("Filter the actions", "/actions", NAMES, fields);
    let results = load_part(
        "actions",
        move || action::actions(filter.get()),
        move |found: &Found| {
            counts.set(found.counts.clone());
            filter.with_untracked(|filter| results(found, filter, &options))
        },
    );
    view! {
        {filter::notice(read, Filter::address)}
        {filter::filter_layout(panel, results)}
    }
    .into_any()
}

fn known(options: &Options, key: &str, value: &str) -> bool {
    match key {
        "area" => options
            .local_areas
            .nodes
            .iter()
            .any(|area| area.path == value),
        "plan" => options.plans.nodes.iter().any(|plan| plan.path == value),
        _ => options.themes.nodes.iter().any(|theme| theme.path == value),
    }
}

/// Whether and how often a choice occurs among what the other filters leave.
fn count(counts: RwSignal<Vec<FacetCounts>>, by: Facet, value: &str) -> Option<i32> {
    counts.with(|counts| {
        let choices = &counts.iter().find(|facet| facet.by == by)?.choices;
        let choice = choices.iter().find(|choice| choice.value == value);
        Some(choice.map_or(0, |choice| choice.count))
    })
}

fn fields(options: &Options, filter: &Filter, counts: RwSignal<Vec<FacetCounts>>) -> AnyView {
    let choice = |value: &str, label: String, chosen: &[String]| Choice {
        value: value.to_owned(),
        label,
        chosen: chosen.iter().any(|chosen| chosen == value),
    };
    let areas = options
        .local_areas
        .nodes
        .iter()
        .map(|area| choice(&area.path, area.name.clone(), &filter.area));
    // A strategy has no actions, so it would only lead to an empty list; one in the address is offered all the same.
    let plans = options.plans.nodes.iter();
    let plans = plans.map(|plan| {
        choice(
            &plan.path,
            format!("{}: {}", plan.area.name, plan.title),
            &filter.plan,
        )
    });
    let themes = options
        .themes
        .nodes
        .iter()
        .map(|theme| choice(&theme.path, theme.name.clone(), &filter.theme));
    let statuses = SharedStatus::ALL.iter().map(|status| Choice {
        value: status.slug().to_owned(),
        label: status.label().to_owned(),
        chosen: filter.status.contains(status),
    });
    let dues = DueKind::ALL.iter().map(|due| Choice {
        value: due.slug().to_owned(),
        label: due.label().to_owned(),
        chosen: filter.due.contains(due),
    });
    let gaps = Gap::ALL.iter().map(|gap| Choice {
        value: gap.slug().to_owned(),
        label: gap.label().to_owned(),
        chosen: filter.without.contains(gap),
    });
    // The form speaks in slugs, the server in the words of the schema.
    let by = move |by| move |path: &str| count(counts, by, path);
    let word = |slug: &str| slug.replace('-', "_").to_uppercase();
    let by_word = move |by| move |slug: &str| count(counts, by, &word(slug));
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    view! {
        {counted_checkboxes("area", "Local area", areas.collect(), by(Facet::Area))}
        {counted_checkboxes("plan", "Plan", plans.collect(), by(Facet::Plan))}
        {counted_checkboxes("status", "Status, on the scale shared by all plans", statuses.collect(), by_word(Facet::Status))}
        {counted_checkboxes("without", "What is missing", gaps.collect(), by_word(Facet::Without))}
        {counted_checkboxes("due", "What the due date means", dues.collect(), by_word(Facet::DueKind))}
        {day_field("from", "Due from", "", text(&filter.from))}
        {day_field("to", "Due until", "", text(&filter.to))}
        {day_field("overdue", "Overdue at", "Due for completion before this day, and not stated as completed", text(&filter.overdue))}
        {counted_checkboxes("theme", "Theme", themes.collect(), by(Facet::Theme))}
        {text_field("lead", "Lead", "A name, role or body, as published", filter.lead.clone().unwrap_or_default())}
        {text_field("text", "Words", "In the action, its steps or its evidence", filter.text.clone().unwrap_or_default())}
    }
    .into_any()
}

fn results(found: &Found, filter: &Filter, options: &Options) -> AnyView {
    let page = &found.page;
    let parts = filter.parts();
    let narrowed = match parts.len() {
        0 => String::new(),
        number => format!(", {}", format::count(number as i32, "filter", "filters")),
    };
    let title = format!(
        "{}{narrowed}",
        format::count(page.total_count, "action", "actions")
    );
    let chosen = parts.into_iter().map(|(key, value, without)| Chip {
        words: words(options, key, &value),
        without,
    });
    let rows = match page.nodes.is_empty() {
        true => nothing(filter),
        false => rows(page),
    };
    let after = |cursor: &str| filter.after(Some(cursor)).address();
    view! {
        {results_heading(&title)}
        {chips(chosen.collect())}
        {count_line(page)}
        {rows}
        {pager(Pager {
            info: &page.page_info,
            begun: filter.after.is_some(),
            first: filter.after(None).address(),
            after: &after,
        })}
    }
    .into_any()
}

/// A filter in words: "Plan: Leicestershire, Written Statement of Action".
fn words(options: &Options, key: &str, value: &str) -> String {
    let found = match key {
        "area" => options
            .local_areas
            .nodes
            .iter()
            .find(|area| area.path == value)
            .map(|area| area.name.clone()),
        "plan" => {
            let plan = options.plans.nodes.iter().find(|plan| plan.path == value);
            plan.map(|plan| format!("{}, {}", plan.area.name, plan.title))
        }
        "theme" => options
            .themes
            .nodes
            .iter()
            .find(|theme| theme.path == value)
            .map(|theme| theme.name.clone()),
        _ => None,
    };
    let label = match key {
        "status" => SharedStatus::from_slug(value).map(SharedStatus::label),
        "due" => DueKind::from_slug(value).map(DueKind::label),
        "without" => Gap::from_slug(value).map(Gap::label),
        _ => None,
    };
    let day = matches!(key, "from" | "to" | "overdue").then(|| format::date(value));
    let key = match key {
        "area" => "Local area",
        "plan" => "Plan",
        "theme" => "Theme",
        "status" => "Status",
        "due" => "Due date",
        "without" => "Missing",
        "from" => "Due from",
        "to" => "Due until",
        "overdue" => "Overdue at",
        "lead" => "Lead",
        _ => "Words",
    };
    let value = found
        .or(label.map(str::to_owned))
        .or(day)
        .unwrap_or_else(|| value.to_owned());
    format!("{key}: {value}")
}

fn nothing(filter: &Filter) -> AnyView {
    match filter.after {
        Some(_) => para("This page of the list is empty. Go back to the first page."),
        None => para("No action matches these filters. Remove one of them to see more."),
    }
}

/// What can and cannot be judged in the rows shown.
fn count_line(page: &ActionPage) -> AnyView {
    let count =
        |what: &dyn Fn(&ActionRow) -> bool| page.nodes.iter().filter(|row| what(row)).count();
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
    let shown = page.nodes.len();
    view! { <p class="gt-count">{format!("Of the {shown} shown here: {}.", words.join("; "))}</p> }
        .into_any()
}

fn rows(page: &ActionPage) -> AnyView {
    let rows = page.nodes.iter().map(|row| {
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
        let themes = match themes.is_empty() {
            true => none(),
            false => remark(&format!("Themes: {}", themes.join("; "))),
        };
        let action = seq(vec![
            link(&format::action_href(&row.path), &title),
            remark(&place),
            themes,
        ]);
        vec![
            Cell::Head(action),
            Cell::Text(status_tag(&row.status)),
            Cell::Text(not_stated(row.lead_published.as_deref())),
            Cell::Text(due_date(&row.due)),
        ]
    });
    table(Table {
        caption: "Actions, by area, plan and number".to_owned(),
        head: vec!["Action", "Status", "Lead", "Due"],
        rows: rows.collect(),
        cards: true,
    })
}
