//! Measures and their readings.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Precision;

words! {
    /// What a measure counts in.
    pub enum MeasureUnit {
        /// A number.
        Number,
        /// A percentage.
        Percent,
        /// Answers to a survey.
        Survey,
        /// Words.
        Text,
    }
}

words! {
    /// Which direction is better.
    pub enum MeasurePolarity {
        /// Higher is better.
        Higher,
        /// Lower is better.
        Lower,
        /// Neither is better.
        Neutral,
        /// The source does not say.
        NotStated,
    }
}

words! {
    /// How a target compares.
    pub enum TargetComparison {
        /// More than the value.
        Above,
        /// The value or more.
        AtLeast,
        /// The value.
        Equal,
        /// The value or less.
        AtMost,
        /// Less than the value.
        Below,
    }
}

/// How a plan means to see whether it works.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "measure")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub plan_id: Uuid,
    pub workstream_id: Uuid,
    pub action_id: Option<Uuid>,
    pub number: String,
    pub text: String,
    pub unit: MeasureUnit,
    pub polarity: MeasurePolarity,
    pub baseline: Option<String>,
    pub baseline_value: Option<f64>,
    pub target: Option<String>,
    pub target_value: Option<f64>,
    pub target_comparison: Option<TargetComparison>,
    pub placeholder: bool,
    pub note: Option<String>,
    /// What its team has put in the place of the published baseline and target.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_baseline: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_baseline_value: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_target: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_target_value: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team_target_comparison: Option<TargetComparison>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A reading at a date.
pub mod observation {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "observation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub measure_id: Uuid,
        pub position: i32,
        pub as_of: String,
        pub as_of_precision: Option<Precision>,
        pub as_of_from: Option<Date>,
        pub as_of_to: Option<Date>,
        pub published: String,
        pub value: Option<f64>,
        pub note: Option<String>,
        /// The page that shows it, the role of whoever said so, and when: of readings that no document states.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub author: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
