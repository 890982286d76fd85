//! The form with which a team says of several actions of a plan at once how they stand.

use std::sync::Arc;

use leptos::prelude::*;

use super::TEAM;
use super::chosen::{self, ACTIONS, Chosen, Offered};
use super::status;
use crate::component::edit::{self, Gate, LINK, NOTE, gated, with_reason};
use crate::component::form::{Button, Sent, Values, prefilled, problem, unanswered};
use crate::component::live::{self, Live, News, Scope};
use crate::component::saved::leaving;
use crate::component::signed::signed;
use crate::component::{
    crumbs, dom, dynamic, heading_under, link, load_page, none, para, seq, superseded,
};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::Versioned;
use crate::query::edit::Refusal;
use crate::query::several::{self as query, Action, Several};
use crate::query::update::{self, SeenActionInput, UpdateActionStatusInput};
use crate::query::word::ProblemCode;

/// Who says how several actions stand. Others would choose in vain.
const HERE: Gate = Gate {
    is_closed: true,
    ..TEAM
};

/// `/areas/{area}/plans/{plan}/update`
pub fn several(area: &str, plan: &str) -> AnyView {
    let path = format!("{area}/{plan}");
    load_page("the actions", move || query::several(path.clone()), view)
}

fn view(found: &Versioned<Several>) -> AnyView {
    let plan = &found.record;
    crumbs(&[
        ("Areas", "/areas"),
        (&plan.area.name, &format::area_href(&plan.area.path)),
        (&plan.title, &format::plan_href(&plan.path)),
    ]);
    let heading = heading_under(&plan.title, "How do several actions stand?");
    let live = live::live();
    live.arrived(found.version, Some(Scope::actions_of(&plan.path)));
    let (area, signed) = (plan.area.path.clone(), signed());
    let offered = Memo::new(move |_| Offered::to(signed, &area));
    let latest = RwSignal::new(Arc::new(plan.clone()));
    let body = move || match offered.get() {
        Some(offered) => body(latest, offered, live),
        None => para("Loading your account…"),
    };
    let later = superseded(&plan.title, &plan.superseded_by);
    seq(vec![heading, later, dynamic(body)])
}

/// The form, or that there is nothing to say it of.
fn body(latest: RwSignal<Arc<Several>>, offered: Offered, live: Live) -> AnyView {
    let plan = latest.get_untracked();
    let back = format::plan_href(&plan.path);
    let nothing = |words: &str| {
        view! {
            <div class="govuk-inset-text">{para(words)}</div>
            <p>{link(&back, "The plan")}</p>
        }
        .into_any()
    };
    if Offered::All.count(&plan) == 0 {
        return nothing("The documents hold no actions of this plan.");
    }
    let about = match (&offered, offered.count(&plan)) {
        (Offered::All, _) => none(),
        (Offered::LedBy(_), 0) => {
            return nothing(
                "You lead no action of this plan: whoever leads one says how it stands, or an editor. Ask an editor to have you lead it.",
            );
        }
        (Offered::LedBy(_), _) => para(
            "Only the actions that you lead are here: of the others, those who lead them say how they stand, or an editor.",
        ),
    };
    seq(vec![about, form(latest, offered, live)])
}

fn form(latest: RwSignal<Arc<Several>>, offered: Offered, live: Live) -> AnyView {
    let plan = latest.get_untracked();
    let (here, back) = (
        format::several_href(&plan.path),
        format::plan_href(&plan.path),
    );
    let mut fields = vec![chosen::field(latest, offered)];
    fields.extend(status::fields(plan.status_scheme.as_ref()));
    let (leave, key) = (leaving(), StoredValue::new(dom::fresh()));
    // What is heard while the form is on its way may be the form itself.
    let sending = RwSignal::new(false);
    let send = move |values: Values| -> Sent {
        let seen = latest.get_untracked();
        let chosen = Chosen::read(&values.get(ACTIONS));
        let input = match input(&seen, &chosen, &values, key.get_value()) {
            Ok(input) => input,
            Err(problems) => {
                let problems = with_reason(problems, &values);
                return Box::pin(async move { problems });
            }
        };
        let words = saved(&seen, &chosen, &input.effective_on.0);
        let (leave, back) = (leave.clone(), back.clone());
        sending.set(true);
        Box::pin(async move {
            let refusals = match update::update(input).await {
                Ok(answer) => answer.data,
                Err(error) => {
                    sending.try_set(false);
                    return vec![unanswered(&error)];
                }
            };
            // Who is done leaves the form, and hears of nothing on the way.
            sending.try_set(refusals.is_empty());
            if refusals.is_empty() {
                leave(&words, &back);
                return Vec::new();
            }
            if !refusals.iter().any(is_of_another) {
                let problems = refusals.into_iter().map(Refusal::problem);
                return problems.map(|one| placed(one, &seen, &chosen)).collect();
            }
            let now = match query::several(seen.path.clone()).await {
                Ok(answer) => answer.data,
                Err(error) => return vec![unanswered(&error)],
            };
            live.arrived(now.version, Some(Scope::actions_of(&seen.path)));
            key.try_set_value(dom::fresh());
            let (problems, left) = faster(refusals, &seen, &now.record, &chosen);
            latest.try_set(Arc::new(now.record));
            dom::fill(ACTIONS, &[left.write()]);
            problems
        })
    };
    let meanwhile = move |news: &News| match sending.get() {
        true => String::new(),
        false => format!(
            "{} of this plan changed while this form is open. Where you have chosen one of them, it is shown when you send yours.",
            format::count(news.count(), "action", "actions")
        ),
    };
    let button = Button::Plain("Save for all that are chosen");
    let draft = Some(edit::draft(&here));
    let form = prefilled(draft, Values::default(), none(), fields, button, send);
    let form = seq(vec![live.notice(meanwhile, none), form]);
    gated(HERE, &plan.area.path, &here, form)
}

/// What is sent, or what is missing before it can be.
fn input(
    plan: &Several,
    chosen: &Chosen,
    values: &Values,
    key: String,
) -> Result<UpdateActionStatusInput, Vec<Problem>> {
    let mut problems = Vec::new();
    if chosen.0.is_empty() {
        problems.push(problem(ACTIONS, "Choose at least one."));
    }
    let scale = plan.status_scheme.as_ref();
    match status::read(scale, values, "Choose how the actions stand.") {
        Ok((status, effective_on)) if problems.is_empty() => {
            let actions = chosen.0.iter().map(|(id, version)| SeenActionInput {
                id: id.as_str().into(),
                expected_version: *version,
            });
            Ok(UpdateActionStatusInput {
                actions: actions.collect(),
                status,
                effective_on,
                note: values.get(NOTE),
                link: Some(values.get(LINK)).filter(|link| !link.trim().is_empty()),
                key: Some(key),
            })
        }
        Ok(_) => Err(problems),
        Err(more) => {
            problems.extend(more);
            Err(problems)
        }
    }
}

/// Whether a refusal says that an action is not what it was when it was seen.
fn is_of_another(refusal: &Refusal) -> bool {
    let is_of_action = refusal.path.first().is_some_and(|field| field == ACTIONS);
    is_of_action && matches!(refusal.code, ProblemCode::Stale | ProblemCode::NotFound)
}

/// The id of the chosen action that a path of the answer names by its number.
fn named<'a>(path: &[String], chosen: &'a Chosen) -> Option<&'a str> {
    let (field, number) = (path.first()?, path.get(1)?);
    let number: usize = number.parse().ok().filter(|_| field == ACTIONS)?;
    chosen.0.get(number).map(|(id, _)| id.as_str())
}

/// A problem of one of the actions at its place on the page, with the reference that it has there.
fn placed(mut problem: Problem, plan: &Several, chosen: &Chosen) -> Problem {
    let Some(id) = named(&problem.path, chosen) else {
        return problem;
    };
    problem.message = match plan.action(id) {
        Some(action) => format!("{}: {}", action.reference, problem.message),
        None => problem.message,
    };
    problem.path = vec![ACTIONS.to_owned(), id.to_owned()];
    problem
}

/// What is said where somebody else was faster on some of the actions, and what is left of those that were chosen.
fn faster(
    refusals: Vec<Refusal>,
    seen: &Several,
    now: &Several,
    chosen: &Chosen,
) -> (Vec<Problem>, Chosen) {
    let others = refusals.iter().filter(|one| is_of_another(one));
    let others = others.filter_map(|one| named(&one.path, chosen));
    let others: Vec<String> = others.map(str::to_owned).collect();
    let words = format!(
        "Somebody else has changed {} of the {} that you chose since you saw them. Nothing is saved, and what you wrote is kept. Those are not chosen any more: choose them anew if yours is to be said of them too, and send it again.",
        others.len(),
        chosen.0.len()
    );
    let each = refusals.into_iter().map(|refusal| {
        let words = match (refusal.code, named(&refusal.path, chosen)) {
            (ProblemCode::Stale, Some(id)) => now.action(id).map(|now| changed(&refusal, now)),
            _ => None,
        };
        let mut problem = refusal.problem();
        if let Some(words) = words {
            problem.message = words;
        }
        placed(problem, seen, chosen)
    });
    let problems = std::iter::once(problem("", &words)).chain(each).collect();
    let left = chosen
        .clone()
        .only(|id| !others.iter().any(|other| other == id));
    (problems, left)
}

/// Who has changed an action meanwhile and why, and how it stands by now.
fn changed(refusal: &Refusal, now: &Action) -> String {
    let last = refusal.meanwhile().pop();
    let last = last.map(|last| format!(" by {} (“{}”)", last.who(), last.reason));
    format!(
        "changed meanwhile{}. It stands at {} now.",
        last.unwrap_or_default(),
        now.word()
    )
}

/// What is said once it is saved: also of which actions it changes nothing, where it is of an earlier day than the one
/// that says how they stand.
fn saved(plan: &Several, chosen: &Chosen, day: &str) -> String {
    let count = format::count(chosen.0.len() as i32, "update is", "updates are");
    let mut later: Vec<(&str, Vec<&str>)> = Vec::new();
    let is_later = |action: &&Action| {
        let is_chosen = chosen.0.iter().any(|(id, _)| action.id.inner() == id);
        is_chosen && action.is_said_after(day)
    };
    for action in plan.actions().filter(is_later) {
        match later.iter_mut().find(|(word, _)| *word == action.word()) {
            Some((_, references)) => references.push(&action.reference),
            None => later.push((action.word(), vec![action.reference.as_str()])),
        }
    }
    let mut words = format!("{count} saved");
    for (word, references) in &later {
        let stay = match references.len() {
            1 => "stays",
            _ => "stay",
        };
        let references = listed(references);
        words += &format!(". {references} {stay} at {word}, which was said of a later day");
    }
    match later.is_empty() {
        true => words,
        false => words + ".",
    }
}

/// "1.4", "1.4 and 2.3", "1.4, 2.2 and 2.3".
fn listed(all: &[&str]) -> String {
    match all {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{ActionStatus, AreaName, NaiveDate, StatusLabel};
    use crate::query::edit::action::Due;
    use crate::query::plan::PlanEditions;
    use crate::query::several::{Actions, SaidOn, Workstream, Workstreams};
    use crate::query::update::MemberEmail;
    use crate::query::word::SharedStatus;

    /// An action with its word and the days of which something was said, led by whoever has this address.
    fn action(reference: &str, code: &str, days: &[&str], lead: &str) -> Action {
        let said = days.iter().map(|day| SaidOn {
            effective_on: NaiveDate((*day).to_owned()),
        });
        Action {
            id: format!("id-{reference}").as_str().into(),
            reference: reference.to_owned(),
            text: String::new(),
            record_version: 1,
            status: ActionStatus {
                published: None,
                shared: SharedStatus::InProgress,
                value: Some(StatusLabel {
                    code: code.to_owned(),
                    label: code.to_owned(),
                }),
            },
            due: Due {
                published: None,
                from: None,
                to: None,
                team: None,
            },
            updates: said.collect(),
            assignees: Some(vec![MemberEmail {
                email: lead.to_owned(),
            }]),
        }
    }

    fn plan() -> Several {
        let nodes = vec![
            action("1.4", "BLUE", &["2020-11-05", "2020-10-01"], "ada"),
            action("2.2", "AMBER", &["2020-11-06"], "bob"),
            action("2.3", "BLUE", &["2020-11-07"], "ada"),
            action("2.4", "PINK", &[], "bob"),
        ];
        Several {
            path: "a/p".to_owned(),
            title: "P".to_owned(),
            area: AreaName {
                path: "a".to_owned(),
                name: "A".to_owned(),
            },
            superseded_by: PlanEditions { nodes: Vec::new() },
            status_scheme: None,
            workstreams: Workstreams {
                nodes: vec![Workstream {
                    number: "1".to_owned(),
                    title: "W".to_owned(),
                    actions: Actions { nodes },
                }],
            },
        }
    }

    fn chosen(references: &[&str]) -> Chosen {
        let pairs = references.iter().map(|one| (format!("id-{one}"), 1));
        Chosen(pairs.collect())
    }

    #[test]
    fn what_stays_as_it_is_is_said_when_it_is_saved() {
        let saved = |references: &[&str], day| saved(&plan(), &chosen(references), day);
        let all = ["2.4", "2.3", "2.2", "1.4"];
        assert_eq!(saved(&all, "2020-11-07"), "4 updates are saved");
        assert_eq!(saved(&["2.4"], "2020-11-01"), "1 update is saved");
        assert_eq!(
            saved(&all, "2020-11-04"),
            "4 updates are saved. 1.4 and 2.3 stay at BLUE, which was said of a later day. 2.2 stays at AMBER, which was said of a later day."
        );
    }

    #[test]
    fn only_what_somebody_leads_is_offered() {
        let led = |email: &str| Offered::LedBy(email.to_owned());
        let all = chosen(&["1.4", "2.2"]);
        assert_eq!(led("ada").among(all.clone(), &plan()), chosen(&["1.4"]));
        assert_eq!(Offered::All.among(all.clone(), &plan()), all);
        assert_eq!(led("eve").count(&plan()), 0);
        assert_eq!(Offered::All.count(&plan()), 4);
    }

    #[test]
    fn what_is_wrong_is_said_by_the_reference_at_its_place() {
        let mut of_second = problem(ACTIONS, "No.");
        of_second.path.push("1".to_owned());
        let placed = |one| placed(one, &plan(), &chosen(&["1.4", "2.3"]));
        let found = placed(of_second);
        assert_eq!(found.path, [ACTIONS, "id-2.3"]);
        assert_eq!(found.message, "2.3: No.");
        let other = placed(problem("note", "Too short."));
        assert_eq!(other.path, ["note"]);
        assert_eq!(other.message, "Too short.");
    }
}
