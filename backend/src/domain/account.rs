//! Accounts: who they are, what they may do, and how their passwords come and go.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DatabaseTransaction, EntityTrait,
    QueryFilter,
};
use uuid::Uuid;

use super::{
    Result, calendar,
    change::begin,
    password::{self, Passwords},
    permission::{Person, Viewer},
    problem::{Code, Problems, problem},
    row::{Put, Row, remove},
    secret, text,
};
use crate::entity::{
    secret::{calendar as calendars, link, session, token},
    user::{self, Role, membership},
};

/// How long a link that sets a password is good.
const LINK: TimeDelta = TimeDelta::days(1);

/// A link that sets a password.
#[derive(Clone, Debug)]
pub struct Link {
    pub secret: String,
    /// Until when it is good.
    pub expires_at: DateTime<Utc>,
}

impl Link {
    /// The page that sets the password. The secret stands behind #, which no server is sent.
    pub fn path(&self) -> String {
        format!("/set-password#{}", self.secret)
    }
}

/// An account to be.
pub struct New<'a> {
    pub email: &'a str,
    pub name: &'a str,
    /// Whether it keeps the accounts of the whole site.
    pub is_administrator: bool,
}

impl New<'_> {
    /// The account, once it is certain that it can be one.
    pub fn checked(&self, problems: &mut Problems) -> user::Model {
        user::Model {
            id: Uuid::now_v7(),
            email: text::email(problems, "email", self.email),
            name: text::name(problems, "name", self.name),
            created_at: Utc::now(),
            password: None,
            is_administrator: self.is_administrator,
            ended_at: None,
        }
    }
}

/// Writes an account, with a place in the team of an area where one is given, and answers a link that sets its
/// password. An address that has an account is a problem.
pub async fn create(
    db: &DatabaseConnection,
    new: New<'_>,
    place: Option<(Uuid, Role)>,
) -> Result<(user::Model, Link)> {
    let mut problems = Problems::default();
    let user = new.checked(&mut problems);
    problems.none()?;
    let tx = begin(db).await?;
    if by_email(&tx, &user.email).await?.is_some() {
        let words = "There is an account with this address already.";
        return Err(problem(Code::Taken, "email", words));
    }
    Row::<user::Entity>(user.clone()).put(&tx).await?;
    if let Some((area, role)) = place {
        join(&tx, user.id, area, role, None).await?;
    }
    let link = new_link(&tx, user.id, None).await?;
    tx.commit().await?;
    Ok((user, link))
}

/// Gives an account a place in the team of an area. Links that set its password were made when it had none, and are
/// good no more.
pub async fn join(
    tx: &DatabaseTransaction,
    user: Uuid,
    area: Uuid,
    role: Role,
    organisation: Option<Uuid>,
) -> Result<()> {
    let links = Condition::all().add(link::Column::UserId.eq(user));
    remove::<link::Entity>(tx, links).await?;
    let place = membership::Model {
        id: Uuid::now_v7(),
        user_id: user,
        area_id: area,
        role,
        organisation_id: organisation,
        created_at: Utc::now(),
    };
    Ok(Row::<membership::Entity>(place).put(tx).await?)
}

/// The account of an address, also one that has ended.
pub async fn by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<user::Model>> {
    let email = email.trim().to_lowercase();
    // PostgreSQL would refuse some letters with an error.
    if email.contains('\0') || email.len() > 254 {
        return Ok(None);
    }
    let own = user::Entity::find().filter(user::Column::Email.eq(email));
    Ok(own.one(db).await?)
}

/// Who an account is, with its places in teams. Nothing where it has ended.
pub async fn person(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Person>> {
    let rows = user::Entity::find_by_id(id)
        .filter(user::Column::EndedAt.is_null())
        .one(db)
        .await?;
    let Some(user) = rows else { return Ok(None) };
    let teams = membership::Entity::find()
        .filter(membership::Column::UserId.eq(id))
        .all(db)
        .await?;
    Ok(Some(Person {
        user,
        teams: teams.iter().map(|own| (own.area_id, own.role)).collect(),
        scope: None,
    }))
}

/// The account whose address and password these are. It says no more where they are not, and takes as long.
pub async fn proved(
    db: &DatabaseConnection,
    passwords: &Passwords,
    email: &str,
    password: String,
) -> Result<user::Model> {
    let user = by_email(db, email).await?;
    let user = user.filter(|user| user.ended_at.is_none());
    let known = user.as_ref().and_then(|user| user.password.clone());
    let is_proved = passwords.is(password, known).await?;
    user.filter(|_| is_proved).ok_or_else(|| {
        problem(
            Code::Invalid,
            "password",
            "No account has this address and this password. Check both, or ask the administrator of your team for a link that sets a new password.",
        )
    })
}

/// Gives whoever signed in another password, and ends all sessions: the caller begins a new one.
pub async fn change_password(
    db: &DatabaseConnection,
    passwords: &Passwords,
    viewer: &Viewer,
    current: String,
    new: String,
) -> Result<user::Model> {
    let user = viewer.signed_in()?.user.clone();
    if !passwords.is(current, user.password.clone()).await? {
        let words = "This is not your password.";
        return Err(problem(Code::Invalid, "current", words));
    }
    let mut problems = Problems::default();
    password::check(&mut problems, "password", &new, &user.email);
    problems.none()?;
    if passwords.is(new.clone(), user.password.clone()).await? {
        let words = "This is the password that you have. Choose another.";
        return Err(problem(Code::Invalid, "password", words));
    }
    let hash = passwords.hash(new).await?;
    let tx = begin(db).await?;
    let now = user::Entity::find_by_id(user.id).one(&tx).await?;
    // The password that was compared is still the one.
    let now = now.filter(|now| now.password == user.password && now.ended_at.is_none());
    let now = now.ok_or_else(|| {
        let words = "The account was changed meanwhile. Sign in again.";
        problem(Code::SignInFirst, "", words)
    })?;
    let user = set(&tx, now, hash).await?;
    tx.commit().await?;
    Ok(user)
}

/// A link that sets the password of an account, once, within a day, for as long as whoever made it may. Earlier ones
/// are good no more.
pub async fn new_link(tx: &DatabaseTransaction, user: Uuid, made_by: Option<Uuid>) -> Result<Link> {
    let others = Condition::all().add(link::Column::UserId.eq(user));
    instead(tx, others, user, made_by).await
}

/// A link that sets the password of the account with an address, for whoever reads the mail of that address: he makes
/// it himself. Nothing where there is no such account. Only those that he asked for before are good no more: whoever
/// merely knows an address ends no link of an administrator.
pub async fn requested_link(
    db: &DatabaseConnection,
    email: &str,
) -> Result<Option<(user::Model, Link)>> {
    let user = by_email(db, email).await?;
    let Some(user) = user.filter(|user| user.ended_at.is_none()) else {
        return Ok(None);
    };
    let tx = begin(db).await?;
    let own = Condition::all()
        .add(link::Column::UserId.eq(user.id))
        .add(link::Column::MadeBy.eq(user.id));
    let link = instead(&tx, own, user.id, Some(user.id)).await?;
    tx.commit().await?;
    Ok(Some((user, link)))
}

/// Writes a link instead of others.
async fn instead(
    tx: &DatabaseTransaction,
    others: Condition,
    user: Uuid,
    made_by: Option<Uuid>,
) -> Result<Link> {
    let link = Link {
        secret: secret::new()?,
        expires_at: Utc::now() + LINK,
    };
    remove::<link::Entity>(tx, others).await?;
    let row = Row::<link::Entity>(link::Model {
        hash: secret::hash(&link.secret),
        user_id: user,
        expires_at: link.expires_at,
        made_by,
    });
    row.put(tx).await?;
    Ok(link)
}

/// Sets the password of the account that a link is for, and answers who that is. All sessions, tokens and calendars end: whoever
/// needs a link may have lost the account to somebody.
pub async fn use_link(
    db: &DatabaseConnection,
    passwords: &Passwords,
    link: &str,
    new: String,
) -> Result<user::Model> {
    let gone = || {
        let words = "This link has been used, or is too old. Ask for another.";
        problem(Code::NotFound, "link", words)
    };
    let (user, _) = by_link(db, link).await?.ok_or_else(gone)?;
    let mut problems = Problems::default();
    password::check(&mut problems, "password", &new, &user.email);
    problems.none()?;
    let hash = passwords.hash(new).await?;
    let tx = begin(db).await?;
    // Somebody else may have used it meanwhile.
    let (user, _) = by_link(&tx, link).await?.ok_or_else(gone)?;
    let tokens = Condition::all().add(token::Column::UserId.eq(user.id));
    remove::<token::Entity>(&tx, tokens).await?;
    remove::<calendars::Entity>(&tx, calendar::of(user.id)).await?;
    let user = set(&tx, user, hash).await?;
    tx.commit().await?;
    Ok(user)
}

/// The account whose password a link sets, and until when. Nothing where it is used or too old, or whoever made it may
/// make none any more.
pub async fn by_link(
    db: &impl ConnectionTrait,
    link: &str,
) -> Result<Option<(user::Model, DateTime<Utc>)>> {
    let known = link::Entity::find_by_id(secret::hash(secret::of_link(link)))
        .filter(link::Column::ExpiresAt.gt(Utc::now()))
        .one(db)
        .await?;
    let Some(known) = known else { return Ok(None) };
    let Some(own) = person(db, known.user_id).await? else {
        return Ok(None);
    };
    let may = match known.made_by {
        None => true,
        // He reads the mail of the account's address.
        Some(maker) if maker == own.user.id => true,
        Some(maker) => person(db, maker)
            .await?
            .is_some_and(|maker| maker.keeps(&own)),
    };
    Ok(may.then_some((own.user, known.expires_at)))
}

/// Gives an account a password, with which all links and sessions end.
async fn set(tx: &DatabaseTransaction, user: user::Model, hash: String) -> Result<user::Model> {
    let links = Condition::all().add(link::Column::UserId.eq(user.id));
    remove::<link::Entity>(tx, links).await?;
    end_sessions(tx, user.id).await?;
    let user = user::Model {
        password: Some(hash),
        ..user
    };
    Row::<user::Entity>(user.clone()).put(tx).await?;
    Ok(user)
}

/// Signs whoever is signed in out everywhere.
pub async fn sign_out(db: &DatabaseConnection, viewer: &Viewer) -> Result<()> {
    let user = viewer.signed_in()?.user.id;
    let tx = begin(db).await?;
    end_sessions(&tx, user).await?;
    Ok(tx.commit().await?)
}

async fn end_sessions(tx: &DatabaseTransaction, user: Uuid) -> Result<()> {
    let own = Condition::all().add(session::Column::UserId.eq(user));
    remove::<session::Entity>(tx, own).await?;
    Ok(())
}
