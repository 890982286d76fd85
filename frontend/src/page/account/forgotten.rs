//! What whoever has forgotten the password does: he has a link mailed, where the server sends mail.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::EMAIL;
use crate::component::deed::{Done, done};
use crate::component::form::{Sent, Values, form, settled};
use crate::component::signed::SIGN_IN;
use crate::component::{crumbs, dynamic, heading, link, none, para, seq};
use crate::query::mail;

const FORGOTTEN: &str = "/forgotten-password";

/// `/forgotten-password`
pub fn forgotten() -> AnyView {
    crumbs(&[("Sign in", SIGN_IN)]);
    let (sends, asked) = (sends_mail(), RwSignal::new(None));
    let send = move |values: Values| -> Sent {
        Box::pin(async move {
            let missing = values.missing(&[("email", "Give the e-mail address.")]);
            if !missing.is_empty() {
                return missing;
            }
            let email = values.get("email").trim().to_owned();
            let problems = settled(mail::request_password_reset(email.clone())).await;
            if problems.is_empty() {
                asked.set(Some(email));
            }
            problems
        })
    };
    let body = move || match (asked.get(), sends.get()) {
        (Some(email), _) => sent(&email),
        (None, None) => para("Loading the form…"),
        (None, Some(true)) => seq(vec![
            para("We send a link that sets a new password to the address with which you sign in."),
            form(None, none(), vec![EMAIL], "Send the link", send),
        ]),
        (None, Some(false)) => para(
            "This site sends no mail. Ask the administrator of your team for a link that sets a new password.",
        ),
    };
    seq(vec![heading("Forgotten your password?"), dynamic(body)])
}

/// Whether there is such an account is told to nobody but whoever reads its mail.
fn sent(email: &str) -> AnyView {
    let words = format!(
        "If there is an account for {email}, we have sent a link there that sets a new password."
    );
    seq(vec![
        done(&Done::said(words)),
        para(
            "The mail comes within some minutes; look also among what was taken for spam. The link is good once, for a day. If no mail comes, check the address, or ask the administrator of your team.",
        ),
        view! { <p>{link(SIGN_IN, "Back to sign in")}</p> }.into_any(),
    ])
}

/// What the page to sign in says to whoever cannot.
pub fn help() -> AnyView {
    let sends = sends_mail();
    dynamic(move || match sends.get() {
        None => none(),
        Some(true) => view! {
            <p>{link(FORGOTTEN, "Forgotten your password?")}</p>
            {para("If you have no account, ask the administrator of your team to invite you.")}
        }
        .into_any(),
        Some(false) => para(
            "If you have forgotten your password, or have no account, ask the administrator of your team for a link.",
        ),
    })
}

/// Where to get a link that sets a password, in the place of one that works no more.
pub fn another() -> AnyView {
    let sends = sends_mail();
    dynamic(move || {
        match sends.get() {
        None => none(),
        Some(true) => view! {
            <p>{link(FORGOTTEN, "Ask for a new link")} ", which we send to the address with which you sign in."</p>
        }
        .into_any(),
        Some(false) => para("For a new link, ask the administrator of your team."),
    }
    })
}

/// Whether the server sends mail. Nothing as long as that is not known; where it cannot be asked, links are not
/// counted upon.
fn sends_mail() -> RwSignal<Option<bool>> {
    let known = RwSignal::new(None);
    spawn_local(async move {
        let answer = mail::sends_mail().await;
        known.set(Some(answer.is_ok_and(|answer| answer.data)));
    });
    known
}
