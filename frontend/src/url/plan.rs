//! The list of plans: `/plans?area=worcestershire&status=draft`.

use super::list::{Column, Kind, List, Param};
use crate::query::word::{PlanKind, PublicationStatus};

/// The list of plans.
pub const PLANS: List = List {
    path: "/plans",
    name: "Plan",
    root: "plans",
    nouns: ("plan", "plans"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("inspection", "inspection", "Inspection", Kind::Linked),
        Param::new("kind", "kind", "Kind", Kind::Words(PlanKind::WORDS)),
        Param::new(
            "status",
            "status",
            "Draft or final",
            Kind::Words(PublicationStatus::WORDS),
        ),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the title, the period, the sponsors and what we say of it"),
    ],
    sorts: &[],
    columns: &[
        Column::new("kind", "Kind"),
        Column::new("status", "Draft or final"),
        Column::new("period", "Period"),
        Column::new("inspection", "Answers the inspection"),
        Column::new("actions", "Actions"),
        Column::new("source", "Source"),
    ],
};
