//! The words of a text, as names are compared by them: without marks, apostrophes and what nobody sees. The words of the
//! search are others: there a possessive is a word of its own, and a mark is one too.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word of a text: where it stands, and what it is compared by.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    pub at: Range<usize>,
    pub plain: String,
}

/// The words of a text. What is neither letter nor digit separates them, but for an apostrophe, a mark on a letter, and
/// what nobody sees; the end of a possessive is not the word's.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut begun: Option<usize> = None;
    let mut skipped = 0;
    let mut end = |begun: &mut Option<usize>, to: usize| {
        let Some(from) = begun.take() else { return };
        let written = text.get(from..to).unwrap_or_default();
        let plain = plain(written);
        if !plain.is_empty() {
            words.push(Word {
                at: from..to,
                plain,
            });
        }
    };
    for (at, letter) in text.char_indices() {
        if at < skipped {
            continue;
        }
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let is_inside = match letter {
            _ if letter.is_alphanumeric() => true,
            '\'' | '’' | '‘' | 'ʼ' | '`' => begun.is_some() && joins(rest),
            _ => begun.is_some() && (is_combining_mark(letter) || is_unseen(letter)),
        };
        match (is_inside, begun) {
            (true, None) => begun = Some(at),
            (false, Some(_)) => end(&mut begun, at),
            _ => {}
        }
        // A space as addresses have it.
        if letter == '%' && rest.starts_with("20") {
            skipped = at + 3;
        }
    }
    end(&mut begun, text.len());
    words
}

/// Whether what comes after an apostrophe is of the same word: not where the word ends, nor a possessive.
fn joins(rest: &str) -> bool {
    let mut letters = rest.chars();
    let first = letters.next().filter(|letter| letter.is_alphanumeric());
    let second = letters.next().filter(|letter| letter.is_alphanumeric());
    match first {
        None => false,
        Some('s' | 'S') => second.is_some(),
        Some(_) => true,
    }
}

fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// In small letters, without marks on them and without apostrophes.
fn plain(word: &str) -> String {
    if word.is_ascii() {
        let letters = word.bytes().filter(u8::is_ascii_alphanumeric);
        return letters
            .map(|letter| char::from(letter.to_ascii_lowercase()))
            .collect();
    }
    let letters = word.nfkd().flat_map(char::to_lowercase).nfkd();
    letters
        .filter(|letter| letter.is_alphanumeric() && !is_combining_mark(*letter))
        .collect()
}

/// What a name is compared by: its words, one space between. Nothing where it has none.
pub fn folded(name: &str) -> (usize, String) {
    let words: Vec<String> = words(name).into_iter().map(|word| word.plain).collect();
    (words.len(), words.join(" "))
}
