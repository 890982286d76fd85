//! You said, we did.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A row of You said, we did.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "feedback_item")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub wave_id: Uuid,
    pub number: i32,
    pub theme_published: Option<String>,
    pub table_published: String,
    pub service: Option<String>,
    pub comment: String,
    pub promised: Option<String>,
    pub done: Option<String>,
    pub next: Option<String>,
    pub is_new: bool,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
