//! The list of measures.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{
    Colour, citation_list, link, none, not_stated, or_not_stated, remark, seq, tag,
};
use crate::format;
use crate::page::action::measure::{figure, reading};
use crate::query::measure::{MEASURES as SOURCE, MeasureRow};
use crate::query::word::MeasurePolarity;
use crate::url::measure::MEASURES;

/// `/measures`
pub fn measures() -> AnyView {
    view(View {
        list: &MEASURES,
        source: SOURCE,
        title: "Measures",
        lead: "By what the plans say they can be judged: from where, to where, and what was read \
               since, as published.",
        head: "Measure",
        cells,
        above: plain,
    })
}

fn cells(row: &MeasureRow) -> Vec<AnyView> {
    let polarity = match row.polarity {
        MeasurePolarity::NotStated => not_stated(None),
        polarity => polarity.label().into_any(),
    };
    vec![
        seq(vec![
            link(&format::plan_part_href(&row.path), &row.text),
            placeholder(row),
            remark(&row.area.name),
        ]),
        place(row),
        row.unit.label().into_any(),
        polarity,
        figure(row.team_baseline.as_ref(), row.baseline.as_deref()),
        figure(row.team_target.as_ref(), row.target.as_deref()),
        or_not_stated(row.observations.last(), reading),
        citation_list(&row.citations),
    ]
}

/// Words such as `?%` stand where a figure was to come.
fn placeholder(row: &MeasureRow) -> AnyView {
    match row.placeholder {
        true => seq(vec![" ".into_any(), tag("Placeholder", Colour::Yellow)]),
        false => none(),
    }
}

fn place(row: &MeasureRow) -> AnyView {
    let workstream = link(
        &format::plan_part_href(&row.workstream.path),
        &format!("workstream {}", row.workstream.number),
    );
    let action = row.action.as_ref().map(|action| {
        let action = link(
            &format::action_href(&action.path),
            &format!("action {}", action.reference),
        );
        view! { ", " {action} }
    });
    let plan = link(&format::plan_href(&row.plan.path), &row.plan.title);
    view! { {plan} ", " {workstream} {action} }.into_any()
}
