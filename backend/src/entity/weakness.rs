//! Weaknesses, how documents word them, and their dated states.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Precision;

words! {
    /// A stage in the life of a weakness.
    pub enum WeaknessStateKind {
        /// An inspection found it.
        Found,
        /// A plan answers it.
        Planned,
        /// A revisit found sufficient progress.
        Progressed,
        /// A revisit found it still outstanding.
        Outstanding,
        /// It was carried over into another plan.
        CarriedOver,
        /// A review looked at it.
        Reviewed,
        /// It left formal monitoring.
        RemovedFromMonitoring,
        /// It goes on as business as usual.
        BusinessAsUsual,
    }
}

/// An area of significant weakness.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "weakness")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub inspection_id: Uuid,
    pub number: i32,
    pub title: String,
    pub statement: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// How one document words the weakness.
pub mod wording {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "weakness_wording")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub weakness_id: Uuid,
        pub position: i32,
        pub plan_id: Option<Uuid>,
        pub text: String,
        pub as_of: Option<String>,
        pub document_id: Uuid,
        pub place: String,
        pub line_from: i32,
        pub line_to: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A dated state, according to a source.
pub mod state {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "weakness_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub weakness_id: Uuid,
        pub position: i32,
        pub state: WeaknessStateKind,
        pub as_of: String,
        pub as_of_precision: Option<Precision>,
        pub as_of_from: Option<Date>,
        pub as_of_to: Option<Date>,
        pub inspection_id: Option<Uuid>,
        pub review_id: Option<Uuid>,
        pub statement: String,
        pub document_id: Uuid,
        pub place: String,
        pub line_from: i32,
        pub line_to: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
