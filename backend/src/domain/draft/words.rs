//! What a team writes into a draft, kind by kind. What is left out stays as it is; a record that is new has to be given
//! what makes it one.

mod action;
mod measure;
mod plan;
mod workstream;

use std::fmt::Debug;

pub use action::ActionWords;
pub use measure::MeasureWords;
pub use plan::PlanWords;
pub use workstream::WorkstreamWords;

use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::Open;
use crate::{
    domain::{
        Result,
        edit::Record,
        problem::{Code, Problems},
        text,
    },
    entity::record::Kind,
};

/// The words of one record.
#[derive(Debug)]
pub enum Words {
    Plan(PlanWords),
    Workstream(WorkstreamWords),
    Action(ActionWords),
    Measure(MeasureWords),
}

impl Words {
    /// The kind of record that they are for.
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Plan(_) => Kind::Plan,
            Self::Workstream(_) => Kind::Workstream,
            Self::Action(_) => Kind::Action,
            Self::Measure(_) => Kind::Measure,
        }
    }

    /// Notes what cannot be meant, whatever the record is.
    pub fn check(&mut self, problems: &mut Problems) {
        match self {
            Self::Plan(words) => words.check(problems),
            Self::Workstream(words) => words.check(problems),
            Self::Action(words) => words.check(problems),
            Self::Measure(words) => words.check(problems),
        }
    }

    /// Notes what they name and the area does not have.
    pub async fn known(
        &self,
        tx: &DatabaseTransaction,
        area: Uuid,
        problems: &mut Problems,
    ) -> Result<()> {
        match self {
            Self::Action(words) => words.known(tx, area, problems).await,
            _ => Ok(()),
        }
    }

    /// What the plan is to call the record; nothing where that stays.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Plan(_) => None,
            Self::Workstream(words) => words.number.as_deref(),
            Self::Action(words) => words.reference.as_deref(),
            Self::Measure(words) => words.number.as_deref(),
        }
    }

    /// The field that says what the plan calls the record.
    pub const fn name_field(&self) -> &'static str {
        match self {
            Self::Action(_) => "record.action.reference",
            Self::Measure(_) => "record.measure.number",
            _ => "record.workstream.number",
        }
    }

    /// Makes a record say so, or notes why it cannot.
    pub fn write(&self, open: &Open, problems: &mut Problems, record: &mut Record) -> Result<()> {
        match self {
            Self::Plan(words) => words.write(record),
            Self::Workstream(words) => words.write(record),
            Self::Action(words) => words.write(open, problems, record),
            Self::Measure(words) => words.write(open, problems, record),
        }
    }
}

/// A text that is changed, of one line.
fn line(problems: &mut Problems, path: &str, words: &mut Option<String>, most: usize) {
    if let Some(words) = words {
        *words = text::line(problems, path, words, 1..=most);
    }
}

/// A text that is changed, of several lines.
fn lines(problems: &mut Problems, path: &str, words: &mut Option<String>, most: usize) {
    if let Some(words) = words {
        *words = text::lines(problems, path, words, 1..=most);
    }
}

/// A text that is changed or taken away.
fn may(problems: &mut Problems, path: &str, words: &mut Option<Option<String>>, most: usize) {
    if let Some(given) = words {
        // Who empties a field takes away what stood in it.
        if given.as_ref().is_some_and(|words| words.trim().is_empty()) {
            *given = None;
        }
        lines(problems, path, given, most);
    }
}

/// Texts of one line each.
fn all(problems: &mut Problems, path: &str, words: &mut Option<Vec<String>>) {
    let Some(words) = words else { return };
    if words.len() > MOST {
        problems.add(Code::TooMany, path, format!("Give at most {MOST}."));
    }
    for (place, words) in words.iter_mut().enumerate() {
        *words = text::line(problems, &format!("{path}.{place}"), words, 1..=2_000);
    }
}

/// What a plan calls a record: it is found by that.
fn name(problems: &mut Problems, path: &str, words: &mut Option<String>) {
    line(problems, path, words, 20);
    let is_name = |name: &String| name.chars().any(|letter| letter.is_ascii_alphanumeric());
    if words
        .as_ref()
        .is_some_and(|name| !name.is_empty() && !is_name(name))
    {
        let words = "Give a number, such as 2.15: letters or digits.";
        problems.add(Code::Invalid, path, words);
    }
}

/// Notes what a new record has to be given.
pub fn required<T>(problems: &mut Problems, path: &str, given: Option<&T>) {
    if given.is_none() {
        problems.add(Code::Required, path, "Write something here.");
    }
}

/// How many steps, leads or outcomes something has at most.
const MOST: usize = 50;
