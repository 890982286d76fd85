//! The data as it was: a database in memory for each version that is asked for, made from the change
//! log. Every question can be asked of it that can be asked of the data of today, and none needs to
//! know of time.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use chrono::{DateTime, Utc};
use migrations::{Migrator, MigratorTrait};
use moka::future::Cache;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr, TransactionTrait};
use tokio::sync::Mutex;

use crate::domain::{Error, Result, change, log};

/// How many versions are kept ready; each takes about as much memory as the data.
const READY: u64 = 4;

/// When the data is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// After the change of this number.
    Version(i64),
    /// At this time.
    Time(DateTime<Utc>),
}

/// The versions of a database's data.
#[derive(Clone)]
pub struct History {
    db: DatabaseConnection,
    ready: Cache<i64, DatabaseConnection>,
    newest: Arc<Newest>,
}

/// The newest version as it was last read, and how many questions were asked before that.
#[derive(Default)]
struct Newest {
    asked: AtomicU64,
    read: Mutex<(u64, i64)>,
}

impl History {
    pub fn new(db: DatabaseConnection) -> Self {
        Self {
            db,
            ready: Cache::new(READY),
            newest: Arc::default(),
        }
    }

    /// The version of the data now. Those who ask while it is read share the next reading: nobody is
    /// told what was read before he asked.
    pub async fn version(&self) -> Result<i64> {
        let number = self.newest.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut read = self.newest.read.lock().await;
        if read.0 < number {
            let asked = self.newest.asked.load(Ordering::SeqCst);
            *read = (asked, log::data_version(&self.db).await?);
        }
        Ok(read.1)
    }

    /// The version that the data had at a moment. One that is still to come is an error.
    pub async fn version_at(&self, moment: Moment) -> Result<i64> {
        let version = match moment {
            Moment::Time(time) => return Ok(log::version_at(&self.db, time).await?),
            Moment::Version(version) => version,
        };
        let newest = self.version().await?;
        if !(0..=newest).contains(&version) {
            return Err(Error::bad_input(
                "asOf",
                format!(
                    "There is no version {version} of the data: the versions are 0 to {newest}."
                ),
            ));
        }
        match log::written_with(&self.db, version).await? {
            Some(end) if end != version => Err(Error::bad_input(
                "asOf",
                format!(
                    "Version {version} is within one write, which made version {end}: ask for that."
                ),
            )),
            _ => Ok(version),
        }
    }

    /// A database with the data of a version.
    pub async fn database(&self, version: i64) -> Result<DatabaseConnection> {
        let made = self.ready.try_get_with(version, self.made(version));
        made.await.map_err(Error::Database)
    }

    async fn made(&self, version: i64) -> Result<DatabaseConnection, DbErr> {
        let mut options = ConnectOptions::new("sqlite::memory:");
        // What is in memory goes with its connection: one, and for good.
        options
            .max_connections(1)
            .min_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .sqlx_logging(false);
        let past = Database::connect(options).await?;
        Migrator::up(&past, None).await?;
        let changes = log::up_to(&self.db, version).await?;
        let tx = past.begin().await?;
        change::replay(&tx, changes).await?;
        tx.commit().await?;
        Ok(past)
    }
}
