//! The list of local areas: `/areas?region=East+Midlands&kind=county`.

use super::list::{Column, Kind, List, Param};
use crate::query::word::{AreaKind, OutcomeKind, PlanKind};

/// The list of local areas.
pub const AREAS: List = List {
    path: "/areas",
    name: "LocalArea",
    root: "localAreas",
    nouns: ("local area", "local areas"),
    params: &[
        Param::new("region", "region", "Region", Kind::Cells),
        Param::new(
            "kind",
            "kind",
            "Kind of council",
            Kind::Words(AreaKind::WORDS),
        ),
        Param::new(
            "plan",
            "planKind",
            "Kind of plan",
            Kind::Words(PlanKind::WORDS),
        ),
        Param::new(
            "outcome",
            "outcome",
            "Outcome of an inspection",
            Kind::Words(OutcomeKind::WORDS),
        ),
        Param::new("surveyed", "surveyed", "Surveys", Kind::Yes)
            .hint("Only areas of which a survey is held"),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the names of the area, its council and its region, and in its code"),
    ],
    sorts: &[],
    columns: &[
        Column::new("region", "Region"),
        Column::new("inspections", "Inspections"),
        Column::new("plans", "Plans"),
        Column::new("dated", "Actions with a usable date"),
        Column::new("status", "Actions with a status"),
        Column::new("surveys", "Surveys"),
        Column::new("notes", "Data quality"),
    ],
};
