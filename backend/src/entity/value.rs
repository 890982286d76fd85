//! Values that several records hold.

use std::{convert::Infallible, fmt, str::FromStr};

use chrono::NaiveDate;
use sea_orm::{DeriveValueType, FromJsonQueryResult};
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

/// Texts in their published order, such as the steps of an action. They are stored as lines, which
/// no text holds, so that a search for words sees words only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct Texts(pub Vec<String>);

impl fmt::Display for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl FromStr for Texts {
    type Err = Infallible;

    fn from_str(lines: &str) -> Result<Self, Infallible> {
        Ok(Self(lines.lines().map(str::to_owned).collect()))
    }
}

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
