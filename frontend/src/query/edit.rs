//! What a team changes of single records, and what keeps it from being changed. One file for each kind of record.

use super::account::Problem;
use super::common::DateTime;
use super::schema;
use super::word::ProblemCode;
use crate::format;

pub mod action;
pub mod change;
pub mod lead;
pub mod record;
pub mod revert;
pub mod review;
pub mod similarity;
pub mod survey;
pub mod theme;

/// Why a change of a record was refused, and what somebody else did meanwhile where that is the reason.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Problem")]
pub struct Refusal {
    pub code: ProblemCode,
    pub path: Vec<String>,
    pub message: String,
    conflict: Option<Conflict>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
struct Conflict {
    changes: Vec<Meanwhile>,
}

/// A change that somebody else made after a record was seen.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Change")]
pub struct Meanwhile {
    pub at: DateTime,
    pub actor: String,
    pub actor_name: Option<String>,
    pub reason: String,
}

impl Refusal {
    /// What others did meanwhile, the oldest first.
    pub fn meanwhile(&self) -> Vec<Meanwhile> {
        let conflict = self.conflict.as_ref();
        conflict
            .map(|conflict| conflict.changes.clone())
            .unwrap_or_default()
    }

    /// The same, as any other form says it.
    pub fn problem(self) -> Problem {
        Problem {
            code: self.code,
            path: self.path,
            message: self.message,
        }
    }
}

impl Meanwhile {
    /// Who made it and when: the team is told the name, others the role.
    pub fn who(&self) -> String {
        let who = match &self.actor_name {
            Some(name) => format!("{name}, {}", format::lower_first(&self.actor)),
            None => self.actor.clone(),
        };
        format!("{who}, {}", self.at.words())
    }
}
