//! The forms of what a team enters of a survey. One file for each that is more than a few fields.

use std::rc::Rc;

use leptos::prelude::*;

use super::edit::{choices, lines};
use crate::component::edit::{Asked, EDITORS, LINK, NOTE, gated, why, with_reason};
use crate::component::form::{self, EMPTY, Field, Kind, Sent, Values, problem, settled};
use crate::component::saved::leaving;
use crate::component::{crumbs, dom, heading_under, load_page, missing_page, none, para, seq};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::NaiveDate;
use crate::query::edit::Refusal;
use crate::query::edit::survey::{
    self as query, AddSurveyQuestionInput, AddSurveyWaveInput, Entered,
};
use crate::query::word::Polarity;

mod results;
mod row;
mod survey;

/// The form of a survey of an area, and those below the page of one, by the rest of their address without its last step.
pub fn form(area: &str, form: &str) -> AnyView {
    let (survey, form) = form.split_once('/').unwrap_or((form, ""));
    let path = format!("{area}/{survey}");
    match form.split('/').collect::<Vec<_>>().as_slice() {
        [""] if survey.is_empty() => survey::survey(area),
        ["years"] => entry(&path, wave),
        ["questions"] => entry(&path, question),
        ["years", wave, "results"] => results::results(&path, wave),
        ["years", wave, "feedback"] => row::row(&path, wave),
        _ => missing_page(""),
    }
}

fn entry(path: &str, view: fn(&Entered) -> AnyView) -> AnyView {
    let path = path.to_owned();
    load_page("the survey", move || query::survey(path.clone()), view)
}

/// A request of a form that is on its way, or what is missing before it can be sent.
type Sending = Result<Asked<Vec<Refusal>>, Vec<Problem>>;

/// A form of something new of a survey. `below` is its address below the page of the survey, `part` the part of that
/// page where it is seen once it is there. The draft is kept under `draft`.
struct Entry {
    title: String,
    below: String,
    draft: String,
    part: &'static str,
    /// What is said before its fields, if anything is.
    about: AnyView,
    fields: Vec<Field>,
}

/// Shows a form of something new. `send` is given what was written, and the key of the change.
fn entering(
    survey: &Entered,
    entry: Entry,
    send: impl Fn(&Values, String) -> Sending + 'static,
) -> AnyView {
    let page = format::survey_href(&survey.path);
    crumbs(&[
        ("Surveys", "/surveys"),
        (&survey.area.name, &format::area_href(&survey.area.path)),
        (&survey.title, &page),
    ]);
    let here = format!("{page}/{}", entry.below);
    let leave = leaving();
    let done = move || leave("It is saved", &format!("{page}#{}", entry.part));
    let mut fields = entry.fields;
    fields.extend(why());
    let send = sending(send, done);
    let body = form::form(Some(entry.draft), entry.about, fields, "Save", send);
    seq(vec![
        heading_under(&survey.title, &entry.title),
        gated(EDITORS, &survey.area.path, &here, body),
    ])
}

/// Sends what was written, under the key of the change, and is done where nothing is wrong with it.
fn sending(
    send: impl Fn(&Values, String) -> Sending + 'static,
    done: impl Fn() + 'static,
) -> impl Fn(Values) -> Sent + 'static {
    let key = StoredValue::new_local(dom::fresh());
    let done = Rc::new(done);
    move |values: Values| -> Sent {
        let (done, asked) = (Rc::clone(&done), send(&values, key.get_value()));
        Box::pin(async move {
            let asked = match asked {
                Ok(asked) => asked,
                Err(problems) => return with_reason(problems, &values),
            };
            let asked = async {
                let answer = asked.await?;
                Ok(answer.map(|all| all.into_iter().map(Refusal::problem).collect()))
            };
            let problems = settled(asked).await;
            if problems.is_empty() {
                done();
            }
            problems
        })
    }
}

/// What there is already beside what is entered, if anything is.
fn here_already(names: Vec<String>, between: &str) -> AnyView {
    match names.is_empty() {
        true => none(),
        false => para(&format!("Here already: {}.", names.join(between))),
    }
}

/// What stands in a field, if anything does.
pub fn given(values: &Values, name: &str) -> Option<String> {
    Some(values.get(name).trim().to_owned()).filter(|text| !text.is_empty())
}

/// The whole number in a field, if there is one. What is none is a problem.
pub fn number(values: &Values, name: &str, problems: &mut Vec<Problem>) -> Option<i32> {
    let text = given(values, name)?.replace(',', "");
    let number = text.parse().ok();
    if number.is_none() {
        problems.push(problem(name, "Give a number in digits, such as 310."));
    }
    number
}

/// A field of one line.
pub fn line(name: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field {
        name,
        label,
        hint,
        kind: Kind::Line("text", "off"),
    }
}

/// What is said of a year: the fields of a new one and of one that is changed.
pub fn of_year() -> Vec<Field> {
    let day = |name, label| Field {
        name,
        label,
        hint: "",
        kind: Kind::Line("date", "off"),
    };
    vec![
        line(
            "label",
            "What it is called (optional)",
            "Such as: Spring survey.",
        ),
        day("fieldworkFrom", "First day of asking (optional)"),
        day("fieldworkTo", "Last day of asking (optional)"),
        line("asked", "How many were asked (optional)", ""),
        line("respondents", "How many answered (optional)", ""),
        Field {
            name: "method",
            label: "How people were asked (optional)",
            hint: "Such as: by e-mail to all members of the forum, and on paper in schools.",
            kind: Kind::Lines,
        },
    ]
}

/// `/areas/{area}/surveys/{survey}/years/new`
fn wave(survey: &Entered) -> AnyView {
    let years = survey.waves.nodes.iter().map(|wave| wave.year.to_string());
    let about = here_already(years.collect(), ", ");
    let mut fields = vec![line("year", "Year", "One that is not here yet.")];
    fields.extend(of_year());
    let entry = Entry {
        title: "Add a year".to_owned(),
        about,
        below: "years/new".to_owned(),
        draft: format!("year of {}", survey.path),
        part: "waves",
        fields,
    };
    let id = survey.id.clone();
    entering(survey, entry, move |values, key| {
        let mut problems = values.missing(&[("year", "Give the year.")]);
        let year = number(values, "year", &mut problems);
        let asked = number(values, "asked", &mut problems);
        let respondents = number(values, "respondents", &mut problems);
        let (Some(year), true) = (year, problems.is_empty()) else {
            return Err(problems);
        };
        Ok(Box::pin(query::add_wave(AddSurveyWaveInput {
            survey: id.clone(),
            year,
            note: values.get(NOTE),
            link: given(values, LINK),
            key: Some(key),
            label: given(values, "label"),
            fieldwork_from: given(values, "fieldworkFrom").map(NaiveDate),
            fieldwork_to: given(values, "fieldworkTo").map(NaiveDate),
            asked,
            respondents,
            method: given(values, "method"),
        })))
    })
}

/// `/areas/{area}/surveys/{survey}/questions/new`
fn question(survey: &Entered) -> AnyView {
    let fields = vec![
        line("text", "What is asked", "Word by word."),
        line(
            "group",
            "Heading",
            "As the survey has it, such as: Communication.",
        ),
        Field {
            name: "polarity",
            label: "Which direction is better",
            hint: "",
            kind: choices(Polarity::WORDS),
        },
        Field {
            name: "options",
            label: "Answers to choose from (optional)",
            hint: "One a line. Each has a figure of its own then.",
            kind: Kind::Lines,
        },
    ];
    let entry = Entry {
        title: "Add a question that no earlier year asked".to_owned(),
        about: none(),
        below: "questions/new".to_owned(),
        draft: format!("question of {}", survey.path),
        part: "waves",
        fields,
    };
    let id = survey.id.clone();
    entering(survey, entry, move |values, key| {
        let polarity = Polarity::from_slug(&values.get("polarity"));
        let Some(polarity) = polarity else {
            let mut problems = values.missing(&[("text", EMPTY), ("group", EMPTY)]);
            problems.push(problem("polarity", "Choose one of these."));
            return Err(problems);
        };
        Ok(Box::pin(query::add_question(AddSurveyQuestionInput {
            survey: id.clone(),
            note: values.get(NOTE),
            link: given(values, LINK),
            key: Some(key),
            text: values.get("text"),
            group: values.get("group"),
            polarity,
            options: lines(&values.get("options")),
        })))
    })
}
