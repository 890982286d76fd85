//! Two versions of one plan: what the later one added, removed, worded otherwise, moved on or put off.
//! Parts are matched by the number or reference that both versions print.

use std::sync::Arc;

use async_graphql::Enum;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Side, status::Scales};
use crate::{
    domain::{
        coverage::has_usable_date,
        difference::{self, Change},
    },
    entity::{action, measure, record::Kind, workstream},
};

/// What became of a part of a plan in its later version. One part may have become several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(name = "VersionChange")]
pub enum Fate {
    /// Only the later version has it.
    Added,
    /// Only the earlier version has it.
    Removed,
    /// Its words differ, and not only in capitals, blanks and marks.
    Reworded,
    /// Its status on the shared scale differs.
    StatusMoved,
    /// It is due on another day; both days are stated.
    DateMoved,
    /// Somebody else leads it.
    LeadChanged,
    /// Its steps differ, and not only in capitals, blanks and marks.
    StepsChanged,
    /// A measure has another baseline or target.
    TargetChanged,
}

/// A part of a plan that is not the same in both versions.
#[derive(Clone, Debug)]
pub struct Part {
    pub kind: Kind,
    pub earlier: Option<Uuid>,
    pub later: Option<Uuid>,
    /// The number or reference that both print.
    pub reference: String,
    pub fates: Vec<Fate>,
    /// Its words from the earlier to the later version; only those of one where it is in one only.
    pub words: Vec<Change>,
    /// The days that it was and is due, where both are stated and differ.
    pub due: Option<(NaiveDate, NaiveDate)>,
}

/// What both versions have, as far as it is compared.
struct Has<'a> {
    id: Uuid,
    reference: &'a str,
    text: &'a str,
    of: Of<'a>,
}

/// What is compared of it beside its words.
enum Of<'a> {
    Workstream,
    Action(&'a action::Model),
    Measure(&'a measure::Model),
}

impl<'a> From<&'a workstream::Model> for Has<'a> {
    fn from(row: &'a workstream::Model) -> Self {
        Self {
            id: row.id,
            reference: &row.number,
            text: &row.title,
            of: Of::Workstream,
        }
    }
}

impl<'a> From<&'a action::Model> for Has<'a> {
    fn from(row: &'a action::Model) -> Self {
        Self {
            id: row.id,
            reference: &row.reference,
            text: &row.text,
            of: Of::Action(row),
        }
    }
}

impl<'a> From<&'a measure::Model> for Has<'a> {
    fn from(row: &'a measure::Model) -> Self {
        Self {
            id: row.id,
            reference: &row.number,
            text: &row.text,
            of: Of::Measure(row),
        }
    }
}

/// What differs between an earlier and a later version: workstreams, then actions, then measures, in the order of the
/// plans.
pub fn changes(scales: &Scales, earlier: &Side, later: &Side) -> Vec<Part> {
    let (before, now) = (&earlier.items, &later.items);
    let mut parts = between(
        scales,
        Kind::Workstream,
        &before.workstreams,
        &now.workstreams,
    );
    // That our documents do not hold the actions of a version does not say that it has none; so with its measures.
    if !before.actions.is_empty() && !now.actions.is_empty() {
        parts.extend(between(scales, Kind::Action, &before.actions, &now.actions));
    }
    if !before.measures.is_empty() && !now.measures.is_empty() {
        let (before, now) = (&before.measures, &now.measures);
        parts.extend(between(scales, Kind::Measure, before, now));
    }
    parts
}

fn between<'a, M>(
    scales: &Scales,
    kind: Kind,
    earlier: &'a [Arc<M>],
    later: &'a [Arc<M>],
) -> Vec<Part>
where
    Has<'a>: From<&'a M>,
{
    let [earlier, later] = [earlier, later].map(|rows| {
        rows.iter()
            .map(|row| Has::from(&**row))
            .collect::<Vec<Has>>()
    });
    let same = |one: &Has, all: &[Has]| {
        all.iter()
            .position(|other| other.reference == one.reference)
    };
    let gone = earlier.iter().filter(|one| same(one, &later).is_none());
    let gone = gone.map(|one| part(scales, kind, Some(one), None));
    let others = later.iter().filter_map(|one| {
        let before = same(one, &earlier).and_then(|at| earlier.get(at));
        let part = part(scales, kind, before, Some(one));
        (!part.fates.is_empty()).then_some(part)
    });
    gone.chain(others).collect()
}

fn part(scales: &Scales, kind: Kind, earlier: Option<&Has>, later: Option<&Has>) -> Part {
    let text = |one: Option<&Has>| one.map_or("", |one| one.text).to_owned();
    let words = difference::words(&text(earlier), &text(later));
    let mut fates = Vec::new();
    let mut due = None;
    match (earlier, later) {
        (Some(before), Some(now)) => {
            if difference::is_reworded(before.text, now.text) {
                fates.push(Fate::Reworded);
            }
            match (&before.of, &now.of) {
                (Of::Action(before), Of::Action(now)) => {
                    if scales.published(before).0 != scales.published(now).0 {
                        fates.push(Fate::StatusMoved);
                    }
                    due = moved(before, now);
                    fates.extend(due.map(|_| Fate::DateMoved));
                    if differs(&before.lead_published, &now.lead_published) {
                        fates.push(Fate::LeadChanged);
                    }
                    if difference::is_reworded(&before.steps.0.join("\n"), &now.steps.0.join("\n"))
                    {
                        fates.push(Fate::StepsChanged);
                    }
                }
                (Of::Measure(before), Of::Measure(now))
                    if differs(&before.baseline, &now.baseline)
                        || differs(&before.target, &now.target) =>
                {
                    fates.push(Fate::TargetChanged);
                }
                _ => {}
            }
        }
        (None, _) => fates.push(Fate::Added),
        (_, None) => fates.push(Fate::Removed),
    }
    let reference = later.or(earlier).map_or("", |one| one.reference);
    Part {
        kind,
        earlier: earlier.map(|one| one.id),
        later: later.map(|one| one.id),
        reference: reference.to_owned(),
        fates,
        words,
        due,
    }
}

/// Whether two published texts differ, and not only in capitals, blanks and marks.
fn differs(before: &Option<String>, now: &Option<String>) -> bool {
    let [before, now] = [before, now].map(|text| text.as_deref().unwrap_or_default());
    difference::is_reworded(before, now)
}

/// The days that an action was and is due, where both are stated and differ.
fn moved(before: &action::Model, now: &action::Model) -> Option<(NaiveDate, NaiveDate)> {
    let day = |row: &action::Model| row.due_to.filter(|_| has_usable_date(row));
    let (before, now) = (day(before)?, day(now)?);
    (before != now).then_some((before, now))
}
