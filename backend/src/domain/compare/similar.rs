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
}

/// The texts of two plans, weighed.
pub struct Weighed {
    a: Vec<Weights>,
    b: Vec<Weights>,
    /// How many terms there are; each is known by its number.
    terms: usize,
}

impl Weighed {
    /// Weighs texts. What is frequent in them is not rare, whatever the field has of it.
    pub fn new(a: &[Passage], b: &[Passage]) -> Self {
        let mut terms = Terms::default();
        let sides = [a, b].map(|side| {
            let counted = side.iter().map(|passage| terms.count(passage));
            counted.collect::<Vec<Counts>>()
        });
        let mut holding = vec![0.0; terms.numbers.len()];
        for number in sides.iter().flatten().flat_map(HashMap::keys) {
            if let Some(texts) = holding.get_mut(*number) {
                *texts += 1.0;
            }
        }
        let rarity = terms.rarity(&holding);
        let [a, b] = sides.map(|side| {
            let weighed = side.into_iter().map(|counts| Weights::of(counts, &rarity));
            weighed.collect()
        });
        Self {
            a,
            b,
            terms: rarity.len(),
        }
    }

    /// The pairs whose wording is alike, and those that are named, the most alike first. For each text there are
    /// no more than [`MOST`] that are not named.
    pub fn pairs(&self, named: &HashSet<(usize, usize)>) -> Vec<Pair> {
        let mut found = self.scores(named);
        found.sort_by(|one, other| {
            let rest = (one.a, one.b).cmp(&(other.a, other.b));
            other.score.total_cmp(&one.score).then(rest)
        });
        let (mut of_a, mut of_b) = (vec![0; self.a.len()], vec![0; self.b.len()]);
        found.retain(|pair| {
            if named.contains(&(pair.a, pair.b)) {
                return true;
            }
            match (of_a.get_mut(pair.a), of_b.get_mut(pair.b)) {
                (Some(in_a), Some(in_b)) if *in_a < MOST && *in_b < MOST => {
                    (*in_a, *in_b) = (*in_a + 1, *in_b + 1);
                    true
                }
                _ => false,
            }
        });
        found
    }

    /// All pairs in a band, and those that are named.
    fn scores(&self, named: &HashSet<(usize, usize)>) -> Vec<Pair> {
        // Where each term occurs in the second plan.
        let mut places: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.terms];
        for (number, weights) in self.b.iter().enumerate() {
            for term in &weights.terms {
                if let Some(places) = places.get_mut(term.number) {
                    places.push((number, term.weight));
                }
            }
        }
        let mut found = Vec::new();
        for (number, weights) in self.a.iter().enumerate() {
            let mut shared = vec![0.0; self.b.len()];
            for term in &weights.terms {
                for (other, own) in places.get(term.number).into_iter().flatten() {
                    if let Some(shared) = shared.get_mut(*other) {
                        *shared += term.weight.min(*own);
                    }
                }
            }
            let scores = shared.iter().zip(&self.b).enumerate();
            found.extend(scores.filter_map(|(other, (shared, theirs))| {
                let both = weights.sum + theirs.sum;
                let score = if both > 0.0 { 2.0 * shared / both } else { 0.0 };
                let band = Band::of(score);
                let listed = band.is_some() || named.contains(&(number, other));
                listed.then_some(Pair {
                    a: number,
                    b: other,
                    score,
                    band,
                })
            }));
        }
        found
    }

    /// What the texts of a pair share, what counts most first.
    pub fn shared(&self, pair: &Pair) -> Vec<Shared> {
        let (Some(a), Some(b)) = (self.a.get(pair.a), self.b.get(pair.b)) else {
            return Vec::new();
        };
        let theirs: HashMap<usize, &Weight> =
            b.terms.iter().map(|term| (term.number, term)).collect();
        let both = a.terms.iter().filter_map(|own| {
            let other = theirs.get(&own.number)?;
            Some(Shared {
                in_a: own.written.clone(),
                in_b: other.written.clone(),
                part: own.weight.min(other.weight),
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

/// By the numbers of terms, how often each occurs in a text, the text counting in full, and how it is first
/// written.
type Counts = HashMap<usize, (f64, String)>;

/// Every term of two plans, with its number.
#[derive(Default)]
struct Terms {
    numbers: HashMap<String, usize>,
}

impl Terms {
    fn count(&mut self, passage: &Passage) -> Counts {
        let mut counts = Counts::new();
        let texts = std::iter::once((passage.text, 1.0));
        let steps = passage.steps.iter().map(|step| (step.as_str(), STEPS));
        for (text, weight) in texts.chain(steps) {
            for (term, written) in terms(text) {
                let next = self.numbers.len();
                let number = *self.numbers.entry(term).or_insert(next);
                counts.entry(number).or_insert((0.0, written)).0 += weight;
            }
        }
        counts
    }

    /// How rare each term is, by its number. `holding` is how many texts of the two plans hold each.
    fn rarity(&self, holding: &[f64]) -> Vec<f64> {
        let (texts, frequency) = &*FREQUENCY;
        let mut rarity = vec![0.0; holding.len()];
        for (term, number) in &self.numbers {
            let there = frequency.get(term.as_str()).copied().unwrap_or(1.0);
            if let (Some(rare), Some(here)) = (rarity.get_mut(*number), holding.get(*number)) {
                *rare = ((texts + 1.0) / here.max(there)).ln().max(0.0);
            }
        }
        rarity
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

/// A term of a text, with what it weighs there.
struct Weight {
    number: usize,
    weight: f64,
    /// As the text writes it first.
    written: String,
}

/// The terms of a text in the order of their numbers, and what they weigh together.
struct Weights {
    terms: Vec<Weight>,
    sum: f64,
}

impl Weights {
    fn of(counts: Counts, rarity: &[f64]) -> Self {
        let weighed = counts.into_iter().map(|(number, (count, written))| {
            let often = if count >= 1.0 {
                1.0 + count.ln()
            } else {
                count
            };
            Weight {
                number,
                weight: often * rarity.get(number).copied().unwrap_or_default(),
                written,
            }
        });
        let mut terms: Vec<Weight> = weighed.collect();
        terms.sort_by_key(|term| term.number);
        let sum = terms.iter().map(|term| term.weight).sum();
        Self { terms, sum }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(a: &[Passage], b: &[Passage]) -> Vec<Pair> {
        Weighed::new(a, b).pairs(&HashSet::new())
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
        let shared = Weighed::new(&a, &b).shared(pair);
        assert!((shared.iter().map(|one| one.part).sum::<f64>() - 1.0).abs() < 1e-9);
        let words: Vec<(&str, &str)> = shared
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
        let found = Weighed::new(&a, &b).pairs(&named);
        let said: Vec<_> = found
            .iter()
            .map(|pair| (pair.a, pair.b, pair.score, pair.band))
            .collect();
        assert_eq!(said, [(0, 0, 0.0, None), (1, 1, 0.0, None)]);
    }
}
