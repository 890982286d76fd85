//! The difference between two texts, word by word.

use async_graphql::Enum;
use similar::{ChangeTag, DiffableStr, TextDiff};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "TextChangeKind")]
pub enum Kind {
    /// It is in both, be it in capitals or not.
    Kept,
    /// It is in the later text only.
    Added,
    /// It is in the earlier text only.
    Removed,
}

/// A piece of text, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub kind: Kind,
    pub text: String,
}

/// What became of the words of the earlier text on the way to the later one. Joined, the pieces kept and
/// added are the later text; those kept and removed are the earlier one, but for its capitals: a title that
/// is printed in capitals has the same words.
pub fn words(earlier: &str, later: &str) -> Vec<Change> {
    let (earlier, later) = (pieces(earlier), pieces(later));
    let (from, to) = (folded(&earlier), folded(&later));
    let (from, to) = (views(&from), views(&to));
    let mut changes: Vec<Change> = Vec::new();
    for change in TextDiff::from_slices(&from, &to).iter_all_changes() {
        let of = |texts: &[&str], at: Option<usize>| {
            at.and_then(|at| texts.get(at).copied().map(str::to_owned))
        };
        let (kind, text) = match change.tag() {
            ChangeTag::Equal => (Kind::Kept, of(&later, change.new_index())),
            ChangeTag::Insert => (Kind::Added, of(&later, change.new_index())),
            ChangeTag::Delete => (Kind::Removed, of(&earlier, change.old_index())),
        };
        let text = text.unwrap_or_default();
        match changes.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(&text),
            None => changes.push(Change { kind, text }),
        }
    }
    changes
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
