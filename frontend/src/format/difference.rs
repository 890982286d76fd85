//! What became of a record, in plain English: fields of the change log, what they held and what they hold, as
//! lines that people read. What is not known here is shown as it stands: nothing is left out because of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

mod part;
mod said;
mod text;
mod value;

#[cfg(test)]
mod tests;

pub use said::Said;

use super::{span, upper_first, words};
use crate::query::weakness::TextChange;

/// A field that is not what it was, under the name that the change log calls it by.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub before: Value,
    pub after: Value,
    /// The difference word by word, where the server has made one.
    pub words: Option<Vec<TextChange>>,
}

impl Field {
    /// Whether only a team writes it: no document states it, and no import.
    pub fn is_of_team(&self) -> bool {
        let name = self.name.as_str();
        name.starts_with("team_") || ["updates", "dues", "links", "ruling"].contains(&name)
    }
}

/// The words that ids of values of a scale stand for.
#[derive(Clone, Debug, Default)]
pub struct Names(BTreeMap<String, String>);

/// What became of a record.
#[derive(Debug)]
pub struct Difference {
    /// What a team said of how an action stands, in the order in which it was said.
    pub said: Vec<Said>,
    /// Everything else, field by field.
    pub lines: Vec<Line>,
}

/// What became of a field, or of several that say one thing.
#[derive(Debug)]
pub struct Line {
    pub name: String,
    pub shown: Shown,
}

/// How a field is not what it was.
#[derive(Debug)]
pub enum Shown {
    /// One value, and another in its place; nothing where there is none.
    Values(Option<String>, Option<String>),
    /// A text, word by word.
    Text(Vec<TextChange>),
    /// What became of several, such as the sources of a record, in words.
    Parts(String),
}

/// What a record is called: its number where it has one, and its words.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Title {
    pub number: Option<String>,
    pub words: Option<String>,
}

/// What a row knows of itself and no reader asks for.
const INNER: [&str; 2] = ["id", "sort_key"];

/// Who writes for a team. Whatever else writes is an import.
const ROLES: [&str; 5] = [
    "Reader",
    "Contributor",
    "Editor",
    "Area administrator",
    "Site administrator",
];

/// Whether somebody wrote, and not an import.
pub fn is_person(actor: &str) -> bool {
    ROLES.contains(&actor)
}

impl Names {
    /// The words of status values, from rows of schemes as the change log has them.
    pub fn of_schemes<'a>(schemes: impl IntoIterator<Item = &'a Value>) -> Self {
        let mut names = BTreeMap::new();
        for value in schemes.into_iter().flat_map(|row| list(row.get("values"))) {
            if let (Some(id), Some(code)) = (text_of(value.get("id")), text_of(value.get("code"))) {
                names.insert(id.to_owned(), code.to_owned());
            }
        }
        Self(names)
    }

    fn get(&self, id: Option<&Value>) -> Option<&str> {
        self.0.get(text_of(id)?).map(String::as_str)
    }
}

/// The fields in which a record differs from what it was. None before is a new record, none after one that is gone.
pub fn between(before: Option<&Value>, after: Option<&Value>) -> Vec<Field> {
    let empty = Map::new();
    let of = |row: Option<&Value>| row.and_then(Value::as_object).unwrap_or(&empty).clone();
    let (before, after) = (of(before), of(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let field = |name: &String| {
        let held = |row: &Map<String, Value>| row.get(name).cloned().unwrap_or_default();
        let (before, after) = (held(&before), held(&after));
        (before != after).then(|| Field {
            name: name.clone(),
            before,
            after,
            words: None,
        })
    };
    names.into_iter().filter_map(field).collect()
}

/// What a record is called, from its row.
pub fn title_of(row: &Value) -> Title {
    let number = ["reference", "number", "year"].into_iter();
    let words = [
        "title",
        "name",
        "term",
        "purpose",
        "comment",
        "text",
        "statement",
        "first",
        "published",
    ];
    let said = |value: &Value| match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let first = |name: &str| row.get(name).and_then(said);
    Title {
        number: number.filter_map(first).next(),
        words: words.into_iter().filter_map(first).next(),
    }
}

/// What a new record is called, or one that is gone: its fields hold all of its row.
pub fn title_in(fields: &[Field]) -> Title {
    let held = |field: &Field| match field.after.is_null() {
        true => field.before.clone(),
        false => field.after.clone(),
    };
    let row: Map<String, Value> = fields
        .iter()
        .map(|field| (field.name.clone(), held(field)))
        .collect();
    title_of(&Value::Object(row))
}

/// What became of a record whose fields are not what they were.
pub fn difference(fields: &[Field], names: &Names) -> Difference {
    let said = said::said(fields, names);
    // New, or gone: what it points at says nothing that its place does not.
    let is_whole = ["path", "id"]
        .iter()
        .any(|name| find(fields, name).is_some_and(one_sided));
    let mut lines = Vec::new();
    for field in fields {
        let name = field.name.as_str();
        let is_told = INNER.contains(&name)
            || (is_whole && (name == "path" || name.ends_with("_id")))
            || (name == said::PART && !said.is_empty())
            || (!said.is_empty() && said::STATUS.contains(&name));
        if is_told || (is_nothing(&field.before) && is_nothing(&field.after)) {
            continue;
        }
        let line = line(field, fields, names);
        lines.extend(line.map(|line| if is_whole { line.alone() } else { line }));
    }
    Difference { said, lines }
}

impl Line {
    /// The same of a record that is new or gone: there is nothing that it was, or will be.
    fn alone(self) -> Self {
        let shown = match self.shown {
            Shown::Values(None, Some(words)) | Shown::Values(Some(words), None) => {
                Shown::Parts(words)
            }
            shown => shown,
        };
        Self { shown, ..self }
    }
}

/// Whether there is nothing, or an empty list of it.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn line(field: &Field, fields: &[Field], names: &Names) -> Option<Line> {
    let name = field.name.as_str();
    if said::STATUS.contains(&name) {
        return said::line(field, fields, names);
    }
    if let Some(line) = stretch(field, fields) {
        return line;
    }
    let shown = match name.strip_suffix("_id") {
        Some(_) => pointed(field, names),
        None => shown(field),
    };
    Some(Line {
        name: label(name),
        shown,
    })
}

/// The first and the last day of a date, as one: said with the first, and not again with the last. Nothing where
/// only one of them is another.
fn stretch(field: &Field, fields: &[Field]) -> Option<Option<Line>> {
    let name = field.name.as_str();
    if let Some(stem) = name.strip_suffix("_to") {
        return find(fields, &format!("{stem}_from")).map(|_| None);
    }
    let stem = name.strip_suffix("_from")?;
    let last = find(fields, &format!("{stem}_to"))?;
    let read = |from, to| span(text_of(Some(from)), text_of(Some(to)));
    let name = match stem.starts_with("team_") {
        true => label(stem),
        false => format!("{}, read as", label(stem)),
    };
    Some(Some(Line {
        name,
        shown: Shown::Values(
            read(&field.before, &last.before),
            read(&field.after, &last.after),
        ),
    }))
}

/// What points at another record: its words where they are known.
fn pointed(field: &Field, names: &Names) -> Shown {
    let named = |id: &Value| {
        let other = || (!id.is_null()).then(|| "a record".to_owned());
        names.get(Some(id)).map(str::to_owned).or_else(other)
    };
    match (named(&field.before), named(&field.after)) {
        (Some(before), Some(after)) if before == after => Shown::Parts("another record".to_owned()),
        (before, after) => Shown::Values(before, after),
    }
}

fn shown(field: &Field) -> Shown {
    let Field {
        name,
        before,
        after,
        words,
    } = field;
    if before.is_array() || after.is_array() {
        return Shown::Parts(part::parts(before, after));
    }
    if let (Some(old), Some(new)) = (before.as_str(), after.as_str())
        && (text::is_long(old) || text::is_long(new))
    {
        let own = || text::pieces(old, new);
        return Shown::Text(words.clone().unwrap_or_else(own));
    }
    Shown::Values(value::value(name, before), value::value(name, after))
}

/// The name of a field, as people read it.
pub fn label(name: &str) -> String {
    let known = match name {
        "text" => "Words",
        "reference" => "Number",
        "reference_published" => "Number as printed",
        "note" => "Our remark",
        "held" => "When",
        "by" => "Who reviewed",
        "who" => "Who takes part",
        "found" => "Weaknesses found",
        "progressed" => "Weaknesses with sufficient progress",
        "outstanding" => "Weaknesses still outstanding",
        "first" => "What it says",
        "first_place" => "Where it says so",
        "second" => "What it says elsewhere",
        "second_place" => "Where it says so elsewhere",
        "why" => "Why it matters",
        "shown" => "What is shown here",
        "citations" => "Sources",
        "decisions" => "What a reviewer decided of similar actions",
        "updates" => "What its team has said",
        "dues" => "Days that its team has set",
        "team_due" => "Due by now, as its team says",
        "team_steps" => "Steps by now, as its team says",
        "team_leads" => "Leads by now, as its team says",
        "team_baseline" => "Baseline by now, as its team says",
        "team_baseline_value" => "Number in that baseline",
        "team_target" => "Target by now, as its team says",
        "team_target_value" => "Number in that target",
        "team_target_comparison" => "How that target compares",
        "observations" => "Readings",
        "links" => "Pages with evidence",
        "link" => "Page with evidence",
        "author" | "ruling_author" => "Who says so",
        "ruled_at" => "When it was ruled on",
        "done" => "We did",
        "comment" => "You said",
        "is_new" => "New",
        "gss_code" => "GSS code",
        "url" => "Address",
        "path" => "Path",
        _ => "",
    };
    if !known.is_empty() {
        return known.to_owned();
    }
    let rules = [
        ("_published", ", as published"),
        ("_precision", ", how exact"),
        ("_problem", ", what is wrong with it"),
        ("_reason", ", why it is read so"),
        ("_from", ", first day"),
        ("_to", ", last day"),
        ("_id", ""),
    ];
    let ruled = rules
        .iter()
        .find_map(|(end, more)| Some((name.strip_suffix(end)?, *more)));
    match ruled {
        Some((stem, more)) => format!("{}{more}", label(stem)),
        None if name == "due" => "Due date".to_owned(),
        None => upper_first(words(name).trim()),
    }
}

fn find<'a>(fields: &'a [Field], name: &str) -> Option<&'a Field> {
    fields.iter().find(|field| field.name == name)
}

fn one_sided(field: &Field) -> bool {
    field.before.is_null() || field.after.is_null()
}

fn text_of(value: Option<&Value>) -> Option<&str> {
    value?.as_str()
}

fn list(value: Option<&Value>) -> &[Value] {
    value
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}
