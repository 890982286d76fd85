//! Actions of the two plans that are worded alike, with the words that they share.

use leptos::prelude::*;

use super::{Names, Selected};
use crate::component::{
    GridRow, detail, dynamic, grid, link, list, none, para, remark, section, seq, strong,
};
use crate::format;
use crate::query::compare::{
    ActionText, Comparison, SharedTerm, SimilarActionList, SimilarActions,
};
use crate::query::word::{SimilarityBand, SimilarityVerdict};

pub fn similar(comparison: &Comparison, names: &Names, selected: Selected) -> AnyView {
    let listed = &comparison.similar_actions;
    let of = |group: Group| -> Vec<&SimilarActions> {
        let pairs = listed.nodes.iter();
        pairs.filter(|pair| Group::of(pair) == group).collect()
    };
    let folded = |group: Group, one: &str, many: &str| {
        let own = of(group);
        let number = i32::try_from(own.len()).unwrap_or(i32::MAX);
        match own.is_empty() {
            true => none(),
            false => detail(
                &format::count(number, one, many),
                pairs(&format::upper_first(many), &own, names),
            ),
        }
    };
    let method = &comparison.similarity;
    let body = match listed.nodes.is_empty() {
        true if comparison.a.action_count == 0 || comparison.b.action_count == 0 => {
            para("Our documents do not hold actions of both plans.")
        }
        true => para("No two actions of the plans are worded alike."),
        false => seq(vec![
            pairs(
                "Worded much alike, or found the same or related by who read both",
                &of(Group::First),
                names,
            ),
            cut(listed, selected),
            folded(
                Group::Possible,
                "pair possibly alike, which nobody has read",
                "pairs possibly alike, which nobody has read",
            ),
            folded(
                Group::Different,
                "pair worded alike, and found different by who read both",
                "pairs worded alike, and found different by who read both",
            ),
        ]),
    };
    let intro = seq(vec![
        para(
            "Suggested because the wording is similar, or named by somebody who has read both. It does not mean that \
             the actions are equivalent. What somebody decided who has read both stands beside the suggestion.",
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

/// That not all pairs are listed, and the way to all of them.
fn cut(listed: &SimilarActionList, selected: Selected) -> AnyView {
    let number = i32::try_from(listed.nodes.len()).unwrap_or(i32::MAX);
    if number >= listed.total_count {
        return none();
    }
    let all = move || {
        let mut compared = selected.get().0;
        compared.all_pairs = true;
        format!("{}#similar", compared.address())
    };
    let words = format!(
        "The first {} of {} are listed, those found alike and the most alike before the others. ",
        number,
        format::count(listed.total_count, "pair", "pairs")
    );
    view! {
        <p>{words} <span class="gt-no-print">{dynamic(move || link(&all(), "List all pairs"))}</span></p>
    }
    .into_any()
}

fn pairs(caption: &str, pairs: &[&SimilarActions], names: &Names) -> AnyView {
    let rows = pairs.iter().map(|pair| GridRow {
        id: String::new(),
        head: action(&pair.a),
        cells: vec![action(&pair.b), shared(&pair.shared), decided(pair)],
    });
    let heads = [
        &names.a,
        &names.b,
        "Words that both hold",
        "Likeness and decision",
    ];
    match pairs.is_empty() {
        true => remark("None"),
        false => grid(caption, "gt-matrix", &heads, rows.collect()),
    }
}

/// Where a pair is shown.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    /// At once: worded much alike, or found alike by who read both.
    First,
    /// Folded: possibly alike, and nobody has read both.
    Possible,
    /// Folded: worded alike, and found different by who read both.
    Different,
}

impl Group {
    fn of(pair: &SimilarActions) -> Self {
        let latest = pair.decisions.first().map(|decision| decision.verdict);
        match (latest, pair.band) {
            (Some(SimilarityVerdict::Different), _) => Self::Different,
            (Some(_), _) | (None, Some(SimilarityBand::Strong)) => Self::First,
            (None, _) => Self::Possible,
        }
    }
}

/// The band of the wording, and what those decided who read both.
fn decided(pair: &SimilarActions) -> AnyView {
    let band = pair
        .band
        .map_or("Not alike in wording", |band| band.label());
    let decisions = pair.decisions.iter().map(|decision| {
        seq(vec![
            strong(decision.verdict.label()),
            format!(": {}", decision.reason).into_any(),
            remark(&format!(
                "{}, {}",
                decision.reviewer,
                format::date(&decision.decided_on.0)
            )),
        ])
    });
    let decisions: Vec<AnyView> = decisions.collect();
    seq(vec![
        band.into_any(),
        match decisions.is_empty() {
            true => remark("Suggested; nobody has read both"),
            false => list::items(decisions),
        },
    ])
}

fn action(action: &ActionText) -> AnyView {
    let name = link(&format::action_href(&action.path), &action.reference);
    seq(vec![name, format!(" {}", action.text).into_any()])
}

/// The words that count most, as the first action writes them, and as the second does where it writes them otherwise.
fn shared(terms: &[SharedTerm]) -> AnyView {
    let words = terms.iter().map(|term| match term.in_a == term.in_b {
        true => term.in_a.clone(),
        false => format!("{} ({})", term.in_a, term.in_b),
    });
    words.collect::<Vec<_>>().join("; ").into_any()
}
