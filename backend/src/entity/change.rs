//! The change log: one row for each write.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::record::Kind;

words! {
    /// What a change did.
    pub enum Deed {
        /// The record was created.
        Created,
        /// The record was changed.
        Updated,
        /// The record was deleted.
        Deleted,
    }
}

/// A write: who, when, what, before, after, why and from which source.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "change")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub at: DateTimeUtc,
    pub actor_id: Option<Uuid>,
    pub actor: String,
    pub record_id: Uuid,
    pub record_kind: Kind,
    pub record_path: String,
    pub area_id: Option<Uuid>,
    pub deed: Deed,
    pub version: i32,
    pub before: Option<Json>,
    pub after: Option<Json>,
    pub reason: String,
    pub source: String,
}

impl ActiveModelBehavior for ActiveModel {}
