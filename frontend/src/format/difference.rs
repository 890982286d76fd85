//! What became of a record, in plain English: fields of the change log, what they held and what they hold, as
//! lines that people read. What is not known here is shown as it stands: nothing is left out because of it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

mod created;
mod days;
mod field;
mod page;
mod part;
mod said;
mod text;
mod value;

#[cfg(test)]
mod tests;

pub use created::{ABOUT, created};
pub use days::Days;
pub use field::{Field, Writing, between};
pub use page::{Page, is_address};
pub use said::Said;

use super::{is_day, lower_first, upper_first, words};
use crate::query::weakness::TextChange;

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
    /// The pages with evidence that its parts name.
    pub pages: Vec<Page>,
    /// Who wrote it, where that is not who last wrote of the record.
    pub written: Option<Writing>,
}

/// How a field is not what it was.
#[derive(Debug)]
pub enum Shown {
    /// One value, and another in its place; nothing where there is none.
    Values(Option<String>, Option<String>),
    /// Days in place of others.
    Days(Option<Days>, Option<Days>),
    /// The days of a record that is new or gone.
    On(Days),
    /// A text, word by word.
    Text(Vec<TextChange>),
    /// What became of several, such as the sources of a record, in words.
    Parts(String),
    /// All of several that are new, each in full.
    List(Vec<String>),
}

/// What a record is called: its number where it has one, and its words.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Title {
    /// The workstream that it belongs to.
    pub within: Option<String>,
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

/// Who wrote: the team is told the name, others the role; an import is called one.
pub fn who(actor: &str, name: Option<&str>) -> String {
    match (name, is_person(actor)) {
        (Some(name), _) => format!("{name}, {}", lower_first(actor)),
        (None, true) => actor.to_owned(),
        (None, false) => format!("{actor}, an import"),
    }
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
        within: None,
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
    let taken_back = said::taken_back(fields).filter(|_| !said.is_empty());
    // How it stands follows from what was said, unless that changes nothing.
    let is_status_told = match &taken_back {
        Some(_) => said.iter().any(|said| said.stands),
        None => !said.is_empty(),
    };
    // New, or gone: what it points at says nothing that its place does not.
    let is_whole = ["path", "id"]
        .iter()
        .any(|name| find(fields, name).is_some_and(one_sided));
    let mut lines = Vec::new();
    for field in fields {
        let name = field.name.as_str();
        let is_told = INNER.contains(&name)
            || (is_whole && (name == "path" || name.ends_with("_id")))
            || (name == said::PART && !said.is_empty() && taken_back.is_none())
            // A day that was set once is told as what is due by now, with its reason.
            || (name == "dues" && is_one_more(field) && find(fields, "team_due_from").is_some())
            || (is_status_told && said::STATUS.contains(&name));
        if is_told || field.says_nothing() {
            continue;
        }
        let field = match &taken_back {
            Some(gone) if name == said::PART => gone,
            _ => field,
        };
        let line = line(field, fields, names);
        lines.extend(line.map(|line| if is_whole { line.alone() } else { line }));
    }
    Difference { said, lines }
}

impl Line {
    /// A line of a record that is new, in words.
    pub fn new(name: &str, words: String) -> Self {
        Self {
            name: name.to_owned(),
            shown: Shown::Parts(words),
            pages: Vec::new(),
            written: None,
        }
    }

    /// The addresses of the pages with evidence that it names: those of its parts, or else its value.
    pub fn addresses(&self) -> Vec<&str> {
        let own = match &self.shown {
            Shown::Values(_, Some(words)) | Shown::Parts(words) if is_address(words) => Some(words),
            _ => None,
        };
        let parts = self.pages.iter().map(|page| &page.address);
        parts.chain(own).map(String::as_str).collect()
    }

    /// The same of a record that is new or gone: there is nothing that it was, or will be.
    fn alone(self) -> Self {
        let shown = match self.shown {
            Shown::Values(None, Some(words)) | Shown::Values(Some(words), None) => {
                Shown::Parts(words)
            }
            Shown::Days(None, Some(days)) | Shown::Days(Some(days), None) => Shown::On(days),
            shown => shown,
        };
        Self { shown, ..self }
    }
}

/// Whether a list has one part more than it had.
fn is_one_more(field: &Field) -> bool {
    list(Some(&field.after)).len() == list(Some(&field.before)).len() + 1
}

/// Whether there is nothing, or an empty list of it.
fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

fn line(field: &Field, fields: &[Field], names: &Names) -> Option<Line> {
    let name = field.name.as_str();
    let written = field.written.clone();
    if said::STATUS.contains(&name) {
        let line = said::line(field, fields, names)?;
        return Some(Line { written, ..line });
    }
    let instead = match field.is_beside() {
        true => ", instead of what is published",
        false => "",
    };
    if let Some(stem) = name.strip_suffix("_to")
        && find(fields, &format!("{stem}_from")).is_some()
    {
        // Said with the first day.
        return None;
    }
    let (named, shown) = match stretch(field, fields) {
        Some(told) => told,
        None if name.ends_with("_id") => (label(name), pointed(field, names)),
        None => (label(name), shown(field)),
    };
    Some(Line {
        name: format!("{named}{instead}"),
        shown,
        pages: pages(field, fields),
        written,
    })
}

/// The pages with evidence that a field names. A day that a team has set has those of its setting, which is not told by
/// itself.
fn pages(field: &Field, fields: &[Field]) -> Vec<Page> {
    let set = find(fields, "dues").filter(|dues| is_one_more(dues));
    let of = match field.name == "team_due_from" {
        true => set.unwrap_or(field),
        false => field,
    };
    page::pages(&of.before, &of.after)
}

/// The first and the last day of a date, as one. Nothing where only one of them is another.
fn stretch(field: &Field, fields: &[Field]) -> Option<(String, Shown)> {
    let stem = field.name.strip_suffix("_from")?;
    let last = find(fields, &format!("{stem}_to"))?;
    // No document states a day of the team.
    let name = match stem.starts_with("team_") || stem == "fieldwork" {
        true => label(stem),
        false => format!("{}, read as", label(stem)),
    };
    let days = Shown::Days(
        Days::of(field.was(), last.was()),
        Days::of(&field.after, &last.after),
    );
    Some((name, days))
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
        name, after, words, ..
    } = field;
    let before = field.was();
    if before.is_array() || after.is_array() {
        return Shown::Parts(part::parts(before, after));
    }
    if let (Some(old), Some(new)) = (before.as_str(), after.as_str())
        && (text::is_long(old) || text::is_long(new))
        && !is_address(new)
    {
        let own = || text::pieces(old, new);
        return Shown::Text(words.clone().unwrap_or_else(own));
    }
    let is_day = |value: &Value| value.is_null() || value.as_str().is_some_and(is_day);
    if is_day(before) && is_day(after) {
        return Shown::Days(Days::of(before, before), Days::of(after, after));
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
        "state" => "How it stands",
        "by" => "Who reviewed",
        "population" => "Who is asked",
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
        "decisions" => "What was decided about similar actions",
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
