//! How much a client may still ask for.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::asker::asker;

/// How much the client may still ask for, as the headers of the answer say it too.
#[derive(Clone, Copy, Debug, PartialEq, SimpleObject)]
pub struct RateLimit {
    /// The points that this request cost: one for queries, 20 for a file or a permalink.
    pub cost: u32,
    /// The points that a client has in a minute.
    pub limit: u32,
    /// The points that are left.
    pub remaining: u32,
    /// When all points are there again, if nothing is asked until then.
    pub reset_at: DateTime<Utc>,
}

#[derive(Default)]
pub struct RateQuery;

#[Object]
impl RateQuery {
    /// How much the client may still ask for. Null where nobody is limited, and where nobody is asking, as in a file. An answer with this field is kept nowhere.
    async fn rate_limit(&self, ctx: &Context<'_>) -> Option<RateLimit> {
        asker(ctx).rate
    }
}
