//! Comments of a team on records, for the team alone: they are no records, so that no list, count, search, file, log or
//! subscription knows of them.

use std::collections::HashMap;

use chrono::{SubsecRound, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use uuid::Uuid;

use super::{
    Result, change, log,
    name::Names,
    permission::{Act, Viewer, forbidden},
    problem::{Code, Problems, missing, problem},
    receipt::Key,
    row::{Put, Row, remove},
    text,
};
use crate::entity::{
    comment::{self, mention},
    user::{self, membership},
};

/// How many comments a record has at most.
const MOST: u64 = 500;
/// How many people a comment mentions at most.
const MENTIONS: usize = 20;
/// How many comments somebody is told of that mention him.
const NEWEST: u64 = 50;

/// A comment, with whoever wrote it and whom it mentions.
#[derive(Clone, Debug)]
pub struct Comment {
    pub row: comment::Model,
    pub author: Option<user::Model>,
    pub mentions: Vec<user::Model>,
}

/// What is said of a record, the oldest first. Nothing for whoever is not in the team of its area.
pub async fn of(
    db: &DatabaseConnection,
    viewer: &Viewer,
    record: Uuid,
) -> Result<Option<Vec<Comment>>> {
    if viewer.person().is_none() {
        return Ok(None);
    }
    let area = area_of(db, record).await?;
    if !area.is_some_and(|area| viewer.may(Act::SeeTeam, area)) {
        return Ok(None);
    }
    let rows = comment::Entity::find()
        .filter(comment::Column::RecordId.eq(record))
        .order_by_asc(comment::Column::Id)
        .all(db)
        .await?;
    Ok(Some(whole(db, rows).await?))
}

/// The newest comments that mention whoever asks, of teams that he is in.
pub async fn mentioning(db: &DatabaseConnection, viewer: &Viewer) -> Result<Vec<Comment>> {
    let person = viewer.somebody()?;
    let own = mention::Entity::find()
        .select_only()
        .column(mention::Column::CommentId)
        .filter(mention::Column::UserId.eq(person.user.id));
    let mut rows = comment::Entity::find()
        .filter(comment::Column::Id.in_subquery(own.into_query()))
        .order_by_desc(comment::Column::Id);
    if !person.user.is_administrator {
        rows = rows.filter(comment::Column::AreaId.is_in(person.teams.keys().copied()));
    }
    let rows = rows.limit(NEWEST).all(db).await?;
    whole(db, rows).await
}

/// Something that is to be said of a record.
#[derive(Debug)]
pub struct New {
    pub record: Uuid,
    pub text: String,
    /// The places in the team of those for whom it is meant.
    pub mentions: Vec<Uuid>,
    /// What the client calls it, so that it is said once.
    pub key: Option<String>,
}

/// Says something of a record to the team of its area. What was said under the same key before is not said again.
pub async fn add(db: &DatabaseConnection, viewer: &Viewer, mut new: New) -> Result<Comment> {
    viewer.somebody()?;
    let area = area_of(db, new.record).await?;
    let area = area.ok_or_else(|| missing("id"))?;
    let person = viewer.allowed(Act::Comment, area)?;
    let mut problems = Problems::default();
    let key = new.key.take();
    let key = Key::of(&mut problems, key.as_deref(), &new);
    let New {
        record, mentions, ..
    } = new;
    let text = text::lines(&mut problems, "text", &new.text, 1..=2_000);
    if mentions.len() > MENTIONS {
        let words = format!("Mention at most {MENTIONS}.");
        problems.add(Code::TooMany, "mentions", words);
    }
    problems.none()?;
    let tx = change::begin(db).await?;
    if let Some(key) = &key
        && key.is_used(&tx, person.user.id).await?
    {
        let made = key.made(&tx, person.user.id).await?;
        return said(&tx, made).await;
    }
    let known = comment::Entity::find()
        .select_only()
        .column(comment::Column::Id)
        .filter(comment::Column::RecordId.eq(record))
        .limit(MOST)
        .into_tuple::<Uuid>()
        .all(&tx)
        .await?;
    if known.len() as u64 >= MOST {
        let words = format!("This record has {MOST} comments already. Take some away first.");
        return Err(problem(Code::TooMany, "", words));
    }
    let places = membership::Entity::find()
        .filter(membership::Column::Id.is_in(mentions.iter().copied()))
        .filter(membership::Column::AreaId.eq(area))
        .all(&tx)
        .await?;
    let mut problems = Problems::default();
    for (position, mention) in mentions.iter().enumerate() {
        if !places.iter().any(|place| place.id == *mention) {
            problems.missing(&format!("mentions.{position}"));
        }
    }
    problems.none()?;
    let mut text = text;
    if let Some(names) = Names::removed(&tx).await?.within(Some(area)) {
        names.clear_text(&mut text);
    }
    let row = comment::Model {
        id: Uuid::now_v7(),
        record_id: record,
        area_id: area,
        user_id: person.user.id,
        text,
        // To the microsecond, which is what PostgreSQL keeps.
        at: Utc::now().trunc_subsecs(6),
    };
    Row::<comment::Entity>(row.clone()).put(&tx).await?;
    for place in places {
        let mention = mention::Model {
            comment_id: row.id,
            user_id: place.user_id,
        };
        Row::<mention::Entity>(mention).put(&tx).await?;
    }
    if let Some(key) = &key {
        key.keep(&tx, person.user.id, row.id).await?;
    }
    tx.commit().await?;
    let mut written = whole(db, vec![row]).await?;
    written.pop().ok_or_else(|| missing("id"))
}

/// What was said when it was sent first. It may have been taken away since.
async fn said(tx: &DatabaseTransaction, made: Option<Uuid>) -> Result<Comment> {
    let row = match made {
        Some(made) => comment::Entity::find_by_id(made).one(tx).await?,
        None => None,
    };
    let mut written = whole(tx, row.into_iter().collect()).await?;
    written.pop().ok_or_else(|| missing("id"))
}

/// Takes a comment away: one's own, or any where one keeps the team.
pub async fn take_away(db: &DatabaseConnection, viewer: &Viewer, id: Uuid) -> Result<()> {
    let person = viewer.somebody()?;
    let row = comment::Entity::find_by_id(id).one(db).await?;
    let row = row.ok_or_else(|| missing("id"))?;
    viewer.allowed_within(Act::Comment, row.area_id)?;
    if row.user_id != person.user.id && !viewer.may(Act::KeepTeam, row.area_id) {
        let words = "This comment is somebody else's. Ask the administrator of the team.";
        return Err(forbidden(words));
    }
    let tx = change::begin(db).await?;
    let own = Condition::all().add(comment::Column::Id.eq(id));
    remove::<comment::Entity>(&tx, own).await?;
    Ok(tx.commit().await?)
}

/// The area of a record that is there; nothing where it is of none.
async fn area_of(db: &DatabaseConnection, record: Uuid) -> Result<Option<Uuid>> {
    let last = log::last_of(db, record).await?;
    let last = last.filter(|last| last.after.is_some());
    Ok(last.and_then(|last| last.area_id))
}

/// Comments with the people that they are of and for: three statements, however many there are.
async fn whole(db: &impl ConnectionTrait, rows: Vec<comment::Model>) -> Result<Vec<Comment>> {
    let mentions = mention::Entity::find()
        .filter(mention::Column::CommentId.is_in(rows.iter().map(|row| row.id)))
        .all(db)
        .await?;
    let people = mentions.iter().map(|one| one.user_id);
    let people = people.chain(rows.iter().map(|row| row.user_id));
    let users = user::Entity::find()
        .filter(user::Column::Id.is_in(people))
        .all(db)
        .await?;
    let users: HashMap<Uuid, user::Model> = users.into_iter().map(|user| (user.id, user)).collect();
    let comment = |row: comment::Model| Comment {
        author: users.get(&row.user_id).cloned(),
        mentions: mentions
            .iter()
            .filter(|one| one.comment_id == row.id)
            .filter_map(|one| users.get(&one.user_id).cloned())
            .collect(),
        row,
    };
    Ok(rows.into_iter().map(comment).collect())
}
