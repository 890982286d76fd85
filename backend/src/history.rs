//! The data as it was: a database in memory for each version that is asked for, made from the change
//! log. Every question can be asked of it that can be asked of the data of today, and none needs to
//! know of time.

use std::sync::{
    Arc,
    atomic::{AtomicI64, AtomicU64, Ordering},
};

use chrono::{DateTime, Utc};
use moka::{future::Cache, policy::EvictionPolicy};
use sea_orm::{DatabaseConnection, DbErr, TransactionTrait};
use tokio::sync::{Mutex, Semaphore};

use crate::{
    database,
    domain::{Error, Result, change, log},
};

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

/// The newest version of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Newest {
    pub version: i64,
    /// When it was written. Nothing where nothing was.
    pub at: Option<DateTime<Utc>>,
    /// The number of the name that was removed last: what was read of the log before says other things. Zero before
    /// the first.
    pub removed: i64,
}

/// The versions of a database's data.
#[derive(Clone)]
pub struct History {
    db: DatabaseConnection,
    /// By the version, and by the name that was removed last before it was made: nobody finds it there who asks after
    /// another was removed, in whatever process.
    ready: Cache<(i64, i64), DatabaseConnection>,
    removed: Arc<AtomicI64>,
    /// One is made at a time: each takes a whole log and a whole database.
    making: Arc<Semaphore>,
    reading: Arc<Reading>,
}

/// What the newest version was when it was last read, and how many had asked for it before that.
#[derive(Default)]
struct Reading {
    asked: AtomicU64,
    read: Mutex<(u64, Option<Result<Newest>>)>,
}

impl History {
    pub fn new(db: DatabaseConnection) -> Self {
        Self {
            db,
            ready: Cache::builder()
                .max_capacity(READY)
                .eviction_policy(EvictionPolicy::lru())
                .build(),
            removed: Arc::default(),
            making: Arc::new(Semaphore::new(1)),
            reading: Arc::default(),
        }
    }

    /// The version of the data now. Those who ask while it is read share the next reading, also one that
    /// fails: nobody is told what was read before he asked.
    pub async fn newest(&self) -> Result<Newest> {
        let number = self.reading.asked.fetch_add(1, Ordering::SeqCst) + 1;
        let mut read = self.reading.read.lock().await;
        if let (asked, Some(newest)) = &*read
            && *asked >= number
        {
            return newest.clone();
        }
        let asked = self.reading.asked.load(Ordering::SeqCst);
        let newest = log::newest(&self.db).await.map_err(Error::from);
        let newest = newest.map(|(version, at, removed)| Newest {
            version,
            at,
            removed,
        });
        *read = (asked, Some(newest.clone()));
        newest
    }

    /// The version that the data had at a moment. One that is still to come is an error.
    pub async fn version_at(&self, moment: Moment) -> Result<i64> {
        match moment {
            Moment::Time(time) => Ok(log::version_at(&self.db, time).await?),
            Moment::Version(number) => log::version(&self.db, "asOf", number).await,
        }
    }

    /// When a version was written. Nothing where nothing was.
    pub async fn written(&self, version: i64) -> Result<Option<DateTime<Utc>>> {
        Ok(log::written_at(&self.db, version).await?)
    }

    /// A database with the data of a version.
    pub async fn database(&self, version: i64) -> Result<DatabaseConnection> {
        let removed = self.newest().await?.removed;
        if self.removed.fetch_max(removed, Ordering::SeqCst) < removed {
            self.ready.invalidate_all();
        }
        // It is made to its end also where nobody waits any more: who asks again finds it.
        let history = self.clone();
        let made = tokio::spawn(async move {
            let made = history.made(version);
            history.ready.try_get_with((version, removed), made).await
        });
        let made = made.await.map_err(|stopped| {
            Error::from(DbErr::Custom(format!("version {version}: {stopped}")))
        })?;
        made.map_err(Error::Database)
    }

    async fn made(&self, version: i64) -> Result<DatabaseConnection, DbErr> {
        let closed = |closed: tokio::sync::AcquireError| DbErr::Custom(closed.to_string());
        let _turn = self.making.acquire().await.map_err(closed)?;
        let past = database::in_memory().await?;
        let changes = log::between(&self.db, 0, version).await?;
        let tx = past.begin().await?;
        change::replay(&tx, changes).await?;
        tx.commit().await?;
        Ok(past)
    }
}
