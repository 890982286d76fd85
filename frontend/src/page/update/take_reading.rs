//! The form with which an editor takes back a reading of a measure that was given for a wrong day.

use std::rc::Rc;

use leptos::prelude::*;

use super::take_back::HERE;
use crate::component::edit::{self, Begins, Edit, Held, edit, plain_words};
use crate::component::form::{Button, Values};
use crate::component::saved::leaving;
use crate::component::{
    crumbs, heading_under, load_page, missing_page, not_stated, quote, row, seq, summary_list,
};
use crate::format;
use crate::page::action::measure::reading;
use crate::query::common::{NaiveDate, Versioned};
use crate::query::edit::change::{self, TakeBackObservationInput};
use crate::query::edit::record::{self as query, Edited, Measure, Record};
use crate::query::plan::Observation;
use crate::query::word::RecordKind;

/// `/areas/{area}/plans/{plan}/measures/{measure}/readings/{day}/take-back`
pub(super) fn take_reading(path: String, day: String) -> AnyView {
    let view = {
        let path = path.clone();
        move |found: &Versioned<Edited>| view(&path, &day, found)
    };
    let ask = move || query::record(RecordKind::Measure, path.clone());
    load_page("the measure", ask, view)
}

fn view(path: &str, day: &str, found: &Versioned<Edited>) -> AnyView {
    let opened = &found.record;
    if given(opened, day).is_none() {
        return missing_page(
            "The team has given no reading of this measure for this day. It may have been taken back: the history of the measure has it still.",
        );
    }
    let href = format::plan_part_href(path);
    let name = format::record_name("Measure", path);
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&name, &href),
    ]);
    let above = format!("{}, {name}", opened.area.name);
    let (again, leave) = (path.to_owned(), leaving());
    let (id, sent, kept) = (opened.id.clone(), day.to_owned(), day.to_owned());
    let form = edit(Edit {
        noun: "measure",
        path: path.to_owned(),
        area: opened.area.path.clone(),
        here: format::take_reading_href(path, day),
        back: href.clone(),
        gate: HERE,
        opened: held(found.clone(), day),
        begins: Begins::Filled,
        fields: edit::why().into(),
        button: Button::Warning("Take the reading back"),
        words: Rc::new(plain_words),
        both: "What they have changed stays. Send yours again if this reading is still to be taken back.",
        again: Box::new(move || {
            let (path, day) = (again.clone(), kept.clone());
            Box::pin(async move {
                let found = query::record(RecordKind::Measure, path).await?;
                Ok(found.map(|found| held(found, &day)))
            })
        }),
        send: Box::new(move |written| {
            let input = TakeBackObservationInput {
                id: id.clone(),
                expected_version: written.version,
                note: written.note(),
                link: written.link(),
                key: Some(written.key.clone()),
                on: NaiveDate(sent.clone()),
            };
            Ok(Box::pin(change::take_back(input)))
        }),
        done: Rc::new(move || {
            leave("The reading is taken back", &href);
        }),
    });
    seq(vec![heading_under(&above, "Take a reading back"), form])
}

/// A measure as it is now, with the reading in question.
fn held(found: Versioned<Edited>, day: &str) -> Held {
    let Versioned { record, version } = found;
    let (record_version, day) = (record.version, day.to_owned());
    let head = move || {
        let now = match given(&record, &day) {
            Some(own) => reading(own),
            None => not_stated(None),
        };
        let text = measure(&record).map_or("", |measure| measure.text.as_str());
        seq(vec![
            quote(text),
            summary_list(vec![row("The reading", now)]),
        ])
    };
    Held {
        version: record_version,
        data: version,
        values: Values::default(),
        head: Rc::new(head),
    }
}

fn measure(opened: &Edited) -> Option<&Measure> {
    match &opened.record {
        Record::Measure(measure) => Some(measure),
        _ => None,
    }
}

/// The reading that the team has given for a day.
fn given<'a>(opened: &'a Edited, day: &str) -> Option<&'a Observation> {
    let mut readings = measure(opened)?.observations.iter();
    readings.find(|one| one.day_of_team() == Some(day))
}
