//! Actions across areas with filters in the address, and one action. See `action/` for the list.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::component::comments::comments;
use crate::component::lazy::chunk;
use crate::component::live::{self, Scope};
use crate::component::said::{Said, outside, said, said_with};
use crate::component::signed::of_team;
use crate::component::{
    bullets, by_team, citation_list, crumbs, due_date, dynamic, heading_under, history_of,
    lazy_part, link, list, load_page, none, not_stated, notes, para, quote, remark, remark_of, row,
    section, seq, signed, summary_list, superseded, tag, value,
};
use crate::format;
use crate::query::action::{self, Action, ActionLead, StatusWithDefinition, WorkstreamThread};
use crate::query::common::Versioned;
use crate::query::update::{ActionUpdate, decisive};
use crate::query::word::{RecordKind, SharedStatus};

mod assigned;
mod list_page;
pub mod measure;

pub use list_page::actions;

/// `/areas/{area}/plans/{plan}/actions/{reference}`
pub fn action(area: &str, plan: &str, reference: &str) -> AnyView {
    let path = format!("{area}/{plan}/{reference}");
    let live = live::live();
    let scope = Scope::record(&path);
    let ask = move || {
        live.track();
        action::action(path.clone())
    };
    let view = move |found: &Versioned<Action>| {
        live.arrived(found.version, Some(scope.clone()));
        view(&found.record)
    };
    seq(vec![
        live.of_record("action"),
        load_page("the action", ask, view),
    ])
}

fn view(action: &Action) -> AnyView {
    crumbs(&[
        ("Areas", "/areas"),
        (&action.area.name, &format::area_href(&action.area.path)),
        (&action.plan.title, &format::plan_href(&action.plan.path)),
    ]);
    let above = format!("{}, {}", action.area.name, action.plan.title);
    view! {
        {heading_under(&above, &format!("Action {}", action.reference))}
        {quote(&action.text)}
        {superseded(&action.plan.title, &action.plan.superseded_by)}
        {notes(&action.data_quality_notes)}
        {moved(action)}
        {summary_list(rows(action))}
        {ways_to_write(action)}
        {resets(action)}
        {history(action)}
        {citation_list(&action.citations)}
        {section("measures", "Measures", measures(action))}
        {section("thread", "The thread", thread(action))}
        {led_by(action)}
        {comments(&action.area.path, action.id.inner())}
        {history_of(RecordKind::Action, &action.path)}
    }
    .into_any()
}

/// That its team has set another day, where there are notes: they are about the published one.
fn moved(action: &Action) -> AnyView {
    let last = action.due_of_team.resets.last();
    match last.filter(|_| !action.data_quality_notes.is_empty()) {
        Some(reset) => {
            let day = format::span(Some(&reset.from.0), Some(&reset.to.0)).unwrap_or_default();
            para(&format!(
                "What is to be read with care is what is published. By now it is due {day}, as its team says."
            ))
        }
        None => none(),
    }
}

/// Who of the team leads it, for the team.
fn led_by(action: &Action) -> AnyView {
    let (area, path) = (action.area.path.clone(), action.path.clone());
    of_team(&action.area.path, "led", "Led in the team by", move || {
        let (area, path) = (area.clone(), path.clone());
        lazy_part("who leads it", chunk!(assigned::assigned(area, path)))
    })
}

fn rows(action: &Action) -> Vec<list::Row> {
    let mut rows = vec![
        row("Status", status(&action.status, &action.updates)),
        row("Due", due_date(&action.due)),
        row("Lead", by_team(team_leads(action), leads(action))),
        row("Steps", by_team(team_steps(action), bullets(&action.steps))),
        row("Evidence", evidence(action)),
        row(
            "Impact measures",
            not_stated(action.impact_published.as_deref()),
        ),
        row(
            "Themes",
            signed::themes_of(
                RecordKind::Action,
                &action.path,
                &action.themes,
                &format!("action {}", action.reference),
            ),
        ),
    ];
    if let Some(printed) = &action.reference_published {
        rows.insert(0, row("Number as printed", printed.clone()));
    }
    if let Some(note) = &action.note {
        rows.push(row("Our remark", note.clone()));
    }
    rows
}

/// The word for how it stands, what it means in the plan, and where that puts it on the shared scale; beside what its
/// team has said since, the published word.
fn status(status: &StatusWithDefinition, updates: &[ActionUpdate]) -> AnyView {
    if status.published.is_none() && updates.is_empty() {
        return not_stated(None);
    }
    let meaning = status.value.as_ref().map(|value| {
        let definition = value
            .definition
            .as_ref()
            .map(|words| format!(" Defined in the plan as: “{words}”."));
        let judgement = remark_of(value.judgement.as_deref());
        let words = format!(" {}.{}", value.label, definition.unwrap_or_default());
        seq(vec![words.into_any(), judgement])
    });
    let shared = match status.shared {
        SharedStatus::NotStated => none(),
        shared => remark(&format!(
            "On the scale shared by all plans: {}.",
            shared.label()
        )),
    };
    let value = status.value.as_ref().map(|value| value.code.as_str());
    let own = status.published.as_deref().filter(|_| updates.is_empty());
    let word = value.or(own).unwrap_or(status.shared.label());
    let published = match (&status.published, updates.is_empty()) {
        (_, true) => none(),
        (Some(published), false) => remark(&format!("Published as {published}.")),
        (None, false) => remark("The plan as published states no status."),
    };
    seq(vec![
        tag(word, value::status_colour(status.shared)),
        meaning.unwrap_or_else(none),
        shared,
        published,
    ])
}

/// What its team has said of how it stands, the newest first, and which of it says how it stands now.
fn history(action: &Action) -> AnyView {
    let Some(decisive) = decisive(&action.updates) else {
        return none();
    };
    let updates = action.updates.iter().enumerate().rev();
    let updates = updates.map(|(at, update)| {
        let word = update.value.as_ref().map(|value| value.code.as_str());
        let tag = tag(
            word.unwrap_or(update.status.label()),
            value::status_colour(update.status),
        );
        let since = format!(" since {}", format::date(&update.effective_on.0));
        let standing = match at.cmp(&decisive) {
            Ordering::Equal => remark("This is how it stands now."),
            Ordering::Greater => {
                remark("Said later, of an earlier day: it does not change how it stands.")
            }
            Ordering::Less => none(),
        };
        let way = signed::way_to(
            &action.area.path,
            format::take_back_href(&action.path, update.id.inner()),
            "Wrong? Take this update back",
            &format!(": {}{since}", word.unwrap_or(update.status.label())),
        );
        let said = Said {
            head: seq(vec![tag, since.into_any(), standing]),
            note: &update.note,
            link: update.link.as_deref(),
            author: &update.author,
            at: &update.at,
        };
        (said, way)
    });
    section(
        "updates",
        "What its team has said since",
        said_with(updates),
    )
}

/// Every day that its team has set, and why, the newest first.
fn resets(action: &Action) -> AnyView {
    let resets = &action.due_of_team.resets;
    if resets.is_empty() {
        return none();
    }
    let days = resets.iter().rev().map(|reset| {
        let day = format::span(Some(&reset.from.0), Some(&reset.to.0)).unwrap_or_default();
        Said {
            head: format!("Due {day}").into_any(),
            note: &reset.note,
            link: reset.link.as_deref(),
            author: &reset.author,
            at: &reset.at,
        }
    });
    section("days", "Days that its team has set", said(days))
}

/// The steps as its team has them by now. Nothing where it has not changed them.
fn team_steps(action: &Action) -> Option<AnyView> {
    let steps = action.team_steps.as_ref()?;
    Some(match steps.as_slice() {
        [] => remark("None are left."),
        steps => bullets(steps),
    })
}

/// Who leads it by now, as its team says. Nothing where it has not said so.
fn team_leads(action: &Action) -> Option<AnyView> {
    let leads = action.team_leads.iter().map(|lead| {
        let organisation = lead.organisation.as_ref();
        let parts = [Some(lead.name.as_str()), lead.role.as_deref()];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let of = organisation.map(|organisation| format!(" – {}", organisation.name));
        format!("{name}{}", of.unwrap_or_default())
    });
    let leads: Vec<String> = leads.collect();
    (!leads.is_empty()).then(|| bullets(&leads))
}

/// What the plan states as evidence, and the pages that its team has given.
fn evidence(action: &Action) -> AnyView {
    let links = action.evidence_links.iter().map(|link| {
        seq(vec![
            outside(&link.link, &link.title),
            remark(&format!(
                "Given by the team: {}, {}",
                link.author,
                link.at.words()
            )),
        ])
    });
    let links: Vec<AnyView> = links.collect();
    let published = match (action.evidence.is_empty(), links.is_empty()) {
        (true, false) => remark("The plan as published states none."),
        _ => bullets(&action.evidence),
    };
    seq(vec![published, list::items(links)])
}

/// The ways to the forms, for those of the area's team who may send them.
fn ways_to_write(action: &Action) -> AnyView {
    let area = action.area.path.clone();
    let href = format::action_href(&action.path);
    let signed = signed::signed();
    let way = |class: &'static str, href: String, words: &'static str| {
        view! { <p class="gt-no-print"><a class=class href=href>{words}</a></p> }.into_any()
    };
    dynamic(move || {
        let update = signed.may_update(&area);
        let edit = signed.may_edit(&area);
        seq(vec![
            match update {
                true => way(
                    signed::MAIN_WAY,
                    format!("{href}/update"),
                    "Say how this action stands",
                ),
                false => none(),
            },
            match edit {
                true => way(
                    signed::WAY,
                    format!("{href}/edit"),
                    "Change days, steps, leads and evidence",
                ),
                false => none(),
            },
        ])
    })
}

/// The cell as printed, and, where it holds several, those who lead one by one.
fn leads(action: &Action) -> AnyView {
    let Some(published) = &action.lead_published else {
        let workstream = action
            .workstream
            .leads_published
            .as_ref()
            .map(|leads| remark(&format!("The plan names leads of the workstream: {leads}")));
        return seq(vec![not_stated(None), workstream.unwrap_or_else(none)]);
    };
    let one_by_one: Vec<String> = action.leads.iter().map(lead).collect();
    // One lead in the words of the cell says what the cell does, and more where an organisation is known.
    let one_by_one = match one_by_one.as_slice() {
        [only] if only.starts_with(published.as_str()) => return only.clone().into_any(),
        leads => list::items(leads.iter().map(|lead| lead.clone().into_any()).collect()),
    };
    seq(vec![published.clone().into_any(), one_by_one])
}

fn lead(lead: &ActionLead) -> String {
    let mut words = lead.name.clone();
    if let Some(role) = &lead.role {
        words.push_str(&format!(", {role}"));
    }
    if let Some(organisation) = &lead.organisation {
        words.push_str(&format!(" – {}", organisation.name));
    }
    if let Some(published) = &lead.published {
        words.push_str(&format!(" (printed as “{published}”)"));
    }
    words
}

fn measures(action: &Action) -> AnyView {
    if !action.measures.nodes.is_empty() {
        return measure::measures("this action", &action.measures.nodes, false);
    }
    let elsewhere = match action.workstream.measures.total_count {
        0 => none(),
        count => {
            let href = format!(
                "{}#{}",
                format::plan_href(&action.plan.path),
                format::anchor(&action.workstream.path)
            );
            let words = format!(
                "The workstream has {}",
                format::count(count, "measure", "measures")
            );
            view! { <p>{link(&href, &words)} ", not tied to one action."</p> }.into_any()
        }
    };
    view! { <p>{not_stated(None)} " for this action."</p> {elsewhere} }.into_any()
}

/// From the finding to this action; a missing link is a step too.
fn thread(action: &Action) -> AnyView {
    let WorkstreamThread {
        path,
        number,
        title,
        weakness,
        ..
    } = &action.workstream;
    let area = format::area_href(&action.area.path);
    let step = |what: &'static str, view: AnyView| (what.into_any(), view);
    let mut steps = match weakness {
        Some(weakness) => vec![
            step(
                "Inspection",
                link(
                    &format!("{area}#{}", format::anchor(&weakness.inspection.path)),
                    &weakness.inspection.title,
                ),
            ),
            step(
                "Weakness",
                link(&format::weakness_href(&weakness.path), &weakness.title),
            ),
        ],
        None => vec![step("Weakness", not_stated(None))],
    };
    let workstream = format!(
        "{}#{}",
        format::plan_href(&action.plan.path),
        format::anchor(path)
    );
    steps.push(step(
        "Workstream",
        link(&workstream, &format!("{number}: {title}")),
    ));
    steps.push(step(
        "Action",
        format!("{} (this one)", action.reference).into_any(),
    ));
    list::strip(steps)
}
