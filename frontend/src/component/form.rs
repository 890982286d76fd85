//! Forms that change something: what is wrong is said above and beside each field, what was written stays, also when
//! the page is opened again, and what is on its way is not sent twice.

mod control;
mod day;
mod rows;
mod table;
mod wrong;

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::ev::SubmitEvent;
use leptos::html::{Div, Form};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::FormData;

use control::control;
pub use rows::{Part, Piece, Rows, rows_in_words};
use table::Tables;
pub use wrong::Wrong;
use wrong::{Named, in_order, summary};

use super::signed::{once_known, signed};
use super::{dom, dynamic, none};
use crate::api::{ApiError, ApiResult};
use crate::query::account::Problem;
use crate::query::word::ProblemCode;

/// What somebody has written, by the names of the fields.
#[derive(Clone, Default)]
pub struct Values(Vec<(String, String)>);

impl Values {
    /// What stands in some fields.
    pub fn of<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Self {
        let pairs = pairs.into_iter();
        Self(
            pairs
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
        )
    }

    /// Writes into a field.
    pub fn set(&mut self, name: &str, value: String) {
        self.0.retain(|(own, _)| own != name);
        self.0.push((name.to_owned(), value));
    }

    /// As they were written to a text.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().map(Self)
    }

    /// As a text.
    pub fn write(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    /// What stands in a field; empty where nothing does.
    pub fn get(&self, name: &str) -> String {
        let found = self.0.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// All that is chosen in a field of which several may be.
    pub fn all(&self, name: &str) -> Vec<String> {
        let found = self.0.iter().filter(|(own, _)| own == name);
        found.map(|(_, value)| value.clone()).collect()
    }

    /// The fields in which nothing stands, as problems: names of fields, and what is said of each.
    pub fn missing(&self, needed: &[(&str, &str)]) -> Vec<Problem> {
        let empty = needed
            .iter()
            .filter(|(name, _)| self.get(name).trim().is_empty());
        empty.map(|(name, words)| problem(name, words)).collect()
    }
}

/// The end of the path of a problem of a choice that stands above the form, and not in the field itself.
pub const KEEP: &str = "keep";

/// What the server says of whatever is left empty. What that is called is known here.
pub const EMPTY: &str = "Write something here.";

/// What a form came to: the problems, none where it was done.
pub type Sent = Pin<Box<dyn Future<Output = Vec<Problem>>>>;

/// What shows a field, given its name, what stands in it, and what is wrong.
type Shown = Box<dyn FnOnce(&'static str, &str, RwSignal<Vec<Problem>>) -> AnyView>;

/// A field, under the name that the API calls it by.
pub struct Field {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub kind: Kind,
}

impl Field {
    /// What stands in it, given what is written.
    fn stands(&self, written: &Values) -> Vec<String> {
        match &self.kind {
            Kind::Chosen(_, first) if written.get(self.name).is_empty() => vec![first.clone()],
            _ => written.all(self.name),
        }
    }
}

/// The button that sends a form, by its words.
#[derive(Clone, Copy)]
pub enum Button {
    Plain(&'static str),
    /// Of what takes something away.
    Warning(&'static str),
}

/// What is written into a field.
pub enum Kind {
    /// One line: the type of the control, and what the browser may fill in.
    Line(&'static str, &'static str),
    /// Several lines.
    Lines,
    /// One of some, none of them chosen at first: values, labels and hints.
    Choices(Vec<(String, String, String)>),
    /// One of some, with the value that is chosen at first.
    Chosen(Vec<(String, String, String)>, String),
    /// Any number of some, none of them chosen at first.
    Several(Vec<(String, String, String)>),
    /// One line for each row of a table; rows are told apart by their order.
    Table(Vec<Line>),
    /// Any number of rows, as [`Rows::kind`] makes them, or whatever else says by itself what is wrong with each of several
    /// things: the names and the labels of their parts, and what shows them.
    Rows(Vec<(&'static str, &'static str)>, Shown),
    /// Nothing that anybody writes: it is kept with what is written.
    Hidden,
}

/// A row of a table that is written into: what it is of, and what stood there before.
pub struct Line {
    pub label: String,
    pub before: String,
}

/// A problem that is known before anything is sent, of a field or, where its name is empty, of the form.
pub fn problem(name: &str, words: &str) -> Problem {
    Problem {
        code: ProblemCode::Invalid,
        path: Some(name)
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .into_iter()
            .collect(),
        message: words.to_owned(),
    }
}

/// The same of one of several lines or rows of a field, counted from 0.
pub fn problem_at(name: &str, place: usize, words: &str) -> Problem {
    let mut problem = problem(name, words);
    problem.path.push(place.to_string());
    problem
}

/// The problems of a change that answers nothing else.
pub async fn settled(asked: impl Future<Output = ApiResult<Vec<Problem>>>) -> Vec<Problem> {
    match asked.await {
        Ok(answer) => answer.data,
        Err(error) => vec![unanswered(&error)],
    }
}

/// What keeps an answer from being one, as a problem of the form as a whole.
pub fn unanswered(error: &ApiError) -> Problem {
    let message = match error {
        ApiError::Offline => {
            "The server could not be reached. What you have written is kept: check your connection, and send it again."
                .to_owned()
        }
        ApiError::BadInput(words) | ApiError::NotFound(words) | ApiError::NoVersion(words) => {
            words.clone()
        }
        _ => "There is a problem with the service. What you have written is kept: try again in a few minutes."
            .to_owned(),
    };
    Problem {
        code: ProblemCode::TryLater,
        path: Vec::new(),
        message,
    }
}

/// A form. `draft` names where unsent words are kept in this window for whoever is in, which passwords never are; `send`
/// is given what was written. `about` stands between what is wrong and the fields.
pub fn form(
    draft: Option<String>,
    about: AnyView,
    fields: Vec<Field>,
    button: &'static str,
    send: impl Fn(Values) -> Sent + 'static,
) -> AnyView {
    let button = Button::Plain(button);
    prefilled(draft, Values::default(), about, fields, button, send)
}

/// The same with what stands in its fields at first, where nothing was written into it before.
pub fn prefilled(
    draft: Option<String>,
    first: Values,
    about: AnyView,
    fields: Vec<Field>,
    button: Button,
    send: impl Fn(Values) -> Sent + 'static,
) -> AnyView {
    let send = Rc::new(send);
    match draft {
        Some(draft) => once_known(move || {
            let draft = signed().kept_name(&draft);
            fillable(Some(draft), first, about, fields, button, send)
        }),
        None => fillable(None, first, about, fields, button, send),
    }
}

/// The form itself. `draft` is the name under which what is written is kept.
fn fillable(
    draft: Option<String>,
    first: Values,
    about: AnyView,
    fields: Vec<Field>,
    button: Button,
    send: Rc<dyn Fn(Values) -> Sent>,
) -> AnyView {
    let (node, shown) = (NodeRef::<Form>::new(), NodeRef::<Div>::new());
    let (problems, busy) = (RwSignal::new(Vec::<Problem>::new()), RwSignal::new(false));
    let names: Vec<&'static str> = fields.iter().map(|field| field.name).collect();
    let labels: Vec<_> = fields.iter().map(Named::of).collect();
    let days = day::days(&fields);
    let written = move || {
        let form = node.get_untracked();
        let data = form.and_then(|form| FormData::new_with_form(&form).ok());
        let pairs = |name: &'static str| {
            let found = data.as_ref().map(|data| data.get_all(name).to_vec());
            let found = found.unwrap_or_default().into_iter();
            found.filter_map(move |value| Some((name.to_owned(), value.as_string()?)))
        };
        Values(names.iter().copied().flat_map(pairs).collect())
    };
    let kept = draft.as_deref().and_then(dom::kept).unwrap_or_default();
    let is_written = |kept: &Values| kept.0.iter().any(|(_, value)| !value.is_empty());
    let tables = Tables::of(&fields);
    let kept = Values::read(&kept).filter(is_written);
    let kept = kept.map(|kept| tables.put_back(kept));
    let is_restored = RwSignal::new(kept.is_some());
    let untouched = fields.iter().map(|one| (one.name, one.stands(&first)));
    let untouched: Vec<_> = untouched.collect();
    let kept = kept.unwrap_or(first);
    let keep = {
        let (written, draft) = (written.clone(), draft.clone());
        move |_| {
            if let Some(draft) = &draft {
                dom::keep(draft, &tables.kept(written()).write());
            }
        }
    };
    let discard = {
        let draft = draft.clone();
        move || {
            let Some(form) = node.get_untracked().filter(|_| !busy.get_untracked()) else {
                return;
            };
            for (name, values) in &untouched {
                dom::fill_in(&form, name, values);
            }
            if let Some(draft) = &draft {
                dom::keep(draft, "");
            }
            problems.set(Vec::new());
            is_restored.set(false);
            dom::announce("What you wrote is thrown away");
            set_timeout(move || dom::enter(&form), std::time::Duration::ZERO);
        }
    };
    // Says what is wrong, if anything is.
    let refuse = move |found: Vec<Problem>| {
        let is_refused = !found.is_empty();
        problems.try_set(in_order(found));
        if is_refused {
            // A page may have several forms: an id would be that of the first.
            let reach = move || {
                if let Some(Some(shown)) = shown.try_get_untracked() {
                    let _ = shown.focus();
                }
            };
            set_timeout(reach, std::time::Duration::ZERO);
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let values = written();
        let form = node.get_untracked();
        let is_refused = |name: &str| {
            let form = form.as_ref();
            form.is_some_and(|form| dom::is_refused(form, name))
        };
        let wrong = day::wrong(&days, &values, is_refused);
        if !wrong.is_empty() {
            refuse(wrong);
            return;
        }
        busy.set(true);
        // Sent once, it may be held against what others have saved: what stood there at first may be theirs no more.
        is_restored.set(false);
        let (sent, draft) = (send(values), draft.clone());
        spawn_local(async move {
            let found = sent.await;
            if let (true, Some(draft)) = (found.is_empty(), draft) {
                dom::keep(&draft, "");
            }
            busy.try_set(false);
            refuse(found);
        });
    };
    let discard = StoredValue::new_local(discard);
    let throw = move |_| discard.with_value(|discard| discard());
    let restored = move || {
        if !is_restored.get() {
            return none();
        }
        view! {
            <p class="govuk-inset-text">
                "What you wrote here before and did not send has been put back. "
                <button type="button" class="gt-link-button" on:click=throw>"Throw away what you wrote"</button>
            </p>
        }
        .into_any()
    };
    let (words, class) = match button {
        Button::Plain(words) => (words, "govuk-button"),
        Button::Warning(words) => (words, "govuk-button govuk-button--warning"),
    };
    let summary = move || summary(&problems.get(), &labels, shown);
    let fields = fields
        .into_iter()
        .map(|field| control(field, &kept, problems));
    view! {
        {dynamic(summary)}
        {about}
        {dynamic(restored)}
        <form node_ref=node novalidate on:submit=submit on:input=keep class="gt-form">
            {fields.collect::<Vec<_>>()}
            <button type="submit" class=class aria-disabled=move || busy.get().then_some("true")>
                {dynamic(move || if busy.get() { "Sending…" } else { words }.into_any())}
            </button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_kept_as_a_text() {
        let values = Values::of([("steps", "one\ntwo".to_owned())]);
        let read = Values::read(&values.write()).unwrap_or_default();
        assert_eq!(read.get("steps"), "one\ntwo");
    }

    #[test]
    fn what_is_missing_is_said_of_each_field() {
        let written = [("name", "Eve"), ("email", " ")];
        let pairs = written.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let found = Values(pairs.to_vec()).missing(&[
            ("name", "Give the name."),
            ("email", "Give the e-mail address."),
            ("role", "Choose a role."),
        ]);
        let words: Vec<&str> = found
            .iter()
            .map(|problem| problem.message.as_str())
            .collect();
        assert_eq!(words, ["Give the e-mail address.", "Choose a role."]);
        assert_eq!(found[1].path, ["role"]);
    }

    #[test]
    fn several_values_of_a_field_are_all_there() {
        let written = [("to", "a"), ("text", "Hello"), ("to", "b")];
        let values = Values(
            written
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec(),
        );
        assert_eq!(values.all("to"), ["a", "b"]);
        assert_eq!(values.get("text"), "Hello");
        assert!(values.all("other").is_empty());
    }
}
