//! What a team changes of a measure: its baseline and target, beside those that are published, and its readings.

use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::{Edit, Record, Said};
use crate::{
    domain::{
        Result, figure, id,
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

/// The part of a measure that its readings are.
const READINGS: &str = "observations";

/// What is changed of a measure. What is left out stays as it is; a reading is added to those that there are, in place of
/// the one that the team has given for its day.
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
        if let Some(own) = &mut self.baseline {
            own.check(problems, "baseline");
            own.agree(problems, "baseline", figure::said(&own.text));
        }
        if let Some(target) = &mut self.target {
            target.check(problems);
        }
        if let Some(reading) = &mut self.reading {
            let own = &mut reading.figure;
            own.check(problems, "observation");
            own.agree(problems, "observation", figure::said(&own.text));
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
            reading.put(problems, said, row.id, record)?;
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

    /// Notes that its number is another than the one that its words say.
    fn agree(&self, problems: &mut Problems, path: &str, words: Option<f64>) {
        if let (Some(value), Some(words)) = (self.value, words)
            && value.is_finite()
            // "3 fewer" is a change by -3.
            && value.abs() != words.abs()
        {
            let words = format!("The words say {words}. Leave the number out, or write the same.");
            problems.add(Code::Invalid, &format!("{path}.value"), words);
        }
    }
}

impl Target {
    fn check(&mut self, problems: &mut Problems) {
        self.figure.check(problems, "target");
        let (comparison, value) = figure::said_target(&self.figure.text);
        self.figure.agree(problems, "target", value);
        let place = "target.comparison";
        match (self.comparison, comparison) {
            (own, _) if own.is_some() != self.figure.value.is_some() => {
                let words = "A number and how it compares belong together: give both or neither.";
                problems.add(Code::Invalid, place, words);
            }
            (Some(own), Some(words)) if own != words => {
                let words = format!(
                    "The words say {}. Choose the same, or write other words.",
                    named(words)
                );
                problems.add(Code::Invalid, place, words);
            }
            _ => {}
        }
    }
}

/// How a target compares, in words.
const fn named(comparison: TargetComparison) -> &'static str {
    match comparison {
        TargetComparison::Above => "more than",
        TargetComparison::AtLeast => "at least",
        TargetComparison::Equal => "exactly",
        TargetComparison::AtMost => "at most",
        TargetComparison::Below => "less than",
    }
}

impl Reading {
    /// Adds it to a measure, in place of what its team has said of that day. What documents state stays beside.
    fn put(
        &self,
        problems: &mut Problems,
        said: &Said,
        measure_id: Uuid,
        record: &mut Record,
    ) -> Result<()> {
        let own = |id, position| observation::Model {
            id,
            measure_id,
            position,
            as_of: self.on.to_string(),
            as_of_precision: Some(Precision::Day),
            as_of_from: Some(self.on),
            as_of_to: Some(self.on),
            published: self.figure.text.clone(),
            value: self.figure.value,
            note: Some(said.note.clone()),
            link: said.link.clone(),
            author: Some(said.author.clone()),
            at: Some(said.at),
        };
        let mut known: Vec<observation::Model> = record.part(READINGS)?;
        let is_same = |one: &observation::Model| is_own(one, self.on);
        let Some(last) = known.iter().rposition(is_same) else {
            // By its day: what was taken back is never taken for what is read of another.
            let of_day = id::of_part(measure_id, &format!("reading:{}", self.on), 0);
            return record.add(problems, READINGS, |_, position| own(of_day, position));
        };
        let kept = known[last].id;
        known[last] = own(kept, known[last].position);
        known.retain(|one| one.id == kept || !is_same(one));
        record.set_part(READINGS, &known)
    }
}

/// Whether a reading is what the team has given for a day.
fn is_own(one: &observation::Model, on: NaiveDate) -> bool {
    one.author.is_some() && one.as_of_from == Some(on)
}

/// That the reading which a team has given for a day was wrong: it goes, and what documents state stays.
#[derive(Debug)]
pub struct TakeBackReading {
    pub on: NaiveDate,
}

#[async_trait]
impl Edit for TakeBackReading {
    const KINDS: &'static [Kind] = &[Kind::Measure];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, problems: &mut Problems) {
        text::past_day(problems, "on", self.on);
    }

    async fn make(
        &self,
        _: &DatabaseTransaction,
        problems: &mut Problems,
        _: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let known: Vec<observation::Model> = record.part(READINGS)?;
        let left = known.iter().filter(|one| !is_own(one, self.on));
        let left: Vec<&observation::Model> = left.collect();
        if left.len() == known.len() {
            let words = "The team has given no reading for this day. It may have been taken back: open the page again.";
            problems.add(Code::NotFound, "on", words);
            return Ok(());
        }
        record.set_part(READINGS, &left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_the_words_contradict_is_refused_at_its_place() {
        let figure = |text: &str, value| Figure {
            text: text.to_owned(),
            value,
        };
        let is_refused_of = |mut edit: EditMeasure| {
            let mut problems = Problems::default();
            edit.check(&mut problems);
            problems.none().is_err()
        };
        for (text, value, is_refused) in [
            ("92% of plans", Some(29.0), true),
            ("92% of plans", Some(92.0), false),
            ("92% of plans", None, false),
            ("Nearly all", Some(92.0), false),
        ] {
            let baseline = Some(figure(text, value));
            let edit = EditMeasure {
                baseline,
                ..EditMeasure::default()
            };
            assert_eq!(is_refused_of(edit), is_refused, "{text} {value:?}");
        }
        for (text, comparison, value, is_refused) in [
            ("at least 95%", TargetComparison::AtMost, 95.0, true),
            ("at least 95%", TargetComparison::AtLeast, 90.0, true),
            ("at least 95%", TargetComparison::AtLeast, 95.0, false),
            ("95%", TargetComparison::AtLeast, 95.0, false),
        ] {
            let target = Some(Target {
                figure: figure(text, Some(value)),
                comparison: Some(comparison),
            });
            let edit = EditMeasure {
                target,
                ..EditMeasure::default()
            };
            assert_eq!(
                is_refused_of(edit),
                is_refused,
                "{text} {comparison:?} {value}"
            );
        }
    }
}
