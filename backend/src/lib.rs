//! Golden Thread's server: `HTTP → GraphQL → domain → entity`, one way only.

pub mod domain;
pub mod entity;
pub mod graphql;
pub mod loader;
