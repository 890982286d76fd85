//! What the product can do: find, list, compare and change. GraphQL, the command line and imports
//! all come through here, and nothing in here knows of any of them.

pub mod account;
pub mod action;
pub mod assignee;
pub mod calendar;
pub mod change;
pub mod cite;
pub mod comment;
pub mod compare;
pub mod coverage;
pub mod date;
pub mod diff;
pub mod difference;
pub mod draft;
pub mod edit;
pub mod error;
pub mod facet;
pub mod feedback;
pub mod field;
pub mod figure;
pub mod filter;
pub mod group;
pub mod id;
pub mod list;
pub mod log;
pub mod measure;
pub mod member;
pub mod name;
pub mod order;
pub mod page;
pub mod paper;
pub mod password;
pub mod permalink;
pub mod permission;
pub mod problem;
pub mod receipt;
pub mod redaction;
pub mod restore;
pub mod row;
pub mod search;
pub mod secret;
pub mod sort;
pub mod text;
pub mod thread;
pub mod timeline;
pub mod token;
pub mod update;
pub mod weakness;
pub mod work;
pub mod workstream;

pub use error::{Error, Result};

use async_graphql::{
    Value,
    resolver_utils::{EnumType, enum_value},
};

/// A word of an enumeration, as the API writes it.
pub fn word(value: impl EnumType) -> String {
    match enum_value(value) {
        Value::Enum(name) => name.to_string(),
        other => other.to_string(),
    }
}
