//! Actions of the two plans that are worded alike, with the words that they share.

use leptos::prelude::*;

use super::{Names, Selected};
use crate::component::signed::way_to_decide;
use crate::component::{
    GridRow, detail, dynamic, grid, link, list, none, para, remark, section, seq, strong,
};
use crate::format;
use crate::query::compare::{
    ActionText, Comparison, FIRST_PAIRS, SharedTerm, SimilarActionList, SimilarActions,
    SimilarityDecision,
};
use crate::query::word::{SimilarityBand, SimilarityVerdict};

pub fn similar(comparison: &Comparison, names: &Names, selected: Selected) -> AnyView {
    let listed = &comparison.similar_actions;
    let is_now = selected.with_untracked(|(compared, _)| compared.version.is_none());
    let of = |group: Group| -> Vec<&SimilarActions> {
        let pairs = listed.nodes.iter();
        pairs.filter(|pair| Group::of(pair) == group).collect()
    };
    let folded = |group: Group, all: i32, one: &str, many: &str| {
        let own = of(group);
        let counted = format::count(all, one, many);
        match i32::try_from(own.len()).unwrap_or(i32::MAX) {
            0 if all == 0 => none(),
            0 => para(&format!("{counted}: not listed here")),
            number => detail(
                &match number < all {
                    true => format!("{counted}: the first {number}"),
                    false => counted,
                },
                pairs(&format::upper_first(many), &own, names, is_now),
            ),
        }
    };
    let counts = &listed.counts;
    let method = &comparison.similarity;
    let body = match listed.nodes.is_empty() {
        true if comparison.a.action_count == 0 || comparison.b.action_count == 0 => {
            para("Our documents do not hold actions of both plans.")
        }
        true => para("No two actions of the plans are worded alike."),
        false => seq(vec![
            cut(listed, selected),
            pairs(
                "Found the same or related by who read both",
                &of(Group::Alike),
                names,
                is_now,
            ),
            match of(Group::Alike).is_empty() {
                true => pairs("Worded much alike", &of(Group::Strong), names, is_now),
                false => folded(
                    Group::Strong,
                    counts.strong,
                    "pair worded much alike, which nobody has read",
                    "pairs worded much alike, which nobody has read",
                ),
            },
            folded(
                Group::Possible,
                counts.possible,
                "pair possibly alike, which nobody has read",
                "pairs possibly alike, which nobody has read",
            ),
            folded(
                Group::Different,
                counts.different,
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

/// That not all pairs are listed, and the way to all of them, or back to the first.
fn cut(listed: &SimilarActionList, selected: Selected) -> AnyView {
    let is_cut = selected.with_untracked(|(compared, _)| !compared.all_pairs);
    if listed.total_count <= FIRST_PAIRS {
        return none();
    }
    let other = dynamic(move || {
        let mut compared = selected.get().0;
        compared.all_pairs = is_cut;
        let words = match is_cut {
            true => "List all pairs",
            false => "List only the first",
        };
        link(&format!("{}#similar", compared.address()), words)
    });
    let all = format::count(listed.total_count, "pair", "pairs");
    let words = match is_cut {
        true => format!("The first {FIRST_PAIRS} of {all} are listed. "),
        false => format!("All {all} are listed. "),
    };
    view! { <p>{words} <span class="gt-no-print">{other}</span></p> }.into_any()
}

fn pairs(caption: &str, pairs: &[&SimilarActions], names: &Names, is_now: bool) -> AnyView {
    let rows = pairs.iter().map(|pair| GridRow {
        id: String::new(),
        head: action(&pair.a),
        cells: vec![action(&pair.b), shared(&pair.shared), judged(pair, is_now)],
    });
    let heads = [
        &names.a,
        &names.b,
        "Words that both hold, steps included",
        "Likeness and decision",
    ];
    match pairs.is_empty() {
        true => none(),
        false => grid(caption, "gt-matrix", &heads, rows.collect()),
    }
}

/// Where a pair is shown.
#[derive(Clone, Copy, PartialEq)]
enum Group {
    /// At once: found alike by who read both.
    Alike,
    /// Worded much alike, and nobody has read both: at once where nothing was found alike.
    Strong,
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
            (Some(_), _) => Self::Alike,
            (None, Some(SimilarityBand::Strong)) => Self::Strong,
            (None, _) => Self::Possible,
        }
    }
}

/// What is to be said of a pair, and the way to say more for editors of one of the two areas.
fn judged(pair: &SimilarActions, is_now: bool) -> AnyView {
    let way = match is_now {
        true => way_to_decide(&pair.a.path, &pair.b.path),
        // What was decided by then is decided.
        false => none(),
    };
    seq(vec![decided(pair.band, &pair.decisions), way])
}

/// The band of the wording, and what those decided who read both.
pub(crate) fn decided(band: Option<SimilarityBand>, decisions: &[SimilarityDecision]) -> AnyView {
    let band = band.map_or("Not alike in wording", |band| band.label());
    let decisions = decisions.iter().map(|decision| {
        seq(vec![
            strong(decision.verdict.label()),
            format!(": {}", decision.reason).into_any(),
            remark(&format!(
                "{}, {}",
                reviewer(decision),
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

/// Who decided, and whose team that is: "Editor, Worcestershire".
fn reviewer(decision: &SimilarityDecision) -> String {
    match &decision.area {
        Some(area) => format!("{}, {}", decision.reviewer, area.name),
        None => decision.reviewer.clone(),
    }
}

fn action(action: &ActionText) -> AnyView {
    let name = link(&format::action_href(&action.path), &action.reference);
    seq(vec![name, format!(" {}", action.text).into_any()])
}

/// The words that count most, as the first action writes them, and as the second does where it writes them otherwise.
pub(crate) fn shared(terms: &[SharedTerm]) -> AnyView {
    if terms.is_empty() {
        return "None".into_any();
    }
    let words = terms.iter().map(|term| match term.in_a == term.in_b {
        true => term.in_a.clone(),
        false => format!("{} ({})", term.in_a, term.in_b),
    });
    words.collect::<Vec<_>>().join("; ").into_any()
}
