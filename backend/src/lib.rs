//! Golden Thread's server: `HTTP → GraphQL → domain → entity`, one way only. Imports and the
//! command line take the same domain functions as a query does.

// The root of the schema is merged out of many objects, each a layer of the others' futures.
#![recursion_limit = "256"]

/// Answers are thousands of small values, made and dropped by several threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod attempt;
pub mod config;
pub mod database;
pub mod domain;
pub mod drafts;
pub mod entity;
pub mod feed;
pub mod graphql;
pub mod history;
pub mod http;
pub mod import;
pub mod loader;
pub mod mail;
pub mod serve;
pub mod session;
pub mod user;
