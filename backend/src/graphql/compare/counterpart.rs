//! What two plans measure, and what two areas asked families, with what stands beside each.

use std::sync::Arc;

use async_graphql::SimpleObject;

use crate::{
    domain::compare::{
        counterpart::{Class, Pair},
        indicator::Compared,
    },
    entity::{indicator::value, measure, survey::question},
    graphql::{
        indicator::{Indicator, IndicatorValue},
        measure::Measure,
        survey::SurveyQuestion,
    },
};

/// A measure of one plan beside one of the other, or beside nothing.
#[derive(SimpleObject)]
pub struct ComparedMeasures {
    /// How far they can be compared. Only SAME_DEFINITION may be drawn in one picture.
    class: Class,
    /// The measure of the first plan. Null where it has no counterpart there.
    a: Option<Measure>,
    /// The measure of the second plan. Null where it has no counterpart there.
    b: Option<Measure>,
    /// Why they are of this class.
    reason: String,
}

impl From<Pair<measure::Model>> for ComparedMeasures {
    fn from(pair: Pair<measure::Model>) -> Self {
        Self {
            class: pair.class,
            a: pair.a.map(Measure),
            b: pair.b.map(Measure),
            reason: pair.reason,
        }
    }
}

/// A question that one area asked families beside one that the other asked, or beside nothing.
#[derive(SimpleObject)]
pub struct ComparedQuestions {
    /// How far they can be compared. Only SAME_DEFINITION may be drawn in one picture.
    class: Class,
    /// The question of the first area. Null where it has no counterpart there.
    a: Option<SurveyQuestion>,
    /// The question of the second area. Null where it has no counterpart there.
    b: Option<SurveyQuestion>,
    /// Why they are of this class.
    reason: String,
}

impl From<Pair<question::Model>> for ComparedQuestions {
    fn from(pair: Pair<question::Model>) -> Self {
        Self {
            class: pair.class,
            a: pair.a.map(SurveyQuestion),
            b: pair.b.map(SurveyQuestion),
            reason: pair.reason,
        }
    }
}

/// An indicator of which the documents of either area print a figure.
#[derive(SimpleObject)]
pub struct ComparedIndicator {
    /// The indicator.
    indicator: Indicator,
    /// How far the figures of the two areas can be compared. Only SAME_DEFINITION may be drawn in one picture.
    class: Class,
    /// Why it is of this class.
    reason: String,
    /// What the documents of the first area print: of the area, its region and England, each with its date.
    a: Vec<IndicatorValue>,
    /// What the documents of the second area print.
    b: Vec<IndicatorValue>,
    /// The figures of one date that both areas have, with those of region and England of that date: what may be drawn in one picture. Empty unless the class is SAME_DEFINITION.
    together: Vec<IndicatorValue>,
}

fn values(rows: Vec<value::Model>) -> Vec<IndicatorValue> {
    let rows = rows.into_iter().map(Arc::new);
    rows.map(IndicatorValue).collect()
}

impl From<Compared> for ComparedIndicator {
    fn from(compared: Compared) -> Self {
        Self {
            indicator: Indicator(compared.indicator.into()),
            class: compared.class,
            reason: compared.reason,
            a: values(compared.a),
            b: values(compared.b),
            together: values(compared.together),
        }
    }
}
