//! What a team changes of a measure: its baseline and target, beside those that are published, and its readings.

use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use super::{Edit, Record, Said};
use crate::{
    domain::{
        Result,
        permission::Act,
        problem::{Code, Problems},
        text,
    },
    entity::{
        measure::{self, TargetComparison, observation},
        record::Kind,
        value::Precision,
    },
};

/// A figure in words, and the number in it.
#[derive(Clone, Debug)]
pub struct Figure {
    pub text: String,
    pub value: Option<f64>,
}

/// Where a measure is to get.
#[derive(Clone, Debug)]
pub struct Target {
    pub figure: Figure,
    pub comparison: Option<TargetComparison>,
}

/// A reading of a day.
#[derive(Clone, Debug)]
pub struct Reading {
    pub on: NaiveDate,
    pub figure: Figure,
}

/// What is changed of a measure. What is left out stays as it is; a reading is added to those that there are.
#[derive(Debug, Default)]
pub struct EditMeasure {
    pub baseline: Option<Figure>,
    pub target: Option<Target>,
    pub reading: Option<Reading>,
}

#[async_trait]
impl Edit for EditMeasure {
    const KINDS: &'static [Kind] = &[Kind::Measure];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, problems: &mut Problems) {
        if self.baseline.is_none() && self.target.is_none() && self.reading.is_none() {
            let words = "Nothing is changed. Give `baseline`, `target` or `observation`.";
            problems.add(Code::Required, "", words);
        }
        if let Some(figure) = &mut self.baseline {
            figure.check(problems, "baseline");
        }
        if let Some(target) = &mut self.target {
            target.figure.check(problems, "target");
            if target.comparison.is_some() != target.figure.value.is_some() {
                let words = "A number and how it compares belong together: give both or neither.";
                problems.add(Code::Invalid, "target.comparison", words);
            }
        }
        if let Some(reading) = &mut self.reading {
            reading.figure.check(problems, "observation");
            text::past_day(problems, "observation.on", reading.on);
        }
    }

    async fn make(
        &self,
        _: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let mut row: measure::Model = record.row()?;
        if let Some(figure) = &self.baseline {
            row.team_baseline = Some(figure.text.clone());
            row.team_baseline_value = figure.value;
        }
        if let Some(target) = &self.target {
            row.team_target = Some(target.figure.text.clone());
            row.team_target_value = target.figure.value;
            row.team_target_comparison = target.comparison;
        }
        if let Some(reading) = &self.reading {
            record.add(problems, "observations", |id, position| {
                observation::Model {
                    id,
                    measure_id: row.id,
                    position,
                    as_of: reading.on.to_string(),
                    as_of_precision: Some(Precision::Day),
                    as_of_from: Some(reading.on),
                    as_of_to: Some(reading.on),
                    published: reading.figure.text.clone(),
                    value: reading.figure.value,
                    note: Some(said.note.clone()),
                    link: said.link.clone(),
                    author: Some(said.author.clone()),
                    at: Some(said.at),
                }
            })?;
        }
        record.set_row(&row)
    }
}

impl Figure {
    fn check(&mut self, problems: &mut Problems, path: &str) {
        self.text = text::line(problems, &format!("{path}.text"), &self.text, 1..=300);
        if self.value.is_some_and(|value| !value.is_finite()) {
            let words = "This is no number that can be kept.";
            problems.add(Code::Invalid, &format!("{path}.value"), words);
        }
    }
}
