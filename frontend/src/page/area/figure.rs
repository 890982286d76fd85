//! The figures of an area: one table for each indicator, every figure as printed, with its period.

use leptos::prelude::*;

use crate::component::{
    Cell, Table, citation_list, detail, none, not_stated, notes, para, remark_of, seq, table,
};
use crate::query::area::IndicatorValue;
use crate::query::word::{Polarity, ValueKind};

pub fn figures(values: &[IndicatorValue]) -> AnyView {
    if values.is_empty() {
        return para("No figures of this area among the documents.");
    }
    // In the order in which the indicators first appear.
    let mut groups: Vec<Vec<&IndicatorValue>> = Vec::new();
    for value in values {
        let path = &value.indicator.path;
        match groups.iter_mut().find(|group| {
            group
                .first()
                .is_some_and(|first| first.indicator.path == *path)
        }) {
            Some(group) => group.push(value),
            None => groups.push(vec![value]),
        }
    }
    let groups = groups.iter().map(|group| indicator(group));
    view! {
        <p>"Figures are shown as printed. Only figures of the same indicator, kind and period may be set side by side."</p>
        {groups.collect::<Vec<_>>()}
    }
    .into_any()
}

fn indicator(values: &[&IndicatorValue]) -> AnyView {
    let Some(first) = values.first() else {
        return none();
    };
    let indicator = &first.indicator;
    let rows = values.iter().map(|value| {
        let note = remark_of(value.note.as_deref());
        let kind = match value.measure {
            ValueKind::Value => "Figure".into_any(),
            other => other.label().into_any(),
        };
        let source = seq(vec![
            notes(&value.data_quality_notes),
            citation_list(&value.citations),
        ]);
        vec![
            Cell::Head(value.geography_name.clone().into_any()),
            Cell::Text(not_stated(value.period.as_deref())),
            Cell::Text(seq(vec![kind, note])),
            Cell::Figure(value.published.clone().into_any()),
            Cell::Text(source),
        ]
    });
    let polarity = match indicator.polarity {
        Polarity::Neutral => None,
        polarity => Some(format!(" {}.", polarity.label())),
    };
    let body = view! {
        <p>{indicator.definition.clone()} " Source named by the document: " {indicator.source.clone()} "." {polarity}</p>
        {table(Table {
            caption: indicator.name.clone(),
            head: vec!["Of", "Period", "What", "As printed", "Source"],
            rows: rows.collect(),
            cards: true,
        })}
    };
    let count = crate::format::count(values.len() as i32, "figure", "figures");
    detail(&format!("{} ({count})", indicator.name), body)
}
