//! What is shown where somebody else was faster: what was there, what is there since, and what is about to be sent,
//! field by field; and for each field that both have changed, which of the two is to stand.

use leptos::prelude::*;

use super::super::form::{Values, problem};
use super::super::{dynamic, none, para, remark, seq, visually_hidden};
use super::{BY, LINK, NOTE, tidy};
use crate::query::account::Problem;
use crate::query::edit::Meanwhile;

/// Of two sides, the one that is to stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Side {
    /// What is there since.
    Theirs,
    /// What stands in the form.
    Mine,
}

/// What somebody did to a record after its form was opened, and what was written meanwhile.
pub struct Conflict {
    pub first: Values,
    pub theirs: Values,
    pub mine: Values,
    pub meanwhile: Vec<Meanwhile>,
    /// The fields of the form by their labels.
    pub names: Vec<(&'static str, &'static str)>,
    /// Whether the fields began with what the record held: what is as it was then has not been written.
    pub is_prefilled: bool,
    /// What has been chosen by now, field by field. Nothing is at first.
    pub chosen: RwSignal<Vec<(&'static str, Side)>>,
    /// Whether it was sent before all was chosen.
    pub is_missed: RwSignal<bool>,
}

/// What stands in a field, as it is compared.
fn text(values: &Values, name: &str) -> String {
    tidy(&values.all(name).join("\n"))
}

impl Conflict {
    /// The fields that both have changed, each to something else. Reasons stay both.
    pub fn asked(&self) -> Vec<(&'static str, &'static str)> {
        let is_asked = |name: &str| {
            let [first, theirs, mine] =
                [&self.first, &self.theirs, &self.mine].map(|values| text(values, name));
            let is_untouched = mine == first && (self.is_prefilled || mine.is_empty());
            ![NOTE, LINK].contains(&name) && !is_untouched && theirs != first && mine != theirs
        };
        let names = self.names.iter().copied();
        names.filter(|(name, _)| is_asked(name)).collect()
    }

    /// What is to be sent of what stands in the form by now, or which choices are missing.
    pub fn settle(&self, mut written: Values) -> Result<Values, Vec<Problem>> {
        let asked = self.asked();
        let chosen = self.chosen.get_untracked();
        let side = |name: &str| {
            let found = chosen.iter().find(|(own, _)| *own == name);
            found.map(|(_, side)| *side)
        };
        let mut missing = Vec::new();
        for (name, label) in &self.names {
            if [NOTE, LINK].contains(name) {
                continue;
            }
            let mine = text(&written, name);
            let is_as_before = mine == text(&self.mine, name) && mine == text(&self.first, name);
            let side = match asked.iter().any(|(own, _)| own == name) {
                true if mine == text(&self.theirs, name) => Some(Side::Mine),
                true => side(name),
                // What was not touched is as they left it.
                false if self.is_prefilled && is_as_before => Some(Side::Theirs),
                false => Some(Side::Mine),
            };
            match side {
                Some(Side::Theirs) => written.replace(name, self.theirs.all(name)),
                Some(Side::Mine) => {}
                None => {
                    let words = format!("Choose which is to stand: {label}.");
                    let mut missed = problem(name, &words);
                    missed.path.push(KEEP.to_owned());
                    missing.push(missed);
                }
            }
        }
        match missing.is_empty() {
            true => Ok(written),
            false => Err(missing),
        }
    }
}

/// The end of the name of the choice of a field.
const KEEP: &str = "keep";

/// Shows a conflict. `words` says what stands in a field, `both` what becomes of both.
pub fn compared(conflict: &Conflict, words: &dyn Fn(&str, &str) -> String, both: &str) -> AnyView {
    let theirs = &conflict.theirs;
    let who = conflict
        .meanwhile
        .last()
        .map_or_else(|| theirs.get(BY), Meanwhile::who);
    let reasons = conflict.meanwhile.iter().map(|one| one.reason.as_str());
    let reasons = reasons.collect::<Vec<_>>().join("\n");
    let said = |name: &str, values: &[String]| {
        let values = values.iter().filter(|value| !value.trim().is_empty());
        let words: Vec<String> = values.map(|value| words(name, value)).collect();
        match words.is_empty() {
            true => "–".to_owned(),
            false => words.join("\n"),
        }
    };
    let cell =
        |words: String| view! { <td class="govuk-table__cell gt-said">{words}</td> }.into_any();
    // What is the same on all sides is nothing to look at.
    let differs = |name: &str| {
        let [first, theirs, mine] =
            [&conflict.first, theirs, &conflict.mine].map(|values| text(values, name));
        name == NOTE || first != theirs || theirs != mine
    };
    let rows = conflict.names.iter().filter(|(name, _)| differs(name));
    let rows = rows.map(|(name, label)| {
        let theirs = match (*name, theirs.all(name)) {
            (NOTE, values) if values.concat().is_empty() => vec![reasons.clone()],
            (_, values) => values,
        };
        let cells = [conflict.first.all(name), theirs, conflict.mine.all(name)];
        let cells = cells.map(|values| cell(said(name, &values)));
        view! {
            <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">{*label}</th>
                {seq(cells.into_iter().collect())}
            </tr>
        }
        .into_any()
    });
    let choices = conflict.asked().into_iter().map(|(name, label)| {
        let sides = [&conflict.theirs, &conflict.mine].map(|side| said(name, &side.all(name)));
        choice(conflict, name, label, sides)
    });
    view! {
        <h2 class="govuk-heading-m" id="conflict">"What was changed while you were writing"</h2>
        {para(both)}
        <div class="gt-table-scroll" tabindex="0" role="group" aria-labelledby="conflict">
            <table class="govuk-table" aria-labelledby="conflict">
                <thead>
                    <tr class="govuk-table__row">
                        <td class="govuk-table__cell"></td>
                        <th scope="col" class="govuk-table__header">"When you opened it"</th>
                        <th scope="col" class="govuk-table__header">"As it is now"
                            {remark(&format!("Saved by {who}"))}</th>
                        <th scope="col" class="govuk-table__header">"Yours"</th>
                    </tr>
                </thead>
                <tbody>{seq(rows.collect())}</tbody>
            </table>
        </div>
        {seq(choices.collect())}
    }
    .into_any()
}

/// Which of two is to stand in a field. Neither is chosen at first.
fn choice(
    conflict: &Conflict,
    name: &'static str,
    label: &'static str,
    sides: [String; 2],
) -> AnyView {
    let (chosen, is_missed) = (conflict.chosen, conflict.is_missed);
    let group = format!("{name}.{KEEP}");
    let is_open =
        move || is_missed.get() && chosen.with(|chosen| chosen.iter().all(|(own, _)| *own != name));
    let error = format!("{group}-error");
    let described = {
        let error = error.clone();
        move || is_open().then(|| error.clone())
    };
    let missed = move || match is_open() {
        true => view! {
            <p class="govuk-error-message" id=error.clone()>
                {visually_hidden("Error: ")} "Choose which is to stand."
            </p>
        }
        .into_any(),
        false => none(),
    };
    let [theirs, mine] = sides;
    let options = [
        (Side::Theirs, "As it is now", theirs),
        (Side::Mine, "Yours, as it stands in the form below", mine),
    ];
    let options = options.into_iter().enumerate().map(|(number, (side, words, value))| {
        let id = match number {
            0 => group.clone(),
            _ => format!("{group}-{number}"),
        };
        let choose = move |_| {
            chosen.update(|chosen| {
                chosen.retain(|(own, _)| *own != name);
                chosen.push((name, side));
            });
        };
        let words = format!("{words}: {value}");
        view! {
            <div class="govuk-radios__item">
                <input class="govuk-radios__input" type="radio" id=id.clone() name=group.clone() on:change=choose />
                <label class="govuk-label govuk-radios__label gt-said" for=id>{words}</label>
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
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{format!("{label}: which is to stand?")}</legend>
                {dynamic(missed)}
                <div class="govuk-radios govuk-radios--small">{options}</div>
            </fieldset>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn conflict(is_prefilled: bool, values: [[&str; 3]; 3]) -> Conflict {
        let of = |at: usize| {
            let [status, day, steps] = values.map(|row| row[at].to_owned());
            Values::of([("status", status), ("day", day), ("steps", steps)])
        };
        Conflict {
            first: of(0),
            theirs: of(1),
            mine: of(2),
            meanwhile: Vec::new(),
            names: vec![
                ("status", "Status"),
                ("day", "Day"),
                ("steps", "Steps"),
                (NOTE, "Why"),
            ],
            is_prefilled,
            chosen: RwSignal::new(Vec::new()),
            is_missed: RwSignal::new(false),
        }
    }

    fn sent(conflict: &Conflict) -> Result<[String; 3], Vec<Vec<String>>> {
        let settled = conflict.settle(conflict.mine.clone());
        settled
            .map(|values| ["status", "day", "steps"].map(|name| values.get(name)))
            .map_err(|missing| missing.into_iter().map(|one| one.path).collect())
    }

    #[test]
    fn what_both_changed_is_asked_and_nothing_is_chosen_for_anybody() {
        // The status was changed by both, the day by them, the steps by us.
        let conflict = conflict(
            true,
            [["red", "green", "blue"], ["1", "2", "1"], ["a", "a", "b"]],
        );
        assert_eq!(conflict.asked(), [("status", "Status")]);
        assert_eq!(
            sent(&conflict),
            Err(vec![vec!["status".into(), KEEP.into()]])
        );
        conflict.chosen.set(vec![("status", Side::Theirs)]);
        assert_eq!(sent(&conflict), Ok(["green", "2", "b"].map(str::to_owned)));
        conflict.chosen.set(vec![("status", Side::Mine)]);
        assert_eq!(sent(&conflict), Ok(["blue", "2", "b"].map(str::to_owned)));
        // Whoever has seen both and writes something else means it.
        let mut written = conflict.mine.clone();
        written.set("day", "3".to_owned());
        let settled = conflict.settle(written).unwrap_or_default();
        assert_eq!(settled.get("day"), "3");
    }

    #[test]
    fn what_was_said_in_an_empty_form_was_said_even_if_it_was_so_before() {
        let conflict = conflict(
            false,
            [["red", "green", "red"], ["1", "2", "1"], ["", "a", ""]],
        );
        assert_eq!(conflict.asked(), [("status", "Status"), ("day", "Day")]);
        conflict
            .chosen
            .set(vec![("status", Side::Mine), ("day", Side::Theirs)]);
        assert_eq!(sent(&conflict), Ok(["red", "2", ""].map(str::to_owned)));
    }
}
