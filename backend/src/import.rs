//! The one way in for documents: **records → draft with problems → commit**. Reading never fails;
//! what cannot be read becomes a problem with its file and line, and a draft with problems is not
//! committed. The bundled records go through here like everything that comes later.

pub mod bundle;
mod concept;
pub mod date;
mod file;
mod reader;
mod rule;
mod text;

use std::collections::HashMap;

use sea_orm::{DatabaseConnection, DbErr};

use crate::domain::change::{self, Author, Whole, Written};

/// Something in a file that keeps a draft from being committed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// What was read from files: records in the order in which they can be written, and problems.
#[derive(Default)]
pub struct Draft {
    pub records: Vec<Whole>,
    pub problems: Vec<Problem>,
}

/// Reads files, each with its name (folder and file) and its text.
pub fn read<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Draft {
    let mut draft = Draft::default();
    let mut tables = Vec::new();
    let mut texts = HashMap::new();
    for (name, content) in files {
        match name.rsplit_once('/') {
            Some((folder, text::FILE)) => {
                let lines = text::lines(name, content, &mut draft.problems);
                texts.insert(folder.to_owned(), lines);
            }
            _ => file::tables(name, content, &mut tables, &mut draft.problems),
        }
    }
    reader::read(tables, texts, &mut draft);
    draft
}

/// Why a draft was not committed.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    #[error("{} problems; nothing was written. The first: {}", .0.len(), .0.first().map(ToString::to_string).unwrap_or_default())]
    Problems(Vec<Problem>),
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What becomes of records that the author wrote and that a draft no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The draft is an addition: they stay.
    Stays,
    /// The draft is all that the author has to say: they go.
    Goes,
}

/// Writes a draft in one transaction, or nothing at all.
pub async fn commit(
    db: &DatabaseConnection,
    draft: Draft,
    author: &Author,
    missing: Missing,
) -> Result<Written, CommitError> {
    if !draft.problems.is_empty() {
        return Err(CommitError::Problems(draft.problems));
    }
    let tx = change::begin(db).await?;
    // Not when somebody began to wait for his turn.
    let author = &Author {
        at: change::moment(&tx).await?,
        ..author.clone()
    };
    // What goes makes room first: a record under a new path may have the number of an old one.
    let removed = match missing {
        Missing::Goes => change::withdraw(&tx, author, &draft.records).await?,
        Missing::Stays => 0,
    };
    let mut written = change::save(&tx, author, &draft.records).await?;
    written.removed = removed;
    tx.commit().await?;
    Ok(written)
}
