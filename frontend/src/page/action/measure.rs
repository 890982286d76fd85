//! Measures as a table, for plans and for single actions.

use leptos::prelude::*;

use crate::component::{
    Cell, Table, citation_list, link, list, not_stated, notes, published_date, table,
};
use crate::format;
use crate::query::plan::{Measure, Observation};
use crate::query::word::{MeasurePolarity, MeasureUnit};

/// Measures in printed order. `of` completes the caption "Measures of …"; `with_action` adds the action that each belongs to.
pub fn measures(of: &str, measures: &[Measure], with_action: bool) -> AnyView {
    let mut head = vec!["Measure", "Unit", "Baseline", "Target", "Readings"];
    if with_action {
        head.insert(1, "Action");
    }
    let rows = measures.iter().map(|measure| {
        let mut cells = vec![
            Cell::Head(words(measure)),
            Cell::Text(unit(measure)),
            Cell::Text(not_stated(measure.baseline.as_deref())),
            Cell::Text(not_stated(measure.target.as_deref())),
            Cell::Text(readings(&measure.observations)),
        ];
        if with_action {
            let action = match &measure.action {
                Some(action) => link(&format::action_href(&action.path), &action.reference),
                None => "The workstream".into_any(),
            };
            cells.insert(1, Cell::Text(action));
        }
        cells
    });
    table(Table {
        caption: format!("Measures of {of}"),
        head,
        rows: rows.collect(),
        cards: true,
    })
}

fn words(measure: &Measure) -> AnyView {
    let placeholder = measure.placeholder.then(|| {
        view! { <span class="gt-reason">"The source has a placeholder here, not a figure."</span> }
    });
    let note = measure
        .note
        .clone()
        .map(|note| view! { <span class="gt-reason">{note}</span> });
    view! {
        <span id=format::anchor(&measure.path)>{measure.text.clone()}</span>
        {placeholder} {note}
        {notes(&measure.data_quality_notes)}
        {citation_list(&measure.citations)}
    }
    .into_any()
}

fn unit(measure: &Measure) -> AnyView {
    let unit = match measure.unit {
        MeasureUnit::Text => not_stated(None),
        unit => unit.label().into_any(),
    };
    let polarity = match measure.polarity {
        MeasurePolarity::NotStated => None,
        polarity => Some(view! { <span class="gt-reason">{polarity.label()}</span> }),
    };
    view! { {unit} {polarity} }.into_any()
}

fn readings(observations: &[Observation]) -> AnyView {
    if observations.is_empty() {
        return not_stated(None);
    }
    let readings = observations.iter().map(|reading| {
        let note = reading
            .note
            .clone()
            .map(|note| view! { <span class="gt-reason">{note}</span> });
        let date = reading
            .as_of
            .as_ref()
            .map(|date| view! { " (" {published_date(Some(date))} ")" });
        view! { {reading.published.clone()} {date} {note} }.into_any()
    });
    list::items(readings.collect())
}
