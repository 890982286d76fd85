//! Actions of two plans that are worded alike or that a reviewer named.

use crate::query::common::{AreaName, NaiveDate};
use crate::query::schema;
use crate::query::word::{SimilarityBand, SimilarityVerdict};

/// Pairs of actions whose wording is alike, and how many there are.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SimilarActionList {
    pub total_count: i32,
    pub counts: SimilarActionCounts,
    pub nodes: Vec<SimilarActions>,
}

/// How many pairs there are of each kind; how many were found alike is of no use here, as they come first.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SimilarActionCounts {
    pub strong: i32,
    pub possible: i32,
    pub different: i32,
}

/// Two actions whose wording is alike.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SimilarActions {
    pub a: ActionText,
    pub b: ActionText,
    pub band: Option<SimilarityBand>,
    #[arguments(first: 8)]
    pub shared: Vec<SharedTerm>,
    pub decisions: Vec<SimilarityDecision>,
}

/// What a reviewer decided about two actions.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SimilarityDecision {
    pub verdict: SimilarityVerdict,
    pub reason: String,
    pub reviewer: String,
    /// The area whose team decided; none for whoever is of no team.
    pub area: Option<AreaName>,
    pub decided_on: NaiveDate,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Action")]
pub struct ActionText {
    pub path: String,
    pub reference: String,
    pub text: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SharedTerm {
    pub in_a: String,
    pub in_b: String,
}

/// How likeness of wording is measured.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SimilarityMethod {
    pub words: String,
    pub version: i32,
}
