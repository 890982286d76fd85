//! Who asks, from where, and what resolvers know of it.

use std::net::IpAddr;

use async_graphql::Context;
use tower_sessions::Session;

use super::RateLimit;
use crate::domain::permission::Viewer;

/// Who asks a question, and from where. Nobody in particular unless it is said.
#[derive(Clone, Debug, Default)]
pub struct Asker {
    pub viewer: Viewer,
    /// The session of the browser. Nothing where none can begin, as over a WebSocket.
    pub session: Option<Session>,
    /// Nothing where the question is our own.
    pub place: Option<IpAddr>,
    /// What the client may still ask for. Nothing where that is not counted.
    pub rate: Option<RateLimit>,
}

/// Who asks.
pub fn asker<'a>(ctx: &Context<'a>) -> &'a Asker {
    ctx.data_unchecked::<Asker>()
}

/// Whoever signed in, or nobody.
pub fn viewer<'a>(ctx: &Context<'a>) -> &'a Viewer {
    &asker(ctx).viewer
}
