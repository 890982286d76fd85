//! Why a change was refused, as every mutation answers it.

use async_graphql::{Context, ID, Object};
use uuid::Uuid;

use super::{Budget, change::Change, connection, error::ApiResult, node, node::Node};
use crate::domain::{
    self, Error, log,
    problem::{Code, Stale, missing},
};

/// Why a change was refused: nothing was written. The words say what to do.
pub struct Problem(domain::problem::Problem);

/// Why a change was refused: nothing was written. The words say what to do.
#[Object]
impl Problem {
    /// What kind of problem it is.
    async fn code(&self) -> Code {
        self.0.code
    }
    /// Where in the input: names of fields, and numbers in lists from 0. Empty where it is the whole.
    async fn path(&self) -> &[String] {
        &self.0.path
    }
    /// What is wrong, and what to do about it.
    async fn message(&self) -> &str {
        &self.0.message
    }
    /// What somebody else has changed meanwhile. Null unless the code is STALE.
    async fn conflict(&self) -> Option<Conflict> {
        self.0.stale.map(Conflict)
    }
}

/// What has become of a record since it was seen.
pub struct Conflict(Stale);

/// What has become of a record since it was seen.
#[Object]
impl Conflict {
    /// The version that was seen.
    async fn expected_version(&self) -> i32 {
        self.0.expected
    }
    /// The version that it has now: what to send as the expected one, having looked at what was changed.
    async fn current_version(&self) -> i32 {
        self.0.current
    }
    /// The record as it is now. Null when it was deleted.
    async fn record(&self, ctx: &Context<'_>) -> ApiResult<Option<Node>> {
        node::by_id(ctx, self.0.id).await
    }
    /// What was written since it was seen, the oldest first; of more than 100 changes the newest. Empty where the version that was seen is none yet.
    async fn changes(&self, ctx: &Context<'_>) -> ApiResult<Vec<Change>> {
        let changes = log::since(connection::db(ctx), self.0.id, self.0.expected).await;
        let changes = changes.map_err(Error::from)?;
        ctx.data_unchecked::<Budget>().spend(changes.len())?;
        Ok(changes.into_iter().map(Change::of).collect())
    }
}

/// What a change came to: what was written, or the problems for which nothing was. What failed on our side is an
/// error.
pub fn settled<T>(done: domain::Result<T>) -> ApiResult<(Option<T>, Vec<Problem>)> {
    match done {
        Ok(written) => Ok((Some(written), Vec::new())),
        Err(error) => {
            let problems = error.problems()?;
            Ok((None, problems.into_iter().map(Problem).collect()))
        }
    }
}

/// The row that an id of the team names. One that is none names nothing.
pub fn row_id(id: &ID) -> Result<Uuid, Error> {
    Uuid::parse_str(id).map_err(|_| missing("id"))
}
