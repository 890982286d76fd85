//! What a client is told when something fails: a safe sentence and a code, never a cause.

use std::sync::Arc;

use async_graphql::ErrorExtensions;
use sea_orm::DbErr;

use crate::domain::{self, problem::Code};

/// An error on its way to a client. It has no `Display`, and only a `domain::Error` (or a failed
/// batch) becomes one, so that no resolver can leak what the database said.
#[derive(Clone)]
pub struct ApiError(domain::Error);

pub type ApiResult<T> = Result<T, ApiError>;

impl From<domain::Error> for ApiError {
    fn from(error: domain::Error) -> Self {
        Self(error)
    }
}

impl From<Arc<DbErr>> for ApiError {
    fn from(error: Arc<DbErr>) -> Self {
        Self(error.into())
    }
}

impl From<ApiError> for async_graphql::Error {
    fn from(ApiError(error): ApiError) -> Self {
        match &error {
            domain::Error::NotFound { what, name, .. } => {
                let (what, name) = (what.to_string(), name.clone());
                Self::new(error.to_string()).extend_with(|_, extensions| {
                    extensions.set("code", "NOT_FOUND");
                    extensions.set("kind", what);
                    extensions.set("name", name);
                })
            }
            domain::Error::BadInput { argument, .. } => {
                let argument = *argument;
                Self::new(error.to_string()).extend_with(|_, extensions| {
                    extensions.set("code", "BAD_INPUT");
                    extensions.set("argument", argument);
                })
            }
            domain::Error::Problems(problems) => {
                let code = problems
                    .first()
                    .map_or(Code::Invalid, |problem| problem.code);
                Self::new(error.to_string())
                    .extend_with(|_, extensions| extensions.set("code", domain::word(code)))
            }
            domain::Error::Database(cause) => {
                tracing::error!(%cause, "the database failed");
                Self::new("Something went wrong on our side. Please try again.")
                    .extend_with(|_, extensions| extensions.set("code", "INTERNAL"))
            }
        }
    }
}
