//! How an action stands, as the form of an update says it.

use std::rc::Rc;

use leptos::prelude::*;

use super::status::is_sayable;
use crate::component::edit::{Held, LINK, NOTE, plain_words};
use crate::component::form::Values;
use crate::component::{quote, row, seq, status_tag, summary_list};
use crate::format;
use crate::query::common::Versioned;
use crate::query::update::{ActionUpdate, Standing, decisive};
use crate::query::word::SharedStatus;

/// Under which an action says how it stands in words: no field does where nothing but evidence is written.
pub const STANDS: &str = "stands";

/// How an action stands, as the form is sent with it. Nothing where it has no status yet that could be said again.
pub fn stands(seen: &Standing) -> Option<String> {
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

/// The update that says how an action stands.
fn deciding(updates: &[ActionUpdate]) -> Option<&ActionUpdate> {
    updates.get(decisive(updates)?)
}

/// What an update says: "GREEN since 5 November 2020".
fn since(update: &ActionUpdate) -> String {
    let day = format::date(&update.effective_on.0);
    format!("{} since {day}", words("status", &word(update)))
}

/// How an action stands while its team has said nothing, in the words of the plan where it has some.
fn published(seen: &Standing) -> String {
    let own = seen.status.value.as_ref().map(|value| value.code.clone());
    own.or_else(|| seen.status.published.clone())
        .unwrap_or_else(|| seen.status.shared.slug().to_owned())
}

/// What is said once an update is saved: also that it changes nothing, where it is of an earlier day than the one that
/// says how the action stands.
pub fn saved(seen: &Standing, day: &str) -> String {
    let later = deciding(&seen.updates).filter(|update| day < update.effective_on.0.as_str());
    match later {
        None => "The update is saved".to_owned(),
        Some(later) => format!(
            "The update is saved. The action stays at {}, which was said of a later day, {}.",
            words("status", &word(later)),
            format::date(&later.effective_on.0)
        ),
    }
}

/// An action as the form shows it: what was said last stands beside what is written.
pub fn held(found: Versioned<Standing>) -> Held {
    let Versioned { record, version } = found;
    let values = match (deciding(&record.updates), record.updates.last()) {
        (Some(decides), Some(last)) => {
            // What was said last, of an earlier day, is nothing but evidence beside how it stands.
            let note = match decides == last {
                true => last.note.clone(),
                false => format!("{}: {}", since(last), last.note),
            };
            Values::of([
                (STANDS, since(decides)),
                ("status", word(decides)),
                ("effectiveOn", decides.effective_on.0.clone()),
                (NOTE, note),
                (LINK, last.link.clone().unwrap_or_default()),
            ])
        }
        _ => {
            let status = published(&record);
            Values::of([(STANDS, words("status", &status)), ("status", status)])
        }
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

/// What somebody has said last.
pub fn said(update: Option<&ActionUpdate>) -> AnyView {
    let Some(update) = update else {
        return "Nothing since the plan was published".into_any();
    };
    let words = format!(
        "{}: {} ({}, {})",
        since(update),
        update.note,
        update.author,
        update.at.words()
    );
    words.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{ActionStatus, AreaName, DateTime, NaiveDate, StatusLabel};
    use crate::query::plan::PlanEditions;
    use crate::query::update::{Code, PlanScale, Scale, ScaleValue};

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
                superseded_by: PlanEditions { nodes: Vec::new() },
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

    /// An action of which this was said, one after the other: the word and the day.
    fn said_of(said: &[(&str, &str)]) -> Standing {
        let mut standing = seen(SharedStatus::InProgress, Some("Amber"));
        let updates = said.iter().map(|(code, day)| ActionUpdate {
            id: (*day).into(),
            effective_on: NaiveDate((*day).to_owned()),
            status: SharedStatus::InProgress,
            value: Some(Code {
                code: (*code).to_owned(),
            }),
            note: format!("{code} was seen"),
            link: None,
            author: "Editor".to_owned(),
            at: DateTime("2026-11-29T12:00:00Z".to_owned()),
        });
        standing.updates = updates.collect();
        standing
    }

    #[test]
    fn what_is_said_of_an_earlier_day_changes_nothing_and_says_so() {
        let seen = said_of(&[("Blue", "2026-11-03"), ("Amber", "2026-11-01")]);
        let words = "The update is saved. The action stays at Blue, which was said of a later day, 3 November 2026.";
        assert_eq!(saved(&seen, "2026-11-02"), words);
        // Of one day the last counts.
        for day in ["2026-11-03", "2026-11-04"] {
            assert_eq!(saved(&seen, day), "The update is saved");
        }
        assert_eq!(saved(&said_of(&[]), "2020-01-01"), "The update is saved");
    }

    #[test]
    fn a_form_shows_how_the_action_stands_and_what_was_said_last() {
        let held = |said: &[(&str, &str)]| {
            let found = Versioned {
                record: said_of(said),
                version: 1,
            };
            let values = held(found).values;
            [STANDS, "status", "effectiveOn", NOTE].map(|name| values.get(name))
        };
        assert_eq!(held(&[]), ["Amber", "Amber", "", ""]);
        let expected = [
            "Blue since 3 November 2026",
            "Blue",
            "2026-11-03",
            "Blue was seen",
        ];
        assert_eq!(held(&[("Blue", "2026-11-03")]), expected);
        let last = held(&[("Blue", "2026-11-03"), ("Amber", "2026-11-01")]);
        assert_eq!(last[1], "Blue");
        assert_eq!(last[3], "Amber since 1 November 2026: Amber was seen");
    }
}
