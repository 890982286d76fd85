//! What became of what areas said they would do, as their teams say.

use std::sync::Arc;

use async_graphql::SimpleObject;
use chrono::{DateTime, NaiveDate, Utc};

use crate::entity::feedback::{self, FeedbackOutcome};

/// What became of a row of You said, we did, as the area's team says.
#[derive(SimpleObject)]
pub struct FeedbackUpdate {
    /// What became of it.
    outcome: FeedbackOutcome,
    /// The day since when it is so.
    effective_on: NaiveDate,
    /// The evidence, in words.
    note: String,
    /// The address of a page with evidence. Null where there is none.
    link: Option<String>,
    /// The role of whoever said so.
    author: String,
    /// When it was written, in Coordinated Universal Time.
    at: DateTime<Utc>,
}

impl From<Arc<feedback::update::Model>> for FeedbackUpdate {
    fn from(row: Arc<feedback::update::Model>) -> Self {
        Self {
            outcome: row.outcome,
            effective_on: row.effective_on,
            note: row.note.clone(),
            link: row.link.clone(),
            author: row.author.clone(),
            at: row.at,
        }
    }
}
