//! Who is signed in, as far as the page knows: what somebody may do is decided by the server, and this only says what
//! is offered.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{dom, dynamic, kept, none, para, section, seq, themes, visually_hidden};
use crate::format;
use crate::query::account::{Account, viewer};
use crate::query::common::ThemeAssignment;
use crate::query::word::{RecordKind, Role};
use crate::url;

/// The address of the page to sign in.
pub const SIGN_IN: &str = "/sign-in";

/// What the way to the form that a page is most written by looks like; all others are links among the words.
pub const MAIN_WAY: &str = "govuk-button govuk-button--secondary";
/// What all others look like.
pub const WAY: &str = "govuk-link";

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

/// A form, made once it is known who is in: what is put back into it is his or her own.
pub fn once_known(form: impl FnOnce() -> AnyView + 'static) -> AnyView {
    let signed = signed();
    if !untrack(|| signed.is_asked()) {
        return form();
    }
    let form: Box<dyn FnOnce() -> AnyView> = Box::new(form);
    let form = StoredValue::new_local(Some(form));
    let is_asked = Memo::new(move |_| signed.is_asked());
    dynamic(move || {
        if is_asked.get() {
            return para("Loading the form…");
        }
        match form.try_update_value(Option::take).flatten() {
            Some(form) => untrack(form),
            None => none(),
        }
    })
}

/// What only the team of an area sees.
pub fn seen_by_team(area: &str, body: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let may_see = {
        let (area, signed) = (area.to_owned(), signed());
        Memo::new(move |_| signed.may_see_team(&area))
    };
    dynamic(move || match may_see.get() {
        true => body(),
        false => none(),
    })
}

/// A section of a page that only the team of an area sees, and not on paper.
pub fn of_team(
    area: &str,
    id: &'static str,
    title: &'static str,
    body: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    seen_by_team(area, move || {
        // Who is in is known later than the page, and what stands here comes with it.
        if dom::hash() == id {
            dom::reach_named_later();
        }
        view! { <div class="gt-no-print">{section(id, title, body())}</div> }.into_any()
    })
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

/// The way to the history of what a team has added, where editors take it away again.
pub fn way_to_take_away(kind: RecordKind, path: &str, of: &str) -> AnyView {
    let href = format::history_href(kind, path);
    let words = "Added by mistake? Take it away in its history";
    way_to(format::area_of(path), href, words, &format!(": {of}"))
}

/// The themes of a record, with the way to the form of them. Which of several records it is is told to those who listen.
pub fn themes_of(kind: RecordKind, path: &str, own: &[ThemeAssignment], of: &str) -> AnyView {
    let way = way_to_themes(kind, path, "Change the themes", of);
    seq(vec![themes(own), way])
}

/// The way to the form of the themes of a record, for editors.
pub fn way_to_themes(kind: RecordKind, path: &str, words: &str, of: &str) -> AnyView {
    let href = format::themes_form_href(kind, path);
    way_to(format::area_of(path), href, words, &format!(": {of}"))
}

/// The way to the form of a review of a plan.
pub fn way_to_new_review(plan: &str) -> AnyView {
    let href = format::new_review_href(plan);
    main_way_to(format::area_of(plan), href, "Enter a review")
}

/// The way to the form of whether two actions are alike, for editors of one of their areas.
pub fn way_to_decide(a: &str, b: &str) -> AnyView {
    let of = format!(": {} and {}", format::leaf(a), format::leaf(b));
    let asked = url::compare::Pair {
        a: Some(a.to_owned()),
        b: Some(b.to_owned()),
    };
    let areas = [a, b].map(format::area_of);
    way_of(
        &areas,
        asked.address(),
        "Say whether they are alike",
        &of,
        WAY,
    )
}

/// A way to a form of what editors change, at the end of which it is told to those who listen of which of several.
pub fn way_to(area: &str, href: String, words: &str, of: &str) -> AnyView {
    way_of(&[area], href, words, of, WAY)
}

/// The same to the form that a page is most written by.
pub fn main_way_to(area: &str, href: String, words: &str) -> AnyView {
    way_of(&[area], href, words, "", MAIN_WAY)
}

/// A way for editors of one of some areas.
fn way_of(areas: &[&str], href: String, words: &str, of: &str, class: &'static str) -> AnyView {
    let areas: Vec<String> = areas.iter().map(|area| (*area).to_owned()).collect();
    let signed = signed();
    let (words, of) = (words.to_owned(), of.to_owned());
    dynamic(move || {
        match areas.iter().any(|area| signed.may_edit(area)) {
        true => view! {
            <p class="gt-no-print"><a class=class href=href.clone()>{words.clone()} {visually_hidden(&of)}</a></p>
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

    /// Notes who has signed in, or that nobody is any more. What was written and not sent stays for whoever wrote it:
    /// a session may have ended by itself.
    pub fn set(self, account: Option<Account>) {
        dom::set_signed_in(account.is_some());
        if let Some(account) = &account {
            kept::leave_to(&account.email);
        }
        self.account.set(account);
    }

    /// Notes that whoever was in has signed out: what he or she wrote and did not send goes.
    pub fn leave(self) {
        kept::clear();
        self.set(None);
    }

    /// The name under which what whoever is in writes is kept.
    pub fn kept_name(self, draft: &str) -> String {
        let account = self.account.get_untracked();
        let email = account.map(|account| account.email).unwrap_or_default();
        kept::name(&email, draft)
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

    /// Whether he or she is in the team of an area, as whoever keeps the site need not be.
    pub fn is_member(self, area: &str) -> bool {
        self.account.with(|account| {
            account.as_ref().is_some_and(|account| {
                let mut teams = account.memberships.iter();
                teams.any(|one| one.area.path == area)
            })
        })
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
