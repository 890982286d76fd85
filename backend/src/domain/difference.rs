//! The difference between two texts, word by word.

use async_graphql::Enum;
use similar::{ChangeTag, TextDiff};

/// What became of a piece of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "TextChangeKind")]
pub enum Kind {
    /// It is in both.
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
/// added are the later text, those kept and removed the earlier.
pub fn words(earlier: &str, later: &str) -> Vec<Change> {
    let mut changes: Vec<Change> = Vec::new();
    for change in TextDiff::from_unicode_words(earlier, later).iter_all_changes() {
        let kind = match change.tag() {
            ChangeTag::Equal => Kind::Kept,
            ChangeTag::Insert => Kind::Added,
            ChangeTag::Delete => Kind::Removed,
        };
        match changes.last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.text.push_str(change.value()),
            None => changes.push(Change {
                kind,
                text: change.value().to_owned(),
            }),
        }
    }
    changes
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
    }
}
