//! How the actions of the two plans stand, each plan in its own words.

use leptos::prelude::*;

use super::Names;
use crate::component::{Cell, GridRow, Table, grid, not_stated, para, remark, section, seq, table};
use crate::query::compare::{Comparison, StatusLegend};

pub fn status(comparison: &Comparison, names: &Names) -> AnyView {
    let status = &comparison.status;
    let sides = [
        (&names.a, &status.a, comparison.a.action_count),
        (&names.b, &status.b, comparison.b.action_count),
    ];
    let sides = sides.map(|(name, own, actions)| {
        view! { <div class="gt-side"><h3 class="gt-side__name">{name.clone()}</h3>{legend(name, own, actions)}</div> }
            .into_any()
    });
    let shared = status.shared.iter().map(|place| GridRow {
        id: String::new(),
        head: place.status.label().into_any(),
        cells: vec![
            place.a.to_string().into_any(),
            place.b.to_string().into_any(),
        ],
    });
    let shared = match status.shared.is_empty() {
        true => para(&status.reason),
        false => seq(vec![
            para(&status.reason),
            grid(
                "Actions by the shared scale",
                "gt-matrix",
                &["On the shared scale", &names.a, &names.b],
                shared.collect(),
            ),
        ]),
    };
    let sides = view! { <div class="gt-sides">{sides.into_iter().collect::<Vec<_>>()}</div> };
    section(
        "status",
        "Status of the actions",
        seq(vec![shared, sides.into_any()]),
    )
}

/// The words of one plan with how many actions have each, and where the shared scale has the word.
fn legend(name: &str, legend: &StatusLegend, actions: i32) -> AnyView {
    if actions == 0 {
        return para("Our documents hold no actions of this plan.");
    }
    if legend.values.is_empty() {
        return seq(vec![not_stated(None), remark("The plan rates no action.")]);
    }
    let row = |word: AnyView, shared: AnyView, count: i32| {
        vec![
            Cell::Head(word),
            Cell::Text(shared),
            Cell::Figure(count.into_any()),
        ]
    };
    let mut rows: Vec<Vec<Cell>> = legend
        .values
        .iter()
        .map(|own| {
            let value = &own.value;
            let word = seq(vec![value.code.clone().into_any(), remark(&value.label)]);
            row(word, value.shared.label().into_any(), own.count)
        })
        .collect();
    let others = [
        ("Another word than those of its scale", legend.unplaced),
        ("Not stated", legend.not_stated),
    ];
    let others = others.into_iter().filter(|(_, count)| *count > 0);
    rows.extend(
        others.map(|(word, count)| row(word.into_any(), "Not on the scale".into_any(), count)),
    );
    table(Table {
        caption: format!("Actions of {name} by status"),
        head: vec!["Word of the plan", "On the shared scale", "Actions"],
        rows,
        cards: false,
    })
}
