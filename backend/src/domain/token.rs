//! Tokens that programs show instead of a password.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

use super::{
    Result, account,
    change::begin,
    permission::{Person, Viewer},
    problem::{Code, Problems, missing, problem},
    row::{Put, Row, remove},
    secret, text,
};
use crate::entity::secret::{Scope, token};

/// What our tokens begin with, so that whoever finds one knows what it is.
const MARK: &str = "gt_";
/// How long one that ends by itself may be good.
const LONGEST: TimeDelta = TimeDelta::days(3_650);
/// How many one person may have.
const MOST: usize = 20;

/// Makes a token of whoever signed in, and answers its secret, which nobody sees again.
pub async fn create(
    db: &DatabaseConnection,
    viewer: &Viewer,
    name: &str,
    scope: Scope,
    expires_at: Option<DateTime<Utc>>,
) -> Result<(token::Model, String)> {
    let owner = viewer.signed_in()?.user.id;
    let now = Utc::now();
    let mut problems = Problems::default();
    let name = text::line(&mut problems, "name", name, 1..=100);
    if expires_at.is_some_and(|end| end <= now || end > now + LONGEST) {
        let words = "Give a time within the next ten years, or none.";
        problems.add(Code::Invalid, "expiresAt", words);
    }
    problems.none()?;
    let secret = format!("{MARK}{}", secret::new()?);
    let row = token::Model {
        hash: secret::hash(&secret),
        user_id: owner,
        id: Uuid::now_v7(),
        name,
        scope,
        created_at: now,
        expires_at,
    };
    let tx = begin(db).await?;
    let old = Condition::all().add(token::Column::ExpiresAt.lte(now));
    remove::<token::Entity>(&tx, old).await?;
    if of(&tx, owner).await?.len() >= MOST {
        let words = format!("You have {MOST} tokens already. Revoke one first.");
        return Err(problem(Code::TooMany, "", words));
    }
    Row::<token::Entity>(row.clone()).put(&tx).await?;
    tx.commit().await?;
    Ok((row, secret))
}

/// The tokens of an account, the oldest first.
pub async fn of(db: &impl ConnectionTrait, owner: Uuid) -> Result<Vec<token::Model>> {
    let own = token::Entity::find().filter(token::Column::UserId.eq(owner));
    Ok(own.order_by_asc(token::Column::Id).all(db).await?)
}

/// Makes a token of whoever signed in good for nothing.
pub async fn revoke(db: &DatabaseConnection, viewer: &Viewer, id: Uuid) -> Result<()> {
    let owner = viewer.signed_in()?.user.id;
    let own = Condition::all()
        .add(token::Column::UserId.eq(owner))
        .add(token::Column::Id.eq(id));
    let tx = begin(db).await?;
    if remove::<token::Entity>(&tx, own).await? == 0 {
        return Err(missing("id"));
    }
    Ok(tx.commit().await?)
}

/// Whose token a secret is. Nothing where it is nobody's any more.
pub async fn person(db: &impl ConnectionTrait, secret: &str) -> Result<Option<Person>> {
    let now = Utc::now();
    let is_good = Condition::any()
        .add(token::Column::ExpiresAt.is_null())
        .add(token::Column::ExpiresAt.gt(now));
    let known = token::Entity::find_by_id(secret::hash(secret))
        .filter(is_good)
        .one(db)
        .await?;
    let Some(known) = known else { return Ok(None) };
    let person = account::person(db, known.user_id).await?;
    Ok(person.map(|person| Person {
        scope: Some(known.scope),
        ..person
    }))
}
