//! The list of workstreams: `/workstreams?plan=leicestershire/wsoa-2020&without=measure`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::WorkstreamGap;

/// The list of workstreams.
pub const WORKSTREAMS: List = List {
    path: "/workstreams",
    name: "Workstream",
    root: "workstreams",
    nouns: ("workstream", "workstreams"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("plan", "plan", "Plan", Kind::Records),
        Param::new(
            "weakness",
            "weakness",
            "Weakness that it answers",
            Kind::Records,
        ),
        Param::new(
            "organisation",
            "organisation",
            "Organisation that leads it or belongs to it",
            Kind::Records,
        ),
        Param::new(
            "without",
            "without",
            "What is missing",
            Kind::Words(WorkstreamGap::WORDS),
        )
        .hint("A workstream lacks all that is ticked"),
        Param::new("theme", "theme", "Theme", Kind::Records),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the title, the leads and the outcomes aimed at"),
    ],
    sorts: &[
        Sort::new("title", "TITLE", "Title"),
        Sort::new("lead", "LEAD", "Lead"),
    ],
    columns: &[
        Column::new("plan", "Plan"),
        Column::new("lead", "Lead"),
        Column::new("weakness", "Weakness"),
        Column::new("actions", "Actions"),
        Column::new("measures", "Measures"),
        Column::new("source", "Source"),
    ],
};
