//! The form with which a team says how an action stands.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use crate::component::edit::{self, Begins, EVERYBODY, Edit, Gate, LINK, NOTE, Written};
use crate::component::form::{Button, Field, Kind, problem};
use crate::component::saved::leaving;
use crate::component::signed::{Signed, signed};
use crate::component::{crumbs, dom, dynamic, heading_under, load_page, none, seq, warning};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::{NaiveDate, Versioned};
use crate::query::update::{
    self, ActionStatusInput, SeenActionInput, Standing, UpdateActionStatusInput,
};
use crate::query::word::SharedStatus;

mod standing;
mod take_back;
mod take_reading;

pub use take_back::take_back;

use standing::{STANDS, held, saved, stands, words};

/// Who says how actions stand.
const TEAM: Gate = Gate {
    may: Signed::may_update,
    refused: "You are not among those of the area's team who say how its actions stand. Ask its administrator.",
    unknown: " before you write: only the area's team says how its actions stand.",
    is_closed: false,
    told: EVERYBODY,
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
    let opened = &found.record;
    let href = format::action_href(path);
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&opened.plan.title, &format::plan_href(&opened.plan.path)),
        (&format!("Action {}", opened.reference), &href),
    ]);
    let above = format!("{}, action {}", opened.plan.title, opened.reference);
    let is_offered = stands(opened).is_some();
    // Who has begun to say so goes on with it.
    let begun = dom::kept(&edit::draft(&unchanged_form(&href))).is_some();
    let is_unchanged = RwSignal::new(is_offered && begun);
    let (path, found) = (path.to_owned(), StoredValue::new_local(found.clone()));
    let form = dynamic(move || {
        let is_unchanged = is_unchanged.get();
        found.with_value(|found| form(&path, found, is_unchanged))
    });
    seq(vec![
        heading_under(&above, "How does this action stand?"),
        led_by_others(opened),
        match is_offered {
            true => dynamic(move || turn(is_unchanged)),
            false => none(),
        },
        form,
    ])
}

/// What is said to whoever may only say how those actions stand that he or she leads, of which this is none.
fn led_by_others(opened: &Standing) -> AnyView {
    let leads = opened.assignees.iter().flatten();
    let leads: Vec<String> = leads.map(|lead| lead.email.clone()).collect();
    let (area, signed) = (opened.area.path.clone(), signed());
    dynamic(move || {
        let leads_it = signed
            .get()
            .is_some_and(|account| leads.contains(&account.email));
        match signed.may_update(&area) && !signed.may_edit(&area) && !leads_it {
            true => warning(
                "You do not lead this action: whoever leads it says how it stands, or an editor. Ask an editor to have you lead it.",
            ),
            false => none(),
        }
    })
}

/// The button that leaves nothing to be said but why, and the way back. The focus goes to what is to be written.
fn turn(is_unchanged: RwSignal<bool>) -> AnyView {
    let (words, place) = match is_unchanged.get() {
        true => ("Something has changed: choose another status", "status"),
        false => ("No change, still accurate", NOTE),
    };
    let turn = move |_| {
        is_unchanged.update(|is| *is = !*is);
        set_timeout(move || dom::focus(place), Duration::ZERO);
    };
    view! { <button type="button" class="govuk-button govuk-button--secondary" on:click=turn>{words}</button> }
        .into_any()
}

/// The address of the shorter form, under which what is written there is kept.
fn unchanged_form(href: &str) -> String {
    format!("{href}/update?unchanged")
}

/// The form of another status, or of the one that stands.
fn form(path: &str, found: &Versioned<Standing>, is_unchanged: bool) -> AnyView {
    let opened = Rc::new(found.record.clone());
    let href = format::action_href(path);
    // What stands is what was shown last.
    let latest = StoredValue::new_local(Rc::clone(&opened));
    let (again, leave) = (path.to_owned(), leaving());
    // What is said once it is saved follows from what it was saved after.
    let after = StoredValue::new(String::new());
    edit::edit(Edit {
        noun: "action",
        path: path.to_owned(),
        area: opened.area.path.clone(),
        here: match is_unchanged {
            true => unchanged_form(&href),
            false => format!("{href}/update"),
        },
        back: href.clone(),
        gate: TEAM,
        opened: held(found.clone()),
        begins: Begins::Adding,
        fields: match is_unchanged {
            true => unchanged_fields(),
            false => fields(&opened),
        },
        button: match is_unchanged {
            true => Button::Plain("Save: no change"),
            false => Button::Plain("Save"),
        },
        words: Rc::new(words),
        both: match is_unchanged {
            true => "When you send yours again, it says that the status as it is now is accurate.",
            false => {
                "What has been said stays, and what you send is added. The latest day says how the action stands."
            }
        },
        again: Box::new(move || {
            let path = again.clone();
            Box::pin(async move {
                let found = update::standing(path).await?;
                latest.try_set_value(Rc::new(found.data.record.clone()));
                Ok(found.map(held))
            })
        }),
        send: Box::new(move |mut written| {
            let seen = latest.get_value();
            if is_unchanged {
                let Some(status) = stands(&seen) else {
                    let words = "This action has no status any more. Choose one.";
                    return Err(vec![problem("", words)]);
                };
                written.values.set("status", status);
                written.values.set("effectiveOn", dom::today());
            }
            let input = input(&seen, &written)?;
            after.try_set_value(saved(&seen, &input.effective_on.0));
            Ok(Box::pin(update::update(input)))
        }),
        done: Rc::new(move || {
            let words = after.try_get_value().unwrap_or_default();
            leave(&words, &format!("{href}#updates"));
        }),
    })
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
    let mut fields = vec![
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
    ];
    fields.extend(evidence());
    fields
}

/// The fields of the shorter form: how the action stands is not written, and shown where somebody else was faster.
fn unchanged_fields() -> Vec<Field> {
    let standing = Field {
        name: STANDS,
        label: "Status",
        hint: "",
        kind: Kind::Hidden,
    };
    std::iter::once(standing).chain(evidence()).collect()
}

/// The fields of what shows it.
fn evidence() -> [Field; 2] {
    [
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
