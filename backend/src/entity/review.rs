//! Reviews and their findings.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Precision;

words! {
    /// Whether a review has taken place.
    pub enum ReviewState {
        /// It has taken place.
        Held,
        /// It is announced.
        Expected,
    }
}

words! {
    /// What a review found.
    pub enum FindingKind {
        /// Clear and sustained progress.
        ClearAndSustainedProgress,
        /// Sufficient progress, in the words of the revisits of inspectorates.
        SufficientProgress,
        /// Progress.
        Progress,
        /// Not sufficient progress.
        NotSufficientProgress,
        /// Our documents do not state it.
        NotStated,
    }
}

/// A review of a plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "review")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub plan_id: Uuid,
    pub title: String,
    pub by: String,
    pub held: String,
    pub held_precision: Option<Precision>,
    pub held_from: Option<Date>,
    pub held_to: Option<Date>,
    pub state: ReviewState,
    pub outcome: Option<String>,
    /// The page that shows it, and the role of whoever entered it: of reviews that no document states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a review said of one workstream or weakness.
pub mod finding {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "review_finding")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub review_id: Uuid,
        pub position: i32,
        pub workstream_id: Option<Uuid>,
        pub weakness_id: Option<Uuid>,
        pub finding: FindingKind,
        pub statement: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
