//! Forms that change a record: opened with the version that is seen, sent with the reason, and with both sides shown
//! where somebody else was faster.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;

use super::form::{Button, Field, Kind, Sent, Values, prefilled, problem, unanswered};
use super::live::{self, News, Scope};
use super::signed::signed;
use super::{dom, dynamic, none, seq};
use crate::api::ApiResult;
use crate::format;
use crate::query::account::Problem;
use crate::query::edit::Refusal;
use crate::query::live::Change;
use crate::query::word::ProblemCode;

mod conflict;
mod gate;
mod reason;
mod settled;

use conflict::{Conflict, compared};
pub use gate::{EDITORS, EVERYBODY, Gate, gated};
pub use reason::with_reason;
use settled::{LEFT, SAME, settled};

/// The field in which a form keeps what was seen when it was opened.
const SEEN: &str = "seen";
/// The field of the reason.
pub const NOTE: &str = "note";
/// The field of the address with evidence.
pub const LINK: &str = "link";
/// What becomes of both sides where a form adds what it says.
pub const ADDED: &str = "What has been said stays, and what you send is added.";
/// Under which a record that no log knows says who changed it last: what it holds has no such field.
pub const BY: &str = "changed by";

/// A record, as a form of a change shows it.
#[derive(Clone)]
pub struct Held {
    /// Its version.
    pub version: i32,
    /// A version of the data that holds it.
    pub data: i32,
    /// What it holds, under the names of the fields.
    pub values: Values,
    /// What is shown of it above the form.
    pub head: Rc<dyn Fn() -> AnyView>,
}

/// What was written, and of what version of the record.
pub struct Written {
    pub version: i32,
    /// What this change is called, so that it is made once.
    pub key: String,
    pub values: Values,
    /// What the record held when the form was opened.
    first: Values,
}

impl Written {
    /// What stands in a field, if it is not what stood there when the form was opened.
    pub fn changed(&self, name: &str) -> Option<String> {
        let [now, first] =
            [&self.values, &self.first].map(|values| tidy(&values.all(name).join("\n")));
        (now != first).then_some(now)
    }

    /// The reason.
    pub fn note(&self) -> String {
        self.values.get(NOTE)
    }

    /// The address of a page with evidence, where one is given.
    pub fn link(&self) -> Option<String> {
        Some(self.values.get(LINK)).filter(|link| !link.trim().is_empty())
    }
}

/// A text as it is compared: browsers end lines in another way.
fn tidy(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// An answer about a record that is on its way.
pub type Asked<T> = Pin<Box<dyn Future<Output = ApiResult<T>>>>;
/// What stands in a field, given its name, in the words of the page.
type Words = Rc<dyn Fn(&str, &str) -> String>;
type Send = Box<dyn Fn(Written) -> Result<Asked<Vec<Refusal>>, Vec<Problem>>>;

/// How a form begins, and what is sent of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// With what the record holds: what is changed is sent.
    Filled,
    /// Empty: what is said is added to what has been said.
    Adding,
    /// Empty: what is said takes the place of what has been said.
    Replacing,
}

impl Begins {
    /// Whether its fields begin with what the record holds.
    pub fn is_filled(self) -> bool {
        self == Self::Filled
    }
}

/// A form of a change.
pub struct Edit {
    /// What it is of, such as an action.
    pub noun: &'static str,
    /// The path of the record.
    pub path: String,
    /// The path of the area.
    pub area: String,
    /// The address of the form.
    pub here: String,
    /// Where the record is seen as it is.
    pub back: String,
    pub gate: Gate,
    pub opened: Held,
    pub begins: Begins,
    /// Its fields. Those that are hidden are what whoever sends it says to be as it is now.
    pub fields: Vec<Field>,
    pub button: Button,
    /// What stands in a field, given its name, in the words of the page.
    pub words: Words,
    /// What becomes of both where somebody else was faster.
    pub both: &'static str,
    /// Asks for the record as it is now.
    pub again: Box<dyn Fn() -> Asked<Held>>,
    /// Sends what was written, or says what is missing before it can be sent.
    pub send: Send,
    /// What comes after it is saved.
    pub done: Rc<dyn Fn()>,
}

/// The fields of the reason, which every change has.
pub fn why() -> [Field; 2] {
    [
        Field {
            name: NOTE,
            label: "Why",
            hint: "In 10 to 1,000 characters. Everybody sees it.",
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

/// The name under which what is written into the form of an address is kept.
pub fn draft(here: &str) -> String {
    format!("edit {here}")
}

/// Shows a form of a change.
pub fn edit(edit: Edit) -> AnyView {
    let Edit {
        noun,
        path,
        area,
        here,
        back,
        gate,
        opened,
        begins,
        mut fields,
        button,
        words,
        both,
        again,
        send,
        done,
    } = edit;
    let (live, scope) = (live::live(), Some(Scope::record(&path)));
    live.arrived(opened.data, scope.clone());
    let (confirmed, names): (Vec<&Field>, Vec<&Field>) = fields
        .iter()
        .partition(|field| matches!(field.kind, Kind::Hidden));
    let [confirmed, names] = [confirmed, names].map(labels);
    fields.push(Field {
        name: SEEN,
        label: "",
        hint: "",
        kind: Kind::Hidden,
    });
    let seen = Values::of([
        ("version", opened.version.to_string()),
        ("values", opened.values.write()),
    ]);
    let mut first = match begins.is_filled() {
        true => opened.values.clone(),
        false => Values::default(),
    };
    first.set(SEEN, seen.write());
    let draft = draft(&here);
    let latest = RwSignal::new_local(opened.clone());
    let conflict = RwSignal::new_local(None::<Rc<Conflict>>);
    let key = StoredValue::new_local(dom::fresh());
    // What is heard while a form is on its way may be the form itself.
    let sending = RwSignal::new(false);
    let is_settled = RwSignal::new(None::<&'static str>);
    // What others have saved stands: this form is done, and what was kept of it goes.
    let settle = move |words: &'static str| {
        is_settled.try_set(Some(words));
        Vec::new()
    };
    let (send, again, opened) = (Rc::new(send), Rc::new(again), Rc::new(opened));
    let sent = move |mut values: Values| -> Sent {
        let (send, again, done) = (Rc::clone(&send), Rc::clone(&again), Rc::clone(&done));
        let scope = scope.clone();
        let (version, first) = seen_in(&values).unwrap_or((opened.version, opened.values.clone()));
        let key_now = key.get_value();
        // Who has been shown what somebody else did has seen the record as it is.
        let (version, first, is_same) = match conflict.get_untracked() {
            Some(conflict) => {
                let missing = conflict.missing(&values);
                conflict.miss(&missing);
                if !missing.is_empty() {
                    return Box::pin(async { missing });
                }
                if conflict.is_left() {
                    return Box::pin(async move { settle(LEFT) });
                }
                values = conflict.adopted(values);
                // A page with evidence can be all that is added.
                let is_same = conflict.is_same(&values) && values.get(LINK).trim().is_empty();
                if is_same && conflict.is_asked() {
                    return Box::pin(async move { settle(SAME) });
                }
                let version = latest.with_untracked(|latest| latest.version);
                (version, conflict.theirs.clone(), is_same)
            }
            None => (version, first, false),
        };
        let written = Written {
            version,
            key: key_now,
            values: values.clone(),
            first: first.clone(),
        };
        let (names, confirmed) = (names.clone(), confirmed.clone());
        let has_reason = names.iter().any(|(name, _)| *name == NOTE);
        Box::pin(async move {
            let asked = match send(written) {
                Ok(asked) => asked,
                // Both have changed it to the same.
                Err(_) if is_same => return settle(SAME),
                Err(problems) if has_reason => return with_reason(problems, &values),
                Err(problems) => return problems,
            };
            sending.try_set(true);
            let refusals = match asked.await {
                Ok(answer) => answer.data,
                Err(error) => {
                    sending.try_set(false);
                    return vec![unanswered(&error)];
                }
            };
            // Who is done leaves the form, and hears of nothing on the way.
            sending.try_set(refusals.is_empty());
            if refusals.is_empty() {
                done();
                return Vec::new();
            }
            let is_of_none =
                |one: &Refusal| one.code == ProblemCode::Invalid && one.path.is_empty();
            if is_same && refusals.iter().all(is_of_none) {
                return settle(SAME);
            }
            let Some(refusal) = refusals.iter().find(|one| one.code == ProblemCode::Stale) else {
                return refusals.into_iter().map(Refusal::problem).collect();
            };
            let meanwhile = refusal.meanwhile();
            match again().await {
                Ok(answer) => {
                    live.arrived(answer.data.data, scope);
                    let found = Conflict {
                        first,
                        theirs: answer.data.values.clone(),
                        mine: values,
                        meanwhile,
                        names,
                        confirmed,
                        begins,
                        chosen: RwSignal::new(Vec::new()),
                        is_missed: RwSignal::new(false),
                    };
                    let next = found.next();
                    latest.set(answer.data);
                    found.fill();
                    conflict.set(Some(Rc::new(found)));
                    key.set_value(dom::fresh());
                    vec![problem(
                        "",
                        &format!(
                            "Somebody else has changed this {noun} since you opened it. {next} {both}"
                        ),
                    )]
                }
                Err(error) => vec![unanswered(&error)],
            }
        })
    };
    let head = move || latest.with(|latest| (latest.head)());
    let words = StoredValue::new_local(words);
    let (kept, signed) = (draft.clone(), signed());
    let shown = move || match conflict.get() {
        Some(conflict) => {
            let kept = signed.kept_name(&kept);
            compared(&conflict, words.get_value().as_ref(), both, move || {
                dom::keep(&kept, "");
                is_settled.set(Some(LEFT));
            })
        }
        None => none(),
    };
    let meanwhile = move |news: &News| match (sending.get(), news.newest()) {
        (false, Some(change)) => changed(noun, change),
        _ => String::new(),
    };
    let form = prefilled(Some(draft), first, dynamic(shown), fields, button, sent);
    let form = seq(vec![live.notice(meanwhile, none), form]);
    let end = move || match is_settled.get() {
        Some(words) => settled(words, noun, &back),
        None => none(),
    };
    view! {
        {dynamic(head)}
        {dynamic(end)}
        <div hidden=move || is_settled.get().is_some()>{gated(gate, &area, &here, form)}</div>
    }
    .into_any()
}

/// The names of fields, with their labels.
fn labels(fields: Vec<&Field>) -> Vec<(&'static str, &'static str)> {
    let labels = fields.into_iter().map(|field| (field.name, field.label));
    labels.collect()
}

/// What the record was when the form was opened: its version, and what it held.
fn seen_in(values: &Values) -> Option<(i32, Values)> {
    let seen = Values::read(&values.get(SEEN))?;
    let version = seen.get("version").parse().ok()?;
    Some((version, Values::read(&seen.get("values"))?))
}

/// That somebody was faster.
fn changed(noun: &str, change: &Change) -> String {
    format!(
        "Somebody changed this {noun} while this form is open ({}, {}). What they said is shown when you send yours.",
        change.actor,
        change.at.minute()
    )
}

/// A day in words, and whatever else as it is.
pub fn plain_words(_: &str, value: &str) -> String {
    format::date(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(first: &str, now: &str) -> Written {
        Written {
            version: 1,
            key: String::new(),
            values: Values::of([("steps", now.to_owned())]),
            first: Values::of([("steps", first.to_owned())]),
        }
    }

    #[test]
    fn only_what_is_not_as_it_was_is_changed() {
        assert_eq!(written("a\nb", "a\r\nb\r\n").changed("steps"), None);
        assert_eq!(written("a", "").changed("steps").as_deref(), Some(""));
        assert_eq!(written("a", " b ").changed("steps").as_deref(), Some("b"));
    }

    #[test]
    fn what_was_seen_is_kept_with_what_is_written() {
        let held = Values::of([("steps", "a".to_owned())]);
        let seen = Values::of([("version", "7".to_owned()), ("values", held.write())]);
        let found = seen_in(&Values::of([(SEEN, seen.write())]));
        let found = found.map(|(version, values)| (version, values.get("steps")));
        assert_eq!(found, Some((7, "a".to_owned())));
        assert!(seen_in(&Values::default()).is_none());
    }
}
