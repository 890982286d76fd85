//! Names that were removed: what keeps them from coming back.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A name that was removed, or another spelling of it. The name itself is not kept.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "redaction")]
pub struct Model {
    /// Rises with each: whoever keeps something in memory tells by it whether a name was removed since.
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    /// Nothing where it was removed from all areas.
    pub area_id: Option<Uuid>,
    /// Of how many words it is.
    pub words: i32,
    /// The SHA-256 of its words in small letters. It hides a name from whoever reads the table, and not from whoever
    /// tries names.
    pub hash: String,
    /// What stands in its place.
    pub replacement: String,
    pub made_by: Option<Uuid>,
    pub made_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
