//! What the page asks the server, typed against `../schema.graphql`: one file per concept, each with
//! its fragments first and its operations last. Only this folder and `api.rs` name cynic.
//!
//! cynic writes the text of an operation from its fragments, at run time. The page does not carry the
//! code for that: a test writes the texts to `frontend/operation/`, where they are read by the
//! compiler, and by whoever wants to ask the same question. To add one, name it with `operation!`,
//! make its file, empty, and run the tests.

/// `operation!(plan: PlanQuery(ByPath));`: the operation `PlanQuery`, its variables, and the name of
/// the file with its text. `operation!(change sign_in: …)` is one that changes something,
/// `operation!(follow changes: …)` one that is answered again and again.
macro_rules! operation {
    (change $name:ident: $query:ident($input:ty)) => {
        operation!(Mutation $name: $query($input));
    };
    (follow $name:ident: $query:ident($input:ty)) => {
        operation!(Subscription $name: $query($input));
    };
    ($name:ident: $query:ident($input:ty)) => {
        operation!(Query $name: $query($input));
    };
    ($kind:ident $name:ident: $query:ident($input:ty)) => {
        impl crate::api::Operation for $query {
            type Input = $input;
            const TEXT: &'static str = include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/operation/",
                stringify!($name),
                ".graphql"
            ));
        }

        #[cfg(test)]
        mod $name {
            use super::*;

            #[test]
            fn its_text_is_what_the_fragments_say() {
                let kind = cynic::queries::OperationType::$kind;
                crate::query::tests::is_current::<$query, $input>(kind, stringify!($name));
            }
        }
    };
}

#[macro_use]
pub mod list;

pub mod account;
pub mod action;
pub mod area;
pub mod assigned;
pub mod change;
pub mod comment;
pub mod common;
pub mod compare;
pub mod document;
pub mod draft;
pub mod edit;
pub mod explore;
pub mod feedback;
pub mod glossary;
pub mod history;
pub mod home;
pub mod indicator;
pub mod inspection;
pub mod live;
pub mod mail;
pub mod measure;
pub mod meeting;
pub mod plan;
pub mod quality;
pub mod question;
pub mod redaction;
pub mod removed;
pub mod review;
pub mod search;
pub mod several;
pub mod survey;
pub mod team;
pub mod theme;
pub mod thread;
pub mod timeline;
pub mod token;
pub mod update;
pub mod weakness;
pub mod word;
pub mod work;
pub mod workstream;

/// The contract, as `build.rs` registered it.
#[cynic::schema("goldenthread")]
pub mod schema {}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::{fs, path::Path};

    use cynic::queries::{OperationType, build_executable_document};
    use cynic::{QueryFragment, QueryVariables};

    use crate::api::Operation;

    /// Whether the file holds what the fragments say. It does afterwards.
    pub fn is_current<Q: Operation + QueryFragment, V: QueryVariables>(
        kind: OperationType,
        name: &str,
    ) {
        let written =
            build_executable_document::<Q, V>(kind, Q::name().as_deref(), HashSet::new(), None);
        let path = format!("{}/operation/{name}.graphql", env!("CARGO_MANIFEST_DIR"));
        if written != Q::TEXT {
            assert!(fs::write(Path::new(&path), &written).is_ok(), "{path}");
        }
        assert_eq!(
            written,
            Q::TEXT,
            "operation/{name}.graphql was old and is new: run again"
        );
    }
}
