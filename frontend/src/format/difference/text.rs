//! Two texts, word by word, where the server has not set them against each other: what they begin and end with alike
//! is kept, what lies between was taken out and put in.

use crate::query::weakness::TextChange;
use crate::query::word::TextChangeKind;

/// How many letters a value has that is read at a glance.
const GLANCE: usize = 60;

/// Whether a text is too long to be read at a glance beside another.
pub fn is_long(text: &str) -> bool {
    text.chars().count() > GLANCE
}

/// The pieces of two texts.
pub fn pieces(before: &str, after: &str) -> Vec<TextChange> {
    let old: Vec<&str> = before.split_inclusive(' ').collect();
    let new: Vec<&str> = after.split_inclusive(' ').collect();
    let alike = |(a, b): &(&&str, &&str)| a == b;
    let first = old.iter().zip(&new).take_while(alike).count();
    let (old, new) = (
        old.get(first..).unwrap_or_default(),
        new.get(first..).unwrap_or_default(),
    );
    let last = old.iter().rev().zip(new.iter().rev());
    let last = last.take_while(alike).count();
    let kept = before.split_inclusive(' ').take(first).collect::<String>();
    let inner = |words: &[&str]| words[..words.len() - last].concat();
    let ended = old[old.len() - last..].concat();
    let pieces = [
        (TextChangeKind::Kept, kept),
        (TextChangeKind::Removed, inner(old)),
        (TextChangeKind::Added, inner(new)),
        (TextChangeKind::Kept, ended),
    ];
    let pieces = pieces.into_iter().filter(|(_, text)| !text.is_empty());
    pieces
        .map(|(kind, text)| TextChange { kind, text })
        .collect()
}
