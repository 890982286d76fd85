//! Several of one kind within a form, such as the findings of a review: each in a row of its own, which is added and
//! taken away. All of them are one value of the form.

use std::rc::Rc;
use std::time::Duration;

use leptos::html::Input;
use leptos::prelude::*;

use super::super::{dom, dynamic, seq, visually_hidden};
use super::wrong::{self, Wrong, beside_part};
use super::{Kind, Values};
use crate::format;
use crate::query::account::Problem;

/// What each row of a field is made of.
pub struct Rows {
    /// What one of them is called, such as a finding.
    pub noun: &'static str,
    pub parts: Vec<Part>,
}

/// A part of every row, under the name that the API calls it by.
pub struct Part {
    pub name: &'static str,
    pub label: &'static str,
    pub kind: Piece,
}

/// What is written into a part of a row.
pub enum Piece {
    /// One line.
    Line,
    /// Several lines.
    Lines,
    /// One of some, the first at first: values and labels.
    Choice(Vec<(String, String)>),
}

impl Values {
    /// The rows of a field that has such.
    pub fn rows(&self, name: &str) -> Vec<Self> {
        let rows: Option<Vec<Vec<(String, String)>>> = serde_json::from_str(&self.get(name)).ok();
        rows.into_iter().flatten().map(Self).collect()
    }

    /// Rows as the value of their field: empty where there are none.
    pub fn of_rows(rows: &[Self]) -> String {
        let rows: Vec<_> = rows.iter().map(|row| &row.0).collect();
        match rows.is_empty() {
            true => String::new(),
            false => serde_json::to_string(&rows).unwrap_or_default(),
        }
    }

    fn put(&mut self, name: &str, value: String) {
        if let Some((_, known)) = self.0.iter_mut().find(|(own, _)| own == name) {
            *known = value;
        }
    }
}

impl Rows {
    /// Rows as what is written into a field. Forms without them come without their code.
    pub fn kind(self) -> Kind {
        let parts = self.parts.iter().map(|part| (part.name, part.label));
        Kind::Rows(
            parts.collect(),
            Box::new(|name, value, problems| rows(name, self, value, problems)),
        )
    }

    /// A row with all its parts, in their order.
    fn row(&self, known: &Values) -> Values {
        Values::of(self.parts.iter().map(|part| {
            let value = known.get(part.name);
            match &part.kind {
                Piece::Choice(choices) if !choices.iter().any(|(own, _)| *own == value) => {
                    let first = choices.first().map(|(first, _)| first.clone());
                    (part.name, first.unwrap_or_default())
                }
                _ => (part.name, value),
            }
        }))
    }
}

/// The rows of a field on the page.
#[derive(Clone, Copy)]
struct Shown {
    name: &'static str,
    rows: StoredValue<Rc<Rows>, LocalStorage>,
    /// What is written by now.
    written: StoredValue<Vec<Values>, LocalStorage>,
    /// There are others than there were.
    turned: RwSignal<()>,
    /// What the form is sent with.
    held: NodeRef<Input>,
    problems: RwSignal<Vec<Problem>>,
}

/// The rows of a field, with what stands in it, and the button of another row.
fn rows(name: &'static str, rows: Rows, value: &str, problems: RwSignal<Vec<Problem>>) -> AnyView {
    let noun = rows.noun;
    let first = Values::of([(name, value.to_owned())]).rows(name);
    let first: Vec<Values> = first.iter().map(|row| rows.row(row)).collect();
    let value = Values::of_rows(&first);
    let shown = Shown {
        name,
        rows: StoredValue::new_local(Rc::new(rows)),
        written: StoredValue::new_local(first),
        turned: RwSignal::new(()),
        held: NodeRef::new(),
        problems,
    };
    let all = move || {
        shown.turned.track();
        let number = shown.written.with_value(Vec::len);
        seq((0..number).map(|place| shown.row(place)).collect())
    };
    // Others than those who write here may fill the field.
    let filled = move |event: leptos::ev::Event| shown.fill(&event_target_value(&event));
    view! {
        <input node_ref=shown.held type="hidden" name=name value=value on:change=filled />
        {dynamic(all)}
        <button type="button" class="govuk-button govuk-button--secondary" id=format!("{name}-add")
            on:click=move |_| shown.add()>{format!("Add a {noun}")}</button>
    }
    .into_any()
}

impl Shown {
    fn row(self, place: usize) -> AnyView {
        let rows = self.rows.get_value();
        let row = self
            .written
            .with_value(|written| written.get(place).cloned());
        let row = row.unwrap_or_default();
        let of = format!("{} {}", rows.noun, place + 1);
        let parts = rows.parts.iter();
        let parts = parts.map(|part| self.part(place, part, &row.get(part.name), &of));
        view! {
            <fieldset class="govuk-fieldset gt-form__row">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{format::upper_first(&of)}</legend>
                {seq(parts.collect())}
                <button type="button" class="govuk-button govuk-button--secondary"
                    on:click=move |_| self.take_away(place)>"Take away" {visually_hidden(&format!(" {of}"))}</button>
            </fieldset>
        }
        .into_any()
    }

    fn part(self, place: usize, part: &Part, value: &str, of: &str) -> AnyView {
        let (name, value) = (part.name, value.to_owned());
        let id = format!("{}.{place}.{name}", self.name);
        let (own, label) = (id.clone(), part.label);
        let said = move |problem: &Problem| {
            let is_own = problem.path.join(".") == own;
            is_own.then(|| beside_part(label, &problem.message))
        };
        let wrong = Wrong::of(&id, self.problems, Box::new(said));
        let put = move |event: leptos::ev::Event| self.put(place, name, event_target_value(&event));
        let label = view! {
            <label class="govuk-label" for=id.clone()>{part.label} {visually_hidden(&format!(" of {of}"))}</label>
        };
        let (described, invalid) = (wrong.described(None), wrong.invalid());
        let control = match &part.kind {
            Piece::Line => view! {
                <input class="govuk-input gt-form__line" type="text" autocomplete="off" id=id value=value on:input=put
                    aria-describedby=described aria-invalid=invalid />
            }
            .into_any(),
            Piece::Lines => view! {
                <textarea class="govuk-textarea" rows="3" id=id on:input=put aria-describedby=described
                    aria-invalid=invalid>{value}</textarea>
            }
            .into_any(),
            Piece::Choice(choices) => {
                let options = choices.iter().map(|(own, words)| {
                    view! { <option value=own.clone() selected=*own == value>{words.clone()}</option> }.into_any()
                });
                view! {
                    <select class="govuk-select gt-form__line" id=id on:input=put aria-describedby=described
                        aria-invalid=invalid>{seq(options.collect())}</select>
                }
                .into_any()
            }
        };
        view! { <div class=wrong.group()>{label} {wrong.view()} {control}</div> }.into_any()
    }

    fn put(self, place: usize, name: &str, value: String) {
        self.written.update_value(|written| {
            if let Some(row) = written.get_mut(place) {
                row.put(name, value);
            }
        });
        self.hold();
    }

    /// Has the form be sent with what is written by now.
    fn hold(self) {
        if let Some(held) = self.held.get_untracked() {
            self.written
                .with_value(|written| held.set_value(&Values::of_rows(written)));
        }
    }

    /// Shows the rows that stand in the field by now.
    fn fill(self, value: &str) {
        let rows = self.rows.get_value();
        let written = Values::of([(self.name, value.to_owned())]).rows(self.name);
        self.written
            .set_value(written.iter().map(|row| rows.row(row)).collect());
        self.turned.set(());
    }

    /// Another row at the end, which takes the focus.
    fn add(self) {
        let rows = self.rows.get_value();
        self.written
            .update_value(|written| written.push(rows.row(&Values::default())));
        let place = self.written.with_value(Vec::len).saturating_sub(1);
        let part = rows.parts.first().map(|part| part.name).unwrap_or_default();
        self.turn(format!("{}.{place}.{part}", self.name));
    }

    /// Takes a row away. What was wrong was said of the rows as they were.
    fn take_away(self, place: usize) {
        self.written.update_value(|written| {
            if place < written.len() {
                written.remove(place);
            }
        });
        let name = self.name;
        let is_other = |problem: &Problem| wrong::place(problem, &[name]).is_none();
        self.problems.update(|problems| problems.retain(is_other));
        let noun = self.rows.with_value(|rows| rows.noun);
        dom::announce(&format!(
            "{} {} is taken away",
            format::upper_first(noun),
            place + 1
        ));
        self.turn(format!("{name}-add"));
    }

    /// Shows the rows anew, has the form keep them, and moves the focus.
    fn turn(self, to: String) {
        self.hold();
        if let Some(held) = self.held.get_untracked() {
            dom::tell_input(&held);
        }
        self.turned.set(());
        set_timeout(move || dom::focus(&to), Duration::ZERO);
    }
}

/// Rows in words, one a line: what each says, given by its parts.
pub fn rows_in_words(value: &str, words: impl Fn(&Values) -> String) -> String {
    let field = Values::of([("rows", value.to_owned())]);
    let lines = field.rows("rows");
    lines.iter().map(words).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_one_value_and_have_all_their_parts() {
        let rows = Rows {
            noun: "lead",
            parts: ["name", "of"]
                .map(|name| Part {
                    name,
                    label: "",
                    kind: match name {
                        "of" => Piece::Choice(vec![(String::new(), "None".to_owned())]),
                        _ => Piece::Line,
                    },
                })
                .into(),
        };
        let mut row = rows.row(&Values::of([
            ("of", "gone".to_owned()),
            ("name", "Ada".to_owned()),
        ]));
        row.put("name", "Eve".to_owned());
        assert_eq!(row.write(), r#"[["name","Eve"],["of",""]]"#);
        let field = Values::of([("leads", Values::of_rows(&[row]))]);
        let read = field.rows("leads");
        assert_eq!(read.len(), 1);
        assert_eq!(read[0].get("name"), "Eve");
        assert!(field.rows("others").is_empty());
        assert_eq!(Values::of_rows(&[]), "");
        let words = rows_in_words(&field.get("leads"), |row| row.get("name"));
        assert_eq!(words, "Eve");
    }
}
