//! Changing a password by whoever has one.

use leptos::prelude::*;

use super::{NEW, OWN};
use crate::component::deed::{Done, done};
use crate::component::form::{Field, Sent, Values, form, unanswered};
use crate::component::signed::{sign_in_href, signed};
use crate::component::{crumbs, dynamic, heading, link, none, para, seq};
use crate::query::token::{self, ChangePasswordInput};

/// `/account/password`
pub fn password() -> AnyView {
    crumbs(&[("Account", "/account")]);
    let (signed, is_changed) = (signed(), RwSignal::new(false));
    let send = move |values: Values| -> Sent {
        Box::pin(async move {
            let input = ChangePasswordInput {
                current: values.get("current"),
                password: values.get("password"),
            };
            match token::change_password(input).await {
                Ok(answer) if answer.data.problems.is_empty() => {
                    is_changed.set(true);
                    signed.set(answer.data.viewer);
                    Vec::new()
                }
                Ok(answer) => answer.data.problems,
                Err(error) => vec![unanswered(&error)],
            }
        })
    };
    let fields = || {
        vec![
            Field {
                name: "current",
                label: "Current password",
                ..OWN
            },
            Field {
                label: "New password",
                ..NEW
            },
        ]
    };
    let is_known = Memo::new(move |_| (signed.is_somebody(), signed.is_asked()));
    let body = move || {
        match (is_changed.get(), is_known.get()) {
        (true, _) => {
            let said = Done::said("Your password is changed.".to_owned());
            seq(vec![
                done(&said),
                view! { <p>{link("/account", "Back to your account")}</p> }.into_any(),
            ])
        }
        (false, (true, _)) => seq(vec![
            para("Wherever else you are signed in, you will be signed out. Your tokens stay."),
            form(None, none(), fields(), "Change the password", send),
        ]),
        (false, (false, true)) => para("Loading your account…"),
        (false, (false, false)) => view! {
            <p>{link(&sign_in_href("/account/password"), "Sign in")} " to change your password. If you have forgotten it, that page says what to do."</p>
        }
        .into_any(),
    }
    };
    seq(vec![heading("Change your password"), dynamic(body)])
}
