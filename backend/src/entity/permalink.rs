//! Answers that are kept for good.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A question with the answer that it had at a version of the data.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "permalink")]
pub struct Model {
    /// A digest of the question and the answer.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub query: String,
    pub operation: Option<String>,
    /// As JSON.
    pub variables: String,
    pub version: i64,
    pub frozen_at: DateTimeUtc,
    /// When a name was last removed from it. Nothing where it has the bytes that were sent.
    pub redacted_at: Option<DateTimeUtc>,
    /// The bytes as they were sent.
    pub answer: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}
