//! Published statistics.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Precision;

words! {
    /// Which direction is better.
    pub enum Polarity {
        /// Higher is better.
        Higher,
        /// Lower is better.
        Lower,
        /// Neither is better.
        Neutral,
    }
}

words! {
    /// What an indicator counts in.
    pub enum IndicatorUnit {
        /// A number.
        Number,
        /// A percentage.
        Percent,
    }
}

words! {
    /// What a figure is about.
    pub enum Geography {
        /// The local area.
        Area,
        /// The region, or a group of neighbours.
        Region,
        /// England.
        National,
    }
}

words! {
    /// What a figure is.
    pub enum ValueKind {
        /// The figure of its period.
        Value,
        /// The figure of the period before, as printed beside it.
        Previous,
        /// The printed change between the two.
        Change,
        /// A printed proportion of a whole.
        Share,
    }
}

/// What is counted.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub name: String,
    pub definition: String,
    pub unit: IndicatorUnit,
    pub polarity: Polarity,
    pub source: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// One published figure.
pub mod value {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "indicator_value")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub path: String,
        pub sort_key: String,
        pub area_id: Uuid,
        pub indicator_id: Uuid,
        pub document_id: Uuid,
        pub geography: Geography,
        pub geography_name: String,
        pub period: Option<String>,
        pub period_from: Option<Date>,
        pub period_to: Option<Date>,
        pub published: String,
        pub measure: ValueKind,
        pub value: Option<f64>,
        pub as_at: Option<String>,
        pub as_at_precision: Option<Precision>,
        pub as_at_from: Option<Date>,
        pub as_at_to: Option<Date>,
        pub note: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
