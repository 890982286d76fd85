//! Workstreams, their people and dated states.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{value::Precision, value::Texts};

words! {
    /// What somebody is in a workstream.
    pub enum MemberRole {
        /// Leads the workstream.
        Lead,
        /// Belongs to the workstream.
        Member,
    }
}

words! {
    /// Whether a workstream is formally monitored.
    pub enum MonitoringState {
        /// Monitored by the department and NHS England.
        InFormalMonitoring,
        /// No longer formally monitored.
        RemovedFromFormalMonitoring,
        /// Goes on as business as usual.
        BusinessAsUsual,
    }
}

/// A part of a plan that answers one weakness.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "workstream")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub plan_id: Uuid,
    pub weakness_id: Option<Uuid>,
    pub number: String,
    pub title: String,
    pub leads_published: Option<String>,
    pub outcomes: Texts,
}

impl ActiveModelBehavior for ActiveModel {}

/// Somebody who leads or belongs to a workstream.
pub mod member {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "workstream_member")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workstream_id: Uuid,
        pub position: i32,
        pub role: MemberRole,
        pub published: String,
        pub organisation_id: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A dated state, according to a source.
pub mod state {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "workstream_state")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workstream_id: Uuid,
        pub position: i32,
        pub state: MonitoringState,
        pub as_of: String,
        pub as_of_precision: Option<Precision>,
        pub as_of_from: Option<Date>,
        pub as_of_to: Option<Date>,
        pub review_id: Option<Uuid>,
        pub statement: String,
        pub document_id: Uuid,
        pub place: String,
        pub line_from: i32,
        pub line_to: i32,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Since when a workstream is monitored or no longer, as its team says.
pub mod update {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "workstream_update")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub workstream_id: Uuid,
        pub position: i32,
        pub state: MonitoringState,
        pub effective_on: Date,
        pub note: String,
        pub link: Option<String>,
        /// The role of whoever said so; the log knows who.
        pub author: String,
        pub at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
