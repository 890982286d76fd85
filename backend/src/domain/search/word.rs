//! Words: how a text is taken apart for the search, the same on every database, and what a searcher
//! asks for.

use rust_stemmers::{Algorithm, Stemmer};

/// A word of a text: where it stands, how it is written, and its stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The bytes of the text that it takes.
    pub at: std::ops::Range<usize>,
    /// In small letters, without apostrophes.
    pub plain: String,
    /// What it shares with its other forms: plans and planning are `plan`.
    pub stem: String,
}

/// The longest word, in bytes, that is kept: PostgreSQL refuses a text with one of over 2,046, and nobody
/// searches for what is no word.
const LONGEST_WORD: usize = 200;

/// The words of a text. What is neither letter nor digit separates them, but for an apostrophe.
pub fn words(text: &str) -> Vec<Word> {
    let stemmer = Stemmer::create(Algorithm::English);
    let inside = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’');
    let mut words = Vec::new();
    let mut begin = None;
    let ends = text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')));
    for (at, letter) in ends {
        match (inside(letter), begin) {
            (true, None) => begin = Some(at),
            (false, Some(from)) => {
                begin = None;
                let Some(written) = text.get(from..at) else {
                    continue;
                };
                let lower = written.to_lowercase().replace('’', "'");
                let plain: String = lower
                    .chars()
                    .filter(|letter| letter.is_alphanumeric())
                    .collect();
                if !plain.is_empty() && plain.len() <= LONGEST_WORD {
                    let stem = stemmer.stem(lower.trim_matches('\''));
                    let stem = stem
                        .chars()
                        .filter(|letter| letter.is_alphanumeric())
                        .collect();
                    words.push(Word {
                        at: from..at,
                        plain,
                        stem,
                    });
                }
            }
            _ => {}
        }
    }
    words
}

/// One thing that a record must hold to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A word in any of its forms: its stem, and what was typed.
    Word { stem: String, plain: String },
    /// The beginning of a word.
    Prefix(String),
    /// Words one after the other, as they are written.
    Phrase(Vec<String>),
}

impl Term {
    /// The term as somebody would type it.
    pub fn typed(&self) -> String {
        match self {
            Self::Word { plain, .. } => plain.clone(),
            Self::Prefix(begin) => format!("{begin}*"),
            Self::Phrase(words) => format!("\"{}\"", words.join(" ")),
        }
    }
}

/// The most terms that one search takes.
const MOST_TERMS: usize = 20;

/// Reads what somebody typed: words, `begin*` for the beginning of a word, "words in a row" between
/// quotation marks. A hyphenated word is its parts in a row.
pub fn terms(typed: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let quote = |letter: char| matches!(letter, '"' | '“' | '”');
    for (number, part) in typed.split(quote).enumerate() {
        if number % 2 == 1 {
            terms.extend(phrase(part));
            continue;
        }
        for one in part.split_whitespace() {
            match one.strip_suffix('*').map(words) {
                Some(begin) if begin.len() == 1 => {
                    terms.extend(begin.into_iter().map(|word| Term::Prefix(word.plain)));
                }
                _ => terms.extend(phrase(one)),
            }
        }
    }
    terms.dedup();
    terms.truncate(MOST_TERMS);
    terms
}

fn phrase(text: &str) -> Option<Term> {
    let mut words = words(text);
    match words.len() {
        0 => None,
        1 => words.pop().map(|word| Term::Word {
            stem: word.stem,
            plain: word.plain,
        }),
        _ => Some(Term::Phrase(
            words.into_iter().map(|word| word.plain).collect(),
        )),
    }
}

/// Which of the words of a text a term is about, by number; nothing when it is none of them.
pub fn hits(term: &Term, words: &[Word]) -> Vec<usize> {
    let all = 0..words.len();
    let at = |number: usize| words.get(number);
    match term {
        Term::Word { stem, .. } => all
            .filter(|&n| at(n).is_some_and(|word| word.stem == *stem))
            .collect(),
        Term::Prefix(begin) => all
            .filter(|&n| at(n).is_some_and(|word| word.plain.starts_with(begin)))
            .collect(),
        Term::Phrase(phrase) => {
            let begins = |n: usize| {
                phrase
                    .iter()
                    .enumerate()
                    .all(|(step, plain)| at(n + step).is_some_and(|word| word.plain == *plain))
            };
            all.filter(|&n| begins(n))
                .flat_map(|n| n..n + phrase.len())
                .collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn a_text_is_taken_apart_into_words() {
        assert_eq!(
            plain("Co-production: the child’s EHCP (31/09)."),
            ["co", "production", "the", "childs", "ehcp", "31", "09"]
        );
        assert_eq!(plain("'' – … "), [""; 0]);
        let stems: Vec<String> = words("plans planning child's children’s")
            .into_iter()
            .map(|word| word.stem)
            .collect();
        assert_eq!(stems, ["plan", "plan", "child", "children"]);
        let text = "Ein “Straße” £5";
        let cut: Vec<&str> = words(text).into_iter().map(|word| &text[word.at]).collect();
        assert_eq!(cut, ["Ein", "Straße", "5"]);
    }

    #[test]
    fn what_is_too_long_for_a_word_is_none() {
        assert_eq!(plain(&format!("a {} b", "x".repeat(3_000))), ["a", "b"]);
    }

    #[test]
    fn what_is_typed_is_words_beginnings_and_phrases() {
        let word = |plain: &str, stem: &str| Term::Word {
            stem: stem.into(),
            plain: plain.into(),
        };
        assert_eq!(
            terms("quality assurance"),
            [word("quality", "qualiti"), word("assurance", "assur")]
        );
        assert_eq!(
            terms("commun* \"joint commissioning\""),
            [
                Term::Prefix("commun".into()),
                Term::Phrase(vec!["joint".into(), "commissioning".into()]),
            ]
        );
        assert_eq!(
            terms("co-production"),
            [Term::Phrase(vec!["co".into(), "production".into()])]
        );
        assert_eq!(terms(" \"\" * - ! "), []);
        assert_eq!(terms("\"open"), [word("open", "open")]);
        assert_eq!(terms(&"a b ".repeat(90)).len(), MOST_TERMS);
    }

    #[test]
    fn hits_are_found_in_their_words() {
        let text = words("The quality of plans and plan quality");
        assert_eq!(hits(&terms("planning")[0], &text), [3, 5]);
        assert_eq!(hits(&terms("qual*")[0], &text), [1, 6]);
        assert_eq!(hits(&terms("\"plan quality\"")[0], &text), [5, 6]);
        assert!(hits(&terms("\"quality plan\"")[0], &text).is_empty());
    }
}
