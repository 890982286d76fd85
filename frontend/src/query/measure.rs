//! Measures as a list.

use super::area::WorkstreamTitle;
use super::common::{AreaName, Citation, PlanName};
use super::plan::{ActionReference, Observation, TeamFigure};
use super::schema;
use super::word::{MeasurePolarity, MeasureUnit};

/// A line of the list of measures.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Measure")]
pub struct MeasureRow {
    pub path: String,
    pub text: String,
    pub unit: MeasureUnit,
    pub polarity: MeasurePolarity,
    pub baseline: Option<String>,
    pub target: Option<String>,
    pub team_baseline: Option<TeamFigure>,
    pub team_target: Option<TeamFigure>,
    pub placeholder: bool,
    pub area: AreaName,
    pub plan: PlanName,
    pub workstream: WorkstreamTitle,
    pub action: Option<ActionReference>,
    /// By date: the last one is the latest.
    pub observations: Vec<Observation>,
    pub citations: Vec<Citation>,
}

list! {
    MEASURES: MeasureRow,
    measures: "MeasureConnection" filtered by "MeasureFilter" ordered by "MeasureOrder",
    measure_facets: "MeasureFacets" {
        area: "area",
        plan: "plan",
        workstream: "workstream",
        theme: "theme",
        unit: "unit",
        polarity: "polarity",
        without: "without",
        placeholder: "placeholder",
    },
    operations measures, measure_choices,
}
