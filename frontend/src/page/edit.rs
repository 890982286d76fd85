//! Forms of what editors change of single records. One file for each kind of record.

use std::rc::Rc;

use leptos::prelude::*;

use crate::component::edit::{Asked, Begins, EDITORS, Edit, Held, Written, edit};
use crate::component::form::{Button, Field, Kind, Values, problem};
use crate::component::saved::leaving;
use crate::component::{crumbs, heading_under, load_page, missing_page, seq};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::Versioned;
use crate::query::edit::Refusal;
use crate::query::edit::record::{self as query, Edited, Record};
use crate::query::word::RecordKind;

pub mod action;
mod feedback;
mod finding;
pub mod lead;
mod measure;
mod note;
mod result;
mod review;
mod wave;
mod workstream;

/// What is sent, or what is missing before it can be.
type Sending = Result<Asked<Vec<Refusal>>, Vec<Problem>>;

/// What is particular to the form of one kind of record.
struct Form {
    kind: RecordKind,
    title: &'static str,
    begins: Begins,
    fields: fn(&Record) -> Vec<Field>,
    words: fn(&str, &str) -> String,
    both: &'static str,
    /// What the record holds, under the names of the fields.
    values: fn(&Record) -> Values,
    /// What of it stands above the form.
    head: fn(&Record) -> AnyView,
    send: fn(&Edited, Written) -> Sending,
}

/// The form at an address: those of single records are downloaded together, but for that of an action, which is larger.
pub fn form(path: &str) -> AnyView {
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    let (form, path) = match steps.as_slice() {
        ["areas", area, "plans", plan, "reviews", "new"] => return review::review(area, plan),
        ["areas", area, "plans", plan, kind, record, "edit"] => {
            let form = match *kind {
                "measures" => &measure::FORM,
                "workstreams" => &workstream::FORM,
                "reviews" => &review::FORM,
                _ => return missing_page(""),
            };
            (form, format!("{area}/{plan}/{record}"))
        }
        [
            "areas",
            area,
            "surveys",
            survey,
            "feedback",
            year,
            row,
            "edit",
        ] => (&feedback::FORM, format!("{area}/{survey}/{year}/{row}")),
        [
            "areas",
            area,
            "surveys",
            survey,
            "years",
            wave,
            "results",
            result,
            "edit",
        ] => (&result::FORM, format!("{area}/{survey}/{wave}/{result}")),
        ["areas", area, "surveys", survey, "years", wave, "edit"] => {
            (&wave::FORM, format!("{area}/{survey}/{wave}"))
        }
        ["quality", document, note, "edit"] => (&note::FORM, format!("{document}/{note}")),
        _ => return missing_page(""),
    };
    page(form, path)
}

fn page(form: &'static Form, path: String) -> AnyView {
    let view = {
        let path = path.clone();
        move |found: &Versioned<Edited>| view(form, &path, found)
    };
    let ask = move || query::record(form.kind, path.clone());
    load_page("the record", ask, view)
}

fn view(form: &'static Form, path: &str, found: &Versioned<Edited>) -> AnyView {
    let opened = found.record.clone();
    let typename = form.kind.typename();
    let name = match &opened.record {
        Record::Review(review) => review.name(path),
        _ => format::record_name(&typename, path),
    };
    let back = format::record_href(&typename, path).unwrap_or_else(|| "/areas".to_owned());
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&name, &back),
    ]);
    let above = format!("{}, {name}", opened.area.name);
    let (again, leave) = (path.to_owned(), leaving());
    let body = edit(Edit {
        noun: form.kind.nouns().0,
        path: path.to_owned(),
        area: opened.area.path.clone(),
        here: format::edit_href(form.kind, path),
        back: back.clone(),
        gate: EDITORS,
        opened: held(form, found.clone()),
        begins: form.begins,
        fields: (form.fields)(&opened.record),
        button: Button::Plain("Save"),
        words: Rc::new(form.words),
        both: form.both,
        again: Box::new(move || {
            let path = again.clone();
            Box::pin(async move {
                let found = query::record(form.kind, path).await?;
                Ok(found.map(|found| held(form, found)))
            })
        }),
        send: Box::new(move |written| (form.send)(&opened, written)),
        done: Rc::new(move || {
            leave("It is saved", &back);
        }),
    });
    seq(vec![heading_under(&above, form.title), body])
}

fn held(form: &'static Form, found: Versioned<Edited>) -> Held {
    let Versioned { record, version } = found;
    Held {
        version: record.version,
        data: version,
        values: (form.values)(&record.record),
        head: Rc::new(move || (form.head)(&record.record)),
    }
}

/// What is written one a line, without the empty ones.
pub(super) fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

/// One of the words of a list, to be chosen.
pub(super) fn choices(words: &[(&'static str, &'static str)]) -> Kind {
    let choice =
        |(slug, label): &(&str, &str)| ((*slug).to_owned(), (*label).to_owned(), String::new());
    Kind::Choices(words.iter().map(choice).collect())
}

/// The day since when something is so.
const SINCE: Field = Field {
    name: "effectiveOn",
    label: "Since when",
    hint: "The day since when it is so: today or before.",
    kind: Kind::Line("date", "off"),
};

/// What is chosen and since when, or what is missing of both. `name` is the field that it is chosen in.
fn chosen<T>(
    written: &Written,
    name: &str,
    read: fn(&str) -> Option<T>,
) -> Result<(T, String), Vec<Problem>> {
    let day = written.values.get(SINCE.name);
    match (read(&written.values.get(name)), day.is_empty()) {
        (Some(chosen), false) => Ok((chosen, day)),
        (chosen, is_empty) => {
            let choose = chosen
                .is_none()
                .then(|| problem(name, "Choose one of these."));
            let give = is_empty.then(|| problem(SINCE.name, "Give the day since when it is so."));
            Err(choose.into_iter().chain(give).collect())
        }
    }
}
