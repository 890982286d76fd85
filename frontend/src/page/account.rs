//! Signing in and out, and the account of whoever is in. See `account/` for its password and its tokens.

use std::future::Future;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_navigate};

use crate::api::ApiResult;
use crate::component::form::{Field, Kind, Sent, Values, form, problem, settled, unanswered};
use crate::component::signed::{self, Signed, signed};
use crate::component::{
    dom, dynamic, heading, link, list, load_page, none, para, row, section, seq, summary_list,
    visually_hidden,
};
use crate::format;
use crate::query::account::{
    self, AcceptInvitationInput, Account, Offer, PasswordLink, Problem, SetPasswordInput,
    SignInInput, SignInPayload,
};
use crate::query::word::Role;

mod forgotten;
mod password;
mod to;
mod tokens;

pub use forgotten::forgotten;
pub use password::password;
pub use tokens::tokens;

/// The address of the account.
const ACCOUNT: &str = "/account";

const EMAIL: Field = Field {
    name: "email",
    label: "E-mail address",
    hint: "",
    kind: Kind::Line("email", "username"),
};

const OWN: Field = Field {
    name: "password",
    label: "Password",
    hint: "",
    kind: Kind::Line("password", "current-password"),
};

const NEW: Field = Field {
    name: "password",
    label: "Password",
    hint: "12 to 128 characters that nobody guesses, such as four words that have nothing to do with each other.",
    kind: Kind::Line("password", "new-password"),
};

/// `/sign-in?to=/actions`
pub fn sign_in() -> AnyView {
    let arrive = arrival(|_| ACCOUNT.to_owned());
    let send = move |values: Values| -> Sent {
        // What can be no sign-in is no attempt either, of which there are only so many.
        let problems = unfit(&values);
        if !problems.is_empty() {
            return Box::pin(async { problems });
        }
        let input = SignInInput {
            email: values.get("email"),
            password: values.get("password"),
        };
        arrive(Box::pin(account::sign_in(input)))
    };
    view! {
        {heading("Sign in")}
        {para("Everything published can be read without an account. The teams of local areas sign in to keep their plans.")}
        {form(None, none(), vec![EMAIL, OWN], "Sign in", send)}
        {forgotten::help()}
    }
    .into_any()
}

/// What is missing before anybody can be asked whether this is the password.
fn unfit(values: &Values) -> Vec<Problem> {
    let mut problems = values.missing(&[
        ("email", "Give the e-mail address."),
        ("password", "Give the password."),
    ]);
    let email = values.get("email");
    if !email.trim().is_empty() && !email.contains('@') {
        let words = "This is no e-mail address. Write one such as ada@example.org.";
        problems.insert(0, problem("email", words));
    }
    problems
}

/// `/set-password#SECRET`
pub fn set_password() -> AnyView {
    load_link("the link", account::password_link, |found| match found {
        Some(found) => password_of(found, dom::hash()),
        None => seq(vec![
            heading("This link no longer works"),
            para(
                "It has been used, or another was made since, or it is too old, or it is not whole. If you have set your password with it, you can sign in.",
            ),
            view! { <p>{link(signed::SIGN_IN, "Sign in")}</p> }.into_any(),
            forgotten::another(),
        ]),
    })
}

/// A page about the link in its address.
fn load_link<T, F>(
    what: &'static str,
    ask: impl Fn(String) -> F + 'static,
    view: impl Fn(&T) -> AnyView + 'static,
) -> AnyView
where
    T: 'static,
    F: Future<Output = ApiResult<T>> + 'static,
{
    let hash = use_location().hash;
    // Another link in the same window is another question, and no other page.
    let ask = move || {
        hash.track();
        ask(dom::hash())
    };
    load_page(what, ask, view)
}

/// Whose password a link sets, and the form that sets it.
fn password_of(found: &PasswordLink, secret: String) -> AnyView {
    let arrive = arrival(|_| ACCOUNT.to_owned());
    let send = move |values: Values| {
        let input = SetPasswordInput {
            link: secret.clone(),
            password: values.get("password"),
        };
        arrive(Box::pin(account::set_password(input)))
    };
    view! {
        {heading("Set your password")}
        {summary_list(vec![
            row("Name", found.name.clone()),
            row("E-mail address", found.email.clone()),
            row("Use it by", found.expires_at.words()),
        ])}
        {instead("Setting this password", &found.name, &found.email)}
        {para("The link is good once. Wherever else you are signed in, you will be signed out; your tokens for programs and your calendar link end too.")}
        {form(None, none(), vec![NEW], "Set password and sign in", send)}
    }
    .into_any()
}

/// `/accept-invitation#SECRET`
pub fn accept_invitation() -> AnyView {
    load_link("the invitation", account::offer, |offer| match offer {
        Some(offer) => offered(offer, dom::hash()),
        None => seq(vec![
            heading("This invitation no longer works"),
            para(
                "It has been used or withdrawn, or is too old, or it is not whole. Ask whoever invited you for another. If you have accepted it, you can sign in.",
            ),
            view! { <p>{link(signed::SIGN_IN, "Sign in")}</p> }.into_any(),
        ]),
    })
}

/// What somebody is invited to, and the form that accepts it.
fn offered(offer: &Offer, secret: String) -> AnyView {
    let area = offer.area.path.clone();
    let arrive = arrival(move |account| first_page(account, &area));
    let send = move |values: Values| {
        let input = AcceptInvitationInput {
            link: secret.clone(),
            password: values.get("password"),
        };
        arrive(Box::pin(account::accept_invitation(input)))
    };
    view! {
        {heading(&format!("Join the team of {}", offer.area.name))}
        {summary_list(vec![
            row("Name", offer.name.clone()),
            row("E-mail address", offer.email.clone()),
            row("Role", offer.role.label()),
            row("Use it by", offer.expires_at.words()),
        ])}
        {instead("Accepting this", &offer.name, &offer.email)}
        {para("If you have an account here already, give its password; if not, choose one.")}
        {form(None, none(), vec![NEW], "Accept and sign in", send)}
    }
    .into_any()
}

/// What is said to whoever is signed in here and opens the link of somebody else: it takes the place of his or her own.
fn instead(deed: &'static str, name: &str, email: &str) -> AnyView {
    let (signed, name, email) = (signed(), name.to_owned(), email.to_owned());
    dynamic(move || match signed.get() {
        Some(account) if account.email != email => {
            let words = changed_places(deed, &account.name, &name);
            view! { <div class="govuk-inset-text">{words}</div> }.into_any()
        }
        _ => none(),
    })
}

fn changed_places(deed: &str, own: &str, other: &str) -> String {
    format!("You are signed in as {own}. {deed} signs you out here and signs {other} in.")
}

type Asked = std::pin::Pin<Box<dyn Future<Output = ApiResult<SignInPayload>>>>;

/// The page with which a new member of a team begins: the work, where the role is one that says how actions stand, or the
/// team.
fn first_page(account: &Account, area: &str) -> String {
    let mut teams = account.memberships.iter();
    match teams.find(|team| team.area.path == area) {
        Some(team) if team.role >= Role::Contributor => "/work".to_owned(),
        _ => format::team_href(area),
    }
}

/// What follows when somebody has signed in: the page that he came from, or the one that is his first.
fn arrival(first: impl Fn(&Account) -> String + 'static) -> impl Fn(Asked) -> Sent + 'static {
    let (signed, navigate) = (signed(), use_navigate());
    let to = use_location()
        .query
        .get_untracked()
        .get("to")
        .unwrap_or_default();
    let to = to::followed(&to).map(str::to_owned);
    let first = Rc::new(first);
    move |asked| {
        let (navigate, to, first) = (navigate.clone(), to.clone(), Rc::clone(&first));
        Box::pin(async move {
            match asked.await {
                Ok(answer) if answer.data.problems.is_empty() => {
                    let viewer = answer.data.viewer;
                    let to = to.or_else(|| viewer.as_ref().map(&*first));
                    signed.set(viewer);
                    navigate(to.as_deref().unwrap_or(ACCOUNT), Default::default());
                    Vec::new()
                }
                Ok(answer) => answer.data.problems,
                Err(error) => vec![unanswered(&error)],
            }
        })
    }
}

/// `/account`
pub fn account() -> AnyView {
    let (signed, left) = (signed(), RwSignal::new(None));
    let head = move || match left.get() {
        Some(_) => heading("You are signed out"),
        None => heading("Your account"),
    };
    let body = move || match (signed.get(), left.get()) {
        (Some(account), _) => known(&account, signed, left),
        (None, Some(everywhere)) => gone(everywhere),
        (None, None) if signed.is_asked() => para("Loading your account…"),
        (None, None) => {
            view! { <p>{link(signed::SIGN_IN, "Sign in")} " to see your account."</p> }.into_any()
        }
    };
    seq(vec![dynamic(head), dynamic(body)])
}

/// What is said to whoever has just signed out, here or everywhere.
fn gone(everywhere: bool) -> AnyView {
    let elsewhere = match everywhere {
        true => para("Wherever else you were signed in, you are signed out too. Your tokens stay."),
        false => none(),
    };
    view! {
        {elsewhere}
        <p>{link(signed::SIGN_IN, "Sign in")} " again."</p>
    }
    .into_any()
}

/// The account of whoever is in. `left` is set once he or she has signed out, to whether that was everywhere.
fn known(account: &Account, signed: Signed, left: RwSignal<Option<bool>>) -> AnyView {
    let teams = account.memberships.iter().map(|one| {
        let words = format!(", {}: ", one.role.label().to_lowercase());
        let of = format!(" of {}", one.area.name);
        view! {
            {link(&format::area_href(&one.area.path), &one.area.name)} {words}
            <a href=format::team_href(&one.area.path)>"the team" {visually_hidden(&of)}</a>
        }
        .into_any()
    });
    let teams: Vec<AnyView> = teams.collect();
    let teams = match (teams.is_empty(), account.is_administrator) {
        (false, _) => list::items(teams),
        (true, true) => view! {
            "All: you are an administrator of this site. " {link("/areas", "Choose an area")} " to come to its team."
        }
        .into_any(),
        (true, false) => "None. Ask the administrator of a team to invite you.".into_any(),
    };
    let failed = RwSignal::new(String::new());
    let leave = move |everywhere: bool| {
        move |_| {
            spawn_local(async move {
                let problems = settled(async {
                    let answer = account::sign_out(everywhere).await?;
                    Ok(answer.map(|data| data.problems))
                });
                if let Some(problem) = problems.await.into_iter().next() {
                    failed.try_set(problem.message);
                    return;
                }
                // The button that had the focus goes: the heading that says so takes it, unless the page was left.
                if left.try_set(Some(everywhere)).is_none() {
                    dom::arrive();
                }
                signed.leave();
            });
        }
    };
    let fault = dynamic(move || match failed.get() {
        words if words.is_empty() => none(),
        words => view! { <p class="govuk-error-message" role="alert">{words}</p> }.into_any(),
    });
    let leaving = view! {
        {fault}
        <div class="govuk-button-group">
            <button type="button" class="govuk-button" on:click=leave(false)>"Sign out"</button>
            <button type="button" class="govuk-button govuk-button--secondary" on:click=leave(true)>"Sign out everywhere"</button>
        </div>
    };
    let keys = view! {
        <ul class="govuk-list">
            <li>{link("/account/password", "Change your password")}</li>
            <li>{link("/account/tokens", "Tokens")} ", which programs show instead of it"</li>
        </ul>
    };
    view! {
        {summary_list(vec![
            row("Name", account.name.clone()),
            row("E-mail address", account.email.clone()),
            row("Teams", teams),
        ])}
        {section("keys", "Password and tokens", keys)}
        {section("leave", "Signing out", leaving)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::account::Membership;
    use crate::query::common::AreaName;

    #[test]
    fn what_can_be_no_sign_in_is_said_at_the_field() {
        let said = |email: &str, password: &str| {
            let values = [("email", email), ("password", password)];
            let found = unfit(&Values::of(
                values.map(|(name, value)| (name, value.to_owned())),
            ));
            let found = found.into_iter();
            found.map(|one| one.message).collect::<Vec<_>>()
        };
        assert_eq!(
            said(" ", ""),
            ["Give the e-mail address.", "Give the password."]
        );
        assert_eq!(
            said("ada", ""),
            [
                "This is no e-mail address. Write one such as ada@example.org.",
                "Give the password."
            ]
        );
        assert_eq!(said("ada@example.org", " "), ["Give the password."]);
        assert!(said("ada@example.org", "some words").is_empty());
    }

    #[test]
    fn whoever_opens_the_link_of_somebody_else_is_told_who_is_in_then() {
        assert_eq!(
            changed_places("Accepting this", "Rob", "Pat"),
            "You are signed in as Rob. Accepting this signs you out here and signs Pat in."
        );
    }

    #[test]
    fn a_new_member_begins_with_the_work_or_the_team() {
        let member = |role| Account {
            name: "Eve".to_owned(),
            email: "eve@example.org".to_owned(),
            is_administrator: false,
            memberships: vec![Membership {
                role,
                area: AreaName {
                    path: "leicestershire".to_owned(),
                    name: "Leicestershire".to_owned(),
                },
            }],
        };
        for role in [Role::Contributor, Role::Editor, Role::AreaAdministrator] {
            assert_eq!(first_page(&member(role), "leicestershire"), "/work");
        }
        let reader = member(Role::Reader);
        let team = "/areas/leicestershire/team";
        assert_eq!(first_page(&reader, "leicestershire"), team);
        // What he or she is in another team is of no account here.
        let elsewhere = first_page(&member(Role::Editor), "worcestershire");
        assert_eq!(elsewhere, "/areas/worcestershire/team");
    }
}
