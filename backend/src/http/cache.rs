//! Answers that were given before, and queries that clients name by their hash.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::body::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use moka::sync::Cache;
use sha2::{Digest, Sha256};

use super::{etag, media::Media};
use crate::{graphql::Question, history::Newest};

/// How many bytes of queries are kept.
const QUERIES: u64 = 8 * 1024 * 1024;
/// The largest answer that is kept: one must not drive out all others.
const LARGEST: usize = 4 * 1024 * 1024;

/// What an answer depends on. Whoever asks is nobody in particular: what somebody who signed in is answered is not kept.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Key {
    query: String,
    operation: Option<String>,
    variables: String,
    media: Media,
    version: i64,
    /// When that version was written: the data of another database may have the same number.
    written: Option<DateTime<Utc>>,
    /// What is overdue today is another answer tomorrow.
    day: NaiveDate,
}

impl Key {
    pub fn new(question: &Question, media: Media, newest: Newest) -> Self {
        Self {
            query: question.query.clone(),
            operation: question.operation.clone(),
            variables: serde_json::to_string(&question.variables).unwrap_or_default(),
            media,
            version: newest.version,
            written: newest.at,
            day: Utc::now().date_naive(),
        }
    }

    /// What tells this answer from every other.
    pub fn tag(&self) -> String {
        etag::tag(self.version, self)
    }

    fn size(&self) -> usize {
        self.query.len() + self.variables.len() + size_of::<Self>()
    }
}

/// Answers without errors, bounded in bytes, all of one version of the data.
#[derive(Clone)]
pub struct Answers {
    kept: Cache<Key, Bytes>,
    version: Arc<AtomicI64>,
}

impl Answers {
    /// Room for so many bytes of answers.
    pub fn new(room: u64) -> Self {
        let weigh = |key: &Key, answer: &Bytes| bytes(key.size() + answer.len());
        Self {
            kept: Cache::builder().max_capacity(room).weigher(weigh).build(),
            version: Arc::default(),
        }
    }

    /// The answer that was given before. The first question after a write drops all of them: no
    /// version comes back.
    pub fn get(&self, key: &Key) -> Option<Bytes> {
        if self.version.swap(key.version, Ordering::Relaxed) != key.version {
            self.kept.invalidate_all();
        }
        self.kept.get(key)
    }

    pub fn keep(&self, key: Key, answer: Bytes) {
        if answer.len() <= LARGEST {
            self.kept.insert(key, answer);
        }
    }
}

/// Queries by the SHA-256 of their text, in hexadecimal: automatic persisted queries.
#[derive(Clone)]
pub struct Queries(Cache<String, String>);

impl Default for Queries {
    fn default() -> Self {
        let weigh = |hash: &String, query: &String| bytes(hash.len() + query.len());
        Self(
            Cache::builder()
                .max_capacity(QUERIES)
                .weigher(weigh)
                .build(),
        )
    }
}

impl Queries {
    /// The query of this hash, where somebody has sent it before.
    pub fn get(&self, hash: &str) -> Option<String> {
        self.0.get(&hash.to_ascii_lowercase())
    }

    /// Remembers a query by its hash, and answers whether it is that query's.
    pub fn keep(&self, hash: &str, query: &str) -> bool {
        let own = Sha256::digest(query.as_bytes());
        let own: String = own.iter().map(|byte| format!("{byte:02x}")).collect();
        let is_own = own.eq_ignore_ascii_case(hash);
        if is_own {
            self.0.insert(own, query.to_owned());
        }
        is_own
    }
}

fn bytes(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
