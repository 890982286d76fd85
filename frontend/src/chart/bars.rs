//! Bars in a table: every bar stands in the row of its own number, so the table is the chart.

use leptos::prelude::*;

use super::draw;
use crate::component::{GridRow, grid, none, seq};

/// A row: what it is, its number in words, and how long its bar is.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The place that links can name; may be empty.
    pub id: String,
    /// What the row is about.
    pub label: String,
    /// The number as it should be read, such as `33 of 38`.
    pub text: String,
    /// Length of the bar from 0 to 1. None draws no bar: there is no number.
    pub share: Option<f64>,
}

/// A table of bars on one scale. `heads` are the headings of the first and second column.
#[must_use]
pub fn bars(caption: &str, heads: (&str, &str), rows: Vec<Bar>) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        let bar = row.share.map_or_else(none, |share| {
            view! {
                <svg class="gt-chart gt-chart--bar" viewBox="0 0 200 16" preserveAspectRatio="none"
                    aria-hidden="true" inner_html=shapes(share)></svg>
            }
            .into_any()
        });
        GridRow {
            id: row.id,
            head: row.label.into_any(),
            cells: vec![row.text.into_any(), bar],
        }
    });
    let table = grid(
        caption,
        "gt-table--dense gt-bars",
        &[heads.0, heads.1, "As a bar"],
        rows.collect(),
    );
    let title = view! { <p class="gt-figure__caption">{caption.to_owned()}</p> }.into_any();
    seq(vec![title, table])
}

/// A bar of `share` on the whole length.
pub(super) fn shapes(share: f64) -> String {
    let length = share.clamp(0.0, 1.0) * 199.0;
    let rest = draw::rect("gt-chart__rest", 0.5, 1.0, 199.0, 14.0);
    rest + &draw::rect("gt-chart__now", 0.5, 1.0, length, 14.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_longer_than_the_whole() {
        assert!(shapes(0.5).contains(r#"width="99.5""#));
        assert!(shapes(7.0).contains(r#"gt-chart__now" x="0.5" y="1.0" width="199.0""#));
        assert!(shapes(0.0).contains(r#"width="0.0""#));
    }
}
