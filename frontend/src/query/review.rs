//! Reviews as a list.

use super::area::ReviewFinding;
use super::common::{AreaName, Citation, PlanName, PublishedDate};
use super::schema;
use super::word::ReviewState;

/// A line of the list of reviews.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Review")]
pub struct ReviewRow {
    pub path: String,
    pub title: String,
    pub by: String,
    pub held: Option<PublishedDate>,
    pub state: ReviewState,
    pub outcome: Option<String>,
    pub link: Option<String>,
    pub author: Option<String>,
    pub area: AreaName,
    pub plan: PlanName,
    pub findings: Vec<ReviewFinding>,
    pub citations: Vec<Citation>,
}

list! {
    REVIEWS: ReviewRow,
    reviews: "ReviewConnection" filtered by "ReviewFilter" ordered by "ReviewOrder",
    review_facets: "ReviewFacets" {
        area: "area",
        plan: "plan",
        workstream: "workstream",
        weakness: "weakness",
        state: "state",
    },
    operations reviews, review_choices,
}
