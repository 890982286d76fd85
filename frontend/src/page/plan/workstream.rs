//! A workstream of a plan: what it answers, who is in it, its actions and its measures.

use leptos::prelude::*;

use crate::component::said::{Said, said};
use crate::component::signed::{themes_of, way_to_edit};
use crate::component::{
    bullets, citation::place_link, citation_list, detail, due_date, history_among, link, list,
    live, none, not_stated, notes, para, published_date, quote, remark, row, section, seq,
    status_tag, strong, summary_list,
};
use crate::format;
use crate::page::action::measure;
use crate::query::common::Coverage;
use crate::query::plan::{Action, Workstream, WorkstreamMember, WorkstreamState, WorkstreamUpdate};
use crate::query::word::{MemberRole, RecordKind};

/// `coverage` is the plan's: what it states for none of its actions is said once, not on every card.
pub fn workstream(workstream: &Workstream, coverage: &Coverage) -> AnyView {
    let rows = vec![
        row("Answers the weakness", weakness(workstream)),
        row("Leads", not_stated(workstream.leads_published.as_deref())),
        row("Outcomes aimed at", bullets(&workstream.outcomes)),
        row("Members", members(&workstream.members)),
        row(
            "Themes",
            themes_of(
                RecordKind::Workstream,
                &workstream.path,
                &workstream.themes,
                &format!("workstream {}", workstream.number),
            ),
        ),
    ];
    let title = format!("Workstream {}", workstream.number);
    let body = view! {
        {quote(&workstream.title)}
        {notes(&workstream.data_quality_notes)}
        {states(&workstream.states)}
        {updates(&workstream.updates)}
        {way_to_edit(
            RecordKind::Workstream,
            &workstream.path,
            format::area_of(&workstream.path),
            "Say whether it is formally monitored",
            &title,
        )}
        {summary_list(rows)}
        {citation_list(&workstream.citations)}
        {history_among(RecordKind::Workstream, &workstream.path, &format::lower_first(&title))}
        <h3 class="govuk-heading-s">{format!("Actions of workstream {}", workstream.number)}</h3>
        {actions(&workstream.actions.nodes, coverage)}
        <h3 class="govuk-heading-s">{format!("Measures of workstream {}", workstream.number)}</h3>
        {measures(workstream)}
    };
    section(&format::anchor(&workstream.path), &title, body)
}

fn weakness(workstream: &Workstream) -> AnyView {
    match &workstream.weakness {
        Some(weakness) => {
            let words = format!("{}. {}", weakness.number, weakness.title);
            link(&format::weakness_href(&weakness.path), &words)
        }
        None => not_stated(None),
    }
}

fn members(members: &[WorkstreamMember]) -> AnyView {
    if members.is_empty() {
        return not_stated(None);
    }
    let items = members.iter().map(|member| {
        let organisation = member
            .organisation
            .as_ref()
            .filter(|organisation| organisation.name != member.published);
        let organisation = organisation.map(|organisation| format!(" ({})", organisation.name));
        let lead = match member.role {
            MemberRole::Lead => " – lead",
            MemberRole::Member => "",
        };
        let organisation = organisation.unwrap_or_default();
        format!("{}{organisation}{lead}", member.published).into_any()
    });
    let count = format::count(members.len() as i32, "entry", "entries");
    detail(
        &format!("{count} in the list of members"),
        list::items(items.collect()),
    )
}

/// Whether it is monitored, by date. Also shown on the page of the weakness.
pub(crate) fn states(states: &[WorkstreamState]) -> AnyView {
    if states.is_empty() {
        return none();
    }
    let steps = states.iter().map(|state| {
        let what = view! {
            <strong>{state.state.label()}</strong>
            {quote(&state.statement)}
            {place_link(&state.document, &state.place, state.line_from)}
        };
        (published_date(state.as_of.as_ref()), what.into_any())
    });
    list::strip(steps.collect())
}

/// What its team has said of whether it is monitored, the newest first. Also shown on the page of the weakness.
pub(crate) fn updates(updates: &[WorkstreamUpdate]) -> AnyView {
    if updates.is_empty() {
        return none();
    }
    let updates = updates.iter().rev().map(|update| {
        let since = format!(" since {}", format::date(&update.effective_on.0));
        Said {
            head: seq(vec![strong(update.state.label()), since.into_any()]),
            note: &update.note,
            link: update.link.as_deref(),
            author: &update.author,
            at: &update.at,
        }
    });
    seq(vec![remark("As its team says:"), said(updates)])
}

fn measures(workstream: &Workstream) -> AnyView {
    match workstream.measures.nodes.as_slice() {
        [] => view! { <p>{not_stated(None)}</p> }.into_any(),
        measures => measure::measures(
            &format!("workstream {}", workstream.number),
            measures,
            measures.iter().any(|measure| measure.action.is_some()),
        ),
    }
}

fn actions(actions: &[Action], coverage: &Coverage) -> AnyView {
    if actions.is_empty() {
        return para("The documents hold no actions of this workstream.");
    }
    let fields = [
        ("status", coverage.actions_with_status),
        ("due date", coverage.actions_with_due_date),
        ("lead", coverage.actions_with_lead),
        ("evidence", coverage.actions_with_evidence),
    ];
    let missing = fields
        .iter()
        .filter(|(_, share)| share.stated == 0)
        .map(|(field, _)| *field);
    let missing = missing.collect::<Vec<_>>().join(", ");
    let missing = match missing.is_empty() {
        true => none(),
        false => view! {
            <p class="gt-not-stated">{format!("Not stated in the source for any action of this plan: {missing}.")}</p>
        }
        .into_any(),
    };
    let cards = actions.iter().map(|action| card(action, coverage));
    view! { {missing} {cards.collect::<Vec<_>>()} }.into_any()
}

fn card(action: &Action, coverage: &Coverage) -> AnyView {
    let mut rows = Vec::new();
    if coverage.actions_with_status.stated > 0 {
        rows.push(row("Status", status_tag(&action.status)));
    }
    if coverage.actions_with_due_date.stated > 0 {
        rows.push(row("Due", due_date(&action.due)));
    }
    if coverage.actions_with_lead.stated > 0 {
        rows.push(row("Lead", not_stated(action.lead_published.as_deref())));
    }
    if !action.steps.is_empty() {
        rows.push(row("Steps", bullets(&action.steps)));
    }
    if coverage.actions_with_evidence.stated > 0 {
        rows.push(row("Evidence", bullets(&action.evidence)));
    }
    let title = seq(vec![
        link(
            &format::action_href(&action.path),
            &format!("{} {}", action.reference, action.text),
        ),
        live::mark(&action.path),
    ]);
    let body = match rows.is_empty() {
        true => none(),
        false => list::facts(rows),
    };
    list::card(
        &format::anchor(&action.path),
        title,
        body,
        citation_list(&action.citations),
    )
}
