//! What is shown where somebody else was faster: what was there, what is there since, and what is about to be sent,
//! field by field; and for each field that both have changed, which of the two is to stand. A form that begins empty
//! adds what it says: there it is asked what is to become of that. A choice writes into the form, and what stands there
//! is what is sent, unless nothing of it is to be saved.

use leptos::prelude::*;

use super::super::form::{KEEP, Values, problem};
use super::super::{dom, none, para, remark, seq};
use super::{BY, Begins, LINK, NOTE, tidy};
use crate::query::account::Problem;
use crate::query::edit::Meanwhile;

mod choice;

use choice::{Choice, choice, question};

/// What is said where a form that begins empty says what is there already.
fn agreed(begins: Begins) -> &'static str {
    match begins {
        Begins::Replacing => {
            "Yours says what is there already: sent again, your reason takes the place of theirs."
        }
        _ => "Yours says what is there already: sent again, it adds its evidence.",
    }
}

/// Fields that say one thing together: they are chosen together, so that nothing is sent that nobody has said.
const TOGETHER: [&[&str]; 11] = [
    &["status", "effectiveOn"],
    &["state", "effectiveOn"],
    &["outcome", "effectiveOn"],
    &["state", "heldOn"],
    &["due.from", "due.to"],
    &["target.text", "target.comparison", "target.value"],
    &["baseline.text", "baseline.value"],
    &["published", "count", "base", "baseNote"],
    &["asBefore", "changed"],
    &["fieldworkFrom", "fieldworkTo"],
    &["record.plan.periodFrom", "record.plan.periodTo"],
];

fn is_together(one: &str, other: &str) -> bool {
    TOGETHER
        .iter()
        .any(|names| names.contains(&one) && names.contains(&other))
}

/// What somebody did to a record after its form was opened, and what was written meanwhile.
pub struct Conflict {
    /// What the record held when it was seen.
    pub first: Values,
    /// What it holds since.
    pub theirs: Values,
    /// What stood in the form when it was sent.
    pub mine: Values,
    /// Who changed it since, and why.
    pub meanwhile: Vec<Meanwhile>,
    /// The fields of the form by their labels.
    pub names: Vec<(&'static str, &'static str)>,
    /// What nobody writes into the form, which says that it is as it is now, by its labels.
    pub confirmed: Vec<(&'static str, &'static str)>,
    /// Where the fields began with what the record held, what is as it was then has not been written.
    pub begins: Begins,
    /// What has been chosen by now, under the first of the fields that it is of. Nothing is at first.
    pub chosen: RwSignal<Vec<(&'static str, Choice)>>,
    /// Whether it was sent before all was chosen.
    pub is_missed: RwSignal<bool>,
}

/// Fields that say one thing together, with their labels.
type Group = Vec<(&'static str, &'static str)>;

/// What stands in a field, as it is compared.
fn text(values: &Values, name: &str) -> String {
    tidy(&values.all(name).join("\n"))
}

fn texts(values: &Values, group: &Group) -> Vec<String> {
    group.iter().map(|(name, _)| text(values, name)).collect()
}

impl Conflict {
    /// What can be chosen of, in the order of the form: all but the reasons, which both stay.
    fn groups(&self) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for field in &self.names {
            let is_own = |known: &&mut Group| {
                known
                    .first()
                    .is_some_and(|(name, _)| is_together(name, field.0))
            };
            match groups.iter_mut().find(is_own) {
                _ if [NOTE, LINK].contains(&field.0) => {}
                Some(known) => known.push(*field),
                None => groups.push(vec![*field]),
            }
        }
        groups
    }

    /// Whether nobody has written there.
    fn is_untouched(&self, group: &Group) -> bool {
        let mine = texts(&self.mine, group);
        match self.begins.is_filled() {
            true => mine == texts(&self.first, group),
            false => mine.iter().all(String::is_empty),
        }
    }

    /// What both have changed, each to something else. A form that begins empty says one thing, and is asked of as one.
    fn asked(&self) -> Vec<Group> {
        let is_asked = |group: &Group| {
            let [first, theirs, mine] =
                [&self.first, &self.theirs, &self.mine].map(|values| texts(values, group));
            !self.is_untouched(group) && theirs != first && mine != theirs
        };
        let asked: Vec<Group> = self.groups().into_iter().filter(is_asked).collect();
        match self.begins.is_filled() || asked.is_empty() {
            true => asked,
            false => vec![asked.concat()],
        }
    }

    /// What has been chosen for some fields.
    fn choice(&self, group: &Group) -> Option<Choice> {
        let (first, _) = group.first()?;
        let chosen = self.chosen.get_untracked();
        let found = chosen.iter().find(|(name, _)| name == first);
        found.map(|(_, choice)| *choice)
    }

    /// Whether nothing of what was written is to be saved, as was chosen.
    pub fn is_left(&self) -> bool {
        let asked = self.asked();
        let is_left = |group: &Group| self.choice(group) == Some(Choice::Leave);
        !asked.is_empty() && asked.iter().all(is_left)
    }

    /// Whether a form that begins empty says what is there already.
    fn agrees(&self) -> bool {
        let groups = self.groups();
        let is_same = |group: &Group| texts(&self.mine, group) == texts(&self.theirs, group);
        !self.begins.is_filled() && !groups.is_empty() && groups.iter().all(is_same)
    }

    /// What is to be done by whoever was slower.
    pub fn next(&self) -> String {
        let words = match (self.is_asked(), self.begins.is_filled()) {
            (true, true) => {
                "Look at both, choose which is to stand where both changed the same, and send it again."
            }
            (true, false) => "Look at both, choose what is to become of yours, and send it again.",
            (false, true) => "Look at both, and send yours again if it still holds.",
            (false, false) if self.agrees() => {
                return format!("{} Or leave it as it is now.", agreed(self.begins));
            }
            (false, false) => {
                "Look at both, and send yours again if it still holds, or leave it as it is now."
            }
        };
        words.to_owned()
    }

    /// Whether anything is to be chosen.
    pub fn is_asked(&self) -> bool {
        !self.asked().is_empty()
    }

    /// Whether what is written is what is there already, field by field: nothing is left to save then. What begins empty
    /// adds what it says, even where that was said before.
    pub fn is_same(&self, written: &Values) -> bool {
        let groups = self.groups();
        let is_theirs = |group: &Group| texts(written, group) == texts(&self.theirs, group);
        self.begins.is_filled() && !groups.is_empty() && groups.iter().all(is_theirs)
    }

    /// The fields that only they have changed, of a form that began with what the record held.
    fn left(&self) -> Vec<&'static str> {
        let is_left = |group: &Group| {
            self.begins.is_filled()
                && self.is_untouched(group)
                && texts(&self.theirs, group) != texts(&self.first, group)
        };
        let groups = self.groups().into_iter().filter(is_left);
        groups.flatten().map(|(name, _)| name).collect()
    }

    /// Has the form show what only they have changed.
    pub fn fill(&self) {
        for name in self.left() {
            dom::fill(name, &self.theirs.all(name));
        }
    }

    /// The choices that are missing before what stands in the form can be sent. Whoever has seen both and writes
    /// something else has chosen too, but for who has chosen that a form that begins empty does not say so.
    pub fn missing(&self, written: &Values) -> Vec<Problem> {
        let is_open = |group: &&Group| {
            let is_mine = texts(written, group) == texts(&self.mine, group);
            match self.choice(group) {
                None => is_mine,
                Some(Choice::Leave) => !is_mine,
                Some(Choice::Theirs) => !self.begins.is_filled() && self.is_against(written, group),
                Some(Choice::Mine) => false,
            }
        };
        let asked = self.asked();
        let open = asked.iter().filter(is_open).filter_map(|group| {
            let (name, _) = group.first()?;
            let question = question(self.begins);
            let mut missed = problem(name, &format!("Choose {question}: {}.", called(group)));
            missed.path.push(KEEP.to_owned());
            Some(missed)
        });
        open.collect()
    }

    /// Whether something is written that is not what they say. A form may have no way to write that.
    fn is_against(&self, written: &Values, group: &Group) -> bool {
        let is_against = |name: &str| {
            let own = text(written, name);
            !own.is_empty() && own != text(&self.theirs, name)
        };
        group.iter().any(|(name, _)| is_against(name))
    }

    /// What is written, with what they say in its place where a form that begins empty is to say that again.
    pub fn adopted(&self, mut written: Values) -> Values {
        let asked = self.asked().into_iter();
        let is_theirs = |group: &Group| self.choice(group) == Some(Choice::Theirs);
        for (name, _) in asked.filter(is_theirs).flatten() {
            if !self.begins.is_filled() {
                written.set(name, self.theirs.get(name));
            }
        }
        written
    }

    /// Shows which choices are missing. One that what is written goes against is not made any more.
    pub fn miss(&self, missing: &[Problem]) {
        self.is_missed.set(!missing.is_empty());
        let is_missing = |name: &str| {
            missing
                .iter()
                .any(|one| one.path.iter().any(|own| own == name))
        };
        self.chosen
            .update(|chosen| chosen.retain(|(name, _)| !is_missing(name)));
    }
}

/// The labels of fields that are chosen together.
fn called(group: &Group) -> String {
    let labels = group
        .iter()
        .map(|(_, label)| label.trim_end_matches(" (optional)"));
    labels.collect::<Vec<_>>().join(", ")
}

/// Shows a conflict. `words` says what stands in a field, `both` what becomes of both; `leave` ends the form with
/// nothing of it saved.
pub fn compared(
    conflict: &Conflict,
    words: &dyn Fn(&str, &str) -> String,
    both: &str,
    leave: impl Fn() + 'static,
) -> AnyView {
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
    // What is the same on all sides is nothing to look at.
    let differs = |name: &str| {
        let [first, theirs, mine] =
            [&conflict.first, theirs, &conflict.mine].map(|values| text(values, name));
        name == NOTE || first != theirs || theirs != mine
    };
    let names = conflict.names.iter().copied();
    let rows = names.filter(|(name, _)| differs(name));
    let rows = rows.map(|(name, label)| {
        let theirs = match (name, theirs.all(name)) {
            (NOTE, values) if values.concat().is_empty() => vec![reasons.clone()],
            (_, values) => values,
        };
        let cells = [conflict.first.all(name), theirs, conflict.mine.all(name)];
        line(label, cells.map(|values| said(name, &values)))
    });
    let confirmed = conflict.confirmed.iter().copied().map(|(name, label)| {
        let [first, now] = [&conflict.first, theirs].map(|values| said(name, &values.all(name)));
        line(label, [first, now, "As it is now".to_owned()])
    });
    let rows = confirmed.chain(rows);
    let choices = conflict.asked().into_iter().map(|group| {
        let sides = [theirs, &conflict.mine].map(|side| {
            let parts = group.iter().map(|(name, _)| said(name, &side.all(name)));
            parts.collect::<Vec<_>>().join("; ")
        });
        choice(conflict, &group, &sides)
    });
    // What has been asked has its own way to leave it.
    let agrees = match conflict.agrees() {
        true => para(agreed(conflict.begins)),
        false => none(),
    };
    let way = match conflict.begins.is_filled() || conflict.is_asked() {
        true => none(),
        false => seq(vec![agrees, way_to_leave(leave)]),
    };
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
        {way}
    }
    .into_any()
}

/// A row of the table: what it is of, and what it was, is now, and is to be.
fn line(label: &'static str, said: [String; 3]) -> AnyView {
    let cells =
        said.map(|words| view! { <td class="govuk-table__cell gt-said">{words}</td> }.into_any());
    view! {
        <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">{label}</th>
            {seq(cells.into_iter().collect())}
        </tr>
    }
    .into_any()
}

/// The button for whoever is content with what is there, where nothing is asked.
fn way_to_leave(leave: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="govuk-button govuk-button--secondary" on:click=move |_| leave()>
            "Leave it as it is now: nothing of yours is saved"
        </button>
    }
    .into_any()
}

#[cfg(test)]
mod tests;
