//! How complete the two documents are: what each states of what it could, and what in it does not hold together.
//! It judges documents, never areas.

use leptos::prelude::*;

use super::Names;
use crate::component::{GridRow, grid, link, para, section, seq, share};
use crate::format;
use crate::query::compare::{Comparison, ComparisonSide};
use crate::url;

pub fn completeness(comparison: &Comparison, names: &Names) -> AnyView {
    let (a, b) = (&comparison.a, &comparison.b);
    let shares = a.coverage.rows().into_iter().zip(b.coverage.rows());
    let mut rows: Vec<GridRow> = shares
        .map(|((words, in_a), (_, in_b))| GridRow {
            id: String::new(),
            head: words.into_any(),
            cells: vec![share(in_a), share(in_b)],
        })
        .collect();
    rows.push(GridRow {
        id: String::new(),
        head: "What does not hold together".into_any(),
        cells: vec![notes(a), notes(b)],
    });
    let intro = para(
        "How much of what a plan can say each document says. A document that says less is harder to hold to; it does \
         not mean that less is done.",
    );
    let table = grid(
        "How complete the documents are",
        "gt-matrix",
        &["What", &names.a, &names.b],
        rows,
    );
    section(
        "completeness",
        "How complete the documents are",
        seq(vec![intro, table]),
    )
}

/// How many data-quality notes there are about the document of a plan.
fn notes(side: &ComparisonSide) -> AnyView {
    let document = &side.plan.document;
    let number = document.quality_notes.total_count;
    let words = format::count(
        number,
        "note about the document",
        "notes about the document",
    );
    match number {
        0 => "No note about the document".into_any(),
        _ => link(
            &url::address("/quality", &[("document", &document.path)]),
            &words,
        ),
    }
}
