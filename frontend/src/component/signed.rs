//! Who is signed in, as far as the page knows: what somebody may do is decided by the server, and this only says what
//! is offered.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{dom, dynamic, none, visually_hidden};
use crate::format;
use crate::query::account::{Account, viewer};
use crate::query::word::{RecordKind, Role};
use crate::url;

/// The address of the page to sign in.
pub const SIGN_IN: &str = "/sign-in";

/// Whoever is signed in.
#[derive(Clone, Copy)]
pub struct Signed {
    account: RwSignal<Option<Account>>,
    /// Whether the answer is still on its way.
    asked: RwSignal<bool>,
}

/// Makes it known to the whole page. Where nobody has signed in here, nobody is asked.
pub fn provide() -> Signed {
    let signed = Signed {
        account: RwSignal::new(None),
        asked: RwSignal::new(dom::has_signed_in()),
    };
    provide_context(signed);
    if signed.asked.get_untracked() {
        spawn_local(async move {
            signed.renew().await;
            signed.asked.set(false);
        });
    }
    signed
}

/// Whoever is signed in.
pub fn signed() -> Signed {
    use_context().unwrap_or_else(|| Signed {
        account: RwSignal::new(None),
        asked: RwSignal::new(false),
    })
}

/// The page to sign in, which leads back to another.
pub fn sign_in_href(back: &str) -> String {
    match back {
        "/" | SIGN_IN | "/account" => SIGN_IN.to_owned(),
        back => url::address(SIGN_IN, &[("to", back.to_owned())]),
    }
}

/// The way to the form of what editors change of a record. Nothing for whoever may not. Which of several it is is told
/// to those who listen.
pub fn way_to_edit(kind: RecordKind, path: &str, area: &str, words: &str, of: &str) -> AnyView {
    way_to(
        area,
        format::edit_href(kind, path),
        words,
        &format!(": {of}"),
    )
}

/// The way to the form of a review of a plan.
pub fn way_to_new_review(plan: &str) -> AnyView {
    let href = format::new_review_href(plan);
    way_to(format::area_of(plan), href, "Enter a review", "")
}

/// A way to a form of what editors change, at the end of which it is told to those who listen of which of several.
pub fn way_to(area: &str, href: String, words: &str, of: &str) -> AnyView {
    let (area, signed) = (area.to_owned(), signed());
    let (words, of) = (words.to_owned(), of.to_owned());
    dynamic(move || {
        match signed.may_edit(&area) {
        true => view! {
            <p class="gt-no-print"><a href=href.clone()>{words.clone()} {visually_hidden(&of)}</a></p>
        }
        .into_any(),
        false => none(),
    }
    })
}

impl Signed {
    /// Whoever it is. Who reads it inside a view has it made again when it is another.
    pub fn get(self) -> Option<Account> {
        self.account.get()
    }

    /// Whether it is not known yet.
    pub fn is_asked(self) -> bool {
        self.asked.get()
    }

    /// Whether it is anybody.
    pub fn is_somebody(self) -> bool {
        self.account.with(Option::is_some)
    }

    /// Notes who has signed in, or that nobody is any more.
    pub fn set(self, account: Option<Account>) {
        dom::set_signed_in(account.is_some());
        self.account.set(account);
    }

    /// Asks anew who it is: what somebody may do was changed.
    pub async fn renew(self) {
        if let Ok(answer) = viewer().await {
            self.set(answer.data);
        }
    }

    /// Whether it makes sense to offer the form of an update of actions of an area.
    pub fn may_update(self, area: &str) -> bool {
        self.has_role(area, Role::Contributor)
    }

    /// Whether it makes sense to offer the forms of what a team keeps of the records of an area.
    pub fn may_edit(self, area: &str) -> bool {
        self.has_role(area, Role::Editor)
    }

    /// Whether it makes sense to offer the page of the team of an area.
    pub fn may_see_team(self, area: &str) -> bool {
        self.has_role(area, Role::Reader)
    }

    fn has_role(self, area: &str, least: Role) -> bool {
        self.account.with(|account| {
            account.as_ref().is_some_and(|account| {
                account.is_administrator
                    || account
                        .memberships
                        .iter()
                        .any(|one| one.area.path == area && one.role >= least)
            })
        })
    }
}
