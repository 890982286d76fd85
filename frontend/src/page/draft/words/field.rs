//! The fields of each kind of record of a draft.

use super::{Kind, LEADS};
use crate::component::form::{Field, Kind as Control};
use crate::page::edit::lead;
use crate::query::draft::{Plan, SchemeValue};
use crate::query::word::{MeasurePolarity, MeasureUnit};

/// The fields of a kind of record.
pub fn fields(kind: Kind, plan: &Plan) -> Vec<Field> {
    let line = |name, label, hint| Field {
        name,
        label,
        hint,
        kind: Control::Line("text", "off"),
    };
    let lines = |name, label, hint| Field {
        name,
        label,
        hint,
        kind: Control::Lines,
    };
    let words = |words: &[(&'static str, &'static str)]| {
        let choice =
            |(slug, label): &(&str, &str)| ((*slug).to_owned(), (*label).to_owned(), String::new());
        Control::Choices(words.iter().map(choice).collect())
    };
    match kind {
        Kind::Plan => vec![
            line("record.plan.title", "Title", ""),
            line(
                "record.plan.version",
                "Version (optional)",
                "Such as: Version 2, November 2026.",
            ),
            line(
                "record.plan.period",
                "Period, in words (optional)",
                "As the plan is to print it, such as 2026 to 2028.",
            ),
            Field {
                name: "record.plan.periodFrom",
                label: "First day of the period (optional)",
                hint: "",
                kind: Control::Line("date", "off"),
            },
            Field {
                name: "record.plan.periodTo",
                label: "Last day of the period (optional)",
                hint: "",
                kind: Control::Line("date", "off"),
            },
            lines(
                "record.plan.sponsors",
                "Sponsors (optional)",
                "Who sponsors and leads the plan.",
            ),
            lines(
                "record.plan.monitoring",
                "Monitoring (optional)",
                "How it is monitored.",
            ),
        ],
        Kind::Workstream => vec![
            line(
                "record.workstream.number",
                "Number",
                "By which it is found, such as 3.",
            ),
            line("record.workstream.title", "Title", ""),
            lines(
                "record.workstream.leads",
                "Leads (optional)",
                "As the plan is to print them.",
            ),
            lines(
                "record.workstream.outcomes",
                "Outcomes aimed at (optional)",
                "One a line.",
            ),
        ],
        Kind::Action => {
            let mut fields = vec![
                line(
                    "record.action.reference",
                    "Reference",
                    "By which it is found, such as 2.15.",
                ),
                lines("record.action.text", "What is to be done", ""),
                lines("record.action.steps", "Steps (optional)", "One a line."),
                lead::field(
                    LEADS,
                    [
                        "Leads (optional)",
                        "All who are to lead it, by name or by post. Once it is published, everybody sees them.",
                    ],
                    &plan.organisations(),
                ),
                line(
                    "record.action.due",
                    "Due (optional)",
                    "As the plan is to print it, such as 30/09/2027 or Autumn 2027. It is read as every published date is.",
                ),
                lines(
                    "record.action.evidence",
                    "Evidence (optional)",
                    "What it is to leave, one a line.",
                ),
                lines(
                    "record.action.impact",
                    "Impact (optional)",
                    "What it is to change.",
                ),
            ];
            if let Some(scheme) = &plan.status_scheme {
                let values = scheme.values.iter();
                // In the words of the form of how an action stands.
                let choice = |value: &SchemeValue| {
                    (value.code.clone(), value.code.clone(), value.label.clone())
                };
                fields.push(Field {
                    name: "record.action.status",
                    label: "Status (optional)",
                    hint: "In the words of the plan.",
                    kind: Control::Choices(values.map(choice).collect()),
                });
            }
            fields
        }
        Kind::Measure => vec![
            line(
                "record.measure.number",
                "Number",
                "By which it is found, such as 1.3.2.",
            ),
            lines("record.measure.text", "What is measured", ""),
            Field {
                name: "record.measure.unit",
                label: "What it counts in",
                hint: "",
                kind: words(MeasureUnit::WORDS),
            },
            Field {
                name: "record.measure.polarity",
                label: "Which way is better",
                hint: "",
                kind: words(MeasurePolarity::WORDS),
            },
            line(
                "record.measure.baseline",
                "Baseline (optional)",
                "Such as 62%.",
            ),
            line(
                "record.measure.target",
                "Target (optional)",
                "Such as above 95%.",
            ),
        ],
    }
}
