//! Why a change was refused, as every mutation answers it.

use async_graphql::{ID, SimpleObject};
use uuid::Uuid;

use super::error::ApiResult;
use crate::domain::{self, Error, problem::Code};

/// Why a change was refused: nothing was written. The words say what to do.
#[derive(SimpleObject)]
pub struct Problem {
    /// What kind of problem it is.
    code: Code,
    /// Where in the input: names of fields, and numbers in lists from 0. Empty where it is the whole.
    path: Vec<String>,
    /// What is wrong, and what to do about it.
    message: String,
}

impl From<domain::problem::Problem> for Problem {
    fn from(problem: domain::problem::Problem) -> Self {
        Self {
            code: problem.code,
            path: problem.path,
            message: problem.message,
        }
    }
}

/// What a change came to: what was written, or the problems for which nothing was. What failed on our side is an
/// error.
pub fn settled<T>(done: domain::Result<T>) -> ApiResult<(Option<T>, Vec<Problem>)> {
    match done {
        Ok(written) => Ok((Some(written), Vec::new())),
        Err(error) => {
            let problems = error.problems()?;
            Ok((None, problems.into_iter().map(Problem::from).collect()))
        }
    }
}

/// The row that an id of the team names. One that is none names nothing.
pub fn row_id(what: &'static str, id: &ID) -> Result<Uuid, Error> {
    let shown = || id.chars().take(80).collect::<String>();
    Uuid::parse_str(id).map_err(|_| Error::not_found(what, shown()))
}
