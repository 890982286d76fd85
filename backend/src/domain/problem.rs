//! What is wrong with what somebody sent, place by place, so that a form can say each where it belongs.

use async_graphql::Enum;
use uuid::Uuid;

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
    /// There are as many as there may be.
    TooMany,
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
    /// Somebody else has changed it meanwhile.
    Stale,
    /// There were too many attempts.
    TryLater,
}

/// A record that was changed after somebody saw it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale {
    pub id: Uuid,
    /// The version that was seen.
    pub expected: i32,
    /// The version that it has.
    pub current: i32,
}

/// Why a change was refused. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub code: Code,
    /// Where in the input: names of fields, and numbers in lists from 0. Empty where it is the whole.
    pub path: Vec<String>,
    pub message: String,
    /// What was changed meanwhile, where that is the problem.
    pub stale: Option<Stale>,
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
            stale: None,
        });
    }

    /// Notes that there is nothing of this id.
    pub fn missing(&mut self, path: &str) {
        let words = "There is no such record. It may have been removed: open the page again.";
        self.add(Code::NotFound, path, words);
    }

    /// Notes that somebody else was faster.
    pub fn stale(&mut self, path: &str, stale: Stale) {
        let words = format!(
            "Somebody has changed this since you saw it: you saw version {}, and it has version {}. Look at both, and send yours again with the version that it has.",
            stale.expected, stale.current
        );
        self.add(Code::Stale, path, words);
        if let Some(problem) = self.0.last_mut() {
            problem.stale = Some(stale);
        }
    }

    /// How many were found.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// An error with all of them, where there are any.
    pub fn none(self) -> Result<()> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Error::Problems(self.0)),
        }
    }
}

/// That there is nothing of this id, or nothing that the viewer may know of, as an error.
pub fn missing(path: &str) -> Error {
    let mut problems = Problems::default();
    problems.missing(path);
    Error::Problems(problems.0)
}

/// A single problem, as an error.
pub fn problem(code: Code, path: &str, message: impl Into<String>) -> Error {
    let mut problems = Problems::default();
    problems.add(code, path, message);
    Error::Problems(problems.0)
}

impl Error {
    /// The same, as a problem of a place in the input.
    pub fn at(self, path: &str) -> Self {
        match &self {
            Self::NotFound { .. } => problem(Code::NotFound, path, self.to_string()),
            Self::BadInput { .. } => problem(Code::Invalid, path, self.to_string()),
            _ => self,
        }
    }

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
                stale: None,
            }],
            (_, code) => vec![Problem {
                code: code.unwrap_or(Code::Invalid),
                path: Vec::new(),
                message,
                stale: None,
            }],
        })
    }
}
