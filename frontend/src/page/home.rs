//! The home page: what this is, how much there is, and the ways in.

use leptos::prelude::*;

use crate::component::{Cell, Table, heading, link, list, load_part, none, section, table};
use crate::format;
use crate::query::area::AreaRow;
use crate::query::home::{self, Home};
use crate::url;

/// `/`
pub fn home() -> AnyView {
    view! {
        {heading("SEND improvement plans, followed and compared")}
        <p class="gt-lead">
            "What local areas in England promised to do about weaknesses in their services for children with special educational needs and disabilities, what they did, and what changed for families."
        </p>
        <p>
            "Every record leads to the place in the published document that it was read from. What a document does not state is shown as not stated, and what does not hold together is listed with both statements."
        </p>
        {load_part("the areas", home::home, view)}
    }
    .into_any()
}

fn view(home: &Home) -> AnyView {
    let stats = list::stats(vec![
        (home.local_areas.total_count, "local areas", "/areas"),
        (
            home.weaknesses.total_count,
            "weaknesses found",
            "/weaknesses",
        ),
        (home.actions.total_count, "actions", "/actions"),
        (home.measures.total_count, "measures", "/measures"),
        (
            home.feedback_items.total_count,
            "answers to parents and carers",
            "/feedback",
        ),
        (home.documents.total_count, "documents", "/documents"),
        (
            home.data_quality_notes.total_count,
            "data-quality notes",
            "/quality",
        ),
    ]);
    let areas = &home.local_areas.nodes;
    view! {
        {stats}
        {section("areas", "Choose a local area", areas_table(areas))}
        {section("compare", "Compare two areas", compare(areas))}
        {section("more", "Ask the whole collection", more())}
    }
    .into_any()
}

fn areas_table(areas: &[AreaRow]) -> AnyView {
    let rows = areas.iter().map(|area| {
        let plans = area
            .plans
            .nodes
            .iter()
            .map(|plan| link(&format::plan_href(&plan.path), &plan.title));
        vec![
            Cell::Head(link(&format::area_href(&area.path), &area.name)),
            Cell::Text(area.region.clone().into_any()),
            Cell::Text(list::items(plans.collect())),
        ]
    });
    table(Table {
        caption: "Local areas and their plans".to_owned(),
        head: vec!["Local area", "Region", "Plans"],
        rows: rows.collect(),
        cards: true,
    })
}

/// The first plan with actions of each of two areas, so that one click shows a comparison.
fn compare(areas: &[AreaRow]) -> AnyView {
    let mut plans = areas.iter().filter_map(|area| {
        let plan = area
            .plans
            .nodes
            .iter()
            .find(|plan| plan.actions.total_count > 0)?;
        Some((area, plan))
    });
    let example = match (plans.next(), plans.next()) {
        (Some((area_a, a)), Some((area_b, b))) => {
            let pairs = [
                ("a", a.path.replace('/', ":")),
                ("b", b.path.replace('/', ":")),
            ];
            let words = format!(
                "{} ({}) and {} ({})",
                area_a.name,
                a.kind.label(),
                area_b.name,
                b.kind.label()
            );
            view! { <p>"For example: " {link(&url::address("/compare", &pairs), &words)} "."</p> }
                .into_any()
        }
        _ => none(),
    };
    view! {
        <p>
            "No two plans have the same form. A comparison begins with what can be compared at all, then lays both side by side theme by theme. Areas are never scored or ranked."
        </p>
        <p>{link("/compare", "Choose two plans to compare")}</p>
        {example}
    }
    .into_any()
}

fn more() -> AnyView {
    view! {
        <ul class="govuk-list govuk-list--bullet">
            <li>{link("/explore", "See every list")} ", from inspections to glossaries, each with filters and files to take away"</li>
            <li>{link("/actions", "Search all actions")} " by area, plan, theme, status, lead and due date"</li>
            <li>{link("/surveys", "See what parents and carers said")} ", what changed since the year before, and what was done"</li>
            <li>{link("/themes", "See the themes")} " under which unlike plans are compared"</li>
            <li>{link("/quality", "Read the data-quality notes")} ": contradictions, gaps and doubts in the documents"</li>
            <li>{link("/about#api", "Query the data directly")} " through GraphQL"</li>
        </ul>
    }
    .into_any()
}
