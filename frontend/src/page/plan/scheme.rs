//! The status words of a plan with the plan's own definitions, and how many actions have each.

use leptos::prelude::*;

use crate::chart::status_bar::{Part, status_bar};
use crate::component::value::{Colour, status_colour};
use crate::component::{
    Cell, Table, citation_list, none, not_stated, notes, para, remark_of, section, seq, table, tag,
};
use crate::query::plan::{Plan, StatusScheme};

pub fn scheme(plan: &Plan) -> AnyView {
    let Some(scheme) = &plan.status_scheme else {
        return none();
    };
    let note = scheme.note.as_deref().map_or_else(none, para);
    let body = view! {
        {note}
        {notes(&scheme.data_quality_notes)}
        {status_bar("Actions by status, in the plan’s own words", "Actions", parts(plan, scheme))}
        {definitions(scheme)}
        {citation_list(&scheme.citations)}
    };
    section("status", "Status, in the plan’s own words", body)
}

fn definitions(scheme: &StatusScheme) -> AnyView {
    let rows = scheme.values.iter().map(|value| {
        let judgement = remark_of(value.judgement.as_deref());
        vec![
            Cell::Head(tag(&value.code, status_colour(value.shared))),
            Cell::Text(value.label.clone().into_any()),
            Cell::Text(not_stated(value.definition.as_deref())),
            Cell::Text(seq(vec![value.shared.label().into_any(), judgement])),
        ]
    });
    table(Table {
        caption: format!(
            "{}: the words, their definitions in the plan, and our reading",
            scheme.title
        ),
        head: vec![
            "As printed",
            "Label",
            "Definition in the plan",
            "On the shared scale",
        ],
        rows: rows.collect(),
        cards: true,
    })
}

/// How many actions have each word, in the order of the scheme; last those that have none.
fn parts(plan: &Plan, scheme: &StatusScheme) -> Vec<Part> {
    let actions = || {
        plan.workstreams
            .nodes
            .iter()
            .flat_map(|workstream| &workstream.actions.nodes)
    };
    let count = |code: Option<&str>| {
        let same = |published: Option<&str>| match (published, code) {
            (Some(published), Some(code)) => published.trim().eq_ignore_ascii_case(code),
            (None, None) => true,
            _ => false,
        };
        actions()
            .filter(|action| same(action.status.published.as_deref()))
            .count() as i32
    };
    let values = scheme.values.iter().map(|value| Part {
        label: format!("{}: {}", value.code, value.label),
        count: count(Some(&value.code)),
        fill: match status_colour(value.shared) {
            Colour::Blue => "blue",
            Colour::Green => "teal",
            Colour::Pink => "pink",
            Colour::Yellow | Colour::Orange => "orange",
            Colour::Red => "red",
            Colour::Purple => "purple",
            Colour::Grey => "grey",
        },
    });
    let mut parts: Vec<Part> = values.collect();
    let none = count(None);
    if none > 0 {
        parts.push(Part {
            label: "Not stated in the source".to_owned(),
            count: none,
            fill: "grey",
        });
    }
    parts
}
