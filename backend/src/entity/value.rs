//! Values that several records hold.

use chrono::NaiveDate;
use sea_orm::FromJsonQueryResult;
use serde::{Deserialize, Serialize};

words! {
    /// How exactly a published date says when.
    pub enum Precision {
        /// One day.
        Day,
        /// Several single days.
        Days,
        /// A month.
        Month,
        /// A season.
        Season,
        /// A year.
        Year,
        /// A stretch between two dates.
        Range,
    }
}

/// Texts in their published order, such as the steps of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Texts(pub Vec<String>);

/// One of several dates that stand in one cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Milestone {
    pub published: String,
    pub precision: Precision,
    pub from: NaiveDate,
    pub to: NaiveDate,
}

/// The dates of a cell that holds several; empty for every other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, FromJsonQueryResult)]
pub struct Milestones(pub Vec<Milestone>);
