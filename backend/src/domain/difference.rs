//! The difference between two texts, word by word.

use std::ops::Range;

use async_graphql::Enum;
use similar::{DiffTag, DiffableStr, TextDiff};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "TextChangeKind")]
pub enum Kind {
    /// It is in both, be it in capitals or not.
    Kept,
    /// It is in the later text only, or between words that are.
    Added,
    /// It is in the earlier text only, or between words that are.
    Removed,
}

/// A piece of text, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: Kind,
    pub text: String,
}

/// Marks that say nothing by themselves. Others do: 90% is not 90.
const SILENT: &str = ".,;:!?'\"()‘’“”–-…•";

/// Whether two texts differ in more than capitals, blanks and marks.
pub fn is_reworded(earlier: &str, later: &str) -> bool {
    let is_silent = |piece: &&&str| {
        piece
            .chars()
            .all(|sign| sign.is_whitespace() || SILENT.contains(sign))
    };
    let telling = |text| -> Vec<String> {
        let pieces = pieces(text);
        let telling: Vec<&str> = pieces
            .iter()
            .filter(|piece| !is_silent(piece))
            .copied()
            .collect();
        folded(&telling)
    };
    telling(earlier) != telling(later)
}

/// The most words that stay between two changes and are read as part of one: a text that is all of a sudden
/// another one has its "the" and "of" in common, and nobody reads it by them.
const ISLAND: usize = 2;

/// A stretch that is the same in both texts, or is not: its pieces in the earlier and in the later one.
struct Stretch {
    is_kept: bool,
    earlier: Range<usize>,
    later: Range<usize>,
}

/// What became of the words of the earlier text on the way to the later one. Joined, the pieces kept and
/// added are the later text; those kept and removed are the earlier one, but for its capitals: a title that
/// is printed in capitals has the same words.
pub fn words(earlier: &str, later: &str) -> Vec<Change> {
    let (earlier, later) = (pieces(earlier), pieces(later));
    let (from, to) = (folded(&earlier), folded(&later));
    let (from, to) = (views(&from), views(&to));
    let ops = TextDiff::from_slices(&from, &to).ops().to_vec();
    let last = ops.len().saturating_sub(1);
    let mut stretches: Vec<Stretch> = Vec::new();
    for (at, op) in ops.into_iter().enumerate() {
        let (tag, own, new) = op.as_tag_tuple();
        let many = later.get(new.clone()).unwrap_or_default();
        let many = many.iter().filter(|piece| is_word(piece)).count();
        let is_island = many <= ISLAND && at > 0 && at < last;
        let is_kept = tag == DiffTag::Equal && !is_island;
        match stretches
            .last_mut()
            .filter(|before| before.is_kept == is_kept)
        {
            Some(before) => (before.earlier.end, before.later.end) = (own.end, new.end),
            None => stretches.push(Stretch {
                is_kept,
                earlier: own,
                later: new,
            }),
        }
    }
    let changes = stretches.into_iter().flat_map(|stretch| {
        let own = joined(&earlier, stretch.earlier);
        let new = joined(&later, stretch.later);
        match stretch.is_kept {
            true => [(Kind::Kept, new), (Kind::Added, String::new())],
            false => [(Kind::Removed, own), (Kind::Added, new)],
        }
    });
    let changes = changes.filter(|(_, text)| !text.is_empty());
    changes.map(|(kind, text)| Change { kind, text }).collect()
}

fn joined(pieces: &[&str], range: Range<usize>) -> String {
    pieces.get(range).unwrap_or_default().concat()
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// The words of a text and what stands between them.
fn pieces(text: &str) -> Vec<&str> {
    text.tokenize_unicode_words()
}

fn folded(pieces: &[&str]) -> Vec<String> {
    pieces.iter().map(|piece| piece.to_lowercase()).collect()
}

fn views(pieces: &[String]) -> Vec<&str> {
    pieces.iter().map(String::as_str).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_added_and_removed() {
        let (earlier, later) = ("The lack of suitable places", "The lack of places, still");
        let changes = words(earlier, later);
        let only = |but: Kind| -> String {
            let kept = changes.iter().filter(|change| change.kind != but);
            kept.map(|change| change.text.as_str()).collect()
        };
        assert_eq!(
            (only(Kind::Added), only(Kind::Removed)),
            (earlier.into(), later.into())
        );
        assert!(changes.contains(&Change {
            kind: Kind::Kept,
            text: "The lack of ".into()
        }));
        assert_eq!(
            words("a", "a"),
            [Change {
                kind: Kind::Kept,
                text: "a".into()
            }]
        );
        assert_eq!(words("", ""), []);
        // What is another text is read as one, whatever small words both have.
        let changes = words(
            "Improve the pace of plans for children in schools",
            "Raise the quality of reviews for children in schools",
        );
        assert_eq!(
            changes,
            [
                (Kind::Removed, "Improve the pace of plans"),
                (Kind::Added, "Raise the quality of reviews"),
                (Kind::Kept, " for children in schools"),
            ]
            .map(|(kind, text)| Change {
                kind,
                text: text.into()
            })
        );
        // A full stop is a change and no word.
        let changes = words("Often late", "Often late.");
        assert!(changes.iter().any(|change| change.kind == Kind::Added));
        for (earlier, later, is_other) in [
            ("Often late", "OFTEN late.", false),
            (
                "Plans, when reviewed, are late",
                "Plans when reviewed are late",
                false,
            ),
            ("More than 90% in time", "More than 90 in time", true),
            ("≥5", "≤5", true),
            ("Often late", "Late often", true),
        ] {
            assert_eq!(is_reworded(earlier, later), is_other, "{earlier}");
        }
        // The same words in capitals are the same words, as the later text has them.
        assert_eq!(
            words("OFTEN LATE", "Often late"),
            [Change {
                kind: Kind::Kept,
                text: "Often late".into()
            }]
        );
    }
}
