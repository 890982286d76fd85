//! What the page asks the server, typed against `../schema.graphql`: one file per concept, each with
//! its fragments first and its operations last. Only this folder and `api.rs` name cynic.

pub mod action;
pub mod area;
pub mod common;
pub mod compare;
pub mod document;
pub mod feedback;
pub mod home;
pub mod plan;
pub mod quality;
pub mod survey;
pub mod theme;
pub mod word;

/// The contract, as `build.rs` registered it.
#[cynic::schema("goldenthread")]
pub mod schema {}
