//! Plans, their scales and who took part.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::document::PublicationStatus;

words! {
    /// The kind of a plan.
    pub enum PlanKind {
        /// A Written Statement of Action.
        Wsoa,
        /// An Accelerated Progress Plan.
        App,
        /// A Priority Action Plan.
        Pap,
        /// A strategy.
        Strategy,
    }
}

words! {
    /// The shared scale that local scales are read on. The local word always stands beside it.
    pub enum SharedStatus {
        /// Not started.
        NotStarted,
        /// In progress.
        InProgress,
        /// On track.
        OnTrack,
        /// Delayed.
        Delayed,
        /// Completed.
        Completed,
        /// The local value has no place on the shared scale.
        Unknown,
        /// The source states no status.
        NotStated,
    }
}

/// A plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub document_id: Uuid,
    pub inspection_id: Option<Uuid>,
    pub supersedes_id: Option<Uuid>,
    pub kind: PlanKind,
    pub title: String,
    pub period: Option<String>,
    pub period_from: Option<Date>,
    pub period_to: Option<Date>,
    pub version: Option<String>,
    pub status: PublicationStatus,
    pub sponsors: Option<String>,
    pub monitoring: Option<String>,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// An organisation that took part.
pub mod party {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "plan_party")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub plan_id: Uuid,
        pub position: i32,
        pub organisation_id: Option<Uuid>,
        pub published: String,
        pub roles: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The scale that a plan rates its actions on.
pub mod scheme {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "status_scheme")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub path: String,
        pub sort_key: String,
        pub area_id: Uuid,
        pub plan_id: Uuid,
        pub title: String,
        pub note: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// One value of a scale.
pub mod status_value {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "status_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub scheme_id: Uuid,
        pub position: i32,
        pub code: String,
        pub label: String,
        pub definition: Option<String>,
        pub shared: SharedStatus,
        pub judgement: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
