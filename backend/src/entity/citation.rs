//! Places in documents.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// The place that a record, or one field of it, was read from.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "citation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub record_id: Uuid,
    pub position: i32,
    pub document_id: Uuid,
    pub place: String,
    pub line_from: i32,
    pub line_to: i32,
    pub field: Option<String>,
    pub quote: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
