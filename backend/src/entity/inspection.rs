//! Inspections.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Precision;

words! {
    /// The inspection framework.
    pub enum Framework {
        /// Joint local area SEND inspections by Ofsted and the Care Quality Commission, 2016 to 2022.
        #[sea_orm(string_value = "joint-2016")]
        #[serde(rename = "joint-2016")]
        Joint2016,
        /// Area SEND inspections, from January 2023.
        #[sea_orm(string_value = "area-2023")]
        #[serde(rename = "area-2023")]
        Area2023,
    }
}

words! {
    /// What kind of visit an inspection is.
    pub enum InspectionKind {
        /// A full inspection.
        Full,
        /// A revisit on the weaknesses found before.
        Revisit,
        /// A monitoring inspection.
        Monitoring,
    }
}

words! {
    /// What an inspection led to.
    pub enum OutcomeKind {
        /// A Written Statement of Action is required.
        StatementRequired,
        /// No statement is required.
        NoStatementRequired,
        /// An Accelerated Progress Plan is required.
        ProgressPlanRequired,
        /// Outcome 1 of the 2023 framework.
        TypicallyPositive,
        /// Outcome 2 of the 2023 framework.
        Inconsistent,
        /// Outcome 3 of the 2023 framework.
        SystemicFailings,
        /// Our documents do not state it.
        NotStated,
        /// The inspection has not taken place yet.
        Expected,
    }
}

/// An inspection of a local area.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "inspection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub follows_id: Option<Uuid>,
    pub title: String,
    pub framework: Framework,
    pub kind: InspectionKind,
    pub held: Option<String>,
    pub held_precision: Option<Precision>,
    pub held_from: Option<Date>,
    pub held_to: Option<Date>,
    pub report_published: Option<String>,
    pub report_precision: Option<Precision>,
    pub report_from: Option<Date>,
    pub report_to: Option<Date>,
    pub outcome: String,
    pub outcome_kind: OutcomeKind,
    pub found: Option<i32>,
    pub progressed: Option<i32>,
    pub outstanding: Option<i32>,
    pub inspectors: Option<String>,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
