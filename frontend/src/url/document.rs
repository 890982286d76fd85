//! The list of documents: `/documents?kind=survey-report&sort=-published`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::{DocumentKind, PublicationStatus};

/// The list of documents.
pub const DOCUMENTS: List = List {
    path: "/documents",
    name: "Document",
    root: "documents",
    nouns: ("document", "documents"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("kind", "kind", "Kind", Kind::Words(DocumentKind::WORDS)),
        Param::new(
            "status",
            "status",
            "Draft or final",
            Kind::Words(PublicationStatus::WORDS),
        ),
        Param::new("text", "text", "Words", Kind::Text).hint("In the title or our remark"),
    ],
    sorts: &[
        Sort::new("title", "TITLE", "Title"),
        Sort::new("published", "PUBLISHED", "Date of publication"),
    ],
    columns: &[
        Column::new("area", "Area"),
        Column::new("kind", "Kind"),
        Column::new("status", "Status"),
        Column::new("published", "Published"),
        Column::new("publisher", "Publisher"),
        Column::new("notes", "Notes"),
    ],
};
