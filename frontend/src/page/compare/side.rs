//! Part 1 of a comparison: what the two plans are, in their own words.

use leptos::prelude::*;

use super::Names;
use crate::component::{
    GridRow, citation_list, grid, link, list, not_stated, or_not_stated, published_date, seq,
    strong,
};
use crate::format;
use crate::query::common::PublishedDate;
use crate::query::compare::{ComparedScheme, Comparison, ComparisonSide};

/// A row for each thing that there is to say of a plan.
pub fn sides(comparison: &Comparison, names: &Names) -> AnyView {
    type Field = (&'static str, fn(&ComparisonSide) -> AnyView);
    let fields: [Field; 12] = [
        ("Plan", |side| {
            link(&format::plan_href(&side.plan.path), &side.plan.title)
        }),
        ("Area", |side| {
            link(&format::area_href(&side.area.path), &side.area.name)
        }),
        ("Kind", |side| side.plan.kind.label().into_any()),
        ("Answers to", inspection),
        ("Takes the place of", |side| match &side.plan.supersedes {
            Some(plan) => link(&format::plan_href(&plan.path), &plan.title),
            None => not_stated(None),
        }),
        ("Period", |side| not_stated(side.plan.period.as_deref())),
        ("Draft or final", |side| side.plan.status.label().into_any()),
        ("Status words", |side| {
            scheme(side.plan.status_scheme.as_ref())
        }),
        ("Weaknesses answered", |side| {
            side.weakness_count.to_string().into_any()
        }),
        ("Workstreams", |side| {
            side.workstream_count.to_string().into_any()
        }),
        ("Actions and measures", |side| {
            let actions = format::count(side.action_count, "action", "actions");
            format!(
                "{actions}, {}",
                format::count(side.measure_count, "measure", "measures")
            )
            .into_any()
        }),
        ("Source", |side| {
            let href = format::document_href(&side.plan.document.path);
            seq(vec![
                link(&href, &side.plan.document.title),
                citation_list(&side.plan.citations),
            ])
        }),
    ];
    let rows = fields.into_iter().map(|(name, cell)| GridRow {
        id: String::new(),
        head: name.into_any(),
        cells: vec![cell(&comparison.a), cell(&comparison.b)],
    });
    grid(
        "The two plans",
        "gt-matrix",
        &["What", &names.a, &names.b],
        rows.collect(),
    )
}

fn inspection(side: &ComparisonSide) -> AnyView {
    match &side.plan.inspection {
        Some(inspection) => {
            let title = inspection.title.clone().into_any();
            let said = |held: &&PublishedDate| !inspection.title.contains(&held.published);
            match inspection.held.as_ref().filter(said) {
                Some(held) => seq(vec![title, ", ".into_any(), published_date(Some(held))]),
                None => title,
            }
        }
        None => "No inspection named".into_any(),
    }
}

/// The scale of a plan in its own words. Two scales are never put on top of each other here.
fn scheme(scheme: Option<&ComparedScheme>) -> AnyView {
    or_not_stated(scheme, |scheme| {
        let values = scheme.values.iter().map(|value| {
            let words = match &value.definition {
                Some(definition) => format!("{}; elsewhere: {definition}", value.label),
                None => value.label.clone(),
            };
            seq(vec![
                strong(value.code.clone()),
                format!(": {words}").into_any(),
            ])
        });
        seq(vec![
            scheme.title.clone().into_any(),
            list::items(values.collect()),
        ])
    })
}
