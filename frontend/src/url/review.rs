//! The list of reviews: `/reviews?plan=worcestershire/app-2022&state=held&sort=-held`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::ReviewState;

/// The list of reviews.
pub const REVIEWS: List = List {
    path: "/reviews",
    name: "Review",
    root: "reviews",
    nouns: ("review", "reviews"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("plan", "plan", "Plan", Kind::Records),
        Param::new(
            "workstream",
            "workstream",
            "Workstream that a finding is about",
            Kind::Records,
        ),
        Param::new(
            "weakness",
            "weakness",
            "Weakness that a finding is about",
            Kind::Records,
        ),
        Param::new(
            "state",
            "state",
            "Held or expected",
            Kind::Words(ReviewState::WORDS),
        ),
        Param::new("from", "held.from", "Held or expected from", Kind::Day),
        Param::new("to", "held.to", "Held or expected until", Kind::Day),
        Param::new("text", "text", "Words", Kind::Text).hint("In the title and the outcome"),
    ],
    sorts: &[Sort::new("held", "HELD", "Day held or expected")],
    columns: &[
        Column::new("held", "When"),
        Column::new("by", "By"),
        Column::new("state", "State"),
        Column::new("plan", "Plan"),
        Column::new("outcome", "Outcome"),
        Column::new("findings", "Findings"),
        Column::new("source", "Source"),
    ],
};
