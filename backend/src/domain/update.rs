//! How actions stand, as their team says: each update with its day, its evidence and whoever made it.

use chrono::{NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter,
};
use uuid::Uuid;

use super::{
    Result,
    change::begin,
    edit::{self, Record, Seen},
    id,
    permission::{Act, Person, Viewer},
    problem::{Code, Problems},
    receipt::Key,
    text,
};
use crate::entity::{
    action::{self, assignee, update},
    plan::{SharedStatus, scheme, status_value},
    record::Kind,
};

/// How many actions are updated at once.
pub const MOST: usize = 100;
/// How much evidence is told in a note, in characters.
const NOTE: std::ops::RangeInclusive<usize> = 10..=1_000;
/// The part of an action that its updates are.
const PART: &str = "updates";
/// Where what a team says comes from, where it gives no link.
const SOURCE: &str = "Stated by the area's team";

/// How an action stands.
#[derive(Clone, Debug)]
pub enum Status {
    /// In the word of the plan's own scale, as printed.
    Value(String),
    /// On the shared scale, where the plan has none of its own or the word is not among its.
    Shared(SharedStatus),
}

/// What a team says of one or more actions.
#[derive(Debug)]
pub struct Update {
    pub actions: Vec<Seen>,
    pub status: Status,
    pub effective_on: NaiveDate,
    pub note: String,
    pub link: Option<String>,
}

/// Says how actions stand, all of them or none, and answers their ids. What was done under the same key before is not
/// done again.
pub async fn save(
    db: &DatabaseConnection,
    viewer: &Viewer,
    update: Update,
    key: Option<&str>,
) -> Result<Vec<Uuid>> {
    let person = viewer.somebody()?;
    let mut problems = Problems::default();
    let key = Key::of(&mut problems, key, &update);
    let ids: Vec<Uuid> = update.actions.iter().map(|seen| seen.id).collect();
    let update = checked(&mut problems, update);
    problems.none()?;
    let tx = begin(db).await?;
    if let Some(key) = key
        && key.is_used(&tx, person.user.id).await?
    {
        return Ok(ids);
    }
    let mut problems = Problems::default();
    let records = edit::open(&tx, &mut problems, "actions", Kind::Action, &update.actions).await?;
    allow(&tx, viewer, person, &records, &update.actions).await?;
    problems.none()?;
    let mut author = None;
    let mut saved = Vec::with_capacity(records.len());
    let mut problems = Problems::default();
    for record in records {
        let mut row: action::Model = record.row()?;
        let author = match &author {
            Some(author) => author,
            None => {
                let source = update.link.as_deref().unwrap_or(SOURCE);
                author.insert(edit::author(&tx, person, row.area_id, &update.note, source).await?)
            }
        };
        let Some((status, value)) = status(&tx, &mut problems, &row, &update.status).await? else {
            break;
        };
        let mut updates: Vec<update::Model> = record.part(PART)?;
        let position = updates.len();
        updates.push(update::Model {
            id: id::of_part(row.id, "update", position),
            action_id: row.id,
            position: i32::try_from(position).unwrap_or(i32::MAX),
            effective_on: update.effective_on,
            status,
            status_value_id: value,
            note: update.note.clone(),
            link: update.link.clone(),
            author: author.name.clone(),
            at: author.at,
        });
        if let Some(now) = current(&updates) {
            row.status = now.status;
            row.status_value_id = now.status_value_id;
        }
        let mut record = record;
        record.set_row(&row)?;
        record.set_part(PART, &updates)?;
        saved.push(record);
    }
    problems.none()?;
    if let Some(author) = author {
        edit::save(&tx, &author, saved).await?;
    }
    tx.commit().await?;
    Ok(ids)
}

/// The update that says how an action stands now: the one of the latest day, and of one day the last.
pub fn current(updates: &[update::Model]) -> Option<&update::Model> {
    updates
        .iter()
        .max_by_key(|one| (one.effective_on, one.position))
}

fn checked(problems: &mut Problems, update: Update) -> Update {
    let Update {
        actions,
        status,
        effective_on,
        note,
        link,
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
    let mut known = std::collections::HashSet::new();
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
    // Where it is tomorrow already, today is tomorrow.
    let latest = Utc::now().date_naive().succ_opt().unwrap_or(NaiveDate::MAX);
    if effective_on > latest {
        let words = "This day is still to come. Give the day since when it is so.";
        problems.add(Code::Invalid, "effectiveOn", words);
    } else if effective_on < NaiveDate::from_ymd_opt(2014, 9, 1).unwrap_or_default() {
        let words = "This is before the reforms of September 2014, when no such plan can have been. Check the year.";
        problems.add(Code::Invalid, "effectiveOn", words);
    }
    Update {
        note: text::lines(problems, "note", &note, NOTE),
        link: link.map(|link| text::link(problems, "link", &link)),
        actions,
        status,
        effective_on,
    }
}

/// Refuses where the viewer may not say how one of these stands: editors may of every action of the area, contributors
/// of those that they lead.
async fn allow(
    tx: &DatabaseTransaction,
    viewer: &Viewer,
    person: &Person,
    records: &[Record],
    seen: &[Seen],
) -> Result<()> {
    let is_editor = |record: &&Record| {
        record
            .area()
            .is_some_and(|area| viewer.may(Act::UpdateAction, area))
    };
    let others: Vec<&Record> = records.iter().filter(|record| !is_editor(record)).collect();
    if others.is_empty() {
        return Ok(());
    }
    let led = assignee::Entity::find()
        .filter(assignee::Column::UserId.eq(person.user.id))
        .filter(assignee::Column::ActionId.is_in(seen.iter().map(|seen| seen.id)))
        .all(tx)
        .await?;
    for record in others {
        let area = record.area().unwrap_or_default();
        let row: action::Model = record.row()?;
        let leads = led.iter().any(|led| led.action_id == row.id);
        let act = match leads {
            true => Act::UpdateLedAction,
            false => Act::UpdateAction,
        };
        viewer.allowed(act, area)?;
    }
    Ok(())
}

/// The place on the shared scale and the value of the plan's own one, where the plan has such a value.
async fn status(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    action: &action::Model,
    status: &Status,
) -> Result<Option<(SharedStatus, Option<Uuid>)>> {
    let code = match status {
        Status::Shared(shared) => return Ok(Some((*shared, None))),
        Status::Value(code) => code,
    };
    let values = scale(tx, action.plan_id).await?;
    if let Some(value) = values.iter().find(|value| value.code == *code) {
        if matches!(
            value.shared,
            SharedStatus::Unknown | SharedStatus::NotStated
        ) {
            let words = "This word says nothing of how the action stands. Choose another.";
            problems.add(Code::Invalid, "status.value", words);
            return Ok(None);
        }
        return Ok(Some((value.shared, Some(value.id))));
    }
    let known: Vec<&str> = values.iter().map(|value| value.code.as_str()).collect();
    let words = match known.is_empty() {
        true => "The plan has no scale of its own: give `shared`.".to_owned(),
        false => format!("The plan's own words are {}.", known.join(", ")),
    };
    problems.add(Code::NotFound, "status.value", words);
    Ok(None)
}

/// The values of a plan's own scales, in their order.
pub async fn scale(db: &impl ConnectionTrait, plan: Uuid) -> Result<Vec<status_value::Model>> {
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
