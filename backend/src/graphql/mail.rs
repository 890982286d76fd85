//! What is mailed: links, and that somebody asks for one.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use sea_orm::DatabaseConnection;

use super::{
    asker::asker,
    connection,
    error::ApiResult,
    problem::{Problem, settled},
};
use crate::{
    attempt::Attempts,
    domain::{
        self, account,
        problem::{Code, Problems, problem},
        text,
    },
    mail::{Letter, Mailer},
};

/// What sends mails. Nothing where links are copied only.
fn mailer<'a>(ctx: &Context<'a>) -> Option<&'a Mailer> {
    ctx.data_unchecked::<Option<Mailer>>().as_ref()
}

/// Sends a letter, once what it tells of is written. Nothing where there is none, or nothing to send it with.
pub async fn sent(ctx: &Context<'_>, letter: Option<Letter>) -> Option<bool> {
    Some(mailer(ctx)?.send(letter?).await)
}

#[derive(Default)]
pub struct MailQuery;

#[Object]
impl MailQuery {
    /// Whether this server sends mail: whoever has forgotten the password can then ask for a link
    /// (`requestPasswordReset`), and others ask the administrator of their team. An answer with this field is kept
    /// nowhere.
    async fn sends_mail(&self, ctx: &Context<'_>) -> bool {
        mailer(ctx).is_some()
    }
}

/// Who has forgotten the password.
#[derive(InputObject)]
pub struct RequestPasswordResetInput {
    /// The address of the account.
    email: String,
}

/// That somebody has asked for a link. It does not say whether there is an account with the address.
#[derive(SimpleObject)]
pub struct RequestPasswordResetPayload {
    /// Why no link was mailed to anybody. Empty where one was, if there is an account with the address.
    problems: Vec<Problem>,
}

#[derive(Default)]
pub struct MailMutation;

#[Object]
impl MailMutation {
    /// Mails a link that sets the password of an account, once, within a day, to its address. The answer is the same
    /// where there is no such account. From one place it may be asked for an address three times, and then once in ten
    /// minutes. Links that administrators made stay good.
    async fn request_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For whom.")] input: RequestPasswordResetInput,
    ) -> ApiResult<RequestPasswordResetPayload> {
        let (_, problems) = settled(request(ctx, &input.email))?;
        Ok(RequestPasswordResetPayload { problems })
    }
}

/// Notes that somebody asked, and sees to it while nobody waits: how long that takes would say whether there is an
/// account.
fn request(ctx: &Context<'_>, email: &str) -> domain::Result<()> {
    let Some(mailer) = mailer(ctx).cloned() else {
        let words = "This server sends no mail. Ask the administrator of your team for a link that sets a new password.";
        return Err(problem(Code::Invalid, "", words));
    };
    let mut problems = Problems::default();
    let email = text::email(&mut problems, "email", email);
    problems.none()?;
    let attempts = ctx.data_unchecked::<Attempts>();
    attempts.count_mail(&email, asker(ctx).place)?;
    let db = connection::live(ctx).clone();
    tokio::spawn(async move {
        if let Err(cause) = mail(&db, &mailer, &email).await {
            tracing::error!(?cause, "no link was made");
        }
    });
    Ok(())
}

async fn mail(db: &DatabaseConnection, mailer: &Mailer, email: &str) -> domain::Result<()> {
    if let Some((user, link)) = account::requested_link(db, email).await? {
        mailer.send(Letter::requested(&user, &link)).await;
    }
    Ok(())
}
