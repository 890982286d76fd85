//! Words near a name: those that hold its last word and are no spelling of it that was given.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    folded, is_key, is_word,
    word::{Word, words},
};

/// How many letters a last name has at least to tell anything.
const LEAST: usize = 2;
/// How many it has at least where small letters before it may be initials: shorter ones end many words.
const LEAST_LED: usize = 4;
/// How many letters before a last name are initials, however they are written.
const INITIALS: usize = 2;

/// What was found near a name, by what it is compared by: as it was written first, and how often it stands there.
pub type Counts = BTreeMap<String, (String, usize)>;

/// What finds words near a name.
pub struct Near {
    last: String,
}

impl Near {
    /// Of a name as people write it. Nothing where its last word is too short.
    pub fn of(name: &str) -> Option<Self> {
        // What a comma follows is the last name, written first.
        let name = name.split(',').next().unwrap_or_default();
        let last = words(name).pop()?.plain;
        (last.chars().count() >= LEAST).then_some(Self { last })
    }

    /// Counts it in every text of a record from which the name was taken.
    pub fn record(&self, value: &Value, found: &mut Counts) {
        match value {
            Value::String(text) if !is_word(text) => self.text(text, found),
            Value::Array(items) => items.iter().for_each(|item| self.record(item, found)),
            Value::Object(fields) => {
                let texts = fields.iter().filter(|(name, _)| !is_key(name));
                texts.for_each(|(_, value)| self.record(value, found));
            }
            _ => {}
        }
    }

    /// Counts it in a text from which the name was taken.
    pub fn text(&self, text: &str, found: &mut Counts) {
        // Most texts hold nothing of it, which is told soon.
        if text.is_ascii() && !text.to_ascii_lowercase().contains(&self.last) {
            return;
        }
        let words = words(text);
        for (place, word) in words.iter().enumerate() {
            if !self.is_in(word) {
                continue;
            }
            let before = place.checked_sub(1).and_then(|before| words.get(before));
            let before = before.filter(|before| is_of_name(text, before, word));
            let begin = before.map_or(word.at.start, |before| before.at.start);
            let written = text.get(begin..word.at.end).unwrap_or_default();
            let (_, plain) = folded(written);
            let known = found.entry(plain);
            known.or_insert_with(|| (written.to_owned(), 0)).1 += 1;
        }
    }

    /// Whether a word is the last name, or holds it as a part: with initials before it, or by its capitals.
    fn is_in(&self, word: &Word) -> bool {
        let before = word.plain.strip_suffix(self.last.as_str());
        let most = match self.last.chars().count() {
            LEAST_LED.. => INITIALS,
            _ => 0,
        };
        let is_led = before.is_some_and(|before| before.chars().count() <= most);
        let mut split = word.split.iter();
        is_led || split.any(|(_, plain)| plain.split(' ').any(|part| part == self.last))
    }
}

/// Whether a word may be the first name or the title of the one after it.
fn is_of_name(text: &str, before: &Word, word: &Word) -> bool {
    let written = text.get(before.at.clone()).unwrap_or_default();
    let between = text
        .get(before.at.end..word.at.start)
        .unwrap_or_default()
        .trim_start_matches('.');
    written.starts_with(char::is_uppercase) && matches!(between, "" | " ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn near(name: &str, record: &Value) -> Vec<(String, usize)> {
        let mut found = Counts::new();
        if let Some(near) = Near::of(name) {
            near.record(record, &mut found);
        }
        found.into_values().collect()
    }

    #[test]
    fn words_with_the_last_name_are_told_as_they_are_written() {
        let record = json!({
            "path": "Wile", "lead_id": "Wile",
            "text": "D Wile, Mr. Wile's list, Wile and Wile’s; d WILE; the wileful erstwhile wiles",
            "parts": ["TWile", "mail bwile@example.org", "[name removed] Wile"],
        });
        for name in ["Brenda Wile", "Wile, Brenda", "WILE"] {
            assert_eq!(
                near(name, &record),
                [
                    ("bwile".to_owned(), 1),
                    ("D Wile".to_owned(), 1),
                    ("Mr. Wile".to_owned(), 1),
                    ("TWile".to_owned(), 1),
                    ("Wile".to_owned(), 4),
                ],
                "{name}"
            );
        }
        assert!(near("Brenda W", &record).is_empty());
        let record = json!(["Ng Li", "king, XLi, Eli"]);
        assert_eq!(
            near("Ann Li", &record),
            [("Ng Li".to_owned(), 1), ("XLi".to_owned(), 1)]
        );
        assert_eq!(near("Ann Ng", &record), [("Ng".to_owned(), 1)]);
    }
}
