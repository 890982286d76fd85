//! The list of terms that documents explain.

use super::common::{AreaName, Citation, DocumentName};
use super::schema;

/// A line of the list of terms.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "GlossaryTerm")]
pub struct TermRow {
    pub path: String,
    pub term: String,
    pub meaning: Option<String>,
    pub expands_to: Option<String>,
    pub note: Option<String>,
    pub area: AreaName,
    pub document: DocumentName,
    pub citations: Vec<Citation>,
}

list! {
    GLOSSARY: TermRow,
    glossary_terms: "GlossaryTermConnection" filtered by "GlossaryTermFilter",
    glossary_term_facets: "GlossaryTermFacets" {
        area: "area",
        document: "document",
    },
    operations glossary, glossary_choices,
}
