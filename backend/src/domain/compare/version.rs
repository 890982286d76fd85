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
    entity::{action, measure, record::Kind, value::Texts, workstream},
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
    /// Its status on the shared scale differs; `stated` has both in the words of the versions.
    StatusMoved,
    /// It is due on another day, or says in other words when: then `stated` has them.
    DateMoved,
    /// The lead that it publishes is another, or one of the two states none.
    LeadChanged,
    /// The steps that it publishes are others, and not only in capitals, blanks and marks.
    StepsChanged,
    /// The evidence that it names for an action is another, and not only in capitals, blanks and marks.
    EvidenceChanged,
    /// The impact that it publishes of an action is another, or one of the two states none.
    ImpactChanged,
    /// The outcomes that a workstream aims at are others, and not only in capitals, blanks and marks.
    OutcomesChanged,
    /// The baseline that a measure publishes is another, or one of the two states none.
    BaselineChanged,
    /// The target that a measure publishes is another, or one of the two states none.
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
    /// What else it publishes and is not the same.
    pub stated: Vec<Stated>,
}

/// Something that a part of a plan publishes, in the earlier and in the later version; nothing where it is not stated.
#[derive(Clone, Debug)]
pub struct Stated {
    pub fate: Fate,
    pub earlier: Option<String>,
    pub later: Option<String>,
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
    Workstream(&'a workstream::Model),
    Action(&'a action::Model),
    Measure(&'a measure::Model),
}

impl<'a> From<&'a workstream::Model> for Has<'a> {
    fn from(row: &'a workstream::Model) -> Self {
        Self {
            id: row.id,
            reference: &row.number,
            text: &row.title,
            of: Of::Workstream(row),
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
    let mut stated: Vec<Stated> = Vec::new();
    match (earlier, later) {
        (Some(before), Some(now)) => {
            if difference::is_reworded(before.text, now.text) {
                fates.push(Fate::Reworded);
            }
            if let (Of::Action(before), Of::Action(now)) = (&before.of, &now.of) {
                stated.extend(moved_on(scales, before, now));
                fates.extend(stated.iter().map(|one| one.fate));
                due = moved(before, now);
                fates.extend(due.map(|_| Fate::DateMoved));
            }
            let mut others = before.of.stated(&now.of);
            // What both state as a day is told in days.
            others.retain(|one| one.fate != Fate::DateMoved || due.is_none());
            fates.extend(others.iter().map(|one| one.fate));
            stated.extend(others);
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
        stated,
    }
}

impl Of<'_> {
    /// What it publishes beside its words, where that is not the same in the later version.
    fn stated(&self, later: &Self) -> Vec<Stated> {
        let mut found = Vec::new();
        let mut compare = |fate, earlier: Option<String>, later: Option<String>| {
            if is_other(fate, earlier.as_deref(), later.as_deref()) {
                found.push(Stated {
                    fate,
                    earlier,
                    later,
                });
            }
        };
        let lines = |texts: &Texts| (!texts.0.is_empty()).then(|| texts.0.join("\n"));
        match (self, later) {
            (Self::Workstream(before), Self::Workstream(now)) => {
                let leads = |row: &workstream::Model| row.leads_published.clone();
                let outcomes = |row: &workstream::Model| lines(&row.outcomes);
                compare(Fate::LeadChanged, leads(before), leads(now));
                compare(Fate::OutcomesChanged, outcomes(before), outcomes(now));
            }
            (Self::Action(before), Self::Action(now)) => {
                let lead = |row: &action::Model| row.lead_published.clone();
                let printed = |row: &action::Model| row.due_published.clone();
                if !is_same_day(before, now) {
                    compare(Fate::DateMoved, printed(before), printed(now));
                }
                compare(Fate::LeadChanged, lead(before), lead(now));
                let steps = |row: &action::Model| lines(&row.steps);
                compare(Fate::StepsChanged, steps(before), steps(now));
                let evidence = |row: &action::Model| lines(&row.evidence);
                compare(Fate::EvidenceChanged, evidence(before), evidence(now));
                let impact = |row: &action::Model| row.impact_published.clone();
                compare(Fate::ImpactChanged, impact(before), impact(now));
            }
            (Self::Measure(before), Self::Measure(now)) => {
                let [baseline, target] = [
                    |row: &measure::Model| row.baseline.clone(),
                    |row: &measure::Model| row.target.clone(),
                ];
                compare(Fate::BaselineChanged, baseline(before), baseline(now));
                compare(Fate::TargetChanged, target(before), target(now));
            }
            _ => {}
        }
        found
    }
}

/// Whether what one version states is not what the other does. Of figures every mark tells.
fn is_other(fate: Fate, earlier: Option<&str>, later: Option<&str>) -> bool {
    match (earlier, later, fate) {
        (Some(earlier), Some(later), Fate::BaselineChanged | Fate::TargetChanged) => {
            !earlier.split_whitespace().eq(later.split_whitespace())
        }
        (Some(earlier), Some(later), _) => difference::is_reworded(earlier, later),
        _ => earlier != later,
    }
}

/// Whether both state the same day, however it is printed.
fn is_same_day(before: &action::Model, now: &action::Model) -> bool {
    let day = |row: &action::Model| row.due_to.filter(|_| has_usable_date(row));
    day(before).is_some_and(|before| day(now) == Some(before))
}

/// How an action stood and stands, where that is not the same on the shared scale.
fn moved_on(scales: &Scales, before: &action::Model, now: &action::Model) -> Option<Stated> {
    let is_moved = scales.published(before).0 != scales.published(now).0;
    is_moved.then(|| Stated {
        fate: Fate::StatusMoved,
        earlier: scales.words(before),
        later: scales.words(now),
    })
}

/// The days that an action was and is due, where both are stated and differ.
fn moved(before: &action::Model, now: &action::Model) -> Option<(NaiveDate, NaiveDate)> {
    let day = |row: &action::Model| row.due_to.filter(|_| has_usable_date(row));
    let (before, now) = (day(before)?, day(now)?);
    (before != now).then_some((before, now))
}
