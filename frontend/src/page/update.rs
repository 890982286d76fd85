//! The forms with which a team says how actions stand: one here, and several at once in `update/several.rs`.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use crate::component::edit::{self, Begins, EVERYBODY, Edit, Gate, NOTE, Written};
use crate::component::form::{Button, Field, Kind, problem};
use crate::component::saved::leaving;
use crate::component::signed::{Signed, once_known, signed};
use crate::component::{
    crumbs, dom, dynamic, heading_under, load_page, none, seq, superseded, warning,
};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::Versioned;
use crate::query::update::{self, SeenActionInput, Standing, UpdateActionStatusInput};

mod chosen;
mod several;
mod standing;
mod status;
mod take_back;
mod take_reading;

pub use several::several;
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
    let forms = {
        let (path, found) = (path.to_owned(), found.clone());
        once_known(move || forms(path, found))
    };
    seq(vec![
        heading_under(&above, "How does this action stand?"),
        superseded(&opened.plan.title, &opened.plan.superseded_by),
        led_by_others(opened),
        forms,
    ])
}

/// The form of another status and that of the one that stands, one of them at a time.
fn forms(path: String, found: Versioned<Standing>) -> AnyView {
    let is_offered = stands(&found.record).is_some();
    // Who has begun to say so goes on with it.
    let short = edit::draft(&unchanged_form(&format::action_href(&path)));
    let begun = dom::kept(&signed().kept_name(&short)).is_some();
    let is_unchanged = RwSignal::new(is_offered && begun);
    let found = StoredValue::new_local(found);
    let form = dynamic(move || {
        let is_unchanged = is_unchanged.get();
        found.with_value(|found| form(&path, found, is_unchanged))
    });
    match is_offered {
        true => seq(vec![dynamic(move || turn(is_unchanged)), form]),
        false => form,
    }
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
            false => status::fields(opened.plan.status_scheme.as_ref()),
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
                let Some(stands) = stands(&seen) else {
                    let words = "This action has no status any more. Choose one.";
                    return Err(vec![problem("", words)]);
                };
                written.values.set("status", stands);
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

/// The fields of the shorter form: how the action stands is not written, and shown where somebody else was faster.
fn unchanged_fields() -> Vec<Field> {
    let standing = Field {
        name: STANDS,
        label: "Status",
        hint: "",
        kind: Kind::Hidden,
    };
    std::iter::once(standing)
        .chain(status::evidence())
        .collect()
}

/// What is sent, or what is missing before it can be.
fn input(seen: &Standing, written: &Written) -> Result<UpdateActionStatusInput, Vec<Problem>> {
    let scale = seen.plan.status_scheme.as_ref();
    let unsaid = "Choose how the action stands.";
    let (status, effective_on) = status::read(scale, &written.values, unsaid)?;
    Ok(UpdateActionStatusInput {
        actions: vec![SeenActionInput {
            id: seen.id.clone(),
            expected_version: written.version,
        }],
        status,
        effective_on,
        note: written.note(),
        link: written.link(),
        key: Some(written.key.clone()),
    })
}
