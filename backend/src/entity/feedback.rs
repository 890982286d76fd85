//! You said, we did.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// What became of what an area said it would do.
    pub enum FeedbackOutcome {
        /// It was done.
        Done,
        /// It will be done later than was said.
        Delayed,
        /// It goes on into the next year.
        RolledOn,
        /// Nothing is known to have been done.
        Unanswered,
    }
}

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
    /// The row of an earlier year that it carries on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carries_on_id: Option<Uuid>,
    /// The page that shows it, the role of whoever said so, and when: of rows that no document states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What became of it, as the team of the area says.
pub mod update {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "feedback_update")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub feedback_item_id: Uuid,
        pub position: i32,
        pub outcome: FeedbackOutcome,
        pub effective_on: Date,
        pub note: String,
        pub link: Option<String>,
        /// The role of whoever said so; the log knows who.
        pub author: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
