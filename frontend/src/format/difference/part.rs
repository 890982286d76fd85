//! Parts of a record, such as its sources or its leads: how many there were and are, and which are new, other or gone.

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

/// What became of several: "2 → 3; new: “…”".
pub fn parts(before: &Value, after: &Value) -> String {
    let (old, new) = (list(Some(before)), list(Some(after)));
    let added: Vec<&Value> = new.iter().filter(|one| same(one, old).is_none()).collect();
    let removed: Vec<&Value> = old.iter().filter(|one| same(one, new).is_none()).collect();
    let changed: Vec<&Value> = new
        .iter()
        .filter(|one| same(one, old).is_some_and(|other| other != *one))
        .collect();
    let mut said = vec![match old.len() == new.len() {
        true => format!("{}, as many as before", new.len()),
        false => format!("{} → {}", old.len(), new.len()),
    }];
    let kinds = [("new", added), ("changed", changed), ("gone", removed)];
    let is_same = kinds.iter().all(|(_, parts)| parts.is_empty());
    for (word, parts) in kinds.into_iter().filter(|(_, parts)| !parts.is_empty()) {
        said.push(named(word, &parts));
    }
    if is_same {
        said.push("in another order".to_owned());
    }
    said.join("; ")
}

/// The part of others that this one is: by its id, or, where it has none, the same in every letter.
fn same<'a>(one: &Value, others: &'a [Value]) -> Option<&'a Value> {
    match one.get("id") {
        Some(id) => others.iter().find(|other| other.get("id") == Some(id)),
        None => others.iter().find(|other| *other == one),
    }
}

fn named(word: &str, parts: &[&Value]) -> String {
    let quoted = parts.iter().filter_map(|part| words(part)).take(NAMED);
    let quoted: Vec<String> = quoted
        .map(|words| format!("“{}”", shortened(words, LETTERS)))
        .collect();
    match (quoted.len(), parts.len()) {
        (0, all) => format!("{all} {word}"),
        (some, all) if some < all => {
            format!("{word}: {} and {} more", quoted.join(", "), all - some)
        }
        _ => format!("{word}: {}", quoted.join(", ")),
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
