//! Who is signed in, in which browser. Whoever proves who somebody is, by a password today, calls `begin`; nothing
//! else of the product knows how.

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, Condition, DatabaseConnection, EntityTrait, QueryFilter};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::{SameSite, time::Duration, time::OffsetDateTime},
    session::{Id, Record},
    session_store::{Error as StoreError, Result as StoreResult},
};
use uuid::Uuid;

use crate::{
    domain::{
        Error, Result, account,
        change::begin as begin_write,
        permission::Viewer,
        row::{Put, Row, remove},
        secret,
    },
    entity::{secret::session, user},
};

/// How long somebody stays signed in.
const LENGTH: TimeDelta = TimeDelta::days(7);
/// What a session keeps: the id of its account,
const USER: &str = "user";
/// and a mark of the password that the account had then: with another password it is over, whoever still saves it.
const PASSWORD: &str = "password";

/// The sessions of a database: a cookie holds the id, the table its hash.
#[derive(Clone, Debug)]
pub struct Sessions(DatabaseConnection);

/// The layer that gives requests their sessions. Who brings no cookie costs nothing, and gets none before signing in.
/// Where people come over HTTPS, a browser sends the cookie nowhere else.
pub fn layer(db: DatabaseConnection, is_secure: bool) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions(db))
        .with_name("session")
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_secure(is_secure)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::seconds(
            LENGTH.num_seconds(),
        )))
}

/// Signs an account in: under a new id, so that nobody else can have known it before.
pub async fn begin(session: &Session, user: &user::Model) -> Result<()> {
    if session.id().is_some() {
        session.cycle_id().await.map_err(fault)?;
    }
    session.insert(USER, user.id).await.map_err(fault)?;
    session.insert(PASSWORD, mark(user)).await.map_err(fault)?;
    session.save().await.map_err(fault)
}

fn mark(user: &user::Model) -> Option<String> {
    user.password.as_deref().map(secret::hash)
}

/// Signs out in this browser.
pub async fn end(session: &Session) -> Result<()> {
    session.flush().await.map_err(fault)
}

/// Whoever is signed in; nobody where the session or the account has ended.
pub async fn viewer(db: &DatabaseConnection, session: &Session) -> Result<Viewer> {
    let user: Option<Uuid> = session.get(USER).await.map_err(fault)?;
    let Some(user) = user else {
        return Ok(Viewer::default());
    };
    let password: Option<String> = session.get(PASSWORD).await.map_err(fault)?;
    let person = account::person(db, user).await?;
    let person = person.filter(|person| mark(&person.user) == password);
    Ok(person.map(Viewer::from).unwrap_or_default())
}

fn fault(cause: tower_sessions::session::Error) -> Error {
    sea_orm::DbErr::Custom(format!("a session: {cause}")).into()
}

impl Sessions {
    /// Writes a session: a new one, or one that is still there. One that was ended meanwhile stays so.
    async fn write(&self, record: &Record, is_new: bool) -> Result<()> {
        let user = record.data.get(USER).cloned().unwrap_or_default();
        let user: Uuid = serde_json::from_value(user)
            .map_err(|fault| sea_orm::DbErr::Custom(format!("a session of nobody: {fault}")))?;
        let expires_at = DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0);
        let row = session::Model {
            hash: hash(&record.id),
            user_id: user,
            data: serde_json::to_value(&record.data).unwrap_or_default(),
            expires_at: expires_at.unwrap_or_default(),
        };
        let tx = begin_write(&self.0).await?;
        let old = Condition::all().add(session::Column::ExpiresAt.lte(Utc::now()));
        remove::<session::Entity>(&tx, old).await?;
        let known = session::Entity::find_by_id(row.hash.clone())
            .one(&tx)
            .await?;
        if is_new || known.is_some() {
            Row::<session::Entity>(row).put(&tx).await?;
        }
        Ok(tx.commit().await?)
    }

    async fn read(&self, id: &Id) -> Result<Option<Record>> {
        let known = session::Entity::find_by_id(hash(id))
            .filter(session::Column::ExpiresAt.gt(Utc::now()))
            .one(&self.0)
            .await?;
        Ok(known.and_then(|known| {
            Some(Record {
                id: *id,
                data: serde_json::from_value(known.data).ok()?,
                expiry_date: OffsetDateTime::from_unix_timestamp(known.expires_at.timestamp())
                    .ok()?,
            })
        }))
    }

    async fn forget(&self, id: &Id) -> Result<()> {
        let tx = begin_write(&self.0).await?;
        let own = Condition::all().add(session::Column::Hash.eq(hash(id)));
        remove::<session::Entity>(&tx, own).await?;
        Ok(tx.commit().await?)
    }
}

fn hash(id: &Id) -> String {
    secret::hash(&id.to_string())
}

fn backend(cause: Error) -> StoreError {
    StoreError::Backend(format!("{cause:?}"))
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> StoreResult<()> {
        self.write(record, true).await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> StoreResult<()> {
        self.write(record, false).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> StoreResult<Option<Record>> {
        self.read(id).await.map_err(backend)
    }

    async fn delete(&self, id: &Id) -> StoreResult<()> {
        self.forget(id).await.map_err(backend)
    }
}
