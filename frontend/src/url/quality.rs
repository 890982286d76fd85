//! The list of data-quality notes: `/quality?rule=no-date&severity=error`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::{NoteRule, NoteState, Severity};

/// The list of data-quality notes.
pub const NOTES: List = List {
    path: "/quality",
    name: "DataQualityNote",
    root: "dataQualityNotes",
    nouns: ("note", "notes"),
    params: &[
        Param::new("note", "path", "One note", Kind::Linked),
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("document", "document", "Document", Kind::Records),
        Param::new("rule", "rule", "Rule", Kind::Words(NoteRule::WORDS)),
        Param::new(
            "severity",
            "severity",
            "How much it matters",
            Kind::Words(Severity::WORDS),
        ),
        Param::new("state", "state", "State", Kind::Words(NoteState::WORDS)),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the statements and in what we say of them"),
    ],
    sorts: &[
        Sort::new("severity", "SEVERITY", "How much it matters"),
        Sort::new("rule", "RULE", "Rule"),
    ],
    columns: &[
        Column::new("says", "The document says"),
        Column::new("also", "It also says"),
        Column::new("why", "Why it matters"),
        Column::new("shown", "What we show"),
        Column::new("state", "State"),
    ],
};
