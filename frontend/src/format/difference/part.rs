//! Parts of a record, such as its sources or its leads: which are new, other or gone.

use serde_json::Value;

use super::list;
use crate::format::shortened;

/// How many are named one by one.
const NAMED: usize = 3;
/// How many letters of each are given.
const LETTERS: usize = 120;
/// What a part says of itself, the plainest first.
const WORDS: [&str; 13] = [
    "published",
    "name",
    "title",
    "text",
    "statement",
    "place",
    "code",
    "note",
    "sentence",
    "label",
    "basis",
    "reason",
    "value",
];

/// What became of several: "New: “…”, “…”. Gone: “…”."; of a record that is new or gone what there is of it.
pub fn parts(before: &Value, after: &Value) -> String {
    if before.is_null() || after.is_null() {
        let all: Vec<&Value> = list(Some(before)).iter().chain(list(Some(after))).collect();
        return named(&all);
    }
    let (old, new) = (list(Some(before)), list(Some(after)));
    let added = new.iter().filter(|one| same(one, old).is_none());
    let removed = old.iter().filter(|one| same(one, new).is_none());
    let changed = new
        .iter()
        .filter(|one| same(one, old).is_some_and(|other| is_another(one, other)));
    let kinds: [(&str, Vec<&Value>); 3] = [
        ("New", added.collect()),
        ("Changed", changed.collect()),
        ("Gone", removed.collect()),
    ];
    let told = kinds.iter().filter(|(_, parts)| !parts.is_empty());
    let told: Vec<String> = told
        .map(|(word, parts)| format!("{word}: {}.", named(parts)))
        .collect();
    match told.is_empty() {
        true => "The same, in another order or written otherwise".to_owned(),
        false => told.join(" "),
    }
}

/// Whether a part says something else than it did; by what it joins the record to, it says nothing.
fn is_another(one: &Value, other: &Value) -> bool {
    let has_id = one.get("id").is_some() && one.get("id") == other.get("id");
    one != other && (has_id || words(one) != words(other))
}

/// The part of others that this one is: by its id, or the same in every letter, or by its words, where a team's rows
/// stand beside published ones.
fn same<'a>(one: &Value, others: &'a [Value]) -> Option<&'a Value> {
    let by_id = one
        .get("id")
        .and_then(|id| others.iter().find(|other| other.get("id") == Some(id)));
    let equal = || others.iter().find(|other| *other == one);
    let by_words =
        || words(one).and_then(|own| others.iter().find(|other| words(other) == Some(own)));
    by_id.or_else(equal).or_else(by_words)
}

/// "“a”, “b”, “c” and 2 more"; how many, where they have no words.
fn named(parts: &[&Value]) -> String {
    let quoted = parts.iter().filter_map(|part| words(part)).take(NAMED);
    let quoted: Vec<String> = quoted
        .map(|words| format!("“{}”", shortened(words, LETTERS)))
        .collect();
    match (quoted.len(), parts.len()) {
        (0, all) => all.to_string(),
        (some, all) if some < all => format!("{} and {} more", quoted.join(", "), all - some),
        _ => quoted.join(", "),
    }
}

fn words(part: &Value) -> Option<&str> {
    let own = part.as_str();
    let held = || {
        let texts = WORDS.iter().filter_map(|name| part.get(name)?.as_str());
        texts.into_iter().find(|text| !text.is_empty())
    };
    own.or_else(held)
}
