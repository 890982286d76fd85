//! Data-quality notes: the ledger of what does not hold together in the documents.

use super::common::{AreaName, Citation, DocumentName, NodeName, PageInfo};
use super::schema;
use super::word::{NoteRule, NoteState, Severity};
use crate::api::{ApiResult, ask};

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
    pub area: AreaName,
    pub document: DocumentName,
    pub about: Option<NodeName>,
    pub citations: Vec<Citation>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct DataQualityNoteConnection {
    pub nodes: Vec<DataQualityNote>,
    pub page_info: PageInfo,
    pub total_count: i32,
}

/// Which notes a list holds.
#[derive(cynic::InputObject, Clone, Debug, Default, PartialEq)]
pub struct DataQualityNoteFilter {
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub area: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub document: Option<Vec<String>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Vec<NoteRule>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub severity: Option<Vec<Severity>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub state: Option<Vec<NoteState>>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct NotesPage {
    filter: DataQualityNoteFilter,
    after: Option<String>,
    first: i32,
}

/// A page of notes.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query", variables = "NotesPage")]
struct Notes {
    #[arguments(filter: $filter, first: $first, after: $after)]
    data_quality_notes: DataQualityNoteConnection,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "LocalAreaConnection")]
pub struct AreaChoices {
    pub nodes: Vec<AreaName>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "DocumentConnection")]
pub struct DocumentChoices {
    pub nodes: Vec<DocumentName>,
}

/// What the filter offers.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query")]
pub struct NoteChoices {
    #[arguments(first: 100)]
    pub local_areas: AreaChoices,
    #[arguments(first: 100)]
    pub documents: DocumentChoices,
}

operation!(notes: Notes(NotesPage));
operation!(note_choices: NoteChoices(()));

/// A page of the notes that fit.
pub async fn notes(
    filter: DataQualityNoteFilter,
    after: Option<String>,
) -> ApiResult<DataQualityNoteConnection> {
    Ok(ask::<Notes>(NotesPage {
        filter,
        after,
        first: 50,
    })
    .await?
    .map(|data| data.data_quality_notes))
}

/// One note, by its path, among those that fit: a note has no root field of its own. The answer is a
/// page with that note alone.
pub async fn note(
    path: String,
    filter: DataQualityNoteFilter,
) -> ApiResult<DataQualityNoteConnection> {
    let mut after = None;
    loop {
        let variables = NotesPage {
            filter: filter.clone(),
            after,
            first: 100,
        };
        let answer = ask::<Notes>(variables)
            .await?
            .map(|data| data.data_quality_notes);
        let at = answer.data.nodes.iter().position(|note| note.path == path);
        after = answer
            .data
            .page_info
            .end_cursor
            .clone()
            .filter(|_| answer.data.page_info.has_next_page);
        if at.is_some() || after.is_none() {
            return answer.found("data-quality note", |mut page| {
                page.nodes = vec![page.nodes.swap_remove(at?)];
                page.total_count = 1;
                page.page_info.has_next_page = false;
                Some(page)
            });
        }
    }
}

/// What the filter offers.
pub async fn choices() -> ApiResult<NoteChoices> {
    ask::<NoteChoices>(()).await
}
