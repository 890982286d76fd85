//! The list of what parents said and what was done: `/feedback?new=yes&without=done`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::FeedbackGap;

/// The list of rows of "You said, we did".
pub const FEEDBACK: List = List {
    path: "/feedback",
    name: "FeedbackItem",
    root: "feedbackItems",
    nouns: ("comment", "comments"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("wave", "wave", "Year of the survey", Kind::Records),
        Param::new("theme", "theme", "Our theme", Kind::Records),
        Param::new(
            "heading",
            "heading",
            "Heading of the theme, as published",
            Kind::Cells,
        ),
        Param::new(
            "table",
            "table",
            "Heading of the table, as published",
            Kind::Cells,
        ),
        Param::new("service", "service", "Service, as published", Kind::Cells),
        Param::new("new", "isNew", "New comments", Kind::Yes).hint("Only those marked as new"),
        Param::new(
            "without",
            "without",
            "What is missing",
            Kind::Words(FeedbackGap::WORDS),
        )
        .hint("A row lacks all that is ticked"),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In what was said, promised, done or planned"),
    ],
    sorts: &[
        Sort::new("comment", "COMMENT", "What parents and carers said"),
        Sort::new("service", "SERVICE", "Service"),
    ],
    columns: &[
        Column::new("promised", "Promised the year before"),
        Column::new("done", "What has been done"),
        Column::new("next", "Planned next"),
        Column::new("service", "Service"),
        Column::new("table", "Table"),
        Column::new("theme", "Our themes"),
        Column::new("source", "Source"),
    ],
};
