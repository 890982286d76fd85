//! Answers that are kept for good under an address of their own, so that what somebody cites can be read a year
//! later, byte for byte.

use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, EntityTrait, QuerySelect, TransactionTrait,
    sea_query::{Expr, ExprTrait, Func},
};
use sha2::{Digest, Sha256};

use super::{
    Error, Result,
    row::{Put, Row},
};
use crate::entity::permalink::{self, Column, Model};

/// The largest answer that is kept.
pub const LARGEST: usize = 4 * 1024 * 1024;
/// How many bytes of answers are kept in all: whoever asks may keep one, and a disk is not endless.
pub const MOST: i64 = 512 * 1024 * 1024;

/// A question, as it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub query: String,
    pub operation: Option<String>,
    /// As JSON.
    pub variables: String,
}

/// Keeps an answer. The same answer to the same question is the same permalink, whoever keeps it.
pub async fn freeze(
    db: &DatabaseConnection,
    asked: Asked,
    version: i64,
    answer: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<Model> {
    if answer.len() > LARGEST {
        let words = format!(
            "The answer has {} bytes; one that is kept may have {LARGEST}. Ask for fewer records, or take a file with `asOf`.",
            answer.len()
        );
        return Err(Error::bad_input("query", words));
    }
    let id = digest(&asked, &answer);
    if let Some(kept) = find(db, &id).await? {
        return Ok(kept);
    }
    let size = Func::sum(Func::cust("length").arg(Expr::col(Column::Answer)));
    let kept: Option<Option<i64>> = permalink::Entity::find()
        .select_only()
        .column_as(Expr::expr(size).cast_as("bigint"), "size")
        .into_tuple()
        .one(db)
        .await?;
    let length = i64::try_from(answer.len()).unwrap_or(i64::MAX);
    if kept.flatten().unwrap_or_default().saturating_add(length) > MOST {
        let words = "No more answers can be kept here. Tell whoever runs this server; until then, `@asOf` brings back the data of a version.";
        return Err(Error::bad_input("query", words));
    }
    let link = Model {
        id,
        query: asked.query,
        operation: asked.operation,
        variables: asked.variables,
        version,
        frozen_at: now,
        answer,
    };
    let tx = db.begin().await?;
    Row::<permalink::Entity>(link.clone()).put(&tx).await?;
    tx.commit().await?;
    Ok(link)
}

/// The permalink of this name.
pub async fn find(db: &impl ConnectionTrait, id: &str) -> Result<Option<Model>> {
    let is_name = id.len() == 32 && id.bytes().all(|letter| letter.is_ascii_hexdigit());
    if !is_name {
        return Ok(None);
    }
    Ok(permalink::Entity::find_by_id(id.to_owned()).one(db).await?)
}

/// A name that depends on the question and on the answer, and on nothing else.
fn digest(asked: &Asked, answer: &[u8]) -> String {
    let mut hash = Sha256::new();
    let operation = asked.operation.as_deref().unwrap_or_default();
    for part in [
        asked.query.as_bytes(),
        operation.as_bytes(),
        asked.variables.as_bytes(),
        answer,
    ] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    let hash = hash.finalize();
    hash.iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
