//! The form of the days, steps, leads and evidence of an action.

use std::rc::Rc;

use leptos::prelude::*;

use super::{lead, lines};
use crate::component::edit::{self, Begins, EDITORS, Edit, Held, Written, edit, plain_words};
use crate::component::form::{Button, EMPTY, Field, Kind, Values, problem, problem_at};
use crate::component::saved::leaving;
use crate::component::{
    crumbs, heading_under, load_page, not_stated, quote, row, seq, summary_list,
};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::{NaiveDate, Versioned};
use crate::query::edit::action::{
    self as query, Action, DueInput, EditActionInput, EvidenceLinkInput,
};

/// The field of those who lead.
const LEADS: &str = "leads";

/// `/areas/{area}/plans/{plan}/actions/{reference}/edit`
pub fn action(area: &str, plan: &str, reference: &str) -> AnyView {
    let path = format!("{area}/{plan}/{reference}");
    let view = {
        let path = path.clone();
        move |found: &Versioned<Action>| view(&path, found)
    };
    load_page("the action", move || query::action(path.clone()), view)
}

fn view(path: &str, found: &Versioned<Action>) -> AnyView {
    let opened = Rc::new(found.record.clone());
    let href = format::action_href(path);
    crumbs(&[
        ("Areas", "/areas"),
        (&opened.area.name, &format::area_href(&opened.area.path)),
        (&opened.plan.title, &format::plan_href(&opened.plan.path)),
        (&format!("Action {}", opened.reference), &href),
    ]);
    let above = format!("{}, action {}", opened.plan.title, opened.reference);
    let area = opened.area.path.clone();
    let (again, leave) = (path.to_owned(), leaving());
    let organisations = opened.organisations();
    let form = edit(Edit {
        noun: "action",
        path: path.to_owned(),
        area,
        here: format!("{href}/edit"),
        back: href.clone(),
        gate: EDITORS,
        opened: held(found.clone()),
        begins: Begins::Filled,
        fields: fields(&opened),
        button: Button::Plain("Save"),
        words: Rc::new(move |name, value| match name {
            LEADS => lead::in_words(value, &organisations),
            _ => plain_words(name, value),
        }),
        both: "Only what you have changed is sent: everything else stays as it is now.",
        again: Box::new(move || {
            let path = again.clone();
            Box::pin(async move { Ok(query::action(path).await?.map(held)) })
        }),
        send: Box::new(move |written| {
            let input = input(&opened, &written)?;
            Ok(Box::pin(query::edit(input)))
        }),
        done: Rc::new(move || {
            leave("The action is saved", &href);
        }),
    });
    seq(vec![
        heading_under(&above, "Change days, steps, leads and evidence"),
        form,
    ])
}

/// An action as the form shows it.
fn held(found: Versioned<Action>) -> Held {
    let Versioned { record, version } = found;
    let published = record.due.published.clone();
    let text = record.text.clone();
    let head = move || {
        seq(vec![
            quote(&text),
            summary_list(vec![row(
                "Due, as published",
                not_stated(published.as_deref()),
            )]),
        ])
    };
    Held {
        version: record.record_version,
        data: version,
        values: values(&record),
        head: Rc::new(head),
    }
}

/// What an action holds by now, under the names of the fields.
fn values(action: &Action) -> Values {
    let due = &action.due;
    let (from, to) = match &due.team {
        Some(team) => (Some(&team.from), Some(&team.to)),
        None => (due.from.as_ref(), due.to.as_ref()),
    };
    // One day is said once.
    let to = to.filter(|to| from != Some(*to));
    let day = |day: Option<&NaiveDate>| day.map(|day| day.0.clone()).unwrap_or_default();
    let steps = action.team_steps.as_ref().unwrap_or(&action.steps);
    let links = action.evidence_links.iter();
    let links: Vec<String> = links
        .map(|one| format!("{} {}", one.title, one.link))
        .collect();
    Values::of([
        ("due.from", day(from)),
        ("due.to", day(to)),
        ("steps", steps.join("\n")),
        (LEADS, lead::value(&action.leads())),
        ("links", links.join("\n")),
    ])
}

fn fields(action: &Action) -> Vec<Field> {
    let mut fields = vec![
        Field {
            name: "due.from",
            label: "Due",
            hint: "The day, or the first of those on which it can be. What was published, and each day that was set before, stay visible.",
            kind: Kind::Line("date", "off"),
        },
        Field {
            name: "due.to",
            label: "Due until (optional)",
            hint: "The last day on which it can be, where it is not one day.",
            kind: Kind::Line("date", "off"),
        },
        Field {
            name: "steps",
            label: "Steps",
            hint: "One a line, all that there are by now.",
            kind: Kind::Lines,
        },
        lead::field(
            LEADS,
            [
                "Leads",
                "All who lead it by now, by name or by post. Everybody sees them, as in the plan.",
            ],
            &action.organisations(),
        ),
        Field {
            name: "links",
            label: "Pages with evidence",
            hint: "One a line: what is to be found there, and the address, such as: Minutes of May https://…",
            kind: Kind::Lines,
        },
    ];
    fields.extend(edit::why());
    fields
}

/// What is sent, or what is missing before it can be.
fn input(opened: &Action, written: &Written) -> Result<EditActionInput, Vec<Problem>> {
    let mut problems = Vec::new();
    let days = ["due.from", "due.to"];
    let is_due = days.iter().any(|name| written.changed(name).is_some());
    let [from, to] = days.map(|name| Some(written.values.get(name)).filter(|day| !day.is_empty()));
    let due = match (is_due, from) {
        (false, _) => None,
        (true, Some(from)) => Some(DueInput {
            from: NaiveDate(from),
            to: to.map(NaiveDate),
        }),
        (true, None) => {
            problems.push(problem(
                "due.from",
                "Give a day. To take a day back, go to an earlier version in the history of the action.",
            ));
            None
        }
    };
    let leads = written.changed(LEADS).map(|value| lead::read(&value));
    let links = written.changed("links").map(|text| links(&text));
    let links = links.transpose().unwrap_or_else(|wrong| {
        problems.push(wrong);
        None
    });
    let input = EditActionInput {
        id: opened.id.clone(),
        expected_version: written.version,
        note: written.note(),
        link: written.link(),
        key: Some(written.key.clone()),
        due,
        steps: written.changed("steps").map(|text| lines(&text)),
        leads,
        links,
    };
    let is_changed = input.due.is_some()
        || input.steps.is_some()
        || input.leads.is_some()
        || input.links.is_some();
    if !is_changed && problems.is_empty() {
        problems.push(problem(
            "",
            "Nothing is changed yet: the fields are as they were.",
        ));
    }
    if problems.is_empty() {
        return Ok(input);
    }
    // What the server would say beside.
    let leads = input.leads.iter().flatten().enumerate();
    for (place, _) in leads.filter(|(_, lead)| lead.name.trim().is_empty()) {
        let mut nameless = problem_at(LEADS, place, EMPTY);
        nameless.path.push("name".to_owned());
        problems.push(nameless);
    }
    Err(problems)
}

/// Pages, one a line: a title, and after the last space the address.
fn links(text: &str) -> Result<Vec<EvidenceLinkInput>, Problem> {
    let read = |(place, line): (usize, String)| match line.rsplit_once(char::is_whitespace) {
        Some((title, link)) => Ok(EvidenceLinkInput {
            title: title.trim().to_owned(),
            link: link.to_owned(),
        }),
        None => {
            let words = "Write what is to be found there, a space, and the address.";
            Err(problem_at("links", place, words))
        }
    };
    lines(text).into_iter().enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_a_title_and_an_address() {
        let found = links("Minutes of May https://example.org/may").unwrap_or_default();
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.title.as_str(), one.link.as_str()))
            .collect();
        assert_eq!(found, [("Minutes of May", "https://example.org/may")]);
        let wrong = links("Minutes of May https://example.org/may\nhttps://example.org/june").err();
        assert!(wrong.is_some_and(|wrong| wrong.path == ["links", "1"]));
    }
}
