//! The form with which a team says how an action stands.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use crate::component::edit::{self, EVERYBODY, Edit, Gate, Held, LINK, NOTE, Written, plain_words};
use crate::component::form::{Button, Field, Kind, Values, problem};
use crate::component::saved::leaving;
use crate::component::signed::{Signed, signed};
use crate::component::{
    crumbs, dom, dynamic, heading_under, load_page, none, quote, row, seq, status_tag,
    summary_list, warning,
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
        is_prefilled: false,
        fields: match is_unchanged {
            true => evidence().into(),
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
                "Neither is thrown away: what you send is added. To leave it as it is now, send nothing."
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
            Ok(Box::pin(update::update(input)))
        }),
        done: Rc::new(move || {
            leave("The update is saved", &format!("{href}#updates"));
        }),
    })
}

/// How an action stands, as the form is sent with it. Nothing where it has no status yet that could be said again.
fn stands(seen: &Standing) -> Option<String> {
    let is_sayable =
        |status: SharedStatus| !matches!(status, SharedStatus::Unknown | SharedStatus::NotStated);
    if !is_sayable(seen.status.shared) {
        return None;
    }
    let own = seen.status.value.as_ref().map(|value| value.code.clone());
    let scale = seen.plan.status_scheme.as_ref();
    let is_known = |code: &String| {
        scale.is_some_and(|scale| {
            let mut values = scale.values.iter();
            values.any(|value| value.code == *code && is_sayable(value.shared))
        })
    };
    let shared = || seen.status.shared.slug().to_owned();
    Some(own.filter(is_known).unwrap_or_else(shared))
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
pub fn word(update: &ActionUpdate) -> String {
    let own = update.value.as_ref().map(|value| value.code.clone());
    own.unwrap_or_else(|| update.status.slug().to_owned())
}

/// What stands in a field, as the page says it.
pub fn words(name: &str, value: &str) -> String {
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

/// What somebody has said last.
pub fn said(update: Option<&ActionUpdate>) -> AnyView {
    let Some(update) = update else {
        return "Nothing since the plan was published".into_any();
    };
    let words = format!(
        "{} since {}: {} ({}, {})",
        words("status", &word(update)),
        format::date(&update.effective_on.0),
        update.note,
        update.author,
        update.at.words()
    );
    words.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{ActionStatus, AreaName, StatusLabel};
    use crate::query::update::{PlanScale, Scale, ScaleValue};

    fn seen(shared: SharedStatus, code: Option<&str>) -> Standing {
        let scale = [
            ("Amber", SharedStatus::InProgress),
            ("Red", SharedStatus::Unknown),
        ];
        let values = scale.map(|(code, shared)| ScaleValue {
            code: code.to_owned(),
            label: code.to_owned(),
            shared,
        });
        Standing {
            id: "x".into(),
            reference: "1.1".to_owned(),
            text: String::new(),
            record_version: 1,
            status: ActionStatus {
                published: None,
                shared,
                value: code.map(|code| StatusLabel {
                    code: code.to_owned(),
                    label: code.to_owned(),
                }),
            },
            updates: Vec::new(),
            area: AreaName {
                path: "a".to_owned(),
                name: "A".to_owned(),
            },
            plan: PlanScale {
                path: "a/p".to_owned(),
                title: "P".to_owned(),
                status_scheme: Some(Scale {
                    values: values.into(),
                }),
            },
            assignees: None,
        }
    }

    #[test]
    fn only_a_status_that_can_be_said_again_stands() {
        let stands = |shared, code| stands(&seen(shared, code));
        let own = stands(SharedStatus::InProgress, Some("Amber"));
        assert_eq!(own.as_deref(), Some("Amber"));
        let shared = stands(SharedStatus::Completed, None);
        assert_eq!(shared.as_deref(), Some("completed"));
        assert_eq!(stands(SharedStatus::NotStated, None), None);
        assert_eq!(stands(SharedStatus::Unknown, Some("Red")), None);
    }
}
