//! The controls of a form.

use leptos::prelude::*;

use super::super::{none, seq};
use super::day::{DAY, LAST_DAY};
use super::wrong::{Named, Wrong, place};
use super::{Field, KEEP, Kind, Line, Values};
use crate::query::account::Problem;

/// A field with its label, its hint, and what is wrong with it.
pub(super) fn control(field: Field, kept: &Values, problems: RwSignal<Vec<Problem>>) -> AnyView {
    let named = Named::of(&field);
    let chosen = field.stands(kept);
    let Field {
        name,
        label,
        hint,
        kind,
    } = field;
    let is_rows = matches!(kind, Kind::Rows(..));
    let is_own = move |problem: &Problem| match is_rows {
        // What is wrong with a row is said there.
        true => problem.path.join(".") == name,
        // A choice between two sides says itself that it is missing.
        false => {
            problem.path.last().is_none_or(|last| last != KEEP) && place(problem, &[name]).is_some()
        }
    };
    let said = move |problem: &Problem| is_own(problem).then(|| named.beside(problem));
    let wrong = Wrong::of(name, problems, Box::new(said));
    let error = wrong.view();
    let hint_id = (!hint.is_empty()).then(|| format!("{name}-hint"));
    let shown = match &hint_id {
        Some(id) => view! { <div class="govuk-hint" id=id.clone()>{hint}</div> }.into_any(),
        None => none(),
    };
    let (described, invalid) = (wrong.described(hint_id), wrong.invalid());
    let value = kept.get(name);
    let look = match &kind {
        Kind::Several(_) => &CHECKBOXES,
        _ => &RADIOS,
    };
    let body = match kind {
        Kind::Hidden => return view! { <input type="hidden" name=name value=value /> }.into_any(),
        Kind::Line(kind, complete) => view! {
            <label class="govuk-label govuk-label--s" for=name>{label}</label>
            {shown} {error}
            <input class="govuk-input gt-form__line" type=kind id=name name=name autocomplete=complete value=value
                max=(kind == DAY).then_some(LAST_DAY) aria-describedby=described aria-invalid=invalid />
        }
        .into_any(),
        Kind::Lines => view! {
            <label class="govuk-label govuk-label--s" for=name>{label}</label>
            {shown} {error}
            <textarea class="govuk-textarea" id=name name=name rows="5" aria-describedby=described
                aria-invalid=invalid>{value}</textarea>
        }
        .into_any(),
        Kind::Table(lines) => view! {
            <h2 class="govuk-heading-m" id=format!("{name}-label")>{label}</h2>
            {shown} {error}
            {table(name, lines, &kept.all(name), problems)}
        }
        .into_any(),
        Kind::Choices(choices) | Kind::Chosen(choices, _) | Kind::Several(choices) => view! {
            <fieldset class="govuk-fieldset" aria-describedby=described>
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
                {shown} {error} {options(name, look, choices, &chosen)}
            </fieldset>
        }
        .into_any(),
        Kind::Rows(_, own) => view! {
            <fieldset class="govuk-fieldset" id=name aria-describedby=described>
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{label}</legend>
                {shown} {error} {own(name, &value, problems)}
            </fieldset>
        }
        .into_any(),
    };
    view! { <div class=wrong.group()>{body}</div> }.into_any()
}

/// How choices are shown: the type of their controls, and the classes of the choices, of each one, of its control, its
/// label and its hint.
type Look = [&'static str; 6];

const RADIOS: Look = [
    "radio",
    "govuk-radios govuk-radios--small",
    "govuk-radios__item",
    "govuk-radios__input",
    "govuk-label govuk-radios__label",
    "govuk-hint govuk-radios__hint",
];

const CHECKBOXES: Look = [
    "checkbox",
    "govuk-checkboxes govuk-checkboxes--small gt-form__several",
    "govuk-checkboxes__item",
    "govuk-checkboxes__input",
    "govuk-label govuk-checkboxes__label",
    "govuk-hint govuk-checkboxes__hint",
];

/// The choices of a field. The first has the name of the field as its id: what is wrong with the field leads there.
fn options(
    name: &'static str,
    look: &'static Look,
    choices: Vec<(String, String, String)>,
    chosen: &[String],
) -> AnyView {
    let [kind, all, item, input, label_class, hint_class] = *look;
    let items = choices
        .into_iter()
        .enumerate()
        .map(|(number, (value, label, hint))| {
            let id = match number {
                0 => name.to_owned(),
                _ => format!("{name}-{number}"),
            };
            let hint_id = format!("{id}-hint");
            let said = match hint.is_empty() {
                true => none(),
                false => view! { <div class=hint_class id=hint_id.clone()>{hint.clone()}</div> }
                    .into_any(),
            };
            let described = (!hint.is_empty()).then_some(hint_id);
            let is_chosen = chosen.contains(&value);
            view! {
            <div class=item>
                <input class=input type=kind id=id.clone() name=name value=value checked=is_chosen
                    aria-describedby=described />
                <label class=label_class for=id>{label}</label>
                {said}
            </div>
        }
        .into_any()
        });
    view! { <div class=all>{seq(items.collect())}</div> }.into_any()
}

/// A table with one line to be written in each row. The first has the name of the field as its id.
fn table(
    name: &'static str,
    lines: Vec<Line>,
    kept: &[String],
    problems: RwSignal<Vec<Problem>>,
) -> AnyView {
    let rows = lines.into_iter().enumerate().map(|(number, line)| {
        let id = match number {
            0 => name.to_owned(),
            _ => format!("{name}.{number}"),
        };
        let row = number.to_string();
        let is_wrong = move || {
            let own = |problem: &Problem| {
                problem.path.first().is_some_and(|part| part == name)
                    && problem.path.get(1) == Some(&row)
            };
            problems.with(|problems| problems.iter().any(own).then_some("true"))
        };
        let value = kept.get(number).cloned().unwrap_or_default();
        let head = format!("{id}-row");
        let before = format!("{id}-before");
        let described = {
            let (before, is_wrong) = (before.clone(), is_wrong.clone());
            move || match is_wrong() {
                Some(_) => format!("{before} {name}-error"),
                None => before.clone(),
            }
        };
        view! {
            <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header"><label for=id.clone() id=head>{format!("{}. {}", number + 1, line.label)}</label></th>
                <td class="govuk-table__cell" data-label="The year before" id=before>{line.before}</td>
                <td class="govuk-table__cell" data-label="This year">
                    <input class="govuk-input gt-form__figure" type="text" id=id name=name autocomplete="off" value=value
                        aria-describedby=described aria-invalid=is_wrong />
                </td>
            </tr>
        }
        .into_any()
    });
    view! {
        <table class="govuk-table gt-table--cards gt-form__table" aria-labelledby=format!("{name}-label")>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">"What was asked"</th>
                    <th scope="col" class="govuk-table__header">"The year before"</th>
                    <th scope="col" class="govuk-table__header">"This year"</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">{seq(rows.collect())}</tbody>
        </table>
    }
    .into_any()
}
