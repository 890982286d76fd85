//! Inspections as a list.

use super::common::{AreaName, Citation, PublishedDate};
use super::schema;
use super::weakness::WeaknessCount;
use super::word::{Framework, InspectionKind, OutcomeKind};

/// A line of the list of inspections.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Inspection")]
pub struct InspectionRow {
    pub path: String,
    pub title: String,
    pub framework: Framework,
    pub kind: InspectionKind,
    pub outcome: String,
    pub outcome_kind: OutcomeKind,
    pub held: Option<PublishedDate>,
    pub report_published: Option<PublishedDate>,
    pub found: Option<i32>,
    pub progressed: Option<i32>,
    pub outstanding: Option<i32>,
    pub area: AreaName,
    #[arguments(first: 1)]
    pub weaknesses: WeaknessCount,
    pub citations: Vec<Citation>,
}

list! {
    INSPECTIONS: InspectionRow,
    inspections: "InspectionConnection" filtered by "InspectionFilter" ordered by "InspectionOrder",
    inspection_facets: "InspectionFacets" {
        area: "area",
        framework: "framework",
        kind: "kind",
        outcome: "outcome",
    },
    operations inspections, inspection_choices,
}
