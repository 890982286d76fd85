//! That somebody made a change under a key of his own: the same sent again is not made again.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "receipt")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    /// What tells this change from every other.
    pub fingerprint: String,
    pub at: DateTimeUtc,
    /// What the change made, where it made something of its own.
    pub made_id: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
