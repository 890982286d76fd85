//! What stands beside each other: measures, questions of surveys and indicators, each in its class. What has
//! no counterpart is there too, folded.

use leptos::prelude::*;

use super::Names;
use crate::component::{GridRow, detail, grid, none, para, seq, strong};
use crate::format;
use crate::query::word::CounterpartClass;

/// What is set side by side in a part of the page: what one and several of it are called.
#[derive(Clone, Copy)]
pub struct Nouns(pub &'static str, pub &'static str);

/// A row: its class, both sides as they are shown, and why they are of the class.
pub struct Row {
    pub class: CounterpartClass,
    pub a: AnyView,
    pub b: AnyView,
    pub reason: String,
}

/// All rows: first those with a counterpart, then, folded, the others.
pub fn rows(nouns: Nouns, rows: Vec<Row>, names: &Names) -> AnyView {
    let Nouns(one, many) = nouns;
    let (alone, paired): (Vec<Row>, Vec<Row>) = rows
        .into_iter()
        .partition(|row| row.class == CounterpartClass::NoCounterpart);
    let number = i32::try_from(alone.len()).unwrap_or(i32::MAX);
    seq(vec![
        match paired.is_empty() {
            true => para(&format!(
                "No {one} of one side has a counterpart on the other."
            )),
            false => table(
                &format!("{} with a counterpart", format::upper_first(many)),
                paired,
                names,
            ),
        },
        match alone.is_empty() {
            true => none(),
            false => detail(
                &format!("{} without a counterpart", format::count(number, one, many)),
                table(
                    &format!("{} without a counterpart", format::upper_first(many)),
                    alone,
                    names,
                ),
            ),
        },
    ])
}

fn table(caption: &str, rows: Vec<Row>, names: &Names) -> AnyView {
    let rows = rows.into_iter().map(|row| GridRow {
        id: String::new(),
        head: strong(row.class.label()),
        cells: vec![row.a, row.b, row.reason.into_any()],
    });
    let heads = ["How far", &names.a, &names.b, "Why"];
    grid(caption, "gt-matrix", &heads, rows.collect())
}
