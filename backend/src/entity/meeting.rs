//! Meetings.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Precision;

words! {
    /// Whether a meeting has a date.
    pub enum MeetingState {
        /// It has a date.
        Scheduled,
        /// Its date is still to be agreed.
        ToSchedule,
    }
}

/// A meeting in the schedule of a plan.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub plan_id: Uuid,
    pub held: Option<String>,
    pub held_precision: Option<Precision>,
    pub held_from: Option<Date>,
    pub held_to: Option<Date>,
    pub who: Option<String>,
    pub purpose: String,
    pub state: MeetingState,
}

impl ActiveModelBehavior for ActiveModel {}

/// An organisation expected at a meeting.
pub mod organisation {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "meeting_organisation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub meeting_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: Uuid,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
