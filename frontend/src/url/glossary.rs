//! The list of terms that documents explain: `/glossary?text=board`.

use super::list::{Column, Kind, List, Param};

/// The list of terms.
pub const GLOSSARY: List = List {
    path: "/glossary",
    name: "GlossaryTerm",
    root: "glossaryTerms",
    nouns: ("term", "terms"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("document", "document", "Document", Kind::Records),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the term, what it stands for or what it means"),
    ],
    sorts: &[],
    columns: &[
        Column::new("expands", "Stands for"),
        Column::new("meaning", "Meaning"),
        Column::new("document", "Document"),
        Column::new("source", "Source"),
        Column::new("remark", "Our remark"),
    ],
};
