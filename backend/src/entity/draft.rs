//! Drafts of plans, which only their team sees.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A plan that is being written.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub area_id: Uuid,
    /// The plan that it was copied from.
    pub origin_id: Uuid,
    /// The plan that it will be.
    pub plan_id: Uuid,
    /// How often it was changed, from 1.
    pub version: i32,
    pub made_by: Option<Uuid>,
    pub made_at: DateTimeUtc,
    pub changed_by: Option<Uuid>,
    pub changed_at: DateTimeUtc,
    /// The version of the data up to which it says what was recorded in the plan that it was copied from.
    pub data_version: i64,
}

impl ActiveModelBehavior for ActiveModel {}

/// A record of a draft.
pub mod record {
    use super::*;
    use crate::entity::record::Kind;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "draft_record")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub draft_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub record_id: Uuid,
        /// The record that it was copied from; nothing where it is new.
        pub origin_id: Option<Uuid>,
        pub kind: Kind,
        pub path: String,
        /// What the change log will say of it.
        pub fields: Json,
        /// How often it was changed, from 1.
        pub version: i32,
        pub changed_by: Option<Uuid>,
        pub changed_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
