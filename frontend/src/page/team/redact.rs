//! A name that has to go: first it is shown where it stands, and then it is removed everywhere at once, for good. For
//! the administrators of the team.
//!
//! The name is in no address, no storage of the browser and no question behind the page: both forms are without a
//! draft, and nothing of them outlives a reload.

use leptos::prelude::*;

use super::outside;
use crate::component::deed::Deeds;
use crate::component::form::{Field, Kind, Sent, Values, form, problem, problem_at, unanswered};
use crate::component::signed::{sign_in_href, signed};
use crate::component::{anew, crumbs, dynamic, heading_under, link, none, para, seq};
use crate::format;
use crate::query::account::Problem;
use crate::query::common::AreaName;
use crate::query::redaction::{self as query, Access, Name, Preview};

mod found;

use found::found;

/// How many other spellings are given at most.
const MOST: usize = 20;

/// A name that was looked for, and where it stands.
type Seen = RwSignal<Option<(Name, Preview)>>;

/// `/areas/{area}/team/redact`
pub fn redact(area: &str) -> AnyView {
    let (area, deeds) = (area.to_owned(), Deeds::begin());
    let ask = move || query::access(area.clone());
    deeds.load_page("the page", ask, move |access| view(access, deeds))
}

fn view(access: &Access, deeds: Deeds) -> AnyView {
    let area = &access.area;
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
        ("Team", &format::team_href(&area.path)),
    ]);
    let head = heading_under(&format!("Team of {}", area.name), "Remove a name");
    let here = format::redact_href(&area.path);
    let body = match (access.is_keeper, access.is_member) {
        (true, _) => looked_for(area, deeds),
        (false, true) => refused(area, &here),
        (false, false) => seq(vec![
            para("This page is for the administrators of the team."),
            outside(area, &here, "the team"),
        ]),
    };
    seq(vec![head, body])
}

/// What is said to whoever is in the team and does not keep it.
fn refused(area: &AreaName, here: &str) -> AnyView {
    let words = format!(
        "Only the administrators of the team of {} remove names, and you are not one of them.",
        area.name
    );
    view! {
        {para(&words)}
        <p>{link(&format::team_href(&area.path), "The page of the team")} " says who they are: ask one of them, or "
            {link(&sign_in_href(here), "sign in as somebody else")} "."</p>
    }
    .into_any()
}

/// The form of the name, and below it where the name stands.
fn looked_for(area: &AreaName, deeds: Deeds) -> AnyView {
    let seen: Seen = RwSignal::new(None);
    let words = format!(
        "Somebody may ask for his or her name to be taken out of what is shown here. It is removed everywhere at once: from the records of {} and what they once said, from the lines of its documents, from the comments and drafts of the team, and from permalinks.",
        area.name
    );
    let below = dynamic(move || match seen.get() {
        Some((name, preview)) => anew(found(&name, &preview, deeds)),
        None => none(),
    });
    seq(vec![
        deeds.show(),
        para(&words),
        look_for(area, seen),
        below,
    ])
}

fn look_for(area: &AreaName, seen: Seen) -> AnyView {
    let fields = vec![
        Field {
            name: "text",
            label: "Name",
            hint: "As it stands in a record, in 2 to 100 characters. Capitals, accents and the signs between its words make no difference. It is found written together too, such as JoanSmith.",
            kind: Kind::Line("text", "off"),
        },
        Field {
            name: "spellings",
            label: "Other spellings (optional)",
            hint: "One a line, at most 20. With an initial, or with the last name first, it is another spelling. B Wile finds BWile too, and bwile is another.",
            kind: Kind::Lines,
        },
    ];
    let (area, signed) = (area.path.clone(), signed());
    let send = move |values: Values| -> Sent {
        // What was found of another name is not of this one.
        seen.set(None);
        let (text, spellings) = (values.get("text"), values.get("spellings"));
        let problems = wrong(&text, &spellings);
        let spellings = spelled(&spellings).into_iter();
        let name = Name {
            area: area.clone(),
            text: text.trim().to_owned(),
            spellings: spellings.map(|(_, line)| line.to_owned()).collect(),
        };
        Box::pin(async move {
            if !problems.is_empty() {
                return problems;
            }
            match query::preview(name.clone()).await {
                Ok(answer) => match answer.data {
                    Some(preview) => {
                        seen.try_set(Some((name, preview)));
                        Vec::new()
                    }
                    None => {
                        signed.renew().await;
                        let words = "You are signed out, or not an administrator of the team any more. Open the page again.";
                        vec![problem("", words)]
                    }
                },
                Err(error) => vec![unanswered(&error)],
            }
        })
    };
    form(None, none(), fields, "Show where it stands", send)
}

/// The lines on which something stands, with their places.
fn spelled(text: &str) -> Vec<(usize, &str)> {
    let lines = text.lines().map(str::trim).enumerate();
    lines.filter(|(_, line)| !line.is_empty()).collect()
}

/// What keeps a name from being looked for, as far as it can be said here. The server looks closer.
fn wrong(text: &str, spellings: &str) -> Vec<Problem> {
    let own = fault(text).map(|words| problem("text", &words));
    let mut problems: Vec<Problem> = own.into_iter().collect();
    let lines = spelled(spellings);
    if lines.len() > MOST {
        let words = format!(
            "Give at most {MOST} other spellings; these are {}.",
            lines.len()
        );
        problems.push(problem("spellings", &words));
    }
    let faults = lines
        .iter()
        .filter_map(|(place, line)| Some((place, fault(line)?)));
    problems.extend(faults.map(|(place, words)| problem_at("spellings", *place, &words)));
    problems
}

/// What is wrong with a spelling of a name, if anything is.
fn fault(spelling: &str) -> Option<String> {
    let spelling = spelling.trim();
    let length = spelling.chars().count();
    let letters = spelling.chars().filter(|letter| letter.is_alphabetic());
    let letters = letters.count();
    match length {
        0 => Some("Give the name.".to_owned()),
        1 => Some("Write at least 2 characters.".to_owned()),
        101.. => Some(format!("Write at most 100 characters; these are {length}.")),
        _ if letters < 2 => Some("Write a name, in letters.".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_no_name_is_said_at_its_place() {
        let said = |text: &str, spellings: &str| -> Vec<(String, String)> {
            let problems = wrong(text, spellings).into_iter();
            problems
                .map(|problem| (problem.path.join("."), problem.message))
                .collect()
        };
        let of = |place: &str, words: &str| vec![(place.to_owned(), words.to_owned())];
        assert!(said("Cath Allison", "").is_empty());
        assert_eq!(said(" ", ""), of("text", "Give the name."));
        assert_eq!(said("C", ""), of("text", "Write at least 2 characters."));
        assert_eq!(said("2.10", ""), of("text", "Write a name, in letters."));
        assert_eq!(
            said(&"a".repeat(101), ""),
            of("text", "Write at most 100 characters; these are 101.")
        );
        assert_eq!(
            said("Cath Allison", "Allison, Cath\r\n\r\n C \r\n"),
            of("spellings.2", "Write at least 2 characters.")
        );
        assert!(said("Cath Allison", &"C. Allison\n".repeat(20)).is_empty());
        assert_eq!(
            said("Cath Allison", &"C. Allison\n".repeat(21)),
            of(
                "spellings",
                "Give at most 20 other spellings; these are 21."
            )
        );
    }

    #[test]
    fn other_spellings_are_lines() {
        assert_eq!(
            spelled("\n C. Allison \r\n\nAllison, Cath"),
            [(1, "C. Allison"), (3, "Allison, Cath")]
        );
    }
}
