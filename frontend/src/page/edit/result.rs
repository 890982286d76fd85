//! The form of a figure that a team has entered.

use super::Form;
use crate::component::edit::{Begins, plain_words, why};
use crate::component::form::{EMPTY, Field, Values, problem};
use crate::component::{none, row, summary_list};
use crate::page::enter::{given, line, number};
use crate::query::edit::record::Record;
use crate::query::edit::survey::{self as query, EditSurveyResultInput};
use crate::query::word::RecordKind;

/// The field of whether all is as it was the year before: its values, and what they say.
const AS_BEFORE: &str = "asBefore";
const CHOICES: [(&str, &str); 3] = [
    ("yes", "Yes"),
    ("no", "No, something changed"),
    ("unknown", "I do not know"),
];

pub(super) const FORM: Form = Form {
    kind: RecordKind::SurveyResult,
    title: "Change a figure",
    begins: Begins::Filled,
    fields: |_| {
        let mut fields = vec![
            line("published", "Figure", "As it is published, such as 64%."),
            line("count", "How many (optional)", "As published."),
            line("base", "Counted from how many answers (optional)", ""),
            line(
                "baseNote",
                "Who was counted (optional)",
                "Where that is not everybody who answered.",
            ),
            line(
                "wording",
                "How it was asked this year (optional)",
                "Where the words were not those of the question.",
            ),
            Field {
                name: AS_BEFORE,
                label: "Were the same people asked the same as in the year before?",
                hint: "The figure is set against that of the year before only where you say yes.",
                kind: super::choices(&CHOICES),
            },
            line("changed", "What changed", "Only where something did."),
        ];
        fields.extend(why());
        fields
    },
    words: |name, value| match CHOICES.iter().find(|(slug, _)| *slug == value) {
        Some((_, label)) if name == AS_BEFORE => (*label).to_owned(),
        _ => plain_words(name, value),
    },
    both: "The history of the figure keeps both.",
    values: |record| match record {
        Record::SurveyResult(row) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let as_before = match row.as_before {
                Some(true) => "yes",
                Some(false) => "no",
                None => "unknown",
            };
            Values::of([
                ("published", row.published.clone()),
                ("count", text(&row.count)),
                (
                    "base",
                    row.base.map(|base| base.to_string()).unwrap_or_default(),
                ),
                ("baseNote", text(&row.base_note)),
                ("wording", text(&row.wording)),
                (AS_BEFORE, as_before.to_owned()),
                ("changed", text(&row.changed)),
            ])
        }
        _ => Values::default(),
    },
    head: |record| match record {
        Record::SurveyResult(result) => {
            let mut rows = vec![
                row("What was asked", result.question.text.clone()),
                row("Year", result.wave.year),
            ];
            let more = [("Service", &result.service), ("Answer", &result.answer)];
            for (name, words) in more {
                if let Some(words) = words {
                    rows.push(row(name, words.clone()));
                }
            }
            rows.push(row("Figure now", result.published.clone()));
            summary_list(rows)
        }
        _ => none(),
    },
    send: |edited, written| {
        let values = &written.values;
        let mut problems = Vec::new();
        let base = number(values, "base", &mut problems);
        let as_before = match values.get(AS_BEFORE).as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let changed = given(values, "changed").filter(|_| as_before == Some(false));
        if !problems.is_empty() {
            // What the server would say beside.
            problems.extend(values.missing(&[("published", EMPTY)]));
            if as_before == Some(false) && changed.is_none() {
                let words = "Say what changed: it is shown beside the figure.";
                problems.push(problem("changed", words));
            }
            return Err(problems);
        }
        Ok(Box::pin(query::edit_result(EditSurveyResultInput {
            id: edited.id.clone(),
            expected_version: written.version,
            note: written.note(),
            link: written.link(),
            published: values.get("published"),
            count: given(values, "count"),
            base,
            base_note: given(values, "baseNote"),
            wording: given(values, "wording"),
            as_before,
            changed,
            key: Some(written.key),
        })))
    },
};
