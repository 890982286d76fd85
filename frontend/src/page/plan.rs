//! A plan in its own order and wording, after what it states and what it leaves out. See `plan/` for
//! the list.

use leptos::prelude::*;

use crate::chart::coverage::coverage;
use crate::component::live::{self, Scope};
use crate::component::signed::{MAIN_WAY, seen_by_team, signed, way_to_new_review};
use crate::component::{
    citation_list, contents, crumbs, detail, dynamic, heading_under, history_of, link, list,
    load_page, none, not_stated, notes, para, remark_of, row, section, seq, summary_list,
};
use crate::format;
use crate::page::area::reviews;
use crate::query::common::Versioned;
use crate::query::plan::{self, Plan, PlanEdition, PlanParty};
use crate::query::word::{PublicationStatus, RecordKind};
use crate::url;

mod list_page;
mod meeting;
mod priority;
mod scheme;
pub(crate) mod workstream;

pub use list_page::plans;

/// `/areas/{area}/plans/{plan}`
pub fn plan(area: &str, plan: &str) -> AnyView {
    let path = format!("{area}/{plan}");
    let live = live::live();
    let scope = Scope::actions_of(&path);
    let ask = move || {
        live.track();
        plan::plan(path.clone())
    };
    let view = move |found: &Versioned<Plan>| {
        live.arrived(found.version, Some(scope.clone()));
        view(&found.record)
    };
    let news = live.of_page(("action", "actions"));
    seq(vec![news, load_page("the plan", ask, view)])
}

fn view(plan: &Plan) -> AnyView {
    crumbs(&[
        ("Areas", "/areas"),
        (&plan.area.name, &format::area_href(&plan.area.path)),
    ]);
    // A part that this plan cannot have is left out; one that it could have says that there is nothing.
    let workstreams = plan
        .workstreams
        .nodes
        .iter()
        .map(|workstream| workstream::workstream(workstream, &plan.coverage));
    let workstreams: Vec<AnyView> = workstreams.collect();
    let mut parts = vec![("coverage".to_owned(), "What this plan states".to_owned())];
    if plan.status_scheme.is_some() {
        parts.push((
            "status".to_owned(),
            "Status, in the plan’s own words".to_owned(),
        ));
    }
    for workstream in &plan.workstreams.nodes {
        let short = format!("Workstream {}", workstream.number);
        parts.push((format::anchor(&workstream.path), short));
    }
    if !plan.priorities.nodes.is_empty() {
        parts.push(("priorities".to_owned(), "Priorities".to_owned()));
    }
    parts.push(("parties".to_owned(), "Who takes part".to_owned()));
    parts.push(("meetings".to_owned(), "Meetings".to_owned()));
    parts.push(("reviews".to_owned(), "Reviews".to_owned()));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(id, words)| (id.as_str(), words.as_str()))
        .collect();

    view! {
        {heading_under(&plan.area.name, &plan.title)}
        {notes(&plan.data_quality_notes)}
        {summary_list(identity(plan))}
        {citation_list(&plan.citations)}
        {contents(&parts)}
        {section("coverage", "What this plan states", stated(plan))}
        {scheme::scheme(plan)}
        {workstreams}
        {priority::priorities(&plan.priorities.nodes)}
        {section("parties", "Who takes part", parties(&plan.parties))}
        {section("meetings", "Meetings", meeting::meetings(&plan.meetings))}
        {section("reviews", "Reviews", seq(vec![reviews(&plan.reviews.nodes), way_to_new_review(&plan.path)]))}
        {history_of(RecordKind::Plan, &plan.path)}
    }
    .into_any()
}

fn identity(plan: &Plan) -> Vec<list::Row> {
    let kind = match plan.status {
        PublicationStatus::Draft => format!("{}, draft", plan.kind.label()),
        PublicationStatus::Final => plan.kind.label().to_owned(),
    };
    let inspection = plan.inspection.as_ref().map_or_else(
        || not_stated(None),
        |inspection| {
            let href = format!(
                "{}#{}",
                format::area_href(&plan.area.path),
                format::anchor(&inspection.path)
            );
            link(&href, &inspection.title)
        },
    );
    let mut rows = vec![
        row("Kind", kind),
        row("Period", not_stated(plan.period.as_deref())),
        row("Version", not_stated(plan.version.as_deref())),
        row(
            "Document",
            link(
                &format::document_href(&plan.document.path),
                &plan.document.title,
            ),
        ),
        row("Answers the inspection", inspection),
        row("Sponsors", not_stated(plan.sponsors.as_deref())),
        row("Monitoring", not_stated(plan.monitoring.as_deref())),
    ];
    let mut others: Vec<(&str, AnyView)> = Vec::new();
    let (earlier, later) = (&plan.supersedes, &plan.superseded_by.nodes);
    let mut titles: Vec<&str> = earlier
        .iter()
        .chain(later)
        .map(|other| other.title.as_str())
        .collect();
    titles.push(&plan.title);
    let named = |other: &PlanEdition| {
        let name = format::plan_name(other, &titles);
        link(&format::plan_href(&other.path), &name)
    };
    if let Some(earlier) = earlier {
        others.push(("Takes the place of", named(earlier)));
    }
    for later in later {
        others.push(("Superseded by", named(later)));
    }
    rows.extend(others.into_iter().map(|(key, view)| row(key, view)));
    if let Some(note) = &plan.note {
        rows.push(row("Our remark", note.clone()));
    }
    rows
}

fn stated(plan: &Plan) -> AnyView {
    let rows = plan.coverage.rows();
    let rows = rows
        .into_iter()
        .map(|(words, share)| (words.to_owned(), share.stated, share.of))
        .collect();
    let actions = url::address("/actions", &[("plan", &plan.path)]);
    let compare = url::address("/compare", &[("a", plan.path.replace('/', ":"))]);
    let changes = link(
        &format::changes_href(&plan.area.path),
        "What changed since the last meeting",
    );
    let search = match plan.actions.total_count {
        0 => para("The documents hold no actions of this plan."),
        _ => view! {
            <p>{link(&actions, "Search the actions of this plan")} " or " {link(&compare, "compare it with another plan")} "."</p>
        }
        .into_any(),
    };
    view! {
        <p>{format!(
            "{}, {}, {}. This is about the document, not about the area.",
            format::count(plan.workstreams.nodes.len() as i32, "workstream", "workstreams"),
            format::count(plan.actions.total_count, "action", "actions"),
            format::count(plan.measures.total_count, "measure", "measures"),
        )}</p>
        {search}
        {way_to_several(plan)}
        <p class="gt-no-print">{changes} " in all of the area"</p>
        {way_to_drafts(&plan.area.path)}
        {match plan.actions.total_count + plan.measures.total_count {
            0 => none(),
            _ => coverage("What this plan states, and for how many", rows),
        }}
    }
    .into_any()
}

/// The way to the form of how several actions stand, for those of the team who say how any stands.
fn way_to_several(plan: &Plan) -> AnyView {
    if plan.actions.total_count == 0 {
        return none();
    }
    let (area, signed) = (plan.area.path.clone(), signed());
    let href = format::several_href(&plan.path);
    dynamic(move || {
        match signed.may_update(&area) {
        true => view! { <p class="gt-no-print"><a class=MAIN_WAY href=href.clone()>"Say how several actions stand"</a></p> }
            .into_any(),
        false => none(),
    }
    })
}

/// The way to the next version of a plan while its team writes it. Only the team sees it.
fn way_to_drafts(area: &str) -> AnyView {
    let href = format::drafts_href(area);
    seen_by_team(area, move || {
        view! { <p class="gt-no-print">{link(&href, "Drafts")} " of the next versions of this plan and others of the area, which only the team sees"</p> }
            .into_any()
    })
}

fn parties(parties: &[PlanParty]) -> AnyView {
    if parties.is_empty() {
        return view! { <p>{not_stated(None)}</p> }.into_any();
    }
    let items = parties.iter().map(|party| {
        let organisation = party
            .organisation
            .as_ref()
            .filter(|organisation| organisation.name != party.published);
        let organisation = organisation.map(|organisation| format!(" ({})", organisation.name));
        let words = format!("{}{}", party.published, organisation.unwrap_or_default());
        seq(vec![words.into_any(), remark_of(party.roles.as_deref())])
    });
    let count = format::count(parties.len() as i32, "party", "parties");
    detail(
        &format!("{count} named in the plan"),
        list::items(items.collect()),
    )
}
