//! What can be asked of workstreams alone: what they lack.

use async_graphql::Enum;
use sea_orm::{ColumnTrait, Condition};

use super::filter::{self, nothing_points};
use crate::entity::{
    action, measure, review,
    workstream::{Column, Entity},
};

/// Something that a workstream may lack: a link of the thread that is broken there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "WorkstreamGap")]
pub enum Gap {
    /// It answers no weakness.
    Weakness,
    /// No lead is stated.
    Lead,
    /// It has no action.
    Action,
    /// No measure of its own, and none of its actions.
    Measure,
    /// No finding of a review on it.
    Review,
}

impl Gap {
    pub const ALL: [Self; 5] = [
        Self::Weakness,
        Self::Lead,
        Self::Action,
        Self::Measure,
        Self::Review,
    ];
}

impl filter::Gap for Gap {
    fn condition(self) -> Condition {
        match self {
            Self::Weakness => Condition::all().add(Column::WeaknessId.is_null()),
            Self::Lead => Condition::all().add(Column::LeadsPublished.is_null()),
            Self::Action => nothing_points::<Entity, action::Entity>(action::Column::WorkstreamId),
            Self::Measure => {
                nothing_points::<Entity, measure::Entity>(measure::Column::WorkstreamId)
            }
            Self::Review => nothing_points::<Entity, review::finding::Entity>(
                review::finding::Column::WorkstreamId,
            ),
        }
    }
}
