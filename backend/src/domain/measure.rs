//! What can be asked of measures alone: what they lack.

use async_graphql::Enum;
use sea_orm::{ColumnTrait, Condition};

use super::filter::{self, nothing_points};
use crate::entity::measure::{Column, Entity, observation};

/// Something that a measure may lack: a link of the thread that is broken there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "MeasureGap")]
pub enum Gap {
    /// It is of no action: the plan states it for the workstream as a whole.
    Action,
    /// No baseline is stated.
    Baseline,
    /// No target is stated.
    Target,
    /// No reading is stated.
    Observation,
}

impl Gap {
    pub const ALL: [Self; 4] = [
        Self::Action,
        Self::Baseline,
        Self::Target,
        Self::Observation,
    ];
}

impl filter::Gap for Gap {
    fn condition(self) -> Condition {
        match self {
            Self::Action => Condition::all().add(Column::ActionId.is_null()),
            Self::Baseline => Condition::all().add(Column::Baseline.is_null()),
            Self::Target => Condition::all().add(Column::Target.is_null()),
            Self::Observation => {
                nothing_points::<Entity, observation::Entity>(observation::Column::MeasureId)
            }
        }
    }
}
