//! What can be asked of weaknesses alone: where they stand, and what they lack.

use async_graphql::Enum;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, Iterable, QueryFilter, QuerySelect, QueryTrait,
    sea_query::Expr,
};

use super::filter::{self, nothing_points};
use crate::entity::{
    action, measure, review,
    weakness::{self, Column, WeaknessStateKind, state},
    workstream,
};

/// Something that a weakness may lack: a link of the thread that is broken there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "WeaknessGap")]
pub enum Gap {
    /// No workstream answers it.
    Workstream,
    /// No action in any workstream that answers it.
    Action,
    /// No measure in any workstream that answers it.
    Measure,
    /// No finding of a review on it; the workstreams that answer it may have some.
    Review,
}

impl Gap {
    pub const ALL: [Self; 4] = [Self::Workstream, Self::Action, Self::Measure, Self::Review];
}

impl filter::Gap for Gap {
    fn condition(self) -> Condition {
        match self {
            Self::Workstream => nothing_points::<weakness::Entity, workstream::Entity>(
                workstream::Column::WeaknessId,
            ),
            Self::Action => no_answer_has::<action::Entity>(action::Column::WorkstreamId),
            Self::Measure => no_answer_has::<measure::Entity>(measure::Column::WorkstreamId),
            Self::Review => nothing_points::<weakness::Entity, review::finding::Entity>(
                review::finding::Column::WeaknessId,
            ),
        }
    }
}

/// That no row of another table points at a workstream that answers the weakness.
fn no_answer_has<T: EntityTrait>(at: T::Column) -> Condition {
    let pointing = T::find().select_only().column(at).into_query();
    let answered = workstream::Entity::find()
        .select_only()
        .column(workstream::Column::WeaknessId)
        .filter(workstream::Column::WeaknessId.is_not_null())
        .filter(workstream::Column::Id.in_subquery(pointing))
        .into_query();
    Condition::all().add(Column::Id.not_in_subquery(answered))
}

/// That the latest state of a weakness is one of these; one without any state is left out.
pub fn latest_state(kinds: &[WeaknessStateKind]) -> Condition {
    // However often a word is given, it stands in the statement once.
    let kinds = WeaknessStateKind::iter().filter(|kind| kinds.contains(kind));
    let place = [state::Column::WeaknessId, state::Column::Position];
    let latest = state::Entity::find()
        .select_only()
        .column(state::Column::WeaknessId)
        .column_as(state::Column::Position.max(), "latest")
        .group_by(state::Column::WeaknessId)
        .into_query();
    let standing = state::Entity::find()
        .select_only()
        .column(state::Column::WeaknessId)
        .filter(state::Column::State.is_in(kinds))
        .filter(
            Expr::tuple(place.map(|column| Expr::col(column.as_column_ref()))).in_subquery(latest),
        )
        .into_query();
    Condition::all().add(Column::Id.in_subquery(standing))
}
