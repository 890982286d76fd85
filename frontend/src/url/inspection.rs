//! The list of inspections: `/inspections?area=worcestershire&kind=revisit&sort=-held`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::{Framework, InspectionKind, OutcomeKind};

/// The list of inspections.
pub const INSPECTIONS: List = List {
    path: "/inspections",
    name: "Inspection",
    root: "inspections",
    nouns: ("inspection", "inspections"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new(
            "framework",
            "framework",
            "Framework",
            Kind::Words(Framework::WORDS),
        ),
        Param::new(
            "kind",
            "kind",
            "Kind of visit",
            Kind::Words(InspectionKind::WORDS),
        ),
        Param::new(
            "outcome",
            "outcome",
            "Outcome",
            Kind::Words(OutcomeKind::WORDS),
        ),
        Param::new("from", "held.from", "Held from", Kind::Day),
        Param::new("to", "held.to", "Held until", Kind::Day),
        Param::new(
            "reported-from",
            "reported.from",
            "Report published from",
            Kind::Day,
        ),
        Param::new(
            "reported-to",
            "reported.to",
            "Report published until",
            Kind::Day,
        ),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the title, the outcome and what we say of it"),
    ],
    sorts: &[
        Sort::new("held", "HELD", "Day held"),
        Sort::new("reported", "REPORTED", "Day the report was published"),
    ],
    columns: &[
        Column::new("framework", "Framework"),
        Column::new("kind", "Kind"),
        Column::new("outcome", "Outcome"),
        Column::new("held", "Held"),
        Column::new("reported", "Report published"),
        Column::new("weaknesses", "Weaknesses"),
        Column::new("source", "Source"),
    ],
};
