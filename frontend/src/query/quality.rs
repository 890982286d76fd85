//! Data-quality notes: the ledger of what does not hold together in the documents.

use super::common::{AreaName, Citation, DateTime, DocumentName, NodeName};
use super::schema;
use super::word::{NoteRule, NoteState, Severity};

/// A note with both statements.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct DataQualityNote {
    pub path: String,
    pub rule: NoteRule,
    pub severity: Severity,
    pub first: String,
    pub first_place: String,
    pub second: Option<String>,
    pub second_place: Option<String>,
    pub why: String,
    pub shown: String,
    pub state: NoteState,
    pub ruling: Option<String>,
    pub ruling_author: Option<String>,
    pub ruled_at: Option<DateTime>,
    pub area: AreaName,
    pub document: DocumentName,
    pub about: Option<NodeName>,
    pub citations: Vec<Citation>,
}

list! {
    NOTES: DataQualityNote,
    data_quality_notes: "DataQualityNoteConnection" filtered by "DataQualityNoteFilter" ordered by "DataQualityNoteOrder",
    data_quality_note_facets: "DataQualityNoteFacets" {
        area: "area",
        document: "document",
        rule: "rule",
        severity: "severity",
        state: "state",
    },
    operations notes, note_choices,
}
