//! How workstreams are monitored, as their teams say.

use std::sync::Arc;

use async_graphql::SimpleObject;
use chrono::{DateTime, NaiveDate, Utc};

use crate::entity::workstream::{self, MonitoringState};

/// Since when a workstream is formally monitored or no longer, as its team says.
#[derive(SimpleObject)]
pub struct WorkstreamUpdate {
    /// The state.
    state: MonitoringState,
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

impl From<Arc<workstream::update::Model>> for WorkstreamUpdate {
    fn from(row: Arc<workstream::update::Model>) -> Self {
        Self {
            state: row.state,
            effective_on: row.effective_on,
            note: row.note.clone(),
            link: row.link.clone(),
            author: row.author.clone(),
            at: row.at,
        }
    }
}
