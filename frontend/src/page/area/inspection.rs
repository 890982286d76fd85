//! The inspections of an area, oldest first.

use leptos::prelude::*;

use crate::component::{
    citation_list, link, not_stated, notes, para, published_date, quote, row, subsection,
    summary_list,
};
use crate::format;
use crate::query::area::Inspection;

pub fn inspections(inspections: &[Inspection]) -> AnyView {
    if inspections.is_empty() {
        return para("No inspection among the documents.");
    }
    let inspections = inspections.iter().map(|inspection| {
        let body = view! {
            {quote(&inspection.outcome)}
            {notes(&inspection.data_quality_notes)}
            {summary_list(rows(inspection))}
            {citation_list(&inspection.citations)}
        };
        subsection(&format::anchor(&inspection.path), &inspection.title, body)
    });
    inspections.collect::<Vec<_>>().into_any()
}

fn rows(inspection: &Inspection) -> Vec<crate::component::Row> {
    let mut rows = vec![
        row("Outcome", inspection.outcome_kind.label()),
        row(
            "Kind",
            format!(
                "{}, {}",
                inspection.kind.label(),
                inspection.framework.label()
            ),
        ),
        row("Held", published_date(inspection.held.as_ref())),
        row(
            "Report published",
            published_date(inspection.report_published.as_ref()),
        ),
        row("Inspectors", not_stated(inspection.inspectors.as_deref())),
        row("Weaknesses found", number(inspection.found)),
    ];
    if inspection.progressed.is_some() || inspection.outstanding.is_some() {
        rows.push(row(
            "Found to have progressed",
            number(inspection.progressed),
        ));
        rows.push(row("Still outstanding", number(inspection.outstanding)));
    }
    if let Some(first) = &inspection.follows {
        rows.push(row(
            "Follows",
            link(&format!("#{}", format::anchor(&first.path)), &first.title),
        ));
    }
    if let Some(note) = &inspection.note {
        rows.push(row("Our remark", note.clone()));
    }
    rows
}

fn number(number: Option<i32>) -> AnyView {
    match number {
        Some(number) => number.into_any(),
        None => not_stated(None),
    }
}
