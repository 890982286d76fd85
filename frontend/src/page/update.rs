//! The form with which a team says how an action stands.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use crate::component::edit::{Edit, Gate, Held, LINK, NOTE, Written, edit, plain_words};
use crate::component::form::{Field, Kind, Values, problem};
use crate::component::signed::Signed;
use crate::component::{
    crumbs, dom, heading_under, load_page, quote, row, seq, status_tag, summary_list,
};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::{NaiveDate, Versioned};
use crate::query::update::{
    self, ActionStatusInput, ActionUpdate, SeenActionInput, Standing, UpdateActionStatusInput,
};
use crate::query::word::SharedStatus;

/// Who says how actions stand.
const TEAM: Gate = Gate {
    may: Signed::may_update,
    refused: "You are not among those of the area's team who say how its actions stand. Ask its administrator.",
    unknown: " before you write: only the area's team says how its actions stand.",
    is_closed: false,
};

/// `/areas/{area}/plans/{plan}/actions/{reference}/update`
pub fn update(area: &str, plan: &str, reference: &str) -> AnyView {
    let path = format!("{area}/{plan}/{reference}");
    let view = {
        let path = path.clone();
        move |standing: &Versioned<Standing>| view(&path, standing)
    };
    load_page("the action", move || update::standing(path.clone()), view)
}

fn view(path: &str, found: &Versioned<Standing>) -> AnyView {
    let opened = Rc::new(found.record.clone());
    let href = format::action_href(path);
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&opened.plan.title, &format::plan_href(&opened.plan.path)),
        (&format!("Action {}", opened.reference), &href),
    ]);
    let above = format!("{}, action {}", opened.plan.title, opened.reference);
    let (again, navigate) = (path.to_owned(), use_navigate());
    let form = edit(Edit {
        noun: "action",
        path: path.to_owned(),
        area: opened.area.path.clone(),
        here: format!("{href}/update"),
        gate: TEAM,
        opened: held(found.clone()),
        is_prefilled: false,
        fields: fields(&opened),
        button: "Save",
        words,
        both: "Neither is thrown away: yours is added when you send it again.",
        again: Box::new(move || {
            let path = again.clone();
            Box::pin(async move { Ok(update::standing(path).await?.map(held)) })
        }),
        send: Box::new(move |written| {
            let input = input(&opened, &written)?;
            Ok(Box::pin(update::update(input)))
        }),
        done: Rc::new(move || {
            dom::announce("The update is saved");
            navigate(&format!("{href}#updates"), Default::default());
        }),
    });
    seq(vec![
        heading_under(&above, "How does this action stand?"),
        form,
    ])
}

/// An action as the form shows it: what was said last stands beside what is written.
fn held(found: Versioned<Standing>) -> Held {
    let Versioned { record, version } = found;
    let values = match record.updates.last() {
        Some(update) => Values::of([
            ("status", word(update)),
            ("effectiveOn", update.effective_on.0.clone()),
            (NOTE, update.note.clone()),
            (LINK, update.link.clone().unwrap_or_default()),
        ]),
        None => Values::default(),
    };
    let record_version = record.record_version;
    let head = move || {
        let rows = summary_list(vec![
            row("Now", status_tag(&record.status)),
            row("Said last", said(record.updates.last())),
        ]);
        seq(vec![quote(&record.text), rows])
    };
    Held {
        version: record_version,
        data: version,
        values,
        head: Rc::new(head),
    }
}

/// How an action stands, as an update says: in the plan's own scale where it is one of it.
fn word(update: &ActionUpdate) -> String {
    let own = update.value.as_ref().map(|value| value.code.clone());
    own.unwrap_or_else(|| update.status.label().to_owned())
}

/// What stands in a field, as the page says it.
fn words(name: &str, value: &str) -> String {
    let shared = SharedStatus::from_slug(value).filter(|_| name == "status");
    match shared {
        Some(status) => status.label().to_owned(),
        None => plain_words(name, value),
    }
}

fn fields(opened: &Standing) -> Vec<Field> {
    let own = opened.plan.status_scheme.as_ref().map(|scale| {
        let usable = scale.values.iter().filter(|value| {
            !matches!(
                value.shared,
                SharedStatus::Unknown | SharedStatus::NotStated
            )
        });
        let choices =
            usable.map(|value| (value.code.clone(), value.code.clone(), value.label.clone()));
        choices.collect::<Vec<_>>()
    });
    let choices = own.filter(|own| !own.is_empty()).unwrap_or_else(|| {
        let all = SharedStatus::ALL
            .iter()
            .filter(|status| !matches!(status, SharedStatus::Unknown | SharedStatus::NotStated));
        all.map(|status| {
            (
                status.slug().to_owned(),
                status.label().to_owned(),
                String::new(),
            )
        })
        .collect()
    });
    vec![
        Field {
            name: "status",
            label: "Status",
            hint: "In the words of the plan, or on the scale shared by all plans where it has none.",
            kind: Kind::Choices(choices),
        },
        Field {
            name: "effectiveOn",
            label: "Since when",
            hint: "The day since when it is so: today or before.",
            kind: Kind::Line("date", "off"),
        },
        Field {
            name: NOTE,
            label: "Evidence",
            hint: "What shows it, in 10 to 1,000 characters: who checked, when, and what they found.",
            kind: Kind::Lines,
        },
        Field {
            name: LINK,
            label: "Link to the evidence (optional)",
            hint: "Such as minutes or a report: https://…",
            kind: Kind::Line("url", "off"),
        },
    ]
}

/// What is sent, or what is missing before it can be.
fn input(seen: &Standing, written: &Written) -> Result<UpdateActionStatusInput, Vec<Problem>> {
    let values = &written.values;
    let chosen = values.get("status");
    let own = seen
        .plan
        .status_scheme
        .iter()
        .flat_map(|scale| &scale.values);
    let is_own = own.clone().any(|value| value.code == chosen);
    let status = match SharedStatus::from_slug(&chosen) {
        _ if is_own => Some(ActionStatusInput::Value(chosen)),
        Some(shared) => Some(ActionStatusInput::Shared(shared)),
        None => None,
    };
    let day = values.get("effectiveOn");
    let mut problems = Vec::new();
    if status.is_none() {
        problems.push(problem("status", "Choose how the action stands."));
    }
    if day.is_empty() {
        problems.push(problem("effectiveOn", "Give the day since when it is so."));
    }
    match (status, problems.is_empty()) {
        (Some(status), true) => Ok(UpdateActionStatusInput {
            actions: vec![SeenActionInput {
                id: seen.id.clone(),
                expected_version: written.version,
            }],
            status,
            effective_on: NaiveDate(day),
            note: written.note(),
            link: written.link(),
            key: Some(written.key.clone()),
        }),
        _ => Err(problems),
    }
}

/// What somebody has said last.
fn said(update: Option<&ActionUpdate>) -> AnyView {
    let Some(update) = update else {
        return "Nothing since the plan was published".into_any();
    };
    let words = format!(
        "{} since {}: {} ({}, {})",
        word(update),
        format::date(&update.effective_on.0),
        update.note,
        update.author,
        update.at.words()
    );
    words.into_any()
}
