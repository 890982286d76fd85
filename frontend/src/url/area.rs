//! The list of local areas: `/areas?region=East+Midlands&kind=county`.

use super::list::{Column, Kind, List, Param};
use crate::query::word::AreaKind;

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
