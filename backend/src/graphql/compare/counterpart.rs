//! The measures of two plans and what stands beside each.

use async_graphql::Object;

use crate::{
    domain::compare::counterpart::{Class, Pair},
    graphql::measure::Measure,
};

/// A measure of one plan beside one of the other, or beside nothing.
pub struct ComparedMeasures(pub Pair);

/// A measure of one plan beside one of the other, or beside nothing.
#[Object]
impl ComparedMeasures {
    /// How far they can be compared. Only SAME_DEFINITION may be drawn in one picture.
    async fn class(&self) -> Class {
        self.0.class
    }
    /// The measure of the first plan. Null where it has no counterpart there.
    async fn a(&self) -> Option<Measure> {
        self.0.a.clone().map(Measure)
    }
    /// The measure of the second plan. Null where it has no counterpart there.
    async fn b(&self) -> Option<Measure> {
        self.0.b.clone().map(Measure)
    }
    /// Why they are of this class.
    async fn reason(&self) -> &str {
        &self.0.reason
    }
}
