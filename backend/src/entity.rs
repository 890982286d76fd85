//! The rows of the database: one file a concept, no I/O and no decisions.

/// A closed list of words: stored as kebab-case text (the database checks it), written so in the
/// bundled records, and an enum of the GraphQL schema with the same comments.
macro_rules! words {
    ($(#[$about:meta])* pub enum $name:ident { $($body:tt)* }) => {
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash,
            sea_orm::EnumIter, sea_orm::DeriveActiveEnum,
            serde::Serialize, serde::Deserialize, async_graphql::Enum,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text", rename_all = "kebab-case")]
        #[serde(rename_all = "kebab-case")]
        $(#[$about])*
        pub enum $name { $($body)* }
    };
}

pub mod action;
pub mod area;
pub mod change;
pub mod citation;
pub mod comment;
pub mod document;
pub mod draft;
pub mod feedback;
pub mod glossary;
pub mod indicator;
pub mod inspection;
pub mod measure;
pub mod meeting;
pub mod organisation;
pub mod permalink;
pub mod plan;
pub mod priority;
pub mod quality;
pub mod receipt;
pub mod record;
pub mod redaction;
pub mod review;
pub mod search;
pub mod secret;
pub mod survey;
pub mod theme;
pub mod user;
pub mod value;
pub mod weakness;
pub mod workstream;
