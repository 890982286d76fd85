//! What can be asked of rows of You said, we did alone: what they lack.

use async_graphql::Enum;
use sea_orm::{ColumnTrait, Condition};

use super::filter;
use crate::entity::feedback::Column;

/// Something that a row of You said, we did may lack. NA, where the source prints it, is not a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "FeedbackItemGap")]
pub enum Gap {
    /// No promise of the year before is stated.
    Promised,
    /// Nothing that has been done is stated.
    Done,
    /// Nothing that is planned is stated.
    Next,
}

impl Gap {
    pub const ALL: [Self; 3] = [Self::Promised, Self::Done, Self::Next];
}

impl filter::Gap for Gap {
    fn condition(self) -> Condition {
        let column = match self {
            Self::Promised => Column::Promised,
            Self::Done => Column::Done,
            Self::Next => Column::Next,
        };
        Condition::all().add(column.is_null())
    }
}
