//! Answers that are kept for good under an address of their own, so that what somebody cites can be read a year
//! later, byte for byte.

use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, EntityTrait, QuerySelect,
    sea_query::{Expr, ExprTrait, Func},
};
use sha2::{Digest, Sha256};

use super::{Error, Result, change, row::Row};
use crate::entity::permalink::{self, Column, Model};

/// The largest answer that is kept.
pub const LARGEST: usize = 4 * 1024 * 1024;
/// The longest question that is kept with one: its query and its variables together, in bytes.
pub const LONGEST: usize = 64 * 1024;
/// How many bytes of questions and answers are kept in all: whoever asks may keep one, and a disk is not endless.
pub const MOST: i64 = 512 * 1024 * 1024;

/// A question, as it was asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub query: String,
    pub operation: Option<String>,
    /// As JSON.
    pub variables: String,
}

/// Keeps an answer. The same answer to the same question is the same permalink, whoever keeps it; the first time
/// counts.
pub async fn freeze(
    db: &DatabaseConnection,
    asked: Asked,
    version: i64,
    answer: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<Model> {
    let refused = |words| Err(Error::bad_input("query", words));
    if answer.len() > LARGEST {
        return refused(format!(
            "The answer has {} bytes; one that is kept may have {LARGEST}. Ask for fewer records, or take a file with `asOf`.",
            answer.len()
        ));
    }
    let question = asked.query.len() + asked.variables.len();
    if question > LONGEST {
        return refused(format!(
            "The query and its variables have {question} bytes; those of an answer that is kept may have {LONGEST}. Leave out comments, or ask in several queries."
        ));
    }
    // PostgreSQL keeps no such character.
    if asked.query.contains('\0') {
        return refused("A query may not hold the character U+0000.".to_owned());
    }
    let id = digest(&asked, &answer);
    if let Some(kept) = find(db, &id).await? {
        return Ok(kept);
    }
    let tx = change::begin(db).await?;
    let length = i64::try_from(question + answer.len()).unwrap_or(i64::MAX);
    if kept(&tx).await?.saturating_add(length) > MOST {
        return refused("No more answers can be kept here. Tell whoever runs this server; until then, `@asOf` brings back the data of a version.".to_owned());
    }
    let link = Model {
        id: id.clone(),
        query: asked.query,
        operation: asked.operation,
        variables: asked.variables,
        version,
        frozen_at: now,
        redacted_at: None,
        answer,
    };
    Row::<permalink::Entity>(link.clone()).keep(&tx).await?;
    tx.commit().await?;
    // Somebody else may have kept it meanwhile.
    Ok(find(db, &id).await?.unwrap_or(link))
}

/// How many bytes are kept.
async fn kept(db: &impl ConnectionTrait) -> Result<i64> {
    let length = |column: Column| Expr::expr(Func::cust("octet_length").arg(Expr::col(column)));
    let each = length(Column::Query)
        .add(length(Column::Variables))
        .add(length(Column::Answer));
    let kept: Option<Option<i64>> = permalink::Entity::find()
        .select_only()
        .column_as(Expr::expr(Func::sum(each)).cast_as("bigint"), "size")
        .into_tuple()
        .one(db)
        .await?;
    Ok(kept.flatten().unwrap_or_default())
}

/// The permalink of this name.
pub async fn find(db: &impl ConnectionTrait, id: &str) -> Result<Option<Model>> {
    let is_name = id.len() == 32 && id.bytes().all(|letter| letter.is_ascii_hexdigit());
    if !is_name {
        return Ok(None);
    }
    Ok(permalink::Entity::find_by_id(id.to_owned()).one(db).await?)
}

/// Whether two answers say the same: their fields stand in the order in which they became known.
pub fn is_same(one: &[u8], other: &[u8]) -> bool {
    one == other || canonical(one) == canonical(other)
}

/// An answer with its fields in the order of their names.
fn canonical(answer: &[u8]) -> Vec<u8> {
    let value = serde_json::from_slice(answer).map(|mut value: serde_json::Value| {
        value.sort_all_objects();
        value.to_string().into_bytes()
    });
    value.unwrap_or_else(|_| answer.to_owned())
}

/// A name that depends on the question and on what the answer says, and on nothing else.
fn digest(asked: &Asked, answer: &[u8]) -> String {
    let mut hash = Sha256::new();
    let operation = asked.operation.as_deref().unwrap_or_default();
    for part in [
        asked.query.as_bytes(),
        operation.as_bytes(),
        asked.variables.as_bytes(),
        &canonical(answer),
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
