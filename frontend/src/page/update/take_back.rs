//! The form with which an editor takes back one update of how an action stands that was wrong.

use std::rc::Rc;

use leptos::prelude::*;

use super::standing::{said, word, words};
use super::take_reading::take_reading;
use crate::component::edit::{self, Begins, EDITORS, Edit, Gate, Held, edit, plain_words};
use crate::component::form::{Button, Values};
use crate::component::saved::leaving;
use crate::component::value::status_colour;
use crate::component::{
    crumbs, heading_under, load_page, missing_page, quote, row, seq, status_tag, summary_list, tag,
};
use crate::format;
use crate::query::common::Versioned;
use crate::query::update::{
    self as query, ActionUpdate, Standing, TakeBackActionUpdateInput, decisive,
};
use crate::query::word::SharedStatus;

/// Who takes back what a team has said, and where what he says of that stands.
pub(super) const HERE: Gate = Gate {
    told: "What you write stays in the history. Everybody sees it there, with your role and not your name.",
    ..EDITORS
};

/// How an action stands without an update.
struct After {
    /// In a word of the plan or of the shared scale. Nothing where nobody states any.
    word: Option<(String, SharedStatus)>,
    about: String,
    /// Where on the page of the action that stands.
    place: &'static str,
}

/// The form at an address: of an update of an action, or of a reading of a measure.
pub fn take_back(path: &str) -> AnyView {
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    let ["areas", area, "plans", plan, rest @ ..] = steps.as_slice() else {
        return missing_page("");
    };
    match rest {
        ["actions", reference, "updates", update, "take-back"] => {
            of_update(format!("{area}/{plan}/{reference}"), (*update).to_owned())
        }
        ["measures", measure, "readings", day, "take-back"] => {
            take_reading(format!("{area}/{plan}/{measure}"), (*day).to_owned())
        }
        _ => missing_page(""),
    }
}

/// `/areas/{area}/plans/{plan}/actions/{reference}/updates/{update}/take-back`
fn of_update(path: String, update: String) -> AnyView {
    let view = {
        let path = path.clone();
        move |found: &Versioned<Standing>| view(&path, &update, found)
    };
    load_page("the action", move || query::standing(path.clone()), view)
}

fn view(path: &str, update: &str, found: &Versioned<Standing>) -> AnyView {
    let opened = &found.record;
    let wrong = opened.updates.iter().find(|one| one.id.inner() == update);
    let Some(wrong) = wrong.cloned() else {
        return missing_page(
            "This action has no such update. It may have been taken back: the history of the action has it still.",
        );
    };
    let href = format::action_href(path);
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&opened.plan.title, &format::plan_href(&opened.plan.path)),
        (&format!("Action {}", opened.reference), &href),
    ]);
    let above = format!("{}, action {}", opened.plan.title, opened.reference);
    // What is left is what was shown last.
    let latest = StoredValue::new_local(Rc::new(opened.clone()));
    let (again, leave) = (path.to_owned(), leaving());
    let (id, sent, gone) = (opened.id.clone(), wrong.id.clone(), wrong.id.clone());
    let wrong = Rc::new(wrong);
    let form = edit(Edit {
        noun: "action",
        path: path.to_owned(),
        area: opened.area.path.clone(),
        here: format::take_back_href(path, update),
        back: href.clone(),
        gate: HERE,
        opened: held(found.clone(), &wrong),
        begins: Begins::Filled,
        fields: edit::why().into(),
        button: Button::Warning("Take the update back"),
        words: Rc::new(plain_words),
        both: "What they have said stays. Send yours again if this update is still to be taken back.",
        again: Box::new(move || {
            let (path, wrong) = (again.clone(), Rc::clone(&wrong));
            Box::pin(async move {
                let found = query::standing(path).await?;
                latest.try_set_value(Rc::new(found.data.record.clone()));
                Ok(found.map(|found| held(found, &wrong)))
            })
        }),
        send: Box::new(move |written| {
            let input = TakeBackActionUpdateInput {
                id: id.clone(),
                expected_version: written.version,
                note: written.note(),
                link: written.link(),
                key: Some(written.key.clone()),
                update: sent.clone(),
            };
            Ok(Box::pin(query::take_back(input)))
        }),
        done: Rc::new(move || {
            // Whoever has left the form meanwhile is told no more than that it is done.
            let after = latest.try_get_value().map(|seen| after(&seen, &gone));
            let (words, place) = match after {
                Some(after) => (
                    format!(
                        "The update is taken back. The action stands {}.",
                        after.words()
                    ),
                    after.place,
                ),
                None => ("The update is taken back".to_owned(), ""),
            };
            leave(&words, &format!("{href}{place}"));
        }),
    });
    seq(vec![heading_under(&above, "Take an update back"), form])
}

/// An action as it is now, with the update in question, and how it stands without that.
fn held(found: Versioned<Standing>, wrong: &Rc<ActionUpdate>) -> Held {
    let Versioned { record, version } = found;
    let (record_version, wrong) = (record.record_version, Rc::clone(wrong));
    let head = move || {
        let rows = summary_list(vec![
            row("The update", said(Some(&wrong))),
            row("Now", status_tag(&record.status)),
            row("Without the update", after(&record, &wrong.id).view()),
        ]);
        seq(vec![quote(&record.text), rows])
    };
    Held {
        version: record_version,
        data: version,
        values: Values::default(),
        head: Rc::new(head),
    }
}

/// How an action stands without an update: as the others say of the latest day, or as published.
fn after(seen: &Standing, gone: &cynic::Id) -> After {
    let left = seen.updates.iter().filter(|one| one.id != *gone).cloned();
    let left: Vec<ActionUpdate> = left.collect();
    let last = decisive(&left).and_then(|at| left.get(at));
    match (last, &seen.status.published) {
        (Some(last), _) => After {
            word: Some((words("status", &word(last)), last.status)),
            about: format!(
                " since {}, as its team says",
                format::date(&last.effective_on.0)
            ),
            place: "#updates",
        },
        (None, Some(code)) => After {
            word: Some((code.clone(), published(seen, code))),
            about: ", as published".to_owned(),
            place: "",
        },
        (None, None) => After {
            word: None,
            about: "without a status, as published".to_owned(),
            place: "",
        },
    }
}

/// The place of a word of the plan on the shared scale.
fn published(seen: &Standing, code: &str) -> SharedStatus {
    let scale = seen.plan.status_scheme.as_ref();
    let own = scale.and_then(|scale| scale.values.iter().find(|value| value.code == code));
    own.map_or(SharedStatus::Unknown, |value| value.shared)
}

impl After {
    /// "at AMBER, as published".
    fn words(&self) -> String {
        match &self.word {
            Some((word, _)) => format!("at {word}{}", self.about),
            None => self.about.clone(),
        }
    }

    fn view(&self) -> AnyView {
        match &self.word {
            Some((word, status)) => seq(vec![
                tag(word, status_colour(*status)),
                self.about.clone().into_any(),
            ]),
            None => format::upper_first(&self.about).into_any(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{ActionStatus, AreaName, DateTime, NaiveDate};
    use crate::query::plan::PlanEditions;
    use crate::query::update::PlanScale;

    fn update(id: &str, day: &str, status: SharedStatus) -> ActionUpdate {
        ActionUpdate {
            id: id.into(),
            effective_on: NaiveDate(day.to_owned()),
            status,
            value: None,
            note: String::new(),
            link: None,
            author: "Editor".to_owned(),
            at: DateTime("2026-11-20T12:00:00Z".to_owned()),
        }
    }

    fn seen(published: Option<&str>, updates: Vec<ActionUpdate>) -> Standing {
        Standing {
            id: "x".into(),
            reference: "1.1".to_owned(),
            text: String::new(),
            record_version: 1,
            status: ActionStatus {
                published: published.map(str::to_owned),
                shared: SharedStatus::Completed,
                value: None,
            },
            updates,
            area: AreaName {
                path: "a".to_owned(),
                name: "A".to_owned(),
            },
            plan: PlanScale {
                path: "a/p".to_owned(),
                title: "P".to_owned(),
                superseded_by: PlanEditions { nodes: Vec::new() },
                status_scheme: None,
            },
            assignees: None,
        }
    }

    #[test]
    fn what_is_left_says_how_the_action_stands() {
        let late = update("late", "2020-11-05", SharedStatus::Completed);
        let all = vec![
            late.clone(),
            update("early", "2020-10-05", SharedStatus::Delayed),
            update("again", "2020-10-05", SharedStatus::OnTrack),
        ];
        let seen_all = seen(Some("AMBER"), all);
        let words = |gone: &str| after(&seen_all, &gone.into()).words();
        assert_eq!(
            words("late"),
            "at On track since 5 October 2020, as its team says"
        );
        assert_eq!(
            words("early"),
            "at Completed since 5 November 2020, as its team says"
        );
        let only = |published| {
            let seen = seen(published, vec![late.clone()]);
            after(&seen, &late.id).words()
        };
        assert_eq!(only(Some("AMBER")), "at AMBER, as published");
        assert_eq!(only(None), "without a status, as published");
    }
}
