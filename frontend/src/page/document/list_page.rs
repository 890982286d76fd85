//! The list of documents.

use leptos::prelude::*;

use super::{publisher, status};
use crate::component::view::{View, plain, view};
use crate::component::{link, published_date};
use crate::format;
use crate::query::document::{DOCUMENTS as SOURCE, DocumentRow};
use crate::url::document::DOCUMENTS;

/// `/documents`
pub fn documents() -> AnyView {
    view(View {
        list: &DOCUMENTS,
        source: SOURCE,
        title: "Documents",
        lead: "Every record of this site was read from one of these documents, and cites the place. \
               A document's page lists what was taken from it, line by line.",
        head: "Document",
        cells,
        above: plain,
    })
}

fn cells(row: &DocumentRow) -> Vec<AnyView> {
    vec![
        link(&format::document_href(&row.path), &row.title),
        link(&format::area_href(&row.area.path), &row.area.name),
        row.kind.label().into_any(),
        status(row.status),
        published_date(row.published.as_ref()),
        publisher(row.publisher.as_ref()),
        notes_link(&row.path, row.quality_notes.total_count),
    ]
}

/// The number of notes on a document, as a link to them.
fn notes_link(path: &str, count: i32) -> AnyView {
    match count {
        0 => "0".into_any(),
        _ => link(
            &format!("/quality?document={path}"),
            &format::count(count, "note", "notes"),
        ),
    }
}
