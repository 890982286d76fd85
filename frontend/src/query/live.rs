//! What is written while somebody listens.

use super::common::DateTime;
use super::schema;
use super::word::RecordKind;

/// Of which changes somebody wants to hear.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct ChangeFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub area: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Vec<RecordKind>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// Of which changes somebody wants to hear, and the number of the last that he knows of.
#[derive(cynic::QueryVariables, Debug)]
pub struct ChangesInput {
    pub filter: ChangeFilter,
    pub after: i32,
}

/// That a record was written: its number in the log, when, which, and by what role.
#[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
pub struct Change {
    pub seq: i32,
    pub at: DateTime,
    pub path: String,
    pub actor: String,
}

/// One change after the other.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Subscription", variables = "ChangesInput")]
pub struct Changes {
    #[arguments(filter: $filter, after: $after)]
    pub changes: Change,
}

operation!(follow changes: Changes(ChangesInput));
