//! Texts of two plans whose wording is alike, so that a reader finds what another area promised about the
//! same thing. It says that words are shared, never that the work is the same.
//!
//! The score is the weighted Dice coefficient of their terms, which are the stems of words and two of them in
//! a row: the weight that both share, as a part of the weight of both. A term weighs more the fewer texts of
//! the field hold it (`frequency.tsv`, written by `examples/frequency.rs`); the steps below a text count less
//! than the text. Every shared term is given with its part of the score, so that it can be checked by hand.
//! `tests/api/similar.rs` measures it against pairs that were judged by reading.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use async_graphql::Enum;

use crate::domain::search::word::{Word, words};

/// The version of the method. Raised whenever another score may come out.
pub const VERSION: i32 = 1;

/// What the steps below a text count.
const STEPS: f64 = 0.4;

/// The lowest score of each band. They were chosen on one half of the judged pairs only.
pub const STRONG: f64 = 0.06;
pub const POSSIBLE: f64 = 0.035;

/// The most counterparts that one text is given: beyond, nobody reads on.
const MOST: usize = 10;

/// How alike the wording is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
#[graphql(name = "SimilarityBand")]
pub enum Band {
    /// Much of what is particular to one text is in the other.
    Strong,
    /// Something of it is.
    Possible,
}

impl Band {
    fn of(score: f64) -> Option<Self> {
        match score {
            score if score >= STRONG => Some(Self::Strong),
            score if score >= POSSIBLE => Some(Self::Possible),
            _ => None,
        }
    }
}

/// A text that is compared: what it says, and what stands below it.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    pub text: &'a str,
    pub steps: &'a [String],
}

/// A term that two texts share.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// As the first text writes it, in small letters.
    pub in_a: String,
    /// As the second does.
    pub in_b: String,
    /// Its part of the score; those of all shared terms add up to 1.
    pub part: f64,
}

/// Two texts with alike wording.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// The number of the text among those of the first plan.
    pub a: usize,
    /// The number of the text among those of the second.
    pub b: usize,
    /// From 0, no term shared, to 1, the same terms.
    pub score: f64,
    /// None where the score is below all bands: the pair was named.
    pub band: Option<Band>,
    /// What they share, what counts most first.
    pub shared: Vec<Shared>,
}

/// The pairs whose wording is alike, and those that are named, the most alike first. For each text there are
/// no more than [`MOST`] that are not named.
pub fn pairs(a: &[Passage], b: &[Passage], named: &HashSet<(usize, usize)>) -> Vec<Pair> {
    let sides = [a, b].map(|side| side.iter().map(Counts::of).collect::<Vec<Counts>>());
    let mut holding: HashMap<String, f64> = HashMap::new();
    for term in sides.iter().flatten().flat_map(|counts| counts.0.keys()) {
        *holding.entry(term.clone()).or_default() += 1.0;
    }
    let [a, b] = sides.map(|side| {
        let weighed = side.into_iter().map(|counts| Weights::of(counts, &holding));
        weighed.collect::<Vec<Weights>>()
    });
    let mut found = scores(&a, &b, named);
    found.sort_by(|one, other| {
        let rest = (one.0, one.1).cmp(&(other.0, other.1));
        other.2.total_cmp(&one.2).then(rest)
    });
    let (mut of_a, mut of_b) = (vec![0; a.len()], vec![0; b.len()]);
    let pairs = found.into_iter().filter_map(|(one, other, score)| {
        let (first, second) = (a.get(one)?, b.get(other)?);
        if !named.contains(&(one, other)) {
            let (in_a, in_b) = (of_a.get_mut(one)?, of_b.get_mut(other)?);
            if *in_a >= MOST || *in_b >= MOST {
                return None;
            }
            (*in_a, *in_b) = (*in_a + 1, *in_b + 1);
        }
        Some(Pair {
            a: one,
            b: other,
            score,
            band: Band::of(score),
            shared: shared(first, second),
        })
    });
    pairs.collect()
}

/// The scores of all pairs in a band, and of those that are named. Texts that share nothing are never
/// looked at.
fn scores(
    a: &[Weights],
    b: &[Weights],
    named: &HashSet<(usize, usize)>,
) -> Vec<(usize, usize, f64)> {
    // Where each term occurs in the second plan.
    let mut places: HashMap<&str, Vec<(usize, f64)>> = HashMap::new();
    for (number, weights) in b.iter().enumerate() {
        for (term, (weight, _)) in &weights.terms {
            places.entry(term).or_default().push((number, *weight));
        }
    }
    let mut found = Vec::new();
    for (number, weights) in a.iter().enumerate() {
        let mut shared: HashMap<usize, f64> = HashMap::new();
        for (term, (weight, _)) in &weights.terms {
            for (other, own) in places.get(term.as_str()).into_iter().flatten() {
                *shared.entry(*other).or_default() += weight.min(*own);
            }
        }
        let by_name = named.iter().filter(|(one, _)| *one == number);
        for (_, other) in by_name {
            shared.entry(*other).or_default();
        }
        let scores = shared.into_iter().filter_map(|(other, shared)| {
            let both = weights.sum + b.get(other)?.sum;
            let score = if both > 0.0 { 2.0 * shared / both } else { 0.0 };
            Some((number, other, score))
        });
        found.extend(
            scores.filter(|(one, other, score)| {
                *score >= POSSIBLE || named.contains(&(*one, *other))
            }),
        );
    }
    found
}

fn shared(a: &Weights, b: &Weights) -> Vec<Shared> {
    let both = a.terms.iter().filter_map(|(term, (weight, in_a))| {
        let (own, in_b) = b.terms.get(term)?;
        Some(Shared {
            in_a: in_a.clone(),
            in_b: in_b.clone(),
            part: weight.min(*own),
        })
    });
    let mut shared: Vec<Shared> = both.collect();
    // What every text holds weighs nothing, and says nothing.
    shared.retain(|one| one.part > 0.0);
    let all: f64 = shared.iter().map(|one| one.part).sum();
    for one in &mut shared {
        one.part /= all;
    }
    shared.sort_by(|one, other| {
        let rest = one.in_a.cmp(&other.in_a);
        other.part.total_cmp(&one.part).then(rest)
    });
    shared
}

/// The terms of a text, each as its stem or stems and as it is written, in their order.
pub fn terms(text: &str) -> Vec<(String, String)> {
    let kept: Vec<Word> = words(text).into_iter().filter(is_telling).collect();
    let rows = kept.windows(2).filter_map(|row| match row {
        [one, next] => Some((
            format!("{} {}", one.stem, next.stem),
            format!("{} {}", one.plain, next.plain),
        )),
        _ => None,
    });
    let single = kept
        .iter()
        .map(|word| (word.stem.clone(), word.plain.clone()));
    single.chain(rows).collect()
}

/// Words of the field that tell nothing apart: every plan is about them.
const COMMON: [&str; 12] = [
    "send", "sen", "child", "children", "young", "people", "cyp", "local", "area", "council",
    "county", "plan",
];

static SILENT: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let english = stop_words::lookup("en").unwrap_or_default();
    let all = english.iter().chain(&COMMON);
    all.flat_map(|word| words(word))
        .map(|word| word.stem)
        .collect()
});

/// Whether a word may tell two texts apart: no number, and none of those that are everywhere.
fn is_telling(word: &Word) -> bool {
    !word.plain.chars().all(char::is_numeric) && !SILENT.contains(&word.stem)
}

/// How often each term occurs in a text, the text counting in full, and how it is first written.
#[derive(Default)]
struct Counts(HashMap<String, (f64, String)>);

impl Counts {
    fn of(passage: &Passage) -> Self {
        let mut counts = Self::default();
        counts.add(passage.text, 1.0);
        for step in passage.steps {
            counts.add(step, STEPS);
        }
        counts
    }

    fn add(&mut self, text: &str, weight: f64) {
        for (term, written) in terms(text) {
            self.0.entry(term).or_insert((0.0, written)).0 += weight;
        }
    }
}

/// How many texts of the field hold each term; the first line is how many texts there are.
static FREQUENCY: LazyLock<(f64, HashMap<&'static str, f64>)> = LazyLock::new(|| {
    let lines = include_str!("frequency.tsv").lines();
    let mut table: HashMap<&str, f64> = lines
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(term, number)| Some((term, number.parse().ok()?)))
        .collect();
    (table.remove("").unwrap_or(1.0), table)
});

/// The terms of a text, each with what it weighs and how it is written.
struct Weights {
    terms: HashMap<String, (f64, String)>,
    sum: f64,
}

impl Weights {
    /// `holding` is how many texts of the two plans hold each term: what is frequent there is not rare,
    /// whatever the field has of it.
    fn of(counts: Counts, holding: &HashMap<String, f64>) -> Self {
        let (texts, frequency) = &*FREQUENCY;
        let weighed = counts.0.into_iter().map(|(term, (count, written))| {
            let here = holding.get(&term).copied().unwrap_or(1.0);
            let there = frequency.get(term.as_str()).copied().unwrap_or(1.0);
            let rare = ((texts + 1.0) / here.max(there)).ln().max(0.0);
            let often = if count >= 1.0 {
                1.0 + count.ln()
            } else {
                count
            };
            (term, (often * rare, written))
        });
        let terms: HashMap<String, (f64, String)> = weighed.collect();
        let sum = terms.values().map(|(weight, _)| weight).sum();
        Self { terms, sum }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(a: &[Passage], b: &[Passage]) -> Vec<Pair> {
        pairs(a, b, &HashSet::new())
    }

    fn passage(text: &str) -> Passage<'_> {
        Passage { text, steps: &[] }
    }

    #[test]
    fn the_same_words_in_other_forms_are_shared_and_make_up_the_score() {
        let a = [
            passage("Clear the backlog of annual reviews"),
            passage("Train the drivers of buses"),
        ];
        let b = [
            passage("A plan for reviewing outstanding annual review backlogs"),
            passage("Open a special school"),
        ];
        let found = listed(&a, &b);
        assert_eq!(found.len(), 1, "{found:?}");
        let pair = &found[0];
        assert_eq!((pair.a, pair.b, pair.band), (0, 0, Some(Band::Strong)));
        assert!((pair.shared.iter().map(|one| one.part).sum::<f64>() - 1.0).abs() < 1e-9);
        let words: Vec<(&str, &str)> = pair
            .shared
            .iter()
            .map(|one| (one.in_a.as_str(), one.in_b.as_str()))
            .collect();
        assert!(words.contains(&("backlog", "backlogs")), "{words:?}");
        assert!(
            words.contains(&("annual reviews", "annual review")),
            "{words:?}"
        );
    }

    #[test]
    fn a_text_against_itself_scores_one_and_against_nothing_nothing() {
        let own = [passage("Quality assurance of advice"), passage("Transport")];
        let found = listed(&own, &own);
        assert_eq!(found.len(), 2);
        assert!(
            found
                .iter()
                .all(|pair| pair.a == pair.b && (pair.score - 1.0).abs() < 1e-9)
        );
        assert!(listed(&own, &[]).is_empty());
        assert!(listed(&[passage(""), passage("the of 2020")], &own).is_empty());
    }

    #[test]
    fn a_text_is_given_few_counterparts() {
        let a = [passage("Audit plans for quality")];
        let b = vec![passage("Audit plans for quality"); 19];
        assert_eq!(listed(&a, &b).len(), MOST);
    }

    #[test]
    fn a_pair_that_is_named_is_there_whatever_its_score() {
        let a = [passage("Audit plans for quality"), passage("")];
        let b = [passage("Open a special school"), passage("")];
        let named = HashSet::from([(0, 0), (1, 1)]);
        let found = pairs(&a, &b, &named);
        let said: Vec<_> = found
            .iter()
            .map(|pair| (pair.a, pair.b, pair.score, pair.band))
            .collect();
        assert_eq!(said, [(0, 0, 0.0, None), (1, 1, 0.0, None)]);
    }
}
