//! The days on which somebody's actions are due, for calendars: behind a link that is told once, and ends with the next.

use std::collections::HashSet;

use chrono::Utc;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait,
    QueryFilter,
};
use uuid::Uuid;

use super::{
    Result, account,
    change::begin,
    permission::{Act, Viewer},
    row::{Put, Row, remove},
    secret, work,
};
use crate::entity::secret::calendar;

/// What calendars are read at, behind their secret.
pub const PATH: &str = "/calendar";

/// Makes a link to the calendar of whoever signed in, as a path. An earlier one is good no more.
pub async fn create(db: &DatabaseConnection, viewer: &Viewer) -> Result<String> {
    let owner = viewer.signed_in()?.user.id;
    let secret = secret::new()?;
    let row = calendar::Model {
        hash: secret::hash(&secret),
        user_id: owner,
        created_at: Utc::now(),
    };
    let tx = begin(db).await?;
    remove::<calendar::Entity>(&tx, of(owner)).await?;
    Row::<calendar::Entity>(row).put(&tx).await?;
    tx.commit().await?;
    Ok(format!("{PATH}/{secret}.ics"))
}

/// Makes the link to the calendar of whoever signed in good for nothing.
pub async fn revoke(db: &DatabaseConnection, viewer: &Viewer) -> Result<()> {
    let owner = viewer.signed_in()?.user.id;
    let tx = begin(db).await?;
    remove::<calendar::Entity>(&tx, of(owner)).await?;
    Ok(tx.commit().await?)
}

/// Whether there is a link to the calendar of an account.
pub async fn is_open(db: &impl ConnectionTrait, owner: Uuid) -> Result<bool> {
    let links = calendar::Entity::find().filter(of(owner));
    Ok(links.count(db).await? > 0)
}

/// The links of an account.
pub fn of(owner: Uuid) -> Condition {
    Condition::all().add(calendar::Column::UserId.eq(owner))
}

/// What stands in the calendar of this secret: the actions that its owner leads and, where he keeps a plan, all of the
/// plan, each that has a day and is not completed. Nothing where there is no such calendar.
pub async fn read(db: &DatabaseConnection, secret: &str) -> Result<Option<Vec<work::Item>>> {
    let link = calendar::Entity::find_by_id(secret::hash(secret))
        .one(db)
        .await?;
    let Some(link) = link else { return Ok(None) };
    let Some(person) = account::person(db, link.user_id).await? else {
        return Ok(None);
    };
    let mut items = work::of(db, &person, None, Utc::now().date_naive()).await?;
    let viewer = Viewer::from(person);
    let kept: HashSet<Uuid> = items
        .iter()
        .filter(|item| item.is_led || viewer.may(Act::UpdateAction, item.action.area_id))
        .map(|item| item.action.id)
        .collect();
    items.retain(|item| item.due.is_some() && kept.contains(&item.action.id));
    Ok(Some(items))
}
