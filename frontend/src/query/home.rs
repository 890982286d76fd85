//! How much there is, for the home page.

use super::area::AreaRow;
use super::schema;
use crate::api::{ApiResult, ask};

/// A connection of which only the length is asked for.
macro_rules! count {
    ($($name:ident of $connection:literal),* $(,)?) => {$(
        #[derive(cynic::QueryFragment, Debug)]
        #[cynic(graphql_type = $connection)]
        pub struct $name {
            pub total_count: i32,
        }
    )*};
}

count! {
    Weaknesses of "WeaknessConnection",
    Actions of "ActionConnection",
    Measures of "MeasureConnection",
    Documents of "DocumentConnection",
    Notes of "DataQualityNoteConnection",
    Promises of "FeedbackItemConnection",
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "LocalAreaConnection")]
pub struct Areas {
    pub nodes: Vec<AreaRow>,
    pub total_count: i32,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Query")]
pub struct Home {
    #[arguments(first: 100)]
    pub local_areas: Areas,
    #[arguments(first: 1)]
    pub weaknesses: Weaknesses,
    #[arguments(first: 1)]
    pub actions: Actions,
    #[arguments(first: 1)]
    pub measures: Measures,
    #[arguments(first: 1)]
    pub feedback_items: Promises,
    #[arguments(first: 1)]
    pub documents: Documents,
    #[arguments(first: 1)]
    pub data_quality_notes: Notes,
}

operation!(home: Home(()));

/// The areas, and how much there is of each kind of record.
pub async fn home() -> ApiResult<Home> {
    ask(()).await
}
