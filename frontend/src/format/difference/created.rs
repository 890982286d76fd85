//! A record that somebody has made, in its own words: its fields in the order in which people read them, without what
//! only joins it to others, and without what follows from other fields.

use serde_json::Value;

use super::{Field, Line, Names, Shown, Title, is_nothing, label, list, page, part, text_of};
use crate::query::word::{FindingKind, RecordKind};

/// Under what name a finding or a decision has what it is about, in words: the log has but an id.
pub const ABOUT: &str = "about";

/// What is read first, in this order. Whatever else there is follows by its name, and the page with the evidence last.
const FIRST: [&str; 24] = [
    "held",
    "state",
    "by",
    "outcome",
    "findings",
    "published",
    "answer",
    "service",
    "count",
    "base",
    "base_note",
    "wording",
    "label",
    "fieldwork_from",
    "fieldwork_to",
    "asked",
    "respondents",
    "method",
    "comment",
    "promised",
    "done",
    "next",
    "version",
    "period",
];

/// What is told of a record as a whole, or stands on its page: where it is, who wrote and when, and its sources.
const ELSEWHERE: [&str; 8] = [
    "path",
    "id",
    "sort_key",
    "author",
    "at",
    "updates",
    "citations",
    "status",
];

/// What a new record says, beside what it is called.
pub fn created(kind: RecordKind, fields: &[Field], title: &Title, names: &Names) -> Vec<Line> {
    let own = own(kind, fields, title);
    let told = own.iter().filter(|field| !is_nothing(&field.after));
    let line = |field: &Field| match several(field) {
        Some(several) => Some(Line {
            name: label(&field.name),
            shown: Shown::List(several),
            pages: page::pages(&field.before, &field.after),
            written: None,
        }),
        None => super::line(field, &own, names).map(Line::alone),
    };
    told.filter_map(line).collect()
}

fn own(kind: RecordKind, fields: &[Field], title: &Title) -> Vec<Field> {
    let follows = following(kind);
    let is_told = |field: &&Field| {
        let name = field.name.as_str();
        !ELSEWHERE.contains(&name)
            && !name.ends_with("_id")
            && !follows.contains(&name)
            && !is_title(field, title)
    };
    let place = |field: &Field| {
        let first = FIRST.iter().position(|name| *name == field.name);
        (field.name == "link", first.unwrap_or(FIRST.len()))
    };
    let mut own: Vec<Field> = fields.iter().filter(is_told).cloned().collect();
    own.sort_by_key(place);
    own
}

/// What follows from what else a record of a kind says.
fn following(kind: RecordKind) -> &'static [&'static str] {
    match kind {
        RecordKind::Review => &["held_precision", "held_from", "held_to"],
        RecordKind::SurveyResult => &[
            "kind",
            "value",
            "previous_published",
            "previous_value",
            "comparability",
            "reason",
            "sentence",
        ],
        RecordKind::FeedbackItem => &["is_new"],
        RecordKind::Action => &[
            "reference_published",
            "due_kind",
            "due_precision",
            "due_from",
            "due_to",
            "due_problem",
            "due_reason",
        ],
        RecordKind::Measure => &[
            "baseline_value",
            "target_value",
            "target_comparison",
            "placeholder",
        ],
        RecordKind::Document => &[
            "file",
            "kind",
            "lines",
            "published",
            "published_precision",
            "published_from",
            "published_to",
        ],
        _ => &[],
    }
}

/// Whether a field is what the record is called.
fn is_title(field: &Field, title: &Title) -> bool {
    let is_number = ["reference", "number", "year"].contains(&field.name.as_str());
    let words = match &field.after {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return false,
    };
    let name = match is_number {
        true => &title.number,
        false => &title.words,
    };
    name.as_ref() == Some(&words)
}

/// What a field holds one by one, in full. Nothing where it holds one value, or parts without words.
fn several(field: &Field) -> Option<Vec<String>> {
    let parts = list(Some(&field.after));
    let several: Vec<String> = match field.name.as_str() {
        "findings" => parts.iter().map(finding).collect(),
        "options" => field.after.as_str()?.lines().map(str::to_owned).collect(),
        _ => {
            let words = parts.iter().filter_map(part::words);
            words.map(str::to_owned).collect()
        }
    };
    (!several.is_empty()).then_some(several)
}

/// "Workstream 1: Joint work. Sufficient progress: “The partners meet every month.”"
fn finding(part: &Value) -> String {
    let about = text_of(part.get(ABOUT)).map(|about| format!("{}. ", about.trim_end_matches('.')));
    let kind = text_of(part.get("finding")).and_then(FindingKind::from_slug);
    let kind = kind.filter(|kind| *kind != FindingKind::NotStated);
    let kind = kind.map(|kind| format!("{}: ", kind.label()));
    let statement = text_of(part.get("statement")).unwrap_or_default();
    format!(
        "{}{}“{statement}”",
        about.unwrap_or_default(),
        kind.unwrap_or_default()
    )
}
