//! What can go wrong, in words that a person can act on.

use std::sync::Arc;

use sea_orm::DbErr;

use super::problem::Problem;

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
    /// A change was refused, for these reasons.
    #[error("{}", .0.first().map_or("The change was refused.", |problem| problem.message.as_str()))]
    Problems(Vec<Problem>),
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
