//! Who is signed in, and how that begins and ends.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use sea_orm::DbErr;
use tower_sessions::Session;

use super::{
    area::LocalArea,
    asker::{Asker, asker, viewer},
    comment::Comment,
    connection,
    error::ApiResult,
    limit::Budget,
    problem::{Problem, row_id, settled},
    work::WorkItem,
};
use crate::{
    attempt::Attempts,
    domain::{
        self, Error, account, calendar, comment, list, member, password::Passwords,
        permission::Viewer, token, work,
    },
    entity::{
        area,
        secret::{self, Scope},
        user::{self, Role},
    },
    session,
};

/// The account of whoever asks. Nobody else sees it.
pub struct Account(Viewer);

impl Account {
    /// Nothing where nobody has signed in.
    fn of(viewer: &Viewer) -> Option<Self> {
        viewer.person().map(|_| Self(viewer.clone()))
    }
}

/// The account of whoever asks. Nobody else sees it.
#[Object]
impl Account {
    /// Its id: opaque, and never another's.
    async fn id(&self) -> ApiResult<ID> {
        Ok(self.0.somebody()?.user.id.to_string().into())
    }
    /// The address with which to sign in, in small letters.
    async fn email(&self) -> ApiResult<&str> {
        Ok(&self.0.somebody()?.user.email)
    }
    /// The name, as the team sees it.
    async fn name(&self) -> ApiResult<&str> {
        Ok(&self.0.somebody()?.user.name)
    }
    /// Whether it keeps the accounts of the whole site, and may do in every team what its administrators may.
    async fn is_administrator(&self) -> ApiResult<bool> {
        Ok(self.0.somebody()?.user.is_administrator)
    }
    /// The teams that it belongs to, today. Empty where it belongs to none.
    async fn memberships(&self, ctx: &Context<'_>) -> ApiResult<Vec<Membership>> {
        let teams = &self.0.somebody()?.teams;
        let areas = member::areas(connection::live(ctx), teams.keys().copied()).await?;
        let place = |area: area::Model| {
            let role = *teams.get(&area.id)?;
            let area = LocalArea(area.into());
            Some(Membership { area, role })
        };
        Ok(areas.into_iter().filter_map(place).collect())
    }
    /// The actions of its teams that are not completed, those that are due first before others, with what there is to
    /// see to. An area that is none of its teams' has none, nor has a question about an earlier day.
    #[graphql(complexity = "100 * child_complexity")]
    async fn work(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The path of an area; all of its teams when left out.")] area: Option<
            String,
        >,
    ) -> ApiResult<Vec<WorkItem>> {
        if connection::is_past(ctx) {
            return Ok(Vec::new());
        }
        let db = connection::live(ctx);
        let area = match area {
            Some(path) => Some(list::at::<area::Entity>(db, &path).await?.id),
            None => None,
        };
        let person = self.0.somebody()?;
        let items = work::of(db, person, area, Utc::now().date_naive()).await?;
        ctx.data_unchecked::<Budget>().spend(items.len())?;
        Ok(items.into_iter().map(WorkItem::from).collect())
    }
    /// The newest comments that mention it, at most 50.
    #[graphql(complexity = "20 * child_complexity")]
    async fn mentions(&self, ctx: &Context<'_>) -> ApiResult<Vec<Comment>> {
        let found = comment::mentioning(connection::live(ctx), &self.0).await?;
        Ok(found.into_iter().map(Comment::from).collect())
    }
    /// Whether there is a link to the calendar of its work.
    async fn has_calendar(&self, ctx: &Context<'_>) -> ApiResult<bool> {
        let owner = self.0.somebody()?.user.id;
        Ok(calendar::is_open(connection::live(ctx), owner).await?)
    }
    /// Its tokens, the oldest first. A token itself sees none.
    async fn tokens(&self, ctx: &Context<'_>) -> ApiResult<Vec<Token>> {
        match self.0.signed_in() {
            Ok(person) => {
                let tokens = token::of(connection::live(ctx), person.user.id).await?;
                Ok(tokens.into_iter().map(Token::from).collect())
            }
            Err(_) => Ok(Vec::new()),
        }
    }
}

/// A place in the team of an area.
#[derive(SimpleObject)]
pub struct Membership {
    /// The area.
    area: LocalArea,
    /// What may be done there.
    role: Role,
}

/// A token that a program shows instead of a password, as `Authorization: Bearer gt_…`.
#[derive(SimpleObject)]
pub struct Token {
    /// Its id, by which it is revoked. It is not the secret.
    id: ID,
    /// What its owner calls it.
    name: String,
    /// What it is good for.
    scope: Scope,
    /// When it was made, in Coordinated Universal Time.
    created_at: DateTime<Utc>,
    /// When it ends, in Coordinated Universal Time. Null where it never ends by itself.
    expires_at: Option<DateTime<Utc>>,
}

impl From<secret::token::Model> for Token {
    fn from(row: secret::token::Model) -> Self {
        Self {
            id: row.id.to_string().into(),
            name: row.name,
            scope: row.scope,
            created_at: row.created_at,
            expires_at: row.expires_at,
        }
    }
}

#[derive(Default)]
pub struct AccountQuery;

#[Object]
impl AccountQuery {
    /// The account of whoever asks. Null where nobody has signed in, and in files.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<Account> {
        Account::of(viewer(ctx))
    }
}

/// With what to sign in.
#[derive(InputObject)]
pub struct SignInInput {
    /// The address of the account.
    email: String,
    /// Its password.
    #[graphql(secret)]
    password: String,
}

/// What changing a password needs.
#[derive(InputObject)]
pub struct ChangePasswordInput {
    /// The password until now.
    #[graphql(secret)]
    current: String,
    /// The password from now on: 12 to 128 characters.
    #[graphql(secret)]
    password: String,
}

/// A link of the kind that sets a password, and the password.
#[derive(InputObject)]
pub struct SetPasswordInput {
    /// The link, or what stands behind # in its address.
    #[graphql(secret)]
    link: String,
    /// The password from now on: 12 to 128 characters.
    #[graphql(secret)]
    password: String,
}

/// A token to be.
#[derive(InputObject)]
pub struct CreateTokenInput {
    /// What it is for, so that its owner knows it again: 1 to 100 characters.
    name: String,
    /// What it is to be good for.
    scope: Scope,
    /// When it is to end. It never ends by itself when left out.
    expires_at: Option<DateTime<Utc>>,
}

/// Who has signed in.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// The account. Null where there are problems.
    viewer: Option<Account>,
    /// Why nobody was signed in. Empty where somebody was.
    problems: Vec<Problem>,
}

/// That somebody has signed out.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Why not. Empty where it was done.
    problems: Vec<Problem>,
}

/// That a token was made.
#[derive(SimpleObject)]
pub struct CreateTokenPayload {
    /// The token. Null where there are problems.
    token: Option<Token>,
    /// What to show as `Authorization: Bearer …`. It is told this once. Null where there are problems.
    secret: Option<String>,
    /// Why there is none. Empty where there is.
    problems: Vec<Problem>,
}

/// That a token is good for nothing any more.
#[derive(SimpleObject)]
pub struct RevokeTokenPayload {
    /// Why it still is. Empty where it was revoked.
    problems: Vec<Problem>,
}

/// The session of the browser, which other clients do not have.
pub fn browser(asker: &Asker) -> domain::Result<&Session> {
    let missing = || Error::from(DbErr::Custom("no session can begin here".to_owned()));
    asker.session.as_ref().ok_or_else(missing)
}

/// Signs an account in, once it has proved who it is.
pub async fn signed_in(ctx: &Context<'_>, user: &user::Model) -> domain::Result<Viewer> {
    let session = browser(asker(ctx))?;
    session::begin(session, user).await?;
    session::viewer(connection::live(ctx), session).await
}

/// What signing in came to.
pub fn welcome(done: domain::Result<Viewer>) -> ApiResult<SignInPayload> {
    let (viewer, problems) = settled(done)?;
    Ok(SignInPayload {
        viewer: viewer.as_ref().and_then(Account::of),
        problems,
    })
}

#[derive(Default)]
pub struct AccountMutation;

#[Object]
impl AccountMutation {
    /// Signs in, in this browser, for seven days: the answer sets a cookie. From one place an address may be tried
    /// ten times, and then once a minute.
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "With what.")] input: SignInInput,
    ) -> ApiResult<SignInPayload> {
        welcome(sign_in(ctx, input).await)
    }

    /// Signs out: in this browser, or in all of them. Whoever is not signed in is signed out already.
    async fn sign_out(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "In all browsers.", default)] everywhere: bool,
    ) -> ApiResult<SignOutPayload> {
        let (_, problems) = settled(sign_out(ctx, everywhere).await)?;
        Ok(SignOutPayload { problems })
    }

    /// Changes the password of whoever is signed in, and signs out in all other browsers.
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The old one and the new one.")] input: ChangePasswordInput,
    ) -> ApiResult<SignInPayload> {
        welcome(change_password(ctx, input).await)
    }

    /// Sets a password by a link that an administrator has given, which is good once, and signs in. All other
    /// browsers are signed out, and all tokens revoked.
    async fn set_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The link and the password.")] input: SetPasswordInput,
    ) -> ApiResult<SignInPayload> {
        welcome(set_password(ctx, input).await)
    }

    /// Makes a token of whoever is signed in. A token cannot make another.
    async fn create_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is to be.")] input: CreateTokenInput,
    ) -> ApiResult<CreateTokenPayload> {
        let CreateTokenInput {
            name,
            scope,
            expires_at,
        } = input;
        let db = connection::db(ctx);
        let made = token::create(db, viewer(ctx), &name, scope, expires_at).await;
        let (made, problems) = settled(made)?;
        let (token, secret) = made.unzip();
        Ok(CreateTokenPayload {
            token: token.map(Token::from),
            secret,
            problems,
        })
    }

    /// Makes a token of whoever is signed in good for nothing.
    async fn revoke_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id of the token.")] id: ID,
    ) -> ApiResult<RevokeTokenPayload> {
        let revoked = match row_id(&id) {
            Ok(id) => token::revoke(connection::db(ctx), viewer(ctx), id).await,
            Err(error) => Err(error),
        };
        let (_, problems) = settled(revoked)?;
        Ok(RevokeTokenPayload { problems })
    }
}

async fn sign_in(ctx: &Context<'_>, input: SignInInput) -> domain::Result<Viewer> {
    let passwords = ctx.data_unchecked::<Passwords>();
    let attempts = ctx.data_unchecked::<Attempts>();
    attempts.count(&input.email, asker(ctx).place)?;
    let db = connection::db(ctx);
    let user = account::proved(db, passwords, &input.email, input.password).await?;
    signed_in(ctx, &user).await
}

async fn sign_out(ctx: &Context<'_>, everywhere: bool) -> domain::Result<()> {
    let asker = asker(ctx);
    if everywhere && asker.viewer.person().is_some() {
        account::sign_out(connection::db(ctx), &asker.viewer).await?;
    }
    session::end(browser(asker)?).await
}

async fn change_password(ctx: &Context<'_>, input: ChangePasswordInput) -> domain::Result<Viewer> {
    let passwords = ctx.data_unchecked::<Passwords>();
    let attempts = ctx.data_unchecked::<Attempts>();
    let asker = asker(ctx);
    let user = &asker.viewer.signed_in()?.user;
    attempts.count(&user.email, asker.place)?;
    let ChangePasswordInput { current, password } = input;
    let db = connection::db(ctx);
    let user = account::change_password(db, passwords, &asker.viewer, current, password).await?;
    signed_in(ctx, &user).await
}

async fn set_password(ctx: &Context<'_>, input: SetPasswordInput) -> domain::Result<Viewer> {
    let passwords = ctx.data_unchecked::<Passwords>();
    let db = connection::db(ctx);
    let user = account::use_link(db, passwords, &input.link, input.password).await?;
    signed_in(ctx, &user).await
}
