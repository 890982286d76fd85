//! What is wrong with what was sent: above the form, where it says of which field it is, and beside the field.

use std::cmp::Ordering;
use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use web_sys::{Element, Node};

use super::super::signed::sign_in_href;
use super::super::{dom, dynamic, none};
use super::{EMPTY, Field, Kind};
use crate::format;
use crate::query::account::Problem;
use crate::query::word::ProblemCode;

/// What a field is called.
pub(super) struct Named {
    name: &'static str,
    label: &'static str,
    /// What each of several things in it is called.
    each: &'static str,
    /// The names and the labels of the parts of each.
    parts: Vec<(&'static str, &'static str)>,
}

impl Named {
    pub(super) fn of(field: &Field) -> Self {
        Self {
            name: field.name,
            label: required(field.label),
            each: match field.kind {
                Kind::Lines => "line",
                _ => "row",
            },
            parts: match &field.kind {
                Kind::Rows(parts, _) => parts.clone(),
                _ => Vec::new(),
            },
        }
    }

    /// What is said of a problem of the field above the form. A problem that names its field is said as it is.
    fn above(&self, problem: &Problem) -> String {
        let (label, words) = (self.label, &problem.message);
        match self.number(problem) {
            Some(number) => {
                let row = format!("{label}, {} {number}", self.each);
                match self.part(problem) {
                    Some(part) => above_part(&row, part, words),
                    None => format!("{row}: {words}"),
                }
            }
            None if spelled(words).contains(&spelled(label)) => words.clone(),
            None if label.ends_with('?') => format!("{label} {words}"),
            None => format!("{label}: {words}"),
        }
    }

    /// The same beside the field.
    pub(super) fn beside(&self, problem: &Problem) -> String {
        match self.number(problem) {
            Some(number) => {
                let each = format::upper_first(self.each);
                format!("{each} {number}: {}", problem.message)
            }
            None => problem.message.clone(),
        }
    }

    /// The number of the thing that a problem is of, where there are several in the field.
    fn number(&self, problem: &Problem) -> Option<usize> {
        let place = problem.path.get(self.name.split('.').count())?;
        place.parse::<usize>().ok().map(|place| place + 1)
    }

    /// The label of the part of a row that a problem is of.
    fn part(&self, problem: &Problem) -> Option<&'static str> {
        let own = problem.path.get(self.name.split('.').count() + 1)?;
        let part = self.parts.iter().find(|(name, _)| name == own)?;
        Some(part.1)
    }
}

/// A label without the remark that nothing has to be written there.
fn required(label: &'static str) -> &'static str {
    label.trim_end_matches(" (optional)")
}

/// What is said of a part of a row above the form, under the label that the part has. What names it is said as it is.
fn above_part(row: &str, label: &'static str, words: &str) -> String {
    let label = format::lower_first(required(label));
    match words {
        EMPTY => format!("{row}: Write {label}."),
        words if spelled(words).contains(&spelled(&label)) => format!("{row}: {words}"),
        words => format!("{row}, {label}: {words}"),
    }
}

/// The same beside the part.
pub(super) fn beside_part(label: &'static str, words: &str) -> String {
    match words {
        EMPTY => format!("Write {}.", format::lower_first(required(label))),
        words => words.to_owned(),
    }
}

/// The words of a text, each with a space before and after it.
fn spelled(text: &str) -> String {
    let lower = text.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

/// The field that a problem is of: the one whose name, in parts with points between them, is most of its path.
pub(super) fn place<'a>(problem: &Problem, names: &[&'a str]) -> Option<&'a str> {
    let paths = (1..=problem.path.len()).rev();
    let mut paths = paths.filter_map(|length| Some(problem.path.get(..length)?.join(".")));
    paths.find_map(|path| names.iter().copied().find(|name| *name == path))
}

/// The ids of what a problem may be of, the nearest first: a row of a field, or a part of it, has one of its own.
fn ids(path: &[String]) -> impl Iterator<Item = String> {
    let paths = (1..=path.len()).rev();
    paths.filter_map(|length| Some(path.get(..length)?.join(".")))
}

/// Problems in the order of what they are of on the page; those of the form as a whole come first.
pub(super) fn in_order(problems: Vec<Problem>) -> Vec<Problem> {
    let document = document();
    let element =
        |problem: &Problem| ids(&problem.path).find_map(|id| document.get_element_by_id(&id));
    let placed = problems.into_iter().map(|one| (element(&one), one));
    let mut placed: Vec<(Option<Element>, Problem)> = placed.collect();
    placed.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some(one), Some(other)) if one == other => Ordering::Equal,
        (Some(one), Some(other)) => {
            let place = one.compare_document_position(other);
            match place & Node::DOCUMENT_POSITION_FOLLOWING {
                0 => Ordering::Greater,
                _ => Ordering::Less,
            }
        }
        (one, other) => one.is_some().cmp(&other.is_some()),
    });
    placed.into_iter().map(|(_, problem)| problem).collect()
}

/// What is wrong, above the form, each with a way to its field.
pub(super) fn summary(problems: &[Problem], labels: &[Named], shown: NodeRef<Div>) -> AnyView {
    if problems.is_empty() {
        return none();
    }
    let names: Vec<&str> = labels.iter().map(|named| named.name).collect();
    let items = problems.iter().map(|problem| {
        let of = place(problem, &names).and_then(|name| labels.iter().find(|own| own.name == name));
        match of {
            Some(of) => {
                let (href, path) = (format!("#{}", of.name), problem.path.clone());
                let reach = move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    ids(&path).any(|id| dom::reach(&id));
                };
                view! { <li><a href=href on:click=reach>{of.above(problem)}</a></li> }.into_any()
            }
            // What was written into a form that is kept is there again when whoever signs in comes back.
            None if problem.code == ProblemCode::SignInFirst => {
                let href = sign_in_href(&dom::here_within());
                view! { <li><a href=href>{problem.message.clone()}</a></li> }.into_any()
            }
            None => view! { <li>{problem.message.clone()}</li> }.into_any(),
        }
    });
    view! {
        <div node_ref=shown class="govuk-error-summary" tabindex="-1">
            <div role="alert">
                <h2 class="govuk-error-summary__title">"There is a problem"</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">{items.collect::<Vec<_>>()}</ul>
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// What is said of a problem; nothing where it is another's.
type Said = Box<dyn Fn(&Problem) -> Option<String> + Send + Sync>;

/// What is wrong with a control, beside it.
pub struct Wrong {
    id: String,
    words: Arc<dyn Fn() -> Option<String> + Send + Sync>,
}

impl Wrong {
    /// What the first of the problems says that is the control's own: `said` has no words for others.
    pub fn of(id: &str, problems: RwSignal<Vec<Problem>>, said: Said) -> Self {
        let words = move || problems.with(|problems| problems.iter().find_map(&said));
        Self {
            id: format!("{id}-error"),
            words: Arc::new(words),
        }
    }

    /// The words about it.
    pub fn view(&self) -> AnyView {
        let (id, words) = (self.id.clone(), Arc::clone(&self.words));
        dynamic(move || match words() {
            Some(words) => view! {
                <p class="govuk-error-message" id=id.clone()>
                    <span class="govuk-visually-hidden">"Error: "</span>{words}
                </p>
            }
            .into_any(),
            None => none(),
        })
    }

    /// What describes the control: its hint, and what is wrong.
    pub fn described(
        &self,
        hint: Option<String>,
    ) -> impl Fn() -> Option<String> + Clone + Send + 'static {
        let (id, words) = (self.id.clone(), Arc::clone(&self.words));
        move || {
            let error = words().is_some().then(|| id.clone());
            let parts: Vec<String> = hint.clone().into_iter().chain(error).collect();
            (!parts.is_empty()).then(|| parts.join(" "))
        }
    }

    /// For those who listen.
    pub fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + 'static {
        let words = Arc::clone(&self.words);
        move || words().is_some().then_some("true")
    }

    /// The classes of the group that the control is.
    pub fn group(&self) -> impl Fn() -> &'static str + Clone + Send + 'static {
        let words = Arc::clone(&self.words);
        move || match words().is_some() {
            true => "govuk-form-group govuk-form-group--error",
            false => "govuk-form-group",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::form::problem;

    #[test]
    fn a_problem_is_of_the_field_that_its_path_names_best() {
        let of = |path: &str| {
            let mut problem = problem("", "No.");
            problem.path = path.split('.').map(str::to_owned).collect();
            place(&problem, &["due.from", "due.to", "steps"])
        };
        assert_eq!(of("due.to"), Some("due.to"));
        assert_eq!(of("steps.3"), Some("steps"));
        assert_eq!(of("due"), None);
    }

    #[test]
    fn what_is_wrong_says_of_which_field_and_line_it_is() {
        let named = |name, label| Named {
            name,
            label,
            each: "line",
            parts: vec![("title", "What is there"), ("link", "Address (optional)")],
        };
        let steps = named("steps", "Steps");
        let mut empty = problem("steps", "Write something here.");
        assert_eq!(steps.above(&empty), "Steps: Write something here.");
        assert_eq!(steps.beside(&empty), "Write something here.");
        empty.path.push("2".to_owned());
        assert_eq!(steps.above(&empty), "Steps, line 3: Write something here.");
        assert_eq!(steps.beside(&empty), "Line 3: Write something here.");
        // A part of a row is called as it is on the page.
        empty.path.push("title".to_owned());
        assert_eq!(steps.above(&empty), "Steps, line 3: Write what is there.");
        assert_eq!(beside_part("What is there", EMPTY), "Write what is there.");
        let mut long = problem("steps", "Write at most 9 characters.");
        long.path.extend(["0", "link"].map(str::to_owned));
        let words = "Steps, line 1, address: Write at most 9 characters.";
        assert_eq!(steps.above(&long), words);
        "This is no address.".clone_into(&mut long.message);
        assert_eq!(steps.above(&long), "Steps, line 1: This is no address.");
        let missing = problem("email", "Give the e-mail address.");
        let email = named("email", "E-mail address");
        assert_eq!(email.above(&missing), "Give the e-mail address.");
        let reduced = problem("due", "The reduced number is missing.");
        let due = named("due", "Due");
        assert_eq!(due.above(&reduced), "Due: The reduced number is missing.");
        let choice = problem("asBefore", "Choose one of these.");
        let before = named("asBefore", "As before?");
        assert_eq!(before.above(&choice), "As before? Choose one of these.");
    }
}
