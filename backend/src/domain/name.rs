//! Names of people in texts: where one stands, however its letters and the signs between its words are written, and the
//! text without it.

mod near;
mod quoted;
mod word;

use std::{collections::HashMap, ops::Range};

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder};
use serde_json::Value;
use uuid::Uuid;

use self::word::{readings, words};
pub use self::{
    near::{Counts, Near},
    word::{folded, together},
};
use super::secret;
use crate::entity::redaction;

/// How many words a name has at most.
pub const MOST_WORDS: usize = 10;
/// How far apart two words of a name stand at most, in characters: columns of a table may lie between.
const APART: usize = 40;
/// How many signs stand between two words of a name at most, beside the space.
const SIGNS: usize = 3;

/// Whether what stands between two words may stand within a name: no sentence, list or paragraph ends there.
fn is_within(between: &str) -> bool {
    let between = between.replace("%20", " ");
    let signs = between.chars().filter(|letter| !letter.is_whitespace());
    between.chars().count() <= APART
        && signs.count() <= SIGNS
        && !between.contains([';', ':', '|', '/', '!', '?', '&'])
        && !between.contains("\n\n")
}

/// Names that are known, each with what stands in its place and whence it goes.
#[derive(Default)]
pub struct Names {
    rules: Vec<redaction::Model>,
}

impl Names {
    /// The names that were removed.
    pub async fn removed(db: &impl ConnectionTrait) -> Result<Self, DbErr> {
        let rules = redaction::Entity::find()
            .order_by_asc(redaction::Column::Number)
            .all(db)
            .await?;
        Ok(Self { rules })
    }

    /// Those that are not to stand in what is of an area, or of none. Nothing where there are none.
    pub fn within(&self, area: Option<Uuid>) -> Option<Finder> {
        let own = self
            .rules
            .iter()
            .filter(|rule| rule.area_id.is_none() || rule.area_id == area);
        let mut finder = Finder::new(true);
        for rule in own {
            let words = usize::try_from(rule.words).unwrap_or_default();
            finder.add(words, rule.hash.clone(), &rule.replacement);
        }
        (!finder.known.is_empty()).then_some(finder)
    }
}

/// What finds some names in texts.
pub struct Finder {
    /// Of how many words they are, the longest first.
    lengths: Vec<usize>,
    /// What each is compared by, with what stands in its place.
    known: HashMap<String, String>,
    /// Whether they are known by their hashes only.
    is_hashed: bool,
}

impl Finder {
    fn new(is_hashed: bool) -> Self {
        Self {
            lengths: Vec::new(),
            known: HashMap::new(),
            is_hashed,
        }
    }

    /// For names that are known, as they were folded.
    pub fn of(names: &[(usize, String)], replacement: &str) -> Self {
        let mut finder = Self::new(false);
        for (words, name) in names {
            finder.add(*words, name.clone(), replacement);
        }
        finder
    }

    fn add(&mut self, words: usize, known: String, replacement: &str) {
        if !self.lengths.contains(&words) {
            self.lengths.push(words);
            self.lengths.sort_unstable_by(|one, other| other.cmp(one));
        }
        self.known.insert(known, replacement.to_owned());
    }

    /// Where names stand in a text, and what is to stand there.
    fn places(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let words = words(text);
        let mut found = Vec::new();
        let mut first = 0;
        while first < words.len() {
            let rest = words.get(first..).unwrap_or_default();
            let place = self.lengths.iter().find_map(|length| {
                let mut ways = readings(text, rest, *length).into_iter();
                ways.find_map(|(used, name)| {
                    let some = rest.get(..used)?;
                    let (begin, end) = (some.first()?, some.last()?);
                    let replacement = self.replacement(name)?;
                    Some((used, begin.at.start..end.at.end, replacement))
                })
            });
            match place {
                Some((used, place, replacement)) => {
                    found.push((place, replacement));
                    first += used;
                }
                None => first += 1,
            }
        }
        found
    }

    fn replacement(&self, name: String) -> Option<&str> {
        let known = match self.is_hashed {
            true => secret::hash(&name),
            false => name,
        };
        self.known.get(&known).map(String::as_str)
    }

    /// Takes names out of a text, and answers how many there were.
    pub fn clear_text(&self, text: &mut String) -> usize {
        let found = self.places(text);
        let count = found.len();
        if count > 0 {
            let mut cleared = text.clone();
            for (place, replacement) in found.into_iter().rev() {
                cleared.replace_range(place, replacement);
            }
            *text = cleared;
        }
        count
    }

    /// Takes names out of every text of a record, and answers how many there were. Ids and paths are no texts, nor are
    /// words of closed lists.
    pub fn clear(&self, value: &mut Value) -> usize {
        match value {
            Value::String(text) if !is_word(text) => self.clear_text(text),
            Value::Array(items) => items.iter_mut().map(|item| self.clear(item)).sum(),
            Value::Object(fields) => {
                let mut count = 0;
                for (name, value) in fields {
                    count += match (name.as_str(), value) {
                        (name, _) if is_key(name) => 0,
                        ("lines", Value::Array(lines)) => self.clear_lines(lines),
                        (_, value) => self.clear(value),
                    };
                }
                count
            }
            _ => 0,
        }
    }

    /// Takes names out of the lines of a document, also where one begins at the end of a line.
    fn clear_lines(&self, lines: &mut [Value]) -> usize {
        let mut all = String::new();
        let mut places = Vec::with_capacity(lines.len());
        let mut expected = None;
        for line in lines.iter() {
            let number = line.get("position").and_then(Value::as_i64);
            // Between lines of which others were left out stands more than the end of one.
            let is_next = number.is_some() && number == expected;
            all.push_str(if is_next { "\n" } else { "\n\n" });
            expected = number.map(|number| number + 1);
            let text = line.get("text").and_then(Value::as_str).unwrap_or_default();
            places.push(all.len()..all.len() + text.len());
            all.push_str(text);
        }
        let found = self.places(&all);
        for (line, at) in lines.iter_mut().zip(&places) {
            let Some(Value::String(text)) = line.get_mut("text") else {
                continue;
            };
            for (place, replacement) in found.iter().rev() {
                let (from, to) = (place.start.max(at.start), place.end.min(at.end));
                if from >= to {
                    continue;
                }
                // What goes on in the next line is replaced where it begins.
                let words = match from == place.start {
                    true => replacement,
                    false => "",
                };
                text.replace_range(from - at.start..to - at.start, words);
            }
        }
        found.len()
    }
}

/// Whether a field of a record holds an id or a path, which are no texts.
fn is_key(field: &str) -> bool {
    matches!(field, "id" | "path" | "sort_key") || field.ends_with("_id")
}

/// Whether a text is what the server writes where a field has one word of a list, an id or a path of one part: people
/// write names with capitals, or more than a name.
fn is_word(text: &str) -> bool {
    text.bytes().all(|letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || matches!(letter, b'-' | b'_')
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use serde_json::json;

    use super::*;

    fn finder(names: &[&str]) -> Finder {
        let names = names.iter().map(|name| folded(name));
        let all = names.flat_map(|(words, plain)| {
            let joined = together(&plain).map(|joined| (1, joined));
            [(words, plain)].into_iter().chain(joined)
        });
        Finder::of(&all.collect::<Vec<_>>(), "[X]")
    }

    fn cleared(name: &str, text: &str) -> String {
        let mut text = text.to_owned();
        finder(&[name]).clear_text(&mut text);
        text
    }

    #[test]
    fn a_name_is_found_however_people_write_it() {
        for (text, expected) in [
            ("Ask Ann Poole.", "Ask [X]."),
            ("ANN POOLE, ann poole", "[X], [X]"),
            ("Ann  Poole’s plan, Ann Poole's", "[X]’s plan, [X]'s"),
            ("Ann\nPoole; Ann-Poole; Ann, Poole", "[X]; [X]; [X]"),
            ("mail ann.poole@example.org", "mail [X]@example.org"),
            ("https://x.org/Ann%20Poole.pdf", "https://x.org/[X].pdf"),
            ("A\u{AD}nn Po\u{200B}ole", "[X]"),
            (
                "Ann Pooley, Joann Poole, Ann B Poole",
                "Ann Pooley, Joann Poole, Ann B Poole",
            ),
            (
                "Ann: Poole; Ann / Poole. Ann\n\nPoole",
                "Ann: Poole; Ann / Poole. Ann\n\nPoole",
            ),
            ("Ann Ann Poole Poole", "Ann [X] Poole"),
        ] {
            assert_eq!(cleared("Ann Poole", text), expected, "{text}");
        }
        for (name, text) in [
            ("José O’Brien", "JOSE\u{301} O'BRIEN"),
            ("Jose OBrien", "José O‘Brien"),
            ("Łukasz", "ŁUKASZ"),
            ("(Ann) \"Poole\".*", "ann poole"),
            ("Anne-Marie", "Anne Marie"),
        ] {
            assert_eq!(cleared(name, text), "[X]", "{name} in {text}");
        }
    }

    #[test]
    fn words_that_are_written_together_are_found_by_their_capitals() {
        for (text, expected) in [
            ("PS, TC, BWile", "PS, TC, [X]"),
            ("B.Wile, b wile, B. WILE, B-Wile", "[X], [X], [X], [X]"),
            ("BWile’s, (BWile)", "[X]’s, ([X])"),
            (
                "BWiley, DBWile, BWileX, bwile, Bwile",
                "BWiley, DBWile, BWileX, bwile, Bwile",
            ),
        ] {
            assert_eq!(cleared("B Wile", text), expected, "{text}");
        }
        for (name, text) in [
            ("Joan Smith", "JoanSmith"),
            ("Joan Smith", "joansmith"),
            ("Joan Smith", "JOANSMITH"),
            ("J M Smith", "JM Smith"),
            ("J. M. Smith", "JMSmith"),
            ("L McCalla", "LMcCalla"),
            ("É Dubois", "ÉDubois"),
        ] {
            assert_eq!(cleared(name, text), "[X]", "{name} in {text}");
        }
        // A name with an initial may be a word of another kind.
        let words = "along, Along, ALONG";
        assert_eq!(cleared("A Long", words), words);
        assert_eq!(cleared("Joan Smith", "joansmithers"), "joansmithers");
    }

    #[test]
    fn a_removed_name_that_is_known_by_its_hash_is_found_written_together() {
        let mut finder = Finder::new(true);
        finder.add(2, secret::hash("b wile"), "[X]");
        let mut text = "TC, BWile, B Wile".to_owned();
        assert_eq!(finder.clear_text(&mut text), 2);
        assert_eq!(text, "TC, [X], [X]");
    }

    #[test]
    fn the_longest_of_several_spellings_goes_first() {
        let mut text = "Ann Poole, Poole, Ann".to_owned();
        let count = finder(&["Poole", "Ann Poole"]).clear_text(&mut text);
        assert_eq!((count, text.as_str()), (2, "[X], [X], Ann"));
    }

    #[test]
    fn ids_paths_and_words_of_lists_stay() {
        let mut record = json!({
            "id": "amber", "plan_id": "Amber", "path": "Amber", "status": "amber", "text": "Amber said",
            "steps": ["Ask Amber", 3], "leads": [{"name": "Amber", "id": "x"}], "note": null,
        });
        assert_eq!(finder(&["Amber"]).clear(&mut record), 3);
        let expected = json!({
            "id": "amber", "plan_id": "Amber", "path": "Amber", "status": "amber", "text": "[X] said",
            "steps": ["Ask [X]", 3], "leads": [{"name": "[X]", "id": "x"}], "note": null,
        });
        assert_eq!(record, expected);
    }

    #[test]
    fn a_name_over_the_end_of_a_line_goes_from_both() {
        let line = |position: i32, text: &str| json!({ "position": position, "text": text });
        let mut document = json!({ "lines": [
            line(1, "Led by Ann"), line(2, "  Poole, Ann Poole"), line(7, "Ann"), line(9, "Poole"),
        ] });
        assert_eq!(finder(&["Ann Poole"]).clear(&mut document), 2);
        let texts: Vec<&str> = document["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["text"].as_str().unwrap())
            .collect();
        assert_eq!(texts, ["Led by [X]", ", [X]", "Ann", "Poole"]);
    }

    #[test]
    fn of_answers_and_queries_only_the_texts_change() {
        let finder = finder(&["Ann Poole", "path"]);
        let mut answer =
            r#"{"b":"Ann Poole", "path" : "a\"Ann\nPoole\\", "a":["\u0041nn Poole"]}"#.to_owned();
        assert_eq!(finder.clear_json(&mut answer), 3);
        assert_eq!(answer, r#"{"b":"[X]", "path" : "a\"[X]\\", "a":["[X]"]}"#);
        let mut query =
            "# Ann Poole\n{ path(a: \"Ann Poole\\\"\", b: \"\"\"Ann \"Poole\"\"\") { path } }"
                .to_owned();
        assert_eq!(finder.clear_query(&mut query), 3);
        assert_eq!(
            query,
            "# [X]\n{ path(a: \"[X]\\\"\", b: \"\"\"[X]\"\"\") { path } }"
        );
    }
}
