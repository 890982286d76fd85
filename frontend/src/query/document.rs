//! Published documents, and everything that was read from one.

use super::common::{
    AreaName, ByPath, ByPathFields, Citation, NodeName, NoteBrief, OrganisationName, PlanName,
    PublishedDate,
};
use super::schema;
use super::word::{DocumentKind, PublicationStatus};
use crate::api::{ApiResult, ask};

/// A document in the list.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Document")]
pub struct DocumentRow {
    pub path: String,
    pub title: String,
    pub kind: DocumentKind,
    pub status: PublicationStatus,
    pub published: Option<PublishedDate>,
    pub publisher: Option<OrganisationName>,
    pub area: AreaName,
    #[arguments(first: 1)]
    pub quality_notes: NoteCount,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "DataQualityNoteConnection")]
pub struct NoteCount {
    pub total_count: i32,
}

/// A document with what was taken from it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Document {
    pub path: String,
    pub title: String,
    pub kind: DocumentKind,
    pub status: PublicationStatus,
    pub file: String,
    pub url: Option<String>,
    pub licence: Option<String>,
    pub published: Option<PublishedDate>,
    pub publisher: Option<OrganisationName>,
    pub area: AreaName,
    pub note: Option<String>,
    #[arguments(first: 100)]
    pub plans: PlanNames,
    #[arguments(first: 100)]
    pub glossary_terms: GlossaryTermConnection,
    #[arguments(first: 100)]
    pub quality_notes: DocumentNotes,
    pub extracts: Vec<Extract>,
    pub lines: Vec<DocumentLine>,
    pub citations: Vec<Citation>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "PlanConnection")]
pub struct PlanNames {
    pub nodes: Vec<PlanName>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "DataQualityNoteConnection")]
pub struct DocumentNotes {
    pub nodes: Vec<NoteBrief>,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct GlossaryTermConnection {
    pub nodes: Vec<GlossaryTerm>,
}

/// A line of the text of a document.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct DocumentLine {
    pub number: i32,
    pub text: String,
}

/// A term and how the document explains it.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct GlossaryTerm {
    pub path: String,
    pub term: String,
    pub meaning: Option<String>,
    pub expands_to: Option<String>,
    pub note: Option<String>,
    pub citations: Vec<Citation>,
}

/// A place that a record was read from.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Citation")]
pub struct Extract {
    pub place: String,
    pub line_from: i32,
    pub line_to: i32,
    pub field: Option<String>,
    pub quote: Option<String>,
    pub record_title: String,
    pub record: Option<NodeName>,
}

/// One document.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct DocumentByPath {
    #[arguments(path: $path)]
    document: Option<Document>,
}

operation!(document: DocumentByPath(ByPath));

/// One document, by its path.
pub async fn document(path: String) -> ApiResult<Document> {
    ask::<DocumentByPath>(ByPath { path })
        .await?
        .found("document", |data| data.document)
}

list! {
    DOCUMENTS: DocumentRow,
    documents: "DocumentConnection" filtered by "DocumentFilter" ordered by "DocumentOrder",
    document_facets: "DocumentFacets" {
        area: "area",
        kind: "kind",
        status: "status",
    },
    operations documents, document_choices,
}
