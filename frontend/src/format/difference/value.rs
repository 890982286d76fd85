//! Single values, as people read them.

use serde_json::{Map, Value};

use crate::format::{date, is_day, upper_first, words};
use crate::query::common::DateTime;
use crate::query::word::{NoteState, SharedStatus};

/// Fields that hold a word of a list of ours, by the end of their names.
const LISTED: [&str; 15] = [
    "kind",
    "status",
    "state",
    "outcome",
    "unit",
    "polarity",
    "precision",
    "problem",
    "comparison",
    "framework",
    "rule",
    "severity",
    "comparability",
    "geography",
    "measure",
];

/// A value in words; nothing where there is none.
pub fn value(name: &str, value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => string(name, text),
        Value::Array(several) => several
            .iter()
            .filter_map(|one| self::value(name, one))
            .collect::<Vec<_>>()
            .join(", "),
        Value::Object(fields) => object(fields),
    })
}

fn string(name: &str, text: &str) -> String {
    if text.trim().is_empty() {
        return "an empty text".to_owned();
    }
    if is_day(text) {
        return date(text);
    }
    let is_moment = text.get(..10).is_some_and(is_day) && text.get(10..11) == Some("T");
    if is_moment {
        return DateTime(text.to_owned()).words();
    }
    match LISTED.iter().any(|end| name.ends_with(end)) && is_slug(text) {
        true => listed(text),
        false => text.to_owned(),
    }
}

/// Whether a text can be a word of a list of ours: what a review came to is told in sentences.
fn is_slug(text: &str) -> bool {
    let mut letters = text.bytes();
    letters.all(|letter| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || b"-_".contains(&letter)
    })
}

/// A word of a list of ours.
fn listed(slug: &str) -> String {
    let shared = SharedStatus::from_slug(slug).map(SharedStatus::label);
    let ruled = NoteState::from_slug(slug).map(NoteState::label);
    let known = shared.or(ruled).unwrap_or(match slug {
        "wsoa" => "Written Statement of Action",
        "app" => "Accelerated Progress Plan",
        "pap" => "Priority Action Plan",
        _ => "",
    });
    match known.is_empty() {
        true => upper_first(&words(slug)),
        false => known.to_owned(),
    }
}

/// What a value of several fields says, without what only joins it to others.
fn object(fields: &Map<String, Value>) -> String {
    let said = fields.iter().filter_map(|(name, value)| {
        let is_inner = name == "id" || name == "position" || name.ends_with("_id");
        let value = self::value(name, value).filter(|_| !is_inner)?;
        Some(format!("{} {value}", words(name)))
    });
    said.collect::<Vec<_>>().join("; ")
}
