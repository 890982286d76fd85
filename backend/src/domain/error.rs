//! What can go wrong, in words that a person can act on.

use std::sync::Arc;

use sea_orm::DbErr;

/// A failure of the domain. Only `Database` hides its cause from clients.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Something was named that does not exist.
    #[error("There is no {what} ‘{name}’.{hint}")]
    NotFound {
        what: &'static str,
        name: String,
        hint: String,
    },
    /// An argument cannot be meant.
    #[error("{message}")]
    BadInput {
        argument: &'static str,
        message: String,
    },
    /// The database failed; the cause is for the log only.
    #[error("The database could not answer.")]
    Database(Arc<DbErr>),
}

impl From<DbErr> for Error {
    fn from(cause: DbErr) -> Self {
        Self::Database(Arc::new(cause))
    }
}

impl From<Arc<DbErr>> for Error {
    fn from(cause: Arc<DbErr>) -> Self {
        Self::Database(cause)
    }
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub fn bad_input(argument: &'static str, message: impl Into<String>) -> Self {
        Self::BadInput {
            argument,
            message: message.into(),
        }
    }

    pub fn not_found(what: &'static str, name: impl Into<String>) -> Self {
        Self::NotFound {
            what,
            name: name.into(),
            hint: String::new(),
        }
    }
}
