//! Parts of a record, such as its sources or its leads: which are new, other or gone.

use serde_json::Value;

use super::{ABOUT, list, text_of};
use crate::format::date;
use crate::query::word::SimilarityVerdict;

/// How many are named one by one.
const NAMED: usize = 3;
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
    let (pairs, added, removed) = matched(list(Some(before)), list(Some(after)));
    let changed: Vec<_> = pairs
        .into_iter()
        .filter(|(old, new)| meaning(old) != meaning(new))
        .collect();
    let (given, other): (Vec<_>, Vec<_>) =
        changed.into_iter().partition(|(_, new)| is_told_again(new));
    let kinds: [(&str, Vec<&Value>); 3] = [
        ("New", added),
        ("Changed", other.into_iter().map(|(_, new)| new).collect()),
        ("Gone", removed),
    ];
    let told = kinds.iter().filter(|(_, parts)| !parts.is_empty());
    let mut told: Vec<String> = told
        .map(|(word, parts)| format!("{word}: {}.", named(parts)))
        .collect();
    told.extend(given.into_iter().map(|(old, new)| again(old, new)));
    match told.is_empty() {
        true => "The same, in another order".to_owned(),
        false => told.join(" "),
    }
}

/// The parts that were there and are, each beside what it was; those that are new, and those that are gone. A part is what
/// means the same, or is called the same, or else has its id: ids of some follow from their places.
fn matched<'a>(
    old: &'a [Value],
    new: &'a [Value],
) -> (Vec<(&'a Value, &'a Value)>, Vec<&'a Value>, Vec<&'a Value>) {
    let ways: [fn(&Value, &Value) -> bool; 3] = [
        |one, other| meaning(one) == meaning(other),
        |one, other| {
            // Two readings say the same of two days, and two decisions of two pairs.
            let is_one = ["as_of", "other_id"]
                .iter()
                .all(|name| one.get(name) == other.get(name));
            is_one && words(one).is_some() && words(one) == words(other)
        },
        |one, other| one.get("id").is_some() && one.get("id") == other.get("id"),
    ];
    let (mut left, mut added): (Vec<_>, Vec<_>) = (old.iter().collect(), new.iter().collect());
    let mut pairs = Vec::new();
    for is_same in ways {
        added.retain(
            |one| match left.iter().position(|other| is_same(other, one)) {
                Some(place) => {
                    pairs.push((left.remove(place), *one));
                    false
                }
                None => true,
            },
        );
    }
    (pairs, added, left)
}

/// What a part says, without its place, and without how a document prints it beside.
pub(super) fn meaning(part: &Value) -> Value {
    let Value::Object(fields) = part else {
        return part.clone();
    };
    let is_said = |name: &str, value: &Value| {
        !["id", "position", "published"].contains(&name) && !value.is_null()
    };
    let said = fields.iter().filter(|(name, value)| is_said(name, value));
    Value::Object(
        said.map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
    )
}

/// "“a”, “b”, “c” and 2 more"; how many, where they have no words.
fn named(parts: &[&Value]) -> String {
    let quoted = parts.iter().filter_map(|part| quoted(part)).take(NAMED);
    let quoted: Vec<String> = quoted.collect();
    match (quoted.len(), parts.len()) {
        (0, all) => all.to_string(),
        (some, all) if some < all => format!("{} and {} more", quoted.join(", "), all - some),
        _ => quoted.join(", "),
    }
}

/// "“a”"; of a reading also what it is of: "“45%” (1 May 2021)"; of a decision also what it is, and of what: "Related work,
/// with action 1.5 of Leicestershire: “a”".
fn quoted(part: &Value) -> Option<String> {
    let words = words(part)?;
    let of = text_of(part.get("as_of")).map(|of| format!(" ({})", date(of)));
    let with = text_of(part.get(ABOUT)).map(|other| format!(", with {other}"));
    let verdict = verdict(part).map(|verdict| {
        let with = with.unwrap_or_default();
        format!("{}{with}: ", verdict.label())
    });
    Some(format!(
        "{}“{words}”{}",
        verdict.unwrap_or_default(),
        of.unwrap_or_default()
    ))
}

/// What a part decides about two actions. Nothing where it is no decision.
fn verdict(part: &Value) -> Option<SimilarityVerdict> {
    SimilarityVerdict::from_slug(text_of(part.get("verdict"))?)
}

/// Whether what a part was is told beside what it is: of a reading of a measure, which is of a day, and of a decision.
fn is_told_again(part: &Value) -> bool {
    part.get("as_of").is_some() || verdict(part).is_some()
}

/// Such a part as it was and is: "“45%” (1 May 2021) was “54%”."; of what reads the same what else is other of it.
fn again(old: &Value, new: &Value) -> String {
    let [was, is] = [old, new].map(|part| quoted(part).unwrap_or_default());
    let numbers = [old, new].map(|part| match part.get("value") {
        None | Some(Value::Null) => "no number".to_owned(),
        Some(number) => format!("the number {number}"),
    });
    let is_of_one_day = verdict(new).is_none() && old.get("as_of") == new.get("as_of");
    match (was == is, is_of_one_day, numbers) {
        (false, true, _) => format!("{is} was “{}”.", words(old).unwrap_or_default()),
        (false, false, _) => format!("{is} was {was}."),
        (true, _, [had, has]) if had != has => format!("{is} has {has}, and had {had}."),
        _ => format!("Changed: {is}."),
    }
}

/// What a part says of itself. Nothing where it only joins records.
pub(super) fn words(part: &Value) -> Option<&str> {
    let own = part.as_str();
    let held = || {
        let texts = WORDS.iter().filter_map(|name| part.get(name)?.as_str());
        texts.into_iter().find(|text| !text.is_empty())
    };
    own.or_else(held)
}
