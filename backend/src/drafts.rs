//! Drafts as databases: the records of today with those of one draft among them, in memory. Every question can be asked
//! of it that can be asked of the data of today, so that a team reads, searches and compares its draft like any plan, and
//! the database of today holds nothing of it.

use std::{collections::HashSet, sync::Arc, time::Duration};

use moka::{future::Cache, policy::EvictionPolicy};
use sea_orm::{DatabaseConnection, DbErr, TransactionTrait};
use tokio::sync::{OwnedRwLockReadGuard, RwLock, Semaphore};
use uuid::Uuid;

use crate::{
    database,
    domain::{
        Error, Result, change,
        draft::{self, document::write_out, gone::let_go},
        edit, log,
        permission::Viewer,
    },
    entity::draft::Model,
};

/// How many drafts are kept ready; each takes about as much memory as the data.
const READY: u64 = 4;

/// How long one is kept that nobody reads.
const IDLE: Duration = Duration::from_secs(15 * 60);

/// The drafts of a database.
#[derive(Clone)]
pub struct Drafts {
    db: DatabaseConnection,
    ready: Cache<Uuid, Arc<RwLock<Space>>>,
    /// One is made or brought up to date at a time: each takes a whole log and a whole database.
    making: Arc<Semaphore>,
}

/// A draft as a database, and what of the log and of the draft it holds already.
struct Space {
    db: DatabaseConnection,
    log: i64,
    /// The name that was removed last before it was made.
    removed: i64,
    /// The version of the draft.
    version: i32,
    records: HashSet<Uuid>,
}

/// A draft that nobody changes while it is read.
pub struct Reading(OwnedRwLockReadGuard<Space>);

impl Reading {
    /// The database to read it from.
    pub fn db(&self) -> DatabaseConnection {
        self.0.db.clone()
    }
}

impl Drafts {
    pub fn new(db: DatabaseConnection) -> Self {
        Self {
            db,
            ready: Cache::builder()
                .max_capacity(READY)
                .eviction_policy(EvictionPolicy::lru())
                .time_to_idle(IDLE)
                .build(),
            making: Arc::new(Semaphore::new(1)),
        }
    }

    /// A draft as it is now, among the records of now. One that there is not, or that whoever asks may not see, is
    /// answered alike.
    pub async fn read(&self, viewer: &Viewer, id: Uuid) -> Result<Reading> {
        let missing = || Error::not_found("draft", id.to_string());
        let row = draft::seen(&self.db, viewer, id).await?;
        let row = row.ok_or_else(missing)?.row;
        // It is made to its end also where nobody waits any more: who asks again finds it.
        let drafts = self.clone();
        let made = tokio::spawn(async move {
            let space = drafts.ready.try_get_with(id, Space::begin()).await?;
            drafts.follow(&space, &row).await?;
            Ok::<_, Error>(space.read_owned().await)
        });
        let made = made
            .await
            .map_err(|stopped| Error::from(DbErr::Custom(format!("draft {id}: {stopped}"))))?;
        Ok(Reading(made?))
    }

    /// Has a draft's database hold what was written since.
    async fn follow(&self, space: &RwLock<Space>, row: &Model) -> Result<()> {
        let closed = |closed: tokio::sync::AcquireError| DbErr::Custom(closed.to_string());
        let (newest, _, removed) = log::newest(&self.db).await?;
        // Who reads need not wait for others who read, where nothing is new.
        if space.read().await.is_of(newest, removed, row.version) {
            return Ok(());
        }
        let _turn = self.making.acquire().await.map_err(closed)?;
        let mut space = space.write().await;
        let (newest, _, removed) = log::newest(&self.db).await?;
        if space.removed != removed {
            // What it follows was rewritten.
            *space = Space {
                removed,
                ..Space::new().await?
            };
        }
        if space.log < newest {
            let changes = log::between(&self.db, space.log, newest).await?;
            let tx = space.db.begin().await?;
            // What is gone may be what the draft points at: it is put back afterwards, or said to point nowhere.
            change::remove(&tx, space.records.iter().copied()).await?;
            change::replay(&tx, changes).await?;
            tx.commit().await?;
            space.log = newest;
            space.version = 0;
            space.records.clear();
        }
        if space.version >= row.version {
            return Ok(());
        }
        let mut records = draft::records_by_now(&self.db, row).await?;
        let tx = space.db.begin().await?;
        let now: HashSet<Uuid> = records.iter().map(|record| record.record_id).collect();
        let gone: Vec<Uuid> = space.records.difference(&now).copied().collect();
        change::remove(&tx, gone).await?;
        let_go(&tx, &mut records).await?;
        write_out(&mut records)?;
        let changes: Vec<_> = records
            .iter()
            .map(|record| draft::as_change(record, row))
            .collect();
        change::overlay(&tx, &changes).await?;
        tx.commit().await.map_err(edit::dangling)?;
        space.version = row.version;
        space.records = now;
        Ok(())
    }
}

impl Space {
    /// Whether it holds all of this.
    fn is_of(&self, log: i64, removed: i64, version: i32) -> bool {
        self.log >= log && self.removed == removed && self.version >= version
    }

    async fn begin() -> Result<Arc<RwLock<Self>>, DbErr> {
        Ok(Arc::new(RwLock::new(Self::new().await?)))
    }

    async fn new() -> Result<Self, DbErr> {
        Ok(Self {
            db: database::in_memory().await?,
            log: 0,
            removed: 0,
            version: 0,
            records: HashSet::new(),
        })
    }
}
