//! The actions of a plan to choose from, by workstream: a field of a form, whose one value those are that are chosen.

use std::sync::Arc;

use leptos::html::Input;
use leptos::prelude::*;

use crate::component::form::{Field, Kind, Wrong};
use crate::component::signed::Signed;
use crate::component::{dom, dynamic, none, remark, seq, status_tag};
use crate::format;
use crate::query::account::Problem;
use crate::query::edit::action::Due;
use crate::query::several::{Action, Several, Workstream};

/// The field of the actions.
pub const ACTIONS: &str = "actions";

/// How many letters of an action's words are shown.
const LETTERS: usize = 160;

/// Which actions are chosen, by their ids, each with the version of it that was seen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chosen(pub Vec<(String, i32)>);

impl Chosen {
    /// As they stand in the field.
    pub fn read(text: &str) -> Self {
        let pairs = text.split_whitespace().filter_map(|one| {
            let (id, version) = one.rsplit_once(':')?;
            Some((id.to_owned(), version.parse().ok()?))
        });
        Self(pairs.collect())
    }

    /// As the value of the field.
    pub fn write(&self) -> String {
        let pairs = self.0.iter().map(|(id, version)| format!("{id}:{version}"));
        pairs.collect::<Vec<_>>().join(" ")
    }

    /// Without those that this is not said of.
    pub fn only(mut self, is: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|(id, _)| is(id));
        self
    }

    fn has(&self, id: &str) -> bool {
        self.0.iter().any(|(own, _)| own == id)
    }

    /// Chooses one as it is seen now, or not any more.
    fn turn(&mut self, id: &str, version: i32, is_chosen: bool) {
        self.0.retain(|(own, _)| own != id);
        if is_chosen {
            self.0.push((id.to_owned(), version));
        }
    }
}

/// Which actions are offered to somebody.
#[derive(Clone, Debug, PartialEq)]
pub enum Offered {
    All,
    /// Those that are led by whoever signs in with this address.
    LedBy(String),
}

impl Offered {
    /// Whoever edits says how any action stands, and whoever contributes how those do that he or she leads. Nothing
    /// where it is not known yet who it is.
    pub fn to(signed: Signed, area: &str) -> Option<Self> {
        let is_led = signed.may_update(area) && !signed.may_edit(area);
        match signed.get() {
            Some(account) if is_led => Some(Self::LedBy(account.email)),
            None if signed.is_asked() => None,
            _ => Some(Self::All),
        }
    }

    fn holds(&self, action: &Action) -> bool {
        match self {
            Self::All => true,
            Self::LedBy(email) => {
                let mut leads = action.assignees.iter().flatten();
                leads.any(|lead| lead.email == *email)
            }
        }
    }

    /// How many actions of a plan there are to choose from.
    pub fn count(&self, plan: &Several) -> usize {
        plan.actions().filter(|action| self.holds(action)).count()
    }

    /// Those of the chosen that there are to choose from.
    pub fn among(&self, chosen: Chosen, plan: &Several) -> Chosen {
        let is_there = |id: &str| plan.action(id).is_some_and(|action| self.holds(action));
        chosen.only(is_there)
    }
}

/// The actions as they are known by now, which of them are offered, and which are chosen.
#[derive(Clone)]
struct Choices {
    plan: RwSignal<Arc<Several>>,
    offered: Arc<Offered>,
    chosen: RwSignal<Chosen>,
    /// What the form is sent with.
    held: NodeRef<Input>,
    problems: RwSignal<Vec<Problem>>,
}

/// The field of the actions that are offered. Where the plan is known anew it shows them as they are then.
pub fn field(plan: RwSignal<Arc<Several>>, offered: Offered) -> Field {
    let shown = move |name: &'static str, value: &str, problems| {
        let choices = Choices {
            plan,
            offered: Arc::new(offered),
            chosen: RwSignal::new(Chosen::read(value)),
            held: NodeRef::new(),
            problems,
        };
        choices.show(name)
    };
    Field {
        name: ACTIONS,
        label: "Which actions?",
        hint: "All that you choose get the same status, since the same day, with the same evidence.",
        kind: Kind::Rows(Vec::new(), Box::new(shown)),
    }
}

impl Choices {
    fn show(self, name: &'static str) -> AnyView {
        self.fill(&self.chosen.with_untracked(Chosen::write));
        let value = self.chosen.with_untracked(Chosen::write);
        let (filled, groups, counted) = (self.clone(), self.clone(), self.clone());
        // Whoever throws away what was written fills the field, and so does what comes of it when it is sent.
        let fill = move |event: leptos::ev::Event| filled.fill(&event_target_value(&event));
        let all = move || {
            let plan = groups.plan.get();
            let workstreams = plan.workstreams.nodes.iter();
            seq(workstreams.map(|one| groups.group(one)).collect())
        };
        view! {
            <input node_ref=self.held type="hidden" name=name value=value on:change=fill />
            {dynamic(all)}
            <p class="govuk-body" role="status">{move || counted.count()}</p>
        }
        .into_any()
    }

    /// Chooses those that stand in a value of the field, as far as they are offered.
    fn fill(&self, value: &str) {
        let plan = self.plan.get_untracked();
        self.chosen
            .set(self.offered.among(Chosen::read(value), &plan));
    }

    /// "3 of 33 chosen".
    fn count(&self) -> String {
        let all = self.plan.with(|plan| self.offered.count(plan));
        let chosen = self.chosen.with(|chosen| chosen.0.len());
        format!("{chosen} of {all} chosen")
    }

    /// The actions of a workstream; nothing where none of them is offered.
    fn group(&self, workstream: &Workstream) -> AnyView {
        let actions = workstream.actions.nodes.iter();
        let actions = actions.filter(|action| self.offered.holds(action));
        let actions: Vec<AnyView> = actions.map(|action| self.action(action)).collect();
        if actions.is_empty() {
            return none();
        }
        let legend = format!("Workstream {}: {}", workstream.number, workstream.title);
        view! {
            <fieldset class="govuk-fieldset gt-form__group">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{format::shortened(&legend, LETTERS)}</legend>
                <div class="govuk-checkboxes govuk-checkboxes--small">{seq(actions)}</div>
            </fieldset>
        }
        .into_any()
    }

    fn action(&self, action: &Action) -> AnyView {
        let key = action.id.inner().to_owned();
        let id = format!("{ACTIONS}.{key}");
        let hint = format!("{id}-hint");
        let wrong = {
            let key = key.clone();
            Wrong::of(
                &id,
                self.problems,
                Box::new(move |problem| said_of(problem, &key)),
            )
        };
        let (described, invalid) = (wrong.described(Some(hint.clone())), wrong.invalid());
        let chosen = self.chosen;
        let is_chosen = {
            let key = key.clone();
            move || chosen.with(|chosen| chosen.has(&key))
        };
        let (choices, version) = (self.clone(), action.record_version);
        let turn = move |event: leptos::ev::Event| {
            choices.turn(&key, version, event_target_checked(&event));
        };
        let words = format!(
            "{}: {}",
            action.reference,
            format::shortened(&action.text, LETTERS)
        );
        view! {
            {wrong.view()}
            <div class="govuk-checkboxes__item">
                <input class="govuk-checkboxes__input" type="checkbox" id=id.clone() prop:checked=is_chosen
                    aria-describedby=described aria-invalid=invalid on:change=turn />
                <label class="govuk-label govuk-checkboxes__label" for=id>{words}</label>
                <div class="govuk-hint govuk-checkboxes__hint" id=hint>
                    {status_tag(&action.status)}
                    {remark(&due_in_words(&action.due))}
                </div>
            </div>
        }
        .into_any()
    }

    /// Chooses an action as it is seen now, or not any more, and has the form keep it.
    fn turn(&self, id: &str, version: i32, is_chosen: bool) {
        self.chosen
            .update(|chosen| chosen.turn(id, version, is_chosen));
        if let Some(held) = self.held.get_untracked() {
            held.set_value(&self.chosen.with_untracked(Chosen::write));
            dom::tell_input(&held);
        }
    }
}

/// What a problem says of an action; nothing where it is another's.
fn said_of(problem: &Problem, id: &str) -> Option<String> {
    let mut path = problem.path.iter();
    let is_own = path.next().is_some_and(|field| field == ACTIONS)
        && path.next().is_some_and(|own| own == id);
    is_own.then(|| problem.message.clone())
}

/// When an action is due: the day that its team has set, or the published one, or the published words.
fn due_in_words(due: &Due) -> String {
    let team = due.team.as_ref();
    let team = team.and_then(|team| format::span(Some(&team.from.0), Some(&team.to.0)));
    let [from, to] = [&due.from, &due.to].map(|day| day.as_ref().map(|day| day.0.as_str()));
    match (team.or_else(|| format::span(from, to)), &due.published) {
        (Some(day), _) => format!("Due {day}"),
        (None, Some(words)) => format!("Due, as published: {words}"),
        (None, None) => "Due: not stated in the source".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::form::problem;
    use crate::query::common::NaiveDate;

    #[test]
    fn what_is_chosen_is_one_value_of_the_form() {
        let mut chosen = Chosen::read("a:1  b:7 broken c:x");
        assert_eq!(chosen.write(), "a:1 b:7");
        chosen.turn("a", 2, true);
        assert_eq!(chosen.write(), "b:7 a:2");
        chosen.turn("b", 7, false);
        assert!(chosen.has("a") && !chosen.has("b"));
        assert_eq!(chosen.only(|id| id != "a"), Chosen::default());
        assert_eq!(Chosen::default().write(), "");
    }

    #[test]
    fn what_is_wrong_is_said_of_its_own_action() {
        let mut own = problem(ACTIONS, "No.");
        own.path.extend(["a", "id"].map(str::to_owned));
        assert_eq!(said_of(&own, "a").as_deref(), Some("No."));
        assert_eq!(said_of(&own, "b"), None);
        for other in [problem("note", "Short."), problem(ACTIONS, "None.")] {
            assert_eq!(said_of(&other, "a"), None);
        }
    }

    #[test]
    fn a_day_is_said_where_there_is_one() {
        let due = |published: Option<&str>, day: Option<&str>| {
            let day = day.map(|day| NaiveDate(day.to_owned()));
            due_in_words(&Due {
                published: published.map(str::to_owned),
                from: day.clone(),
                to: day,
                team: None,
            })
        };
        assert_eq!(
            due(Some("31/12/2020"), Some("2020-12-31")),
            "Due 31 December 2020"
        );
        assert_eq!(
            due(Some("TBC by Leads"), None),
            "Due, as published: TBC by Leads"
        );
        assert_eq!(due(None, None), "Due: not stated in the source");
    }
}
