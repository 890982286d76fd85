//! What is shown where somebody else was faster: what was there, what is there since, and what is about to be sent,
//! field by field; and for each field that both have changed, which of the two is to stand. What stands in the form is
//! what is sent, always: a choice writes into it.

use leptos::prelude::*;

use super::super::form::{KEEP, Values, problem};
use super::super::{dom, dynamic, none, para, remark, seq, visually_hidden};
use super::{BY, LINK, NOTE, tidy};
use crate::query::account::Problem;
use crate::query::edit::Meanwhile;

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
    /// Whether the fields began with what the record held: what is as it was then has not been written.
    pub is_prefilled: bool,
    /// For which fields one of both sides has been chosen by now. None is at first.
    pub chosen: RwSignal<Vec<&'static str>>,
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
        let is_empty = mine.iter().all(String::is_empty);
        mine == texts(&self.first, group) && (self.is_prefilled || is_empty)
    }

    /// What both have changed, each to something else.
    fn asked(&self) -> Vec<Group> {
        let is_asked = |group: &Group| {
            let [first, theirs, mine] =
                [&self.first, &self.theirs, &self.mine].map(|values| texts(values, group));
            !self.is_untouched(group) && theirs != first && mine != theirs
        };
        self.groups().into_iter().filter(is_asked).collect()
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
        self.is_prefilled && !groups.is_empty() && groups.iter().all(is_theirs)
    }

    /// The fields that only they have changed, of a form that began with what the record held.
    fn left(&self) -> Vec<&'static str> {
        let is_left = |group: &Group| {
            self.is_prefilled
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
    /// something else has chosen too.
    pub fn missing(&self, written: &Values) -> Vec<Problem> {
        let chosen = self.chosen.get_untracked();
        let is_open = |group: &&Group| {
            let is_chosen = group.iter().any(|(name, _)| chosen.contains(name));
            !is_chosen && texts(written, group) == texts(&self.mine, group)
        };
        let asked = self.asked();
        let open = asked.iter().filter(is_open).filter_map(|group| {
            let (name, _) = group.first()?;
            let mut missed = problem(
                name,
                &format!("Choose which is to stand: {}.", called(group)),
            );
            missed.path.push(KEEP.to_owned());
            Some(missed)
        });
        open.collect()
    }
}

/// The labels of fields that are chosen together.
fn called(group: &Group) -> String {
    let labels = group
        .iter()
        .map(|(_, label)| label.trim_end_matches(" (optional)"));
    labels.collect::<Vec<_>>().join(", ")
}

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
    let choices = conflict.asked().into_iter().map(|group| {
        let sides = [theirs, &conflict.mine].map(|side| {
            let parts = group.iter().map(|(name, _)| said(name, &side.all(name)));
            parts.collect::<Vec<_>>().join("; ")
        });
        choice(conflict, group, sides)
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

/// Which of two is to stand. Neither is chosen at first; a choice writes into the form.
fn choice(conflict: &Conflict, group: Group, said: [String; 2]) -> AnyView {
    let (chosen, is_missed) = (conflict.chosen, conflict.is_missed);
    let called = called(&group);
    let Some((name, _)) = group.first().copied() else {
        return none();
    };
    let id = format!("{name}.{KEEP}");
    let is_open = move || is_missed.get() && chosen.with(|chosen| !chosen.contains(&name));
    let error = format!("{id}-error");
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
    let sides = ["As it is now", "Yours"].into_iter().zip(said);
    let sides = sides.zip([&conflict.theirs, &conflict.mine]).enumerate();
    let options = sides.map(|(number, ((side, said), values))| {
        let own = match number {
            0 => id.clone(),
            _ => format!("{id}-{number}"),
        };
        let values: Vec<_> = group
            .iter()
            .map(|(name, _)| (*name, values.all(name)))
            .collect();
        let choose = move |_| {
            for (name, values) in &values {
                dom::fill(name, values);
            }
            chosen.update(|chosen| chosen.push(name));
        };
        let words = format!("{side}: {said}");
        view! {
            <div class="govuk-radios__item">
                <input class="govuk-radios__input" type="radio" id=own.clone() name=id.clone() on:change=choose />
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
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{format!("{called}: which is to stand?")}</legend>
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

    const NAMES: [(&str, &str); 5] = [
        ("status", "Status"),
        ("effectiveOn", "Since when"),
        ("steps", "Steps"),
        ("links", "Links (optional)"),
        (NOTE, "Why"),
    ];

    /// Whatever stands in the fields when it was opened, since, and in the form; the reason is one of each.
    fn conflict(is_prefilled: bool, sides: [[&str; 4]; 3]) -> Conflict {
        let [first, theirs, mine] = sides.map(|side| {
            let values = side.iter().chain(std::iter::once(&"because"));
            let fields = NAMES.iter().zip(values);
            Values::of(fields.map(|((name, _), value)| (*name, (*value).to_owned())))
        });
        Conflict {
            first,
            theirs,
            mine,
            meanwhile: Vec::new(),
            names: NAMES.to_vec(),
            is_prefilled,
            chosen: RwSignal::new(Vec::new()),
            is_missed: RwSignal::new(false),
        }
    }

    fn asked(conflict: &Conflict) -> Vec<String> {
        conflict.asked().iter().map(called).collect()
    }

    fn missing(conflict: &Conflict, written: &Values) -> Vec<String> {
        let missing = conflict.missing(written).into_iter();
        missing.map(|one| one.path.join(".")).collect()
    }

    #[test]
    fn what_both_changed_is_asked_and_nothing_is_chosen_for_anybody() {
        // They changed status and steps, and we status, links and the day.
        let conflict = conflict(
            true,
            [
                ["red", "1", "a", "x"],
                ["green", "1", "b", "x"],
                ["red", "2", "a", "y"],
            ],
        );
        // A status and its day are one thing: ours would be red since the day of a green.
        assert_eq!(asked(&conflict), ["Status, Since when"]);
        assert_eq!(conflict.left(), ["steps"]);
        assert_eq!(missing(&conflict, &conflict.mine), ["status.keep"]);
        // Whoever has seen both and writes something else means it.
        let mut written = conflict.mine.clone();
        written.set("effectiveOn", "3".to_owned());
        assert!(missing(&conflict, &written).is_empty());
        conflict.chosen.set(vec!["status"]);
        assert!(missing(&conflict, &conflict.mine).is_empty());
    }

    #[test]
    fn what_both_changed_to_the_same_is_not_asked() {
        let sides = [["red", "1", "", ""], ["green", "2", "", ""]];
        let conflict = conflict(true, [sides[0], sides[1], sides[1]]);
        assert!(!conflict.is_asked());
        assert!(conflict.left().is_empty());
    }

    #[test]
    fn what_was_said_in_an_empty_form_was_said_even_if_it_was_so_before() {
        let sides = [["red", "1", "", ""], ["green", "2", "a", ""]];
        let conflict = conflict(false, [sides[0], sides[1], sides[0]]);
        assert_eq!(asked(&conflict), ["Status, Since when"]);
        // What was left empty says nothing, and is not filled.
        assert!(conflict.left().is_empty());
    }

    #[test]
    fn nothing_is_left_to_save_where_theirs_stands_in_every_field() {
        let sides = [
            ["red", "1", "a", ""],
            ["green", "2", "b", ""],
            ["red", "3", "b", ""],
        ];
        let ours = conflict(true, sides);
        assert!(!ours.is_same(&ours.mine));
        // Why it would be changed is nothing that is saved alone.
        let mut written = ours.theirs.clone();
        written.set(NOTE, "another reason".to_owned());
        assert!(ours.is_same(&written));
        // A form that begins empty adds what it says.
        assert!(!conflict(false, sides).is_same(&written));
    }

    #[test]
    fn fields_are_called_by_their_labels() {
        assert_eq!(called(&vec![NAMES[2], NAMES[3]]), "Steps, Links");
        assert!(is_together("due.to", "due.from") && !is_together("due.to", "steps"));
    }
}
