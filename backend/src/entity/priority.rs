//! Headings and priorities of strategies.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// What a heading of a strategy is.
    pub enum PriorityKind {
        /// An area of work with improvements and areas for development.
        AreaOfWork,
        /// A strategic priority.
        Priority,
    }
}

words! {
    /// What a point under a heading is.
    pub enum PointKind {
        /// An improvement already made.
        Improvement,
        /// An area for development.
        Development,
        /// Something that will be done.
        Commitment,
    }
}

/// A heading or priority of a strategy.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "strategy_priority")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub plan_id: Uuid,
    pub kind: PriorityKind,
    pub title: String,
    pub statement: Option<String>,
    pub present: bool,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A point under a heading.
pub mod point {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "priority_point")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub priority_id: Uuid,
        pub position: i32,
        pub kind: PointKind,
        pub text: String,
        pub complete: bool,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
