//! What teams change of a measure.

use async_graphql::{Context, InputObject, SimpleObject};
use chrono::NaiveDate;
use uuid::Uuid;

use super::EditInput;
use crate::{
    domain::{
        self,
        edit::measure::{EditMeasure, Figure, Reading, TakeBackReading, Target},
    },
    entity::measure::TargetComparison,
};

/// What is changed of a measure. What is left out stays as it is.
#[derive(InputObject)]
pub struct EditMeasureInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// Where it began, as the team says by now.
    baseline: Option<FigureInput>,
    /// Where it is to get, as the team says by now.
    target: Option<TargetInput>,
    /// A reading, added to those that there are. It takes the place of the one that the team has given for its day; what
    /// documents state of that day stays beside.
    observation: Option<ObservationInput>,
}

/// A figure.
#[derive(InputObject)]
pub struct FigureInput {
    /// In words, such as 92% of plans: 1 to 300 characters.
    text: String,
    /// The number in it, in the unit of the measure: the one that the words say, where they say one. Left out where there
    /// is none.
    value: Option<f64>,
}

/// Where a measure is to get.
#[derive(InputObject)]
pub struct TargetInput {
    /// In words, such as at least 95%: 1 to 300 characters.
    text: String,
    /// The number in it, in the unit of the measure: the one that the words say, where they say one. Left out where there
    /// is none.
    value: Option<f64>,
    /// How it compares, as the words say where they do. It belongs to the number.
    comparison: Option<TargetComparison>,
}

/// A reading of a day.
#[derive(InputObject)]
pub struct ObservationInput {
    /// The day: today or before.
    on: NaiveDate,
    /// In words: 1 to 300 characters.
    text: String,
    /// The number in it, in the unit of the measure: the one that the words say, where they say one. Left out where there
    /// is none.
    value: Option<f64>,
}

/// Which reading of a measure is taken back, and why.
#[derive(InputObject)]
pub struct TakeBackObservationInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// The day for which the team has given it.
    on: NaiveDate,
}

impl TakeBackObservationInput {
    /// Takes the reading back, and answers the id of the measure.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        self.edit.make(ctx, TakeBackReading { on: self.on }).await
    }
}

impl EditMeasureInput {
    /// Makes the change, and answers the id of the measure.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        let figure = |text, value| Figure { text, value };
        let change = EditMeasure {
            baseline: self.baseline.map(|input| figure(input.text, input.value)),
            target: self.target.map(|input| Target {
                figure: figure(input.text, input.value),
                comparison: input.comparison,
            }),
            reading: self.observation.map(|input| Reading {
                on: input.on,
                figure: figure(input.text, input.value),
            }),
        };
        self.edit.make(ctx, change).await
    }
}

/// A baseline or a target that a team has set.
#[derive(SimpleObject)]
pub struct TeamFigure {
    /// In words.
    text: String,
    /// The number in it, in the unit of the measure. Null when there is none.
    value: Option<f64>,
    /// How it compares. Null for a baseline, and when there is no number.
    comparison: Option<TargetComparison>,
}

impl TeamFigure {
    /// Nothing where none is set.
    pub fn of(
        text: Option<&String>,
        value: Option<f64>,
        comparison: Option<TargetComparison>,
    ) -> Option<Self> {
        let text = text?.clone();
        Some(Self {
            text,
            value,
            comparison,
        })
    }
}
