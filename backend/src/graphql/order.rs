//! The order of a list, as a client asks for it.

use async_graphql::{Enum, InputObject, InputType};

use super::{
    action::ActionOrderField, document::DocumentOrderField, feedback::FeedbackItemOrderField,
    indicator::IndicatorValueOrderField, inspection::InspectionOrderField,
    measure::MeasureOrderField, meeting::MeetingOrderField, quality::DataQualityNoteOrderField,
    review::ReviewOrderField, survey::SurveyResultOrderField, weakness::WeaknessOrderField,
    workstream::WorkstreamOrderField,
};
use crate::domain::{
    Error, Result,
    list::Listed,
    sort::{Key, Sort},
};

/// Which way a list is ordered. What is not stated comes last in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum OrderDirection {
    /// From A to Z, from the earliest day, from the lowest figure.
    #[default]
    Asc,
    /// From Z to A, from the latest day, from the highest figure.
    Desc,
}

/// One step of the order of a list; records that share a place there are told apart by the next step, and
/// at last by the natural order of the list.
#[derive(Clone, Copy, InputObject)]
#[graphql(concrete(name = "ActionOrder", params(ActionOrderField)))]
#[graphql(concrete(name = "DocumentOrder", params(DocumentOrderField)))]
#[graphql(concrete(name = "FeedbackItemOrder", params(FeedbackItemOrderField)))]
#[graphql(concrete(name = "IndicatorValueOrder", params(IndicatorValueOrderField)))]
#[graphql(concrete(name = "InspectionOrder", params(InspectionOrderField)))]
#[graphql(concrete(name = "MeasureOrder", params(MeasureOrderField)))]
#[graphql(concrete(name = "MeetingOrder", params(MeetingOrderField)))]
#[graphql(concrete(name = "DataQualityNoteOrder", params(DataQualityNoteOrderField)))]
#[graphql(concrete(name = "ReviewOrder", params(ReviewOrderField)))]
#[graphql(concrete(name = "SurveyResultOrder", params(SurveyResultOrderField)))]
#[graphql(concrete(name = "WeaknessOrder", params(WeaknessOrderField)))]
#[graphql(concrete(name = "WorkstreamOrder", params(WorkstreamOrderField)))]
pub struct OrderBy<F: InputType> {
    /// What it is ordered by.
    field: F,
    /// Which way; ascending when left out.
    #[graphql(default)]
    direction: OrderDirection,
}

/// A field that a list can be ordered by.
pub trait OrderField: InputType + Copy + PartialEq {
    type Entity: Listed;
    /// A name for cursors, and the column.
    fn key(self) -> (&'static str, Key<Self::Entity>);
}

/// The steps of an order. None is the natural order.
pub fn steps<F: OrderField>(order: Option<Vec<OrderBy<F>>>) -> Result<Vec<Sort<F::Entity>>> {
    let order = order.unwrap_or_default();
    for (place, step) in order.iter().enumerate() {
        if order
            .iter()
            .take(place)
            .any(|earlier| earlier.field == step.field)
        {
            return Err(Error::bad_input(
                "orderBy",
                "`orderBy` names a field twice.",
            ));
        }
    }
    let sort = |step: OrderBy<F>| {
        let (name, key) = step.field.key();
        Sort {
            name,
            key,
            descending: step.direction == OrderDirection::Desc,
        }
    };
    Ok(order.into_iter().map(sort).collect())
}
