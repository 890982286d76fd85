//! Actions of the two plans that are worded alike, with the words that they share.

use leptos::prelude::*;

use super::Names;
use crate::component::{GridRow, detail, grid, link, none, para, remark, section, seq};
use crate::format;
use crate::query::compare::{ActionText, Comparison, SharedTerm, SimilarActions};
use crate::query::word::SimilarityBand;

/// How many of the shared words are shown: those that count most.
const MOST: usize = 8;

pub fn similar(comparison: &Comparison, names: &Names) -> AnyView {
    let of = |band: SimilarityBand| -> Vec<&SimilarActions> {
        let pairs = comparison.similar_actions.iter();
        pairs.filter(|pair| pair.band == band).collect()
    };
    let (strong, possible) = (of(SimilarityBand::Strong), of(SimilarityBand::Possible));
    let method = &comparison.similarity;
    let body = match comparison.similar_actions.is_empty() {
        true => para("No two actions of the plans are worded alike."),
        false => seq(vec![
            pairs("Worded much alike", &strong, names),
            match possible.is_empty() {
                true => none(),
                false => detail(
                    &format!(
                        "{} possibly alike",
                        format::count(possible.len() as i32, "pair", "pairs")
                    ),
                    pairs("Possibly alike", &possible, names),
                ),
            },
        ]),
    };
    let intro = seq(vec![
        para(
            "Suggested because the wording is similar. It does not mean that the actions are equivalent, and \
             nobody has reviewed the suggestions.",
        ),
        detail(
            "How it is found",
            para(&format!(
                "{} Version {} of the method.",
                method.words, method.version
            )),
        ),
    ]);
    section("similar", "Similar actions", seq(vec![intro, body]))
}

fn pairs(caption: &str, pairs: &[&SimilarActions], names: &Names) -> AnyView {
    let rows = pairs.iter().map(|pair| GridRow {
        id: String::new(),
        head: action(&pair.a),
        cells: vec![action(&pair.b), shared(&pair.shared)],
    });
    let heads = [&names.a, &names.b, "Words that both hold"];
    match pairs.is_empty() {
        true => remark("None"),
        false => grid(caption, "gt-matrix", &heads, rows.collect()),
    }
}

fn action(action: &ActionText) -> AnyView {
    let name = link(&format::action_href(&action.path), &action.reference);
    seq(vec![name, format!(" {}", action.text).into_any()])
}

/// The words as the first action writes them, and as the second does where it writes them otherwise.
fn shared(terms: &[SharedTerm]) -> AnyView {
    let words = terms
        .iter()
        .take(MOST)
        .map(|term| match term.in_a == term.in_b {
            true => term.in_a.clone(),
            false => format!("{} ({})", term.in_a, term.in_b),
        });
    words.collect::<Vec<_>>().join("; ").into_any()
}
