//! The tokens of an account: what programs show instead of its password.

use leptos::prelude::*;

use crate::component::deed::{Deeds, Done, Sure, Told, sure};
use crate::component::form::{Field, Kind, Sent, Values, form, unanswered};
use crate::component::signed::sign_in_href;
use crate::component::{Cell, Table, crumbs, heading, link, none, para, section, seq, table};
use crate::query::account::Problem;
use crate::query::common::DateTime;
use crate::query::token::{self, CreateTokenInput, Token};
use crate::query::word::{ProblemCode, TokenScope};

/// The field of the last day.
const END: &str = "expiresAt";

/// `/account/tokens`
pub fn tokens() -> AnyView {
    let deeds = Deeds::begin();
    let view = move |tokens: &Option<Vec<Token>>| view(tokens.as_deref(), deeds);
    deeds.load_page("your tokens", token::tokens, view)
}

fn view(tokens: Option<&[Token]>, deeds: Deeds) -> AnyView {
    crumbs(&[("Account", "/account")]);
    let head = heading("Tokens for programs");
    let Some(tokens) = tokens else {
        let href = sign_in_href("/account/tokens");
        let words = view! { <p>{link(&href, "Sign in")} " to see your tokens."</p> };
        return seq(vec![head, words.into_any()]);
    };
    view! {
        {head}
        {deeds.show()}
        <p>"A program shows a token instead of your password, in every request to the API: "
            <code>"Authorization: Bearer gt_…"</code>
            ". A token does nothing with accounts and teams."</p>
        {section("tokens", "Your tokens", list(tokens, deeds))}
        {section("make", "Make a token", make(deeds))}
    }
    .into_any()
}

fn list(tokens: &[Token], deeds: Deeds) -> AnyView {
    if tokens.is_empty() {
        return para("You have none.");
    }
    let rows = tokens.iter().map(|token| {
        let end = token.expires_at.as_ref().map(DateTime::words);
        vec![
            Cell::Head(token.name.clone().into_any()),
            Cell::Text(token.scope.label().into_any()),
            Cell::Text(token.created_at.words().into_any()),
            Cell::Text(end.unwrap_or_else(|| "Not by itself".to_owned()).into_any()),
            Cell::Text(revoke(token, deeds)),
        ]
    });
    table(Table {
        caption: "Your tokens".to_owned(),
        head: vec!["Name", "What it may", "Made", "Ends", "Revoke"],
        rows: rows.collect(),
        cards: true,
    })
}

fn revoke(token: &Token, deeds: Deeds) -> AnyView {
    let (id, name) = (token.id.clone(), token.name.clone());
    let asked = Sure {
        id: format!("revoke-{}", id.inner()),
        button: "Revoke",
        of: format!("the token {name}, made {}", token.created_at.words()),
        about: "Programs that show it will be refused. It cannot be brought back.".to_owned(),
        yes: "Revoke the token",
    };
    sure(asked, move || {
        let words = format!("The token {name} is revoked.");
        deeds.send(token::revoke(id.clone()), words)
    })
}

fn make(deeds: Deeds) -> AnyView {
    let about = |scope: &TokenScope| match scope {
        TokenScope::Read => "Sees what you see.",
        TokenScope::Write => {
            "Also does what you may do with records, such as saying how actions stand."
        }
    };
    let choice = |scope: &TokenScope| {
        (
            scope.slug().to_owned(),
            scope.label().to_owned(),
            about(scope).to_owned(),
        )
    };
    let fields = vec![
        Field {
            name: "name",
            label: "Name",
            hint: "What it is for, so that you know it again.",
            kind: Kind::Line("text", "off"),
        },
        Field {
            name: "scope",
            label: "What it may",
            hint: "",
            kind: Kind::Choices(TokenScope::ALL.iter().map(choice).collect()),
        },
        Field {
            name: END,
            label: "Last day (optional)",
            hint: "It ends with this day, in Coordinated Universal Time. Without one it is good until it is revoked.",
            kind: Kind::Line("date", "off"),
        },
    ];
    let send = move |values: Values| -> Sent {
        Box::pin(async move {
            let missing =
                values.missing(&[("name", "Give a name."), ("scope", "Choose what it may.")]);
            let scope = TokenScope::from_slug(&values.get("scope"));
            let (Some(scope), true) = (scope, missing.is_empty()) else {
                return missing;
            };
            let input = CreateTokenInput {
                name: values.get("name"),
                scope,
                expires_at: end_of(&values.get(END)),
            };
            let answer = match token::create(input).await {
                Ok(answer) => answer.data,
                Err(error) => return vec![unanswered(&error)],
            };
            if let Some(secret) = answer.secret {
                deeds.note(Done {
                    words: format!("There is a token: {}.", values.get("name").trim()),
                    told: Some(Told {
                        words: secret,
                        about: "Copy it now: it is not shown again. Whoever has it may what it may, so keep it as you keep a password.".to_owned(),
                        copy: "Copy the token",
                    }),
                    way: None,
                    is_late: false,
                });
            }
            answer.problems.into_iter().map(in_days).collect()
        })
    };
    form(None, none(), fields, "Make the token", send)
}

/// What is wrong with the last moment, in the words of the day that was given.
fn in_days(problem: Problem) -> Problem {
    let is_end = problem.path.last().is_some_and(|name| name == END);
    match is_end && problem.code == ProblemCode::Invalid {
        true => Problem {
            message: "Give a day from today on, within the next ten years.".to_owned(),
            ..problem
        },
        false => problem,
    }
}

/// The last moment of a day; nothing where none is given.
fn end_of(day: &str) -> Option<DateTime> {
    let day = Some(day).filter(|day| !day.is_empty());
    day.map(|day| DateTime(format!("{day}T23:59:59Z")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::form::problem;

    #[test]
    fn what_is_wrong_with_the_last_day_is_said_of_a_day() {
        let said = |name: &str| in_days(problem(name, "Give a time.")).message;
        assert_eq!(
            said(END),
            "Give a day from today on, within the next ten years."
        );
        assert_eq!(said("name"), "Give a time.");
    }

    #[test]
    fn a_token_ends_with_its_last_day() {
        let end = end_of("2026-12-31").map(|end| end.words());
        assert_eq!(end.as_deref(), Some("31 December 2026 at 23:59 UTC"));
        assert_eq!(end_of(""), None);
    }
}
