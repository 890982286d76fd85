//! The form of a reading of a measure, and of its target and baseline.

use super::{Form, choices};
use crate::component::edit::{Begins, Written, plain_words, why};
use crate::component::form::{EMPTY, Field, Kind, Values, problem};
use crate::component::{none, not_stated, quote, row, seq, summary_list};
use crate::query::account::Problem;
use crate::query::common::NaiveDate;
use crate::query::edit::change::{
    self, EditMeasureInput, FigureInput, ObservationInput, TargetInput,
};
use crate::query::edit::record::{Measure, Record, TeamFigure};
use crate::query::word::{RecordKind, TargetComparison};

/// What is chosen where a target is no number.
const WITHOUT: &str = "none";
const COMPARISON: &str = "target.comparison";

pub(super) const FORM: Form = Form {
    kind: RecordKind::Measure,
    title: "Add a reading, or set target or baseline",
    begins: Begins::Filled,
    fields: |_| fields(),
    words: |name, value| match (name, TargetComparison::from_slug(value)) {
        (COMPARISON, Some(comparison)) => comparison.label().to_owned(),
        (COMPARISON, None) => "No number".to_owned(),
        _ => plain_words(name, value),
    },
    both: "Only what you have changed is sent, and a reading is added, or takes the place of the team’s own of its day: everything else stays as it is now.",
    values: |record| match record {
        Record::Measure(measure) => values(measure),
        _ => Values::default(),
    },
    head: |record| match record {
        Record::Measure(measure) => seq(vec![
            quote(&format!("{} {}", measure.number, measure.text)),
            summary_list(vec![
                row(
                    "Baseline, as published",
                    not_stated(measure.baseline.as_deref()),
                ),
                row(
                    "Target, as published",
                    not_stated(measure.target.as_deref()),
                ),
            ]),
        ]),
        _ => none(),
    },
    send: |edited, written| {
        let parts = parts(&written)?;
        Ok(Box::pin(change::measure(EditMeasureInput {
            id: edited.id.clone(),
            expected_version: written.version,
            note: written.note(),
            link: written.link(),
            key: Some(written.key),
            baseline: parts.baseline,
            target: parts.target,
            observation: parts.observation,
        })))
    },
};

/// What is changed of a measure.
#[derive(Debug, Default, PartialEq)]
struct Parts {
    baseline: Option<FigureInput>,
    target: Option<TargetInput>,
    observation: Option<ObservationInput>,
}

fn fields() -> Vec<Field> {
    let line = |name, label, hint, kind| Field {
        name,
        label,
        hint,
        kind: Kind::Line(kind, "off"),
    };
    let number =
        "The number in it, in the unit of the measure. Where the words say one, it is the same.";
    let mut comparisons = vec![(WITHOUT, "The target is no number")];
    comparisons.extend(TargetComparison::WORDS);
    let mut fields = vec![
        line(
            "observation.on",
            "Day of the reading",
            "Today or before. What you give for a day takes the place of what the team has given for it; the history keeps both.",
            "date",
        ),
        line(
            "observation.text",
            "Reading",
            "In words, such as: 92% of plans.",
            "text",
        ),
        line(
            "observation.value",
            "Reading as a number (optional)",
            number,
            "text",
        ),
        line(
            "target.text",
            "Target, as the team sets it (optional)",
            "In words, such as: at least 95%. The published one stays beside.",
            "text",
        ),
        Field {
            name: COMPARISON,
            label: "How the number of the target is meant",
            hint: "",
            kind: choices(&comparisons),
        },
        line(
            "target.value",
            "Target as a number (optional)",
            number,
            "text",
        ),
        line(
            "baseline.text",
            "Baseline, as the team sets it (optional)",
            "In words. The published one stays beside.",
            "text",
        ),
        line(
            "baseline.value",
            "Baseline as a number (optional)",
            number,
            "text",
        ),
    ];
    fields.extend(why());
    fields
}

fn values(measure: &Measure) -> Values {
    let text = |figure: &Option<TeamFigure>| {
        let figure = figure.as_ref();
        figure.map(|figure| figure.text.clone()).unwrap_or_default()
    };
    let value = |figure: &Option<TeamFigure>| {
        let value = figure.as_ref().and_then(|figure| figure.value);
        value.map(|value| value.to_string()).unwrap_or_default()
    };
    let target = measure.team_target.as_ref();
    let comparison = target.and_then(|target| target.comparison);
    let comparison = comparison.map_or(WITHOUT, TargetComparison::slug);
    Values::of([
        ("target.text", text(&measure.team_target)),
        (COMPARISON, comparison.to_owned()),
        ("target.value", value(&measure.team_target)),
        ("baseline.text", text(&measure.team_baseline)),
        ("baseline.value", value(&measure.team_baseline)),
    ])
}

/// What is changed, or what is missing before it can be sent.
fn parts(written: &Written) -> Result<Parts, Vec<Problem>> {
    let mut problems = Vec::new();
    let is_changed = |names: &[&str]| names.iter().any(|name| written.changed(name).is_some());
    let text = |name: &str| written.values.get(name).trim().to_owned();
    let mut number = |name: &str| match read(&text(name)) {
        Ok(number) => number,
        Err(words) => {
            problems.push(problem(name, words));
            None
        }
    };
    let mut parts = Parts::default();
    if is_changed(&["observation.on", "observation.text", "observation.value"]) {
        parts.observation = Some(ObservationInput {
            on: NaiveDate(text("observation.on")),
            text: text("observation.text"),
            value: number("observation.value"),
        });
    }
    if is_changed(&["target.text", COMPARISON, "target.value"]) {
        parts.target = Some(TargetInput {
            text: text("target.text"),
            value: number("target.value"),
            comparison: TargetComparison::from_slug(&text(COMPARISON)),
        });
    }
    if is_changed(&["baseline.text", "baseline.value"]) {
        parts.baseline = Some(FigureInput {
            text: text("baseline.text"),
            value: number("baseline.value"),
        });
    }
    // Without a day it is not even sent: the API takes no empty one.
    if parts
        .observation
        .as_ref()
        .is_some_and(|reading| reading.on.0.is_empty())
    {
        problems.push(problem("observation.on", "Give the day of the reading."));
    }
    if parts == Parts::default() && problems.is_empty() {
        problems.push(problem(
            "",
            "Nothing is changed yet: write a reading, a target or a baseline.",
        ));
    }
    if problems.is_empty() {
        return Ok(parts);
    }
    // What the server would say beside.
    let texts = [
        (parts.observation.is_some(), "observation.text"),
        (parts.target.is_some(), "target.text"),
        (parts.baseline.is_some(), "baseline.text"),
    ];
    for (is_changed, name) in texts {
        if is_changed {
            problems.extend(written.values.missing(&[(name, EMPTY)]));
        }
    }
    Err(problems)
}

/// A number, as people write it.
fn read(text: &str) -> Result<Option<f64>, &'static str> {
    let plain = text.replace(',', "");
    let plain = plain.trim().trim_end_matches('%').trim_end();
    match (plain.is_empty(), plain.parse::<f64>()) {
        (true, _) => Ok(None),
        (false, Ok(number)) if number.is_finite() => Ok(Some(number)),
        _ => Err("Write a number, such as 92.5, or leave it empty."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("", Ok(None)),
            ("92.5", Ok(Some(92.5))),
            (" 92 %", Ok(Some(92.0))),
            ("20,071", Ok(Some(20_071.0))),
            ("-3", Ok(Some(-3.0))),
        ] {
            assert_eq!(read(text), number, "{text}");
        }
        for text in ["many", "NaN", "inf", "9 2"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
