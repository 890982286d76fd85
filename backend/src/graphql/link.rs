//! What a link is good for, as whoever has it sees it before it is used. The link is a secret, and the answer is for
//! whoever has it: it is kept nowhere, and given only where a browser asks.

use async_graphql::{Context, Object, SimpleObject};
use chrono::{DateTime, Utc};

use super::{asker::asker, connection, error::ApiResult, member::Invitation};
use crate::domain::{self, account, member};

/// A link that sets the password of an account, once. Only whoever has it sees it.
#[derive(SimpleObject)]
pub struct PasswordLink {
    /// The name of whose account it is.
    name: String,
    /// The address with which he or she signs in.
    email: String,
    /// Until when it can be used, in Coordinated Universal Time.
    expires_at: DateTime<Utc>,
}

#[derive(Default)]
pub struct LinkQuery;

#[Object]
impl LinkQuery {
    /// What a link invites to, before it is accepted. Null where it has been used or withdrawn, or is too old, or whoever
    /// made it may invite nobody any more. Ask it with POST: addresses are kept in many places, and the link is a secret.
    /// Permalinks and WebSockets do not answer it.
    async fn invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The invitation, or what stands behind # in its address.",
            secret
        )]
        link: String,
    ) -> ApiResult<Option<Invitation>> {
        browser_asks(ctx)?;
        let offered = member::offered(connection::live(ctx), &link).await?;
        Ok(offered.map(Invitation))
    }

    /// Whose password a link sets, before it is used. Null where it has been used, or another was made since, or it is
    /// too old, or whoever made it may make none any more. Ask it as `invitation`, which holds for invitations.
    async fn password_link(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link, or what stands behind # in its address.", secret)] link: String,
    ) -> ApiResult<Option<PasswordLink>> {
        browser_asks(ctx)?;
        let found = account::by_link(connection::live(ctx), &link).await?;
        Ok(found.map(|(user, expires_at)| PasswordLink {
            name: user.name,
            email: user.email,
            expires_at,
        }))
    }
}

/// Refuses to answer where the question or the answer would be kept.
fn browser_asks(ctx: &Context<'_>) -> domain::Result<()> {
    match asker(ctx).session {
        Some(_) => Ok(()),
        None => {
            let words = "Ask this of /graphql, with POST: the link is a secret, and the answer is for whoever has it.";
            Err(domain::Error::bad_input("link", words))
        }
    }
}
