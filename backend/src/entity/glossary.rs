//! Terms.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A term and how its document explains it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "glossary_term")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub document_id: Uuid,
    pub term: String,
    pub meaning: Option<String>,
    pub expands_to: Option<String>,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
