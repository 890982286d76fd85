//! The list of weaknesses: `/weaknesses?area=worcestershire&state=outstanding&without=action`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::{WeaknessGap, WeaknessStateKind};

/// The list of weaknesses.
pub const WEAKNESSES: List = List {
    path: "/weaknesses",
    name: "Weakness",
    root: "weaknesses",
    nouns: ("weakness", "weaknesses"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new(
            "inspection",
            "inspection",
            "Found by the inspection",
            Kind::Records,
        ),
        Param::new("plan", "plan", "Plan that answers it", Kind::Records),
        Param::new(
            "state",
            "state",
            "Latest state",
            Kind::Words(WeaknessStateKind::WORDS),
        ),
        Param::new(
            "without",
            "without",
            "What is missing",
            Kind::Words(WeaknessGap::WORDS),
        )
        .hint("A weakness lacks all that is ticked"),
        Param::new("theme", "theme", "Theme", Kind::Records),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the title and in the published words"),
    ],
    sorts: &[
        Sort::new("title", "TITLE", "Title"),
        Sort::new("statement", "STATEMENT", "Published words"),
    ],
    columns: &[
        Column::new("statement", "Published words"),
        Column::new("inspection", "Found by"),
        Column::new("state", "Latest state"),
        Column::new("theme", "Themes"),
        Column::new("answer", "Answered by"),
        Column::new("source", "Source"),
    ],
};
