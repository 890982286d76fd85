//! The choices between what somebody else has said and what is about to be sent. None is made at first.

use leptos::prelude::*;

use super::super::super::form::{KEEP, Values};
use super::super::super::{dom, dynamic, none, seq, visually_hidden};
use super::{Begins, Conflict, Group, called, text};

/// What is to become of both sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Choice {
    /// What somebody else has saved stands, and nothing of what was written is saved. Only of forms that begin empty.
    Leave,
    /// What somebody else has saved stands. A form that begins empty says it again, with its own evidence.
    Theirs,
    /// What was written.
    Mine,
}

impl Choice {
    /// Those that there are.
    pub fn all(conflict: &Conflict, group: &Group) -> Vec<Self> {
        let is_said = |(name, _): &(&'static str, &str)| !text(&conflict.theirs, name).is_empty();
        match (conflict.begins.is_filled(), group.iter().all(is_said)) {
            (true, _) => vec![Self::Theirs, Self::Mine],
            (false, true) => vec![Self::Leave, Self::Theirs, Self::Mine],
            // Where nobody has said anything, evidence has nothing to be added to.
            (false, false) => vec![Self::Leave, Self::Mine],
        }
    }

    /// Whose words stand in the form then: who saves nothing may still come to another mind.
    fn side(self, conflict: &Conflict) -> &Values {
        match self {
            Self::Theirs => &conflict.theirs,
            Self::Leave | Self::Mine => &conflict.mine,
        }
    }

    /// What it is called, given what both sides say.
    pub fn words(self, conflict: &Conflict, group: &Group, said: &[String; 2]) -> String {
        let [theirs, mine] = said;
        match (self, conflict.begins) {
            (Self::Leave, _) => format!("As it is now: {theirs} (nothing of yours is saved)"),
            (Self::Theirs, Begins::Filled) => format!("As it is now: {theirs}"),
            (Self::Theirs, Begins::Adding) => {
                format!("As it is now: {theirs}, with your evidence added to it")
            }
            (Self::Theirs, Begins::Replacing) => {
                format!("As it is now: {theirs}, with your reason in place of theirs")
            }
            (Self::Mine, Begins::Filled) => format!("Yours: {mine}"),
            (Self::Mine, Begins::Replacing) => format!("Yours: {mine} (in place of it)"),
            (Self::Mine, Begins::Adding) if is_earlier(conflict, group) => {
                format!("Yours: {mine} (added after it, of an earlier day)")
            }
            (Self::Mine, Begins::Adding) => format!("Yours: {mine} (added after it)"),
        }
    }
}

/// Whether what was written is of an earlier day than what is there by now.
fn is_earlier(conflict: &Conflict, group: &Group) -> bool {
    let day = "effectiveOn";
    group.iter().any(|(name, _)| *name == day)
        && text(&conflict.mine, day) < text(&conflict.theirs, day)
}

/// What is asked: which of both is to stand, or, where what is sent is added, what becomes of it.
pub fn question(begins: Begins) -> &'static str {
    match begins.is_filled() {
        true => "which is to stand",
        false => "what is to become of yours",
    }
}

/// The choices of fields that say one thing. A choice writes into the form.
pub fn choice(conflict: &Conflict, group: &Group, said: &[String; 2]) -> AnyView {
    let (chosen, is_missed) = (conflict.chosen, conflict.is_missed);
    let (called, question) = (called(group), question(conflict.begins));
    let Some((name, _)) = group.first().copied() else {
        return none();
    };
    let id = format!("{name}.{KEEP}");
    let is_open = move || {
        let is_own = |(own, _): &(&'static str, Choice)| *own == name;
        is_missed.get() && !chosen.with(|chosen| chosen.iter().any(is_own))
    };
    let error = format!("{id}-error");
    let described = {
        let error = error.clone();
        move || is_open().then(|| error.clone())
    };
    let missed = move || match is_open() {
        true => view! {
            <p class="govuk-error-message" id=error.clone()>
                {visually_hidden("Error: ")} {format!("Choose {question}.")}
            </p>
        }
        .into_any(),
        false => none(),
    };
    let options = Choice::all(conflict, group).into_iter().enumerate();
    let options = options.map(|(number, choice)| {
        let own = match number {
            0 => id.clone(),
            _ => format!("{id}-{number}"),
        };
        let side = choice.side(conflict);
        let values: Vec<_> = group
            .iter()
            .map(|(name, _)| (*name, side.all(name)))
            .collect();
        let choose = move |_| {
            for (name, values) in &values {
                dom::fill(name, values);
            }
            chosen.update(|chosen| {
                chosen.retain(|(own, _)| *own != name);
                chosen.push((name, choice));
            });
        };
        let is_chosen = move || chosen.with(|chosen| chosen.contains(&(name, choice)));
        let words = choice.words(conflict, group, said);
        view! {
            <div class="govuk-radios__item">
                <input class="govuk-radios__input" type="radio" id=own.clone() name=id.clone()
                    prop:checked=is_chosen on:change=choose />
                <label class="govuk-label govuk-radios__label gt-said" for=own>{words}</label>
            </div>
        }
        .into_any()
    });
    let options = seq(options.collect());
    let class = move || match is_open() {
        true => "govuk-form-group govuk-form-group--error",
        false => "govuk-form-group",
    };
    view! {
        <div class=class>
            <fieldset class="govuk-fieldset" aria-describedby=described>
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{format!("{called}: {question}?")}</legend>
                {dynamic(missed)}
                <div class="govuk-radios govuk-radios--small">{options}</div>
            </fieldset>
        </div>
    }
    .into_any()
}
