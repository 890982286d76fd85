//! What both plans state, and how far that can be compared: before any result.

use leptos::prelude::*;

use super::Names;
use crate::component::{GridRow, grid, para, remark, section, seq, share, tag, value::Colour};
use crate::query::compare::Comparison;
use crate::query::word::Comparable;

pub fn matrix(comparison: &Comparison, names: &Names) -> AnyView {
    let rows = comparison.matrix.iter().map(|row| {
        let word = row.comparable.label();
        let verdict = match row.comparable {
            Comparable::Yes => tag(word, Colour::Green),
            Comparable::Partly => tag(word, Colour::Yellow),
            Comparable::No => tag(word, Colour::Grey),
        };
        let counted = remark(&format!("counted over {}", row.counted));
        GridRow {
            id: String::new(),
            head: seq(vec![row.aspect.label().into_any(), counted]),
            cells: vec![
                share(row.a),
                share(row.b),
                verdict,
                row.reason.clone().into_any(),
            ],
        }
    });
    let heads = ["What", &names.a, &names.b, "Can it be compared?", "Why"];
    let body = seq(vec![
        para(
            "How many workstreams, actions or measures state each thing. These are figures about the \
             documents, not about how well an area does.",
        ),
        grid("What can be compared", "gt-matrix", &heads, rows.collect()),
    ]);
    section("matrix", "What can be compared", body)
}
