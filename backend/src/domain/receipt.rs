//! Changes that are sent twice, because the answer to the first was lost on the way, are made once.

use std::fmt::Debug;

use chrono::{TimeDelta, Utc};
use sea_orm::{ColumnTrait, Condition, DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::{
    Result,
    problem::{Code, Problems, problem},
    row::{Put, Row, remove},
    secret, text,
};
use crate::entity::receipt;

/// How long the key of a change is remembered.
const KEPT: TimeDelta = TimeDelta::days(7);

/// The key that a client gave to a change, with the change itself.
pub struct Key {
    key: String,
    fingerprint: String,
}

impl Key {
    /// A key that can be one; nothing where none was given.
    pub fn of(problems: &mut Problems, key: Option<&str>, change: &impl Debug) -> Option<Self> {
        let key = text::line(problems, "key", key?, 1..=64);
        let fingerprint = secret::hash(&format!("{change:?}"));
        Some(Self { key, fingerprint })
    }

    /// Whether somebody has made this change under this key already; if not, he has now. Another change under the
    /// same key is a problem.
    pub async fn is_used(&self, tx: &DatabaseTransaction, user: Uuid) -> Result<bool> {
        let now = Utc::now();
        let old = Condition::all().add(receipt::Column::At.lt(now - KEPT));
        remove::<receipt::Entity>(tx, old).await?;
        let known = receipt::Entity::find_by_id((user, self.key.clone()));
        match known.one(tx).await? {
            Some(known) if known.fingerprint == self.fingerprint => Ok(true),
            Some(_) => Err(problem(
                Code::Taken,
                "key",
                "You have made another change under this key. Give each change a key of its own.",
            )),
            None => {
                let receipt = receipt::Model {
                    user_id: user,
                    key: self.key.clone(),
                    fingerprint: self.fingerprint.clone(),
                    at: now,
                    made_id: None,
                };
                Row::<receipt::Entity>(receipt).put(tx).await?;
                Ok(false)
            }
        }
    }

    /// Notes what a change has made, once `is_used` has said that it is new: what is sent again is answered with that.
    pub async fn keep(&self, tx: &DatabaseTransaction, user: Uuid, made: Uuid) -> Result<()> {
        let known = receipt::Entity::find_by_id((user, self.key.clone()));
        if let Some(known) = known.one(tx).await? {
            let made_id = Some(made);
            let receipt = receipt::Model { made_id, ..known };
            Row::<receipt::Entity>(receipt).put(tx).await?;
        }
        Ok(())
    }

    /// What the change has made that is sent again.
    pub async fn made(&self, tx: &DatabaseTransaction, user: Uuid) -> Result<Option<Uuid>> {
        let known = receipt::Entity::find_by_id((user, self.key.clone()));
        Ok(known.one(tx).await?.and_then(|known| known.made_id))
    }
}
