//! The words of a text, as names are compared by them: without marks, apostrophes and what nobody sees. The words of the
//! search are others: there a possessive is a word of its own, and a mark is one too.

use std::ops::Range;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::is_within;

/// How many capitals within a word tell words that are written together. Codes and ids have more.
const SEAMS: usize = 5;
/// How many letters are initials at most where a word has capitals only: more are a word that is written large.
const INITIALS: usize = 3;

/// How many letters names have at least that are found together whatever capitals they have.
const TOGETHER: usize = 8;

/// A word of a text: where it stands, and what it is compared by.
#[derive(Debug, PartialEq, Eq)]
pub struct Word {
    pub at: Range<usize>,
    pub plain: String,
    /// What else it may be, where its capitals show that several words are written together: how many there are, and
    /// what these are compared by.
    pub split: Vec<(usize, String)>,
}

impl Word {
    /// The ways in which it may be read: how many words there are, and what these are compared by. As one word last.
    fn readings(&self) -> impl Iterator<Item = (usize, &str)> {
        let split = self.split.iter();
        let split = split.map(|(count, plain)| (*count, plain.as_str()));
        split.chain([(1, self.plain.as_str())])
    }
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
                split: split(written),
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

/// The words that may be written together in one, such as "BWile": parted before any of its capitals.
fn split(word: &str) -> Vec<(usize, String)> {
    let seams = seams(word);
    let parted = (1..1_usize << seams.len()).map(|chosen| {
        let cuts = seams.iter().enumerate();
        let cuts = cuts.filter(|(place, _)| chosen & (1_usize << *place) != 0);
        let (mut parts, mut from) = (Vec::new(), 0);
        for to in cuts.map(|(_, at)| *at).chain([word.len()]) {
            parts.push(plain(word.get(from..to).unwrap_or_default()));
            from = to;
        }
        (parts.len(), parts.join(" "))
    });
    parted.collect()
}

/// Where words that are written together may meet: at capitals within.
fn seams(word: &str) -> Vec<usize> {
    let capitals = word.char_indices().skip(1);
    let capitals = capitals.filter(|(_, letter)| letter.is_uppercase());
    let seams: Vec<usize> = capitals.map(|(at, _)| at).collect();
    let most = match word.chars().any(char::is_lowercase) {
        true => SEAMS,
        false => INITIALS - 1,
    };
    match seams.len() <= most {
        true => seams,
        false => Vec::new(),
    }
}

/// The most ways to read one name of words that are written together: what has more is no name.
const WAYS: usize = 64;

/// The ways to read so many words at the beginning of some: how many of them are read, and what they are compared by. As
/// they stand they are read first.
pub fn readings(text: &str, words: &[Word], length: usize) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open = vec![(0, 0, String::new())];
    while let Some((used, read, name)) = open.pop() {
        if found.len() == WAYS {
            break;
        }
        if read == length {
            found.push((used, name));
            continue;
        }
        let Some(word) = words.get(used) else {
            continue;
        };
        let before = used.checked_sub(1).and_then(|before| words.get(before));
        let between = before.map(|before| text.get(before.at.end..word.at.start));
        if between.is_some_and(|between| !is_within(between.unwrap_or_default())) {
            continue;
        }
        for (count, plain) in word.readings() {
            if read + count <= length {
                let name = match name.is_empty() {
                    true => plain.to_owned(),
                    false => format!("{name} {plain}"),
                };
                open.push((used + 1, read + count, name));
            }
        }
    }
    found
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

/// The words of a name, as it is compared, written together: nothing where these may be another word. With an initial
/// they often are ("A Long"), and are then told by their capitals only.
pub fn together(plain: &str) -> Option<String> {
    let is_full = plain.split(' ').all(|word| word.chars().nth(1).is_some());
    let together = plain.replace(' ', "");
    let is_long = together.chars().count() >= TOGETHER;
    (is_full && is_long && together != plain).then_some(together)
}
