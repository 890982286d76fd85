//! What is wrong with what somebody sent, place by place, so that a form can say each where it belongs.

use async_graphql::Enum;

use super::{Error, Result};

/// What kind of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "ProblemCode")]
pub enum Code {
    /// Something has to be given.
    Required,
    /// It is too short.
    TooShort,
    /// It is too long.
    TooLong,
    /// It cannot be meant.
    Invalid,
    /// There is no such thing, or none that the viewer may know of.
    NotFound,
    /// There is such a thing already.
    Taken,
    /// Nobody has signed in.
    SignInFirst,
    /// The viewer may not do this.
    Forbidden,
    /// There were too many attempts.
    TryLater,
}

/// Why a change was refused. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    /// Where in the input: names of fields, and numbers in lists from 0. Empty where it is the whole.
    pub path: Vec<String>,
    pub message: String,
}

/// The problems that were found so far.
#[derive(Debug, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Notes a problem at a place, whose parts are separated by points.
    pub fn add(&mut self, code: Code, path: &str, message: impl Into<String>) {
        let path = path.split('.').filter(|part| !part.is_empty());
        self.0.push(Problem {
            code,
            path: path.map(str::to_owned).collect(),
            message: message.into(),
        });
    }

    /// An error with all of them, where there are any.
    pub fn none(self) -> Result<()> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Error::Problems(self.0)),
        }
    }
}

/// A single problem, as an error.
pub fn problem(code: Code, path: &str, message: impl Into<String>) -> Error {
    let mut problems = Problems::default();
    problems.add(code, path, message);
    Error::Problems(problems.0)
}

impl Error {
    /// The problems of a change that was refused: what whoever asked can mend. What failed on our side stays an
    /// error.
    pub fn problems(self) -> Result<Vec<Problem>> {
        let code = match &self {
            Self::Problems(_) => None,
            Self::NotFound { .. } => Some(Code::NotFound),
            Self::BadInput { .. } => Some(Code::Invalid),
            Self::Database(_) => return Err(self),
        };
        let message = self.to_string();
        Ok(match (self, code) {
            (Self::Problems(problems), _) => problems,
            (Self::BadInput { argument, .. }, Some(code)) => vec![Problem {
                code,
                path: vec![argument.to_owned()],
                message,
            }],
            (_, code) => vec![Problem {
                code: code.unwrap_or(Code::Invalid),
                path: Vec::new(),
                message,
            }],
        })
    }
}
