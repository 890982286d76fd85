//! Workstreams as a list.

use super::area::ActionCount;
use super::common::{AreaName, Citation, PlanName};
use super::plan::{MeasureCount, WeaknessName};
use super::schema;

/// A line of the list of workstreams.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Workstream")]
pub struct WorkstreamRow {
    pub path: String,
    pub number: String,
    pub title: String,
    pub leads_published: Option<String>,
    pub area: AreaName,
    pub plan: PlanName,
    pub weakness: Option<WeaknessName>,
    #[arguments(first: 1)]
    pub actions: ActionCount,
    #[arguments(first: 1)]
    pub measures: MeasureCount,
    pub citations: Vec<Citation>,
}

list! {
    WORKSTREAMS: WorkstreamRow,
    workstreams: "WorkstreamConnection" filtered by "WorkstreamFilter" ordered by "WorkstreamOrder",
    workstream_facets: "WorkstreamFacets" {
        area: "area",
        plan: "plan",
        theme: "theme",
        weakness: "weakness",
        organisation: "organisation",
        without: "without",
    },
    operations workstreams, workstream_choices,
}
