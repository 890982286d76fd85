//! The form of a year of a survey that a team has entered.

use super::Form;
use crate::component::edit::{Begins, plain_words, why};
use crate::component::form::Values;
use crate::component::{none, row, summary_list};
use crate::page::enter::{given, number, of_year};
use crate::query::common::NaiveDate;
use crate::query::edit::record::Record;
use crate::query::edit::survey::{self as query, EditSurveyWaveInput};
use crate::query::word::RecordKind;

pub(super) const FORM: Form = Form {
    kind: RecordKind::SurveyWave,
    title: "Change a year of the survey",
    begins: Begins::Filled,
    fields: |_| {
        let mut fields = of_year();
        fields.extend(why());
        fields
    },
    words: plain_words,
    both: "The history of the year keeps both.",
    values: |record| match record {
        Record::SurveyWave(wave) => {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let day = |day: &Option<NaiveDate>| day.as_ref().map(|day| day.0.clone());
            let number = |number: Option<i32>| number.map(|number| number.to_string());
            Values::of([
                ("label", text(&wave.label)),
                (
                    "fieldworkFrom",
                    day(&wave.fieldwork_from).unwrap_or_default(),
                ),
                ("fieldworkTo", day(&wave.fieldwork_to).unwrap_or_default()),
                ("asked", number(wave.asked).unwrap_or_default()),
                ("respondents", number(wave.respondents).unwrap_or_default()),
                ("method", text(&wave.method)),
            ])
        }
        _ => Values::default(),
    },
    head: |record| match record {
        Record::SurveyWave(wave) => summary_list(vec![row("Year", wave.year)]),
        _ => none(),
    },
    send: |edited, written| {
        let values = &written.values;
        let mut problems = Vec::new();
        let asked = number(values, "asked", &mut problems);
        let respondents = number(values, "respondents", &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Box::pin(query::edit_wave(EditSurveyWaveInput {
            id: edited.id.clone(),
            expected_version: written.version,
            note: written.note(),
            link: written.link(),
            key: Some(written.key),
            label: given(values, "label"),
            fieldwork_from: given(values, "fieldworkFrom").map(NaiveDate),
            fieldwork_to: given(values, "fieldworkTo").map(NaiveDate),
            asked,
            respondents,
            method: given(values, "method"),
        })))
    },
};
