//! How actions stand, as their team says: each update with its day, its evidence and whoever made it.

use std::collections::{HashMap, HashSet};

use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use uuid::Uuid;

use super::{
    Error, Result,
    change::begin,
    compare::status::Scales,
    edit::{self, Edit, MOST_ROWS, Reason, Record, Said, Seen},
    id,
    permission::{Act, Person, Viewer},
    problem::{Code, Problems, problem},
    text,
};
use crate::entity::{
    action::{self, assignee, update},
    plan::{SharedStatus, scheme, status_value},
    record::Kind,
};

/// How many actions are updated at once.
const MOST: usize = 100;
/// The part of an action that its updates are.
const PART: &str = "updates";

/// How an action stands.
#[derive(Clone, Debug)]
pub enum Status {
    /// In the word of the plan's own scale, as printed.
    Value(String),
    /// On the shared scale.
    Shared(SharedStatus),
}

/// What a team says of one or more actions.
#[derive(Debug)]
pub struct Update {
    pub actions: Vec<Seen>,
    pub status: Status,
    pub effective_on: NaiveDate,
    pub reason: Reason,
}

/// Says how actions stand, all of them or none, and answers their ids. What was done under the same key before is not
/// done again.
pub async fn save(db: &DatabaseConnection, viewer: &Viewer, update: Update) -> Result<Vec<Uuid>> {
    let person = viewer.somebody()?;
    let mut problems = Problems::default();
    let what = (&update.actions, &update.status, update.effective_on);
    let reason = update.reason.clone().checked(&mut problems, &what);
    check_input(&mut problems, &update);
    problems.none()?;
    let ids = update.actions.iter().map(|seen| seen.id).collect();
    let tx = begin(db).await?;
    if reason.is_done(&tx, person).await? {
        return Ok(ids);
    }
    let mut problems = Problems::default();
    let opened = edit::open(
        &tx,
        &mut problems,
        "actions",
        &[Kind::Action],
        &update.actions,
        Record::of,
    )
    .await?;
    let mut opened: Vec<Opened> = opened
        .into_iter()
        .map(Opened::read)
        .collect::<Result<_>>()?;
    // Who may not write is not told what others have written.
    allow(&tx, viewer, person, &opened).await?;
    check(&mut problems, &opened);
    let meanings = meanings(&tx, &mut problems, &opened, &update.status).await?;
    problems.none()?;
    let Some(area) = opened.first().map(|one| one.row.area_id) else {
        return Ok(ids);
    };
    let (author, said) = reason.said(&tx, person, area).await?;
    for one in &mut opened {
        // Each plan has its meaning: otherwise there would have been a problem.
        if let Some((status, value)) = meanings.get(&one.row.plan_id) {
            one.say(update.effective_on, &said, *status, *value)?;
        }
    }
    let records = opened.into_iter().map(|one| one.record).collect();
    edit::save(&tx, &author, records).await?;
    tx.commit().await?;
    Ok(ids)
}

/// An action that is about to be updated.
struct Opened {
    /// Its place among those that are.
    position: usize,
    record: Record,
    row: action::Model,
    updates: Vec<update::Model>,
}

impl Opened {
    fn read((position, record): (usize, Record)) -> Result<Self> {
        Ok(Self {
            position,
            row: record.row()?,
            updates: record.part(PART)?,
            record,
        })
    }

    fn path(&self) -> String {
        format!("actions.{}", self.position)
    }

    /// Adds what is said of it, and has it stand as was said of the latest day.
    fn say(
        &mut self,
        effective_on: NaiveDate,
        said: &Said,
        status: SharedStatus,
        value: Option<Uuid>,
    ) -> Result<()> {
        let position = next(&self.updates);
        // By its moment: what was taken back is never taken for what is said later.
        let part = format!("update:{}", said.at.timestamp_micros());
        self.updates.push(update::Model {
            id: id::of_part(self.row.id, &part, position),
            action_id: self.row.id,
            position: i32::try_from(position).unwrap_or(i32::MAX),
            effective_on,
            status,
            status_value_id: value,
            note: said.note.clone(),
            link: said.link.clone(),
            author: said.author.clone(),
            at: said.at,
        });
        if let Some(now) = current(&self.updates) {
            self.row.status = now.status;
            self.row.status_value_id = now.status_value_id;
        }
        self.record.set_row(&self.row)?;
        self.record.set_part(PART, &self.updates)
    }
}

/// The update that says how an action stands now: the one of the latest day, and of one day the last.
pub fn current(updates: &[update::Model]) -> Option<&update::Model> {
    updates
        .iter()
        .max_by_key(|one| (one.effective_on, one.position))
}

/// The place of the next update: what was taken back leaves no gap to fill.
fn next(updates: &[update::Model]) -> usize {
    let places = updates
        .iter()
        .filter_map(|one| usize::try_from(one.position).ok());
    places.max().map_or(0, |last| last + 1)
}

/// That one update was wrong: it goes, and the action stands as the others say, or as published where none is left.
#[derive(Debug)]
pub struct TakeBack {
    pub update: Uuid,
}

#[async_trait]
impl Edit for TakeBack {
    const KINDS: &'static [Kind] = &[Kind::Action];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, _: &mut Problems) {}

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        _: &mut Problems,
        _: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let mut row: action::Model = record.row()?;
        let mut updates: Vec<update::Model> = record.part(PART)?;
        let place = updates.iter().position(|one| one.id == self.update);
        updates.remove(place.ok_or_else(unknown)?);
        (row.status, row.status_value_id) = match current(&updates) {
            Some(now) => (now.status, now.status_value_id),
            None => Scales::load(tx, [row.plan_id]).await?.published(&row),
        };
        record.set_row(&row)?;
        record.set_part(PART, &updates)
    }
}

/// That an action has no update of this id.
pub fn unknown() -> Error {
    let words = "This action has no such update. It may have been taken back: open the page again.";
    problem(Code::NotFound, "update", words)
}

/// Notes what cannot be meant, whatever the actions are.
fn check_input(problems: &mut Problems, update: &Update) {
    let Update {
        actions,
        status,
        effective_on,
        ..
    } = update;
    if actions.is_empty() {
        problems.add(Code::Required, "actions", "Name at least one action.");
    } else if actions.len() > MOST {
        let words = format!(
            "Update at most {MOST} actions at once; these are {}.",
            actions.len()
        );
        problems.add(Code::TooLong, "actions", words);
    }
    let mut known = HashSet::new();
    for (position, seen) in actions.iter().enumerate() {
        if !known.insert(seen.id) {
            let words = "This action is named twice.";
            problems.add(Code::Invalid, &format!("actions.{position}.id"), words);
        }
    }
    if let Status::Shared(SharedStatus::Unknown | SharedStatus::NotStated) = status {
        let words = "Say how the action stands: this says that nobody knows.";
        problems.add(Code::Invalid, "status.shared", words);
    }
    text::past_day(problems, "effectiveOn", *effective_on);
}

/// Refuses where the viewer may not say how some of these stand: editors may of every action of the area, contributors
/// of those that they lead.
async fn allow(
    tx: &DatabaseTransaction,
    viewer: &Viewer,
    person: &Person,
    opened: &[Opened],
) -> Result<()> {
    let led = assignee::Entity::find()
        .filter(assignee::Column::UserId.eq(person.user.id))
        .filter(assignee::Column::ActionId.is_in(opened.iter().map(|one| one.row.id)))
        .all(tx)
        .await?;
    let mut problems = Problems::default();
    for one in opened {
        let leads = led.iter().any(|led| led.action_id == one.row.id);
        let act = match leads && !viewer.may(Act::UpdateAction, one.row.area_id) {
            true => Act::UpdateLedAction,
            false => Act::UpdateAction,
        };
        if let Err(refused) = viewer.allowed(act, one.row.area_id) {
            problems.add(Code::Forbidden, &one.path(), refused.to_string());
        }
    }
    problems.none()
}

/// Notes what cannot be updated together, or any more.
fn check(problems: &mut Problems, opened: &[Opened]) {
    let area = opened.first().map(|one| one.row.area_id);
    for one in opened {
        if Some(one.row.area_id) != area {
            let words =
                "This action is of another area than the first. Update those of one area at once.";
            problems.add(Code::Invalid, &one.path(), words);
        }
        if one.updates.len() >= MOST_ROWS {
            let words = format!("This action has {MOST_ROWS} updates already, and takes no more.");
            problems.add(Code::TooMany, &one.path(), words);
        }
    }
}

/// What a status means in a plan: its place on the shared scale, and the value of the plan's own one where it was given
/// in its words.
type Meaning = (SharedStatus, Option<Uuid>);

/// What a status means in each plan that these are of.
async fn meanings(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    opened: &[Opened],
    status: &Status,
) -> Result<HashMap<Uuid, Meaning>> {
    let mut known = HashMap::new();
    for one in opened {
        let plan = one.row.plan_id;
        if known.contains_key(&plan) {
            continue;
        }
        let meaning = match status {
            Status::Shared(shared) => Ok((*shared, None)),
            Status::Value(code) => meaning(code, &scale(tx, plan).await?),
        };
        match meaning {
            Ok(meaning) => {
                known.insert(plan, meaning);
            }
            Err((code, words)) => {
                let words = format!("{words} (Action {})", one.row.reference);
                problems.add(code, "status.value", words);
                known.insert(plan, (SharedStatus::Unknown, None));
            }
        }
    }
    Ok(known)
}

/// What a word of a plan's own scale means, or why it means nothing.
fn meaning(code: &str, scale: &[status_value::Model]) -> Result<Meaning, (Code, String)> {
    let Some(value) = scale.iter().find(|value| value.code == code) else {
        let known: Vec<&str> = scale.iter().map(|value| value.code.as_str()).collect();
        let words = match known.is_empty() {
            true => "The plan has no scale of its own: give `shared`.".to_owned(),
            false => format!("The plan's own words are {}.", known.join(", ")),
        };
        return Err((Code::NotFound, words));
    };
    match value.shared {
        SharedStatus::Unknown | SharedStatus::NotStated => {
            let words = "This word says nothing of how the action stands. Choose another.";
            Err((Code::Invalid, words.to_owned()))
        }
        shared => Ok((shared, Some(value.id))),
    }
}

/// The values of a plan's own scales, in their order.
async fn scale(db: &impl ConnectionTrait, plan: Uuid) -> Result<Vec<status_value::Model>> {
    let schemes = scheme::Entity::find()
        .filter(scheme::Column::PlanId.eq(plan))
        .all(db)
        .await?;
    let own = schemes.iter().map(|scheme| scheme.id);
    let mut values = status_value::Entity::find()
        .filter(status_value::Column::SchemeId.is_in(own))
        .all(db)
        .await?;
    values.sort_by_key(|value| (value.scheme_id, value.position));
    Ok(values)
}
