//! What is new: wakes those who wait when the log has grown. The log itself is the news, and whoever follows it
//! reads it from where he was: nothing is kept for the slow, and nothing can be lost or come twice.

use std::{
    collections::VecDeque,
    sync::{Arc, OnceLock, Weak},
    time::Duration,
};

use futures_util::{Stream, stream};
use moka::sync::Cache;
use sea_orm::{Condition, DatabaseConnection};
use tokio::{
    sync::{Mutex, watch},
    time::sleep,
};

use crate::{
    domain::{Error, Result, log},
    entity::change,
    history::History,
};

/// How often the log is looked at while somebody waits: other processes write to it too.
const EVERY: Duration = Duration::from_millis(500);
/// How many changes are kept at hand for those who follow.
const RECENT: u64 = 1_000;
/// How many changes are read at once.
const AT_ONCE: u64 = 100;

/// The news of a database. Cheap to clone.
#[derive(Clone)]
pub struct Feed(Arc<Source>);

struct Source {
    db: DatabaseConnection,
    history: History,
    newest: watch::Sender<i64>,
    /// What was read last, for all who follow: they come to the same changes one after the other.
    /// By the name that was removed last, and the number.
    recent: Cache<(i64, i64), Arc<change::Model>>,
    reading: Mutex<()>,
    looking: OnceLock<()>,
}

impl Source {
    /// The changes of these numbers, each read once for all who come to it, and anew once a name was removed.
    async fn changes(&self, removed: i64, numbers: &[i64]) -> Result<Vec<Arc<change::Model>>> {
        let at_hand = || {
            let known = numbers.iter().map(|number| (removed, *number));
            known.map(|key| self.recent.get(&key))
        };
        if let Some(changes) = at_hand().collect() {
            return Ok(changes);
        }
        let _turn = self.reading.lock().await;
        if let Some(changes) = at_hand().collect() {
            return Ok(changes);
        }
        let rows = log::numbered(&self.db, numbers).await?;
        let changes: Vec<_> = rows.into_iter().map(Arc::new).collect();
        for change in &changes {
            self.recent.insert((removed, change.seq), change.clone());
        }
        Ok(changes)
    }
}

impl Feed {
    pub fn new(db: DatabaseConnection, history: History) -> Self {
        Self(Arc::new(Source {
            db,
            history,
            newest: watch::Sender::new(0),
            recent: Cache::new(RECENT),
            reading: Mutex::default(),
            looking: OnceLock::new(),
        }))
    }

    /// The changes of some after a number of the log, and then each as it is written. Without a number it begins
    /// with what is written from now on. A number that is still to come is an error.
    pub async fn changes(
        &self,
        filter: log::Filter,
        after: Option<i64>,
    ) -> Result<impl Stream<Item = Result<Arc<change::Model>>> + use<>> {
        let of = log::condition(&self.0.db, filter).await?;
        let newest = self.0.history.newest().await?.version;
        let after = after.unwrap_or(newest);
        if !(0..=newest).contains(&after) {
            return Err(Error::bad_input(
                "after",
                format!(
                    "There is no change {after}: the numbers are 0 to {newest}. Give the `seq` of the last one that you have."
                ),
            ));
        }
        let reader = Reader {
            feed: self.clone(),
            of,
            after,
            read: VecDeque::new(),
        };
        Ok(stream::try_unfold(reader, Reader::next))
    }

    /// Waits until the log has a higher number.
    async fn beyond(&self, seen: i64) {
        let source = &self.0;
        source.looking.get_or_init(|| {
            tokio::spawn(look(Arc::downgrade(source)));
        });
        let mut newest = source.newest.subscribe();
        // It fails when the feed is gone, and we hold it.
        let _ = newest.wait_for(|newest| *newest > seen).await;
    }
}

/// Looks at the log for those who wait, for as long as there is a feed.
async fn look(source: Weak<Source>) {
    loop {
        sleep(EVERY).await;
        let Some(source) = source.upgrade() else {
            return;
        };
        if source.newest.receiver_count() == 0 {
            continue;
        }
        match source.history.newest().await {
            Ok(newest) => {
                let is_new = |known: &mut i64| {
                    let is_new = newest.version != *known;
                    *known = newest.version;
                    is_new
                };
                source.newest.send_if_modified(is_new);
            }
            // Those who wait go on waiting; the next look may find the database again.
            Err(cause) => tracing::warn!(?cause, "the log could not be looked at"),
        }
    }
}

/// Somebody who follows the log.
struct Reader {
    feed: Feed,
    of: Condition,
    after: i64,
    read: VecDeque<Arc<change::Model>>,
}

impl Reader {
    async fn next(mut self) -> Result<Option<(Arc<change::Model>, Self)>> {
        loop {
            if let Some(change) = self.read.pop_front() {
                self.after = change.seq;
                return Ok(Some((change, self)));
            }
            let source = &self.feed.0;
            // First the number, then the rows: up to it there is nothing else for this reader.
            let newest = source.history.newest().await?;
            let numbers = log::after(&source.db, self.of.clone(), self.after, AT_ONCE).await?;
            let rows = source.changes(newest.removed, &numbers).await?;
            if rows.is_empty() {
                self.after = self.after.max(newest.version);
                self.feed.beyond(self.after).await;
            }
            self.read = rows.into();
        }
    }
}
