//! How an action stands, or a workstream, or what became of a comment, as its team said.

use serde_json::Value;

use super::{Field, Line, Names, Shown, find, list, one_sided, text_of};
use crate::format::date;
use crate::query::common::DateTime;
use crate::query::word::{FeedbackOutcome, MonitoringState, SharedStatus};

/// The part of an action that its updates are.
pub const PART: &str = "updates";
/// The fields that follow from what was said last.
pub const STATUS: [&str; 2] = ["status", "status_value_id"];

/// What a team said of how an action stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// How it stood until then.
    pub from: String,
    /// How it stands, as was said.
    pub to: String,
    /// The day since when it is so, as 2020-11-05.
    pub since: String,
    /// Whether it stands so: something said of a later day goes before it.
    pub stands: bool,
    pub note: String,
    pub link: Option<String>,
    /// The role of whoever said so.
    pub author: String,
    /// When it was said; empty where that is not known.
    pub at: String,
}

impl Said {
    /// "AMBER → GREEN since 5 November 2020".
    pub fn words(&self) -> String {
        let Self {
            from, to, since, ..
        } = self;
        let since = date(since);
        match (self.stands, from == to) {
            (true, false) => format!("{from} → {to} since {since}"),
            (true, true) => format!("{to}, as before, since {since}"),
            (false, _) => {
                format!("{to} since {since}; it stays at {from}, which was said of a later day")
            }
        }
    }
}

/// What was said newly, in the order in which it was said.
pub fn said(fields: &[Field], names: &Names) -> Vec<Said> {
    let Some(field) = find(fields, PART) else {
        return Vec::new();
    };
    let (old, new) = (list(Some(&field.before)), list(Some(&field.after)));
    let all: Vec<&Value> = old.iter().collect();
    let mut from = standing(&all)
        .map(|update| word(update, names))
        .or_else(|| match is_of_status(new) {
            true => before(fields, names),
            false => Some("nothing said".to_owned()),
        });
    let mut known = all;
    known.retain(|update| is_among(update, new));
    let mut found = Vec::new();
    for update in new.iter().filter(|update| !is_among(update, old)) {
        known.push(update);
        let to = word(update, names);
        let now = standing(&known);
        let stands = now == Some(update);
        if !stands {
            from = now.map(|update| word(update, names));
        }
        let text = |name: &str| text_of(update.get(name)).unwrap_or_default().to_owned();
        found.push(Said {
            // Where the fields do not say that it stood otherwise, it stood as it stands.
            from: from.clone().unwrap_or_else(|| to.clone()),
            to: to.clone(),
            since: text("effective_on"),
            stands,
            note: text("note"),
            link: text_of(update.get("link")).map(str::to_owned),
            author: text("author"),
            at: text("at"),
        });
        if stands {
            from = Some(to);
        }
    }
    found
}

/// What was said before and was taken back, as a field of its own. Nothing where all of it is there still.
pub fn taken_back(fields: &[Field]) -> Option<Field> {
    let field = find(fields, PART)?;
    let (old, new) = (list(Some(&field.before)), list(Some(&field.after)));
    let gone = old.iter().filter(|update| !is_among(update, new));
    let gone: Vec<Value> = gone.cloned().collect();
    (!gone.is_empty()).then(|| Field {
        before: gone.into(),
        after: Value::Array(Vec::new()),
        ..field.clone()
    })
}

/// The status of an action, where nobody said it: an import has another. Said once for all of its fields.
pub fn line(field: &Field, fields: &[Field], names: &Names) -> Option<Line> {
    let value = find(fields, "status_value_id");
    if field.name == "status" && value.is_some() {
        return None;
    }
    let shared = find(fields, "status");
    let word = |side: fn(&Field) -> &Value| {
        let own = names.get(value.map(side)).map(str::to_owned);
        own.or_else(|| super::value::value("status", side(shared?)))
    };
    let (before, after) = (word(|field| &field.before), word(|field| &field.after));
    (before.is_some() || after.is_some()).then(|| Line {
        name: "Status".to_owned(),
        shown: Shown::Values(before, after),
        pages: Vec::new(),
        written: None,
    })
}

/// The update that says how an action stands: the one of the latest day, and of one day the last.
fn standing<'a>(updates: &[&'a Value]) -> Option<&'a Value> {
    let place = |update: &&Value| {
        let day = text_of(update.get("effective_on")).map(str::to_owned);
        (day, update.get("position").and_then(Value::as_i64))
    };
    updates.iter().copied().max_by_key(place)
}

fn is_among(update: &Value, others: &[Value]) -> bool {
    let id = update.get("id");
    others
        .iter()
        .any(|other| other == update || (id.is_some() && other.get("id") == id))
}

/// Whether updates say how an action stands: those of workstreams and comments say something else.
fn is_of_status(updates: &[Value]) -> bool {
    updates.iter().any(|update| update.get("status").is_some())
}

/// The word of an update: in the plan's own scale where it is one of it.
fn word(update: &Value, names: &Names) -> String {
    let state = text_of(update.get("state"))
        .and_then(MonitoringState::from_slug)
        .map(MonitoringState::label);
    let outcome = text_of(update.get("outcome"))
        .and_then(FeedbackOutcome::from_slug)
        .map(FeedbackOutcome::label);
    let own = names.get(update.get("status_value_id"));
    match own.or(state).or(outcome) {
        Some(word) => word.to_owned(),
        None => shared(update.get("status")),
    }
}

fn shared(slug: Option<&Value>) -> String {
    let slug = text_of(slug).unwrap_or("not-stated");
    let known = SharedStatus::from_slug(slug).map(SharedStatus::label);
    known.unwrap_or(slug).to_owned()
}

/// How an action stood before anything was said of it. Nothing where it stood as it stands.
fn before(fields: &[Field], names: &Names) -> Option<String> {
    let is_new = find(fields, "path").is_some_and(one_sided);
    if is_new {
        let published = find(fields, "status_published").and_then(|field| field.after.as_str());
        return Some(match published {
            Some(word) => word.to_owned(),
            None => SharedStatus::NotStated.label().to_owned(),
        });
    }
    let own = find(fields, "status_value_id");
    let own = own.and_then(|field| names.get(Some(&field.before)));
    let own = own.map(str::to_owned);
    own.or_else(|| find(fields, "status").map(|field| shared(Some(&field.before))))
}

/// When something was said, in words; empty where that is not known.
pub fn when(at: &str) -> String {
    match at.is_empty() {
        true => String::new(),
        false => DateTime(at.to_owned()).words(),
    }
}

impl Said {
    /// The role, and when: "Editor, 29 November 2026 at 12:00 UTC".
    pub fn by(&self) -> String {
        let parts = [self.author.clone(), when(&self.at)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    }
}
