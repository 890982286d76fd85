//! What the search knows of every record. Its words and stems stand beside, in the form of the database.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::record::Kind;

/// The texts of a record, as of one of its versions.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "search_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub area_id: Option<Uuid>,
    pub kind: Kind,
    pub path: String,
    pub sort_key: String,
    pub version: i32,
    /// What the record is called.
    pub title: String,
    /// Its other texts, each on lines of its own.
    pub body: String,
}

impl ActiveModelBehavior for ActiveModel {}
