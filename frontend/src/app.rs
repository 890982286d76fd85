//! The table of addresses, and the frame around every page.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::Router;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, Location, LocationProvider};

use crate::api;
use crate::component::filter::query_form;
use crate::component::lazy::chunk;
use crate::component::page::Crumbs;
use crate::component::saved::Saved;
use crate::component::signed::{self, Signed};
use crate::component::take::{Taken, Taking, take};
use crate::component::{Crumb, back, dom, dynamic, lazy, missing_page, none, watch};
use crate::page::edit::action as edit_action;
use crate::page::{
    about, account, action, area, change, compare, document, draft, edit, enter, explore, feedback,
    glossary, history, home, indicator, inspection, judge, measure, meeting, plan, quality,
    question, removed, review, search, survey, team, theme, thread, timeline, update, weakness,
    work, workstream,
};
use crate::url::search as search_address;

/// The page at an address: every one there is. A page is made anew whenever the path changes, so it
/// may take its parts as they are; what stands after `?` changes under it. A page that most visitors
/// never open is `lazy`: its code is downloaded when it is opened.
fn page_at(path: &str) -> AnyView {
    let steps: Vec<&str> = path.split('/').filter(|step| !step.is_empty()).collect();
    match steps.as_slice() {
        [] => home::home(),
        // The forms come before the pages of records: no record is called so.
        ["areas", area, "plans", plan, "actions", reference, "update"] => {
            lazy("the form", chunk!(update::update(area, plan, reference)))
        }
        ["areas", area, "plans", plan, "update"] => {
            lazy("the form", chunk!(update::several(area, plan)))
        }
        [.., "take-back"] => lazy("the form", chunk!(update::take_back(path))),
        ["areas", area, "surveys", form @ .., "new"] => {
            let form = form.join("/");
            lazy("the form", chunk!(enter::form(area, form)))
        }
        ["areas", area, "plans", plan, "actions", reference, "edit"] => lazy(
            "the form",
            chunk!(edit_action::action(area, plan, reference)),
        ),
        ["themes", "edit"] => lazy("the form", chunk!(judge::themes())),
        ["compare", "pair", "edit"] => lazy("the form", chunk!(judge::pair())),
        [.., "edit" | "new"] => lazy("the form", chunk!(edit::form(path))),
        ["areas"] => area::areas(),
        ["areas", area] => area::area(area),
        ["areas", area, "trace"] => lazy("the golden thread", chunk!(thread::thread(area))),
        ["areas", area, "plans", plan] => lazy("the plan", chunk!(plan::plan(area, plan))),
        ["areas", area, "plans", plan, "actions", reference] => {
            action::action(area, plan, reference)
        }
        ["areas", area, "surveys", survey] => {
            lazy("the survey", chunk!(survey::survey(area, survey)))
        }
        ["areas", area, "surveys", survey, "questions", question] => lazy(
            "the question",
            chunk!(question::question(area, survey, question)),
        ),
        ["areas", area, "weaknesses", weakness] => {
            lazy("the weakness", chunk!(weakness::weakness(area, weakness)))
        }
        ["areas", area, "team"] => lazy("the team", chunk!(team::team(area))),
        // No member has this id.
        ["areas", area, "team", "redact"] => lazy("the page", chunk!(team::redact(area))),
        ["areas", area, "team", member] => lazy("the page", chunk!(team::member(area, member))),
        [
            "areas",
            area,
            "plans",
            plan,
            "actions",
            reference,
            "history",
        ] => lazy(
            "the history",
            chunk!(history::action(area, plan, reference)),
        ),
        ["areas", area, "changes"] => lazy("what changed", chunk!(change::changes(area))),
        ["areas", area, "removed"] => lazy("what was taken away", chunk!(removed::removed(area))),
        ["history"] => lazy("the history", chunk!(history::record())),
        ["sign-in"] => lazy("the page", chunk!(account::sign_in())),
        ["forgotten-password"] => lazy("the page", chunk!(account::forgotten())),
        ["set-password"] => lazy("the page", chunk!(account::set_password())),
        ["accept-invitation"] => lazy("the page", chunk!(account::accept_invitation())),
        ["work"] => lazy("your work", chunk!(work::work())),
        ["account"] => lazy("the page", chunk!(account::account())),
        ["account", "password"] => lazy("the page", chunk!(account::password())),
        ["account", "tokens"] => lazy("the page", chunk!(account::tokens())),
        ["explore"] => lazy("the page", chunk!(explore::explore())),
        ["actions"] => lazy("the actions", chunk!(action::actions())),
        ["inspections"] => lazy("the inspections", chunk!(inspection::inspections())),
        ["weaknesses"] => lazy("the weaknesses", chunk!(weakness::weaknesses())),
        ["plans"] => lazy("the plans", chunk!(plan::plans())),
        ["workstreams"] => lazy("the workstreams", chunk!(workstream::workstreams())),
        ["measures"] => lazy("the measures", chunk!(measure::measures())),
        ["reviews"] => lazy("the reviews", chunk!(review::reviews())),
        ["surveys"] => lazy("the surveys", chunk!(survey::surveys())),
        ["surveys", "results"] => lazy("the survey results", chunk!(survey::results())),
        ["surveys", "questions"] => lazy("the survey questions", chunk!(question::questions())),
        ["feedback"] => lazy("the comments", chunk!(feedback::feedback())),
        ["indicators"] => lazy("the indicators", chunk!(indicator::indicators())),
        ["indicators", indicator] => lazy("the indicator", chunk!(indicator::indicator(indicator))),
        ["meetings"] => lazy("the meetings", chunk!(meeting::meetings())),
        ["glossary"] => lazy("the glossary", chunk!(glossary::glossary())),
        ["compare"] => lazy("the page", chunk!(compare::compare())),
        ["quality"] => lazy("the page", chunk!(quality::quality())),
        ["documents"] => lazy("the documents", chunk!(document::documents())),
        ["documents", document] => lazy("the document", chunk!(document::document(document))),
        ["search"] => lazy("the search", chunk!(search::search())),
        ["timeline"] => lazy("the timeline", chunk!(timeline::timeline())),
        ["areas", area, "timeline"] => moved(&format!("/timeline?area={area}")),
        ["themes"] => lazy("the themes", chunk!(theme::themes())),
        ["about"] => lazy("the page", chunk!(about::about())),
        ["areas", _, "drafts", ..] => lazy("the draft", chunk!(draft::page(path))),
        _ => missing_page(""),
    }
}

/// A page that stands at another address.
fn moved(to: &str) -> AnyView {
    let (to, navigate) = (to.to_owned(), use_navigate());
    let replace = NavigateOptions {
        replace: true,
        ..Default::default()
    };
    watch(move || navigate(&to, replace.clone()));
    none()
}

/// The first step of an address, and its name in the navigation.
const SERVICES: [(&str, &str); 9] = [
    ("areas", "Areas"),
    ("explore", "Explore"),
    ("actions", "Actions"),
    ("compare", "Compare"),
    ("surveys", "Surveys"),
    ("timeline", "Timeline"),
    ("quality", "Data quality"),
    ("documents", "Documents"),
    (API, "API"),
];

/// The API's own pages are no part of this one: the router must leave the link to the browser.
const API: &str = "api";

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    view! { <Router>{frame()}</Router> }
}

fn frame() -> AnyView {
    let crumbs = RwSignal::new(Vec::<Crumb>::new());
    provide_context(Crumbs(crumbs));
    let signed = signed::provide();
    let saved = Saved::provide();
    let taking = RwSignal::new(Taken::default());
    provide_context(Taking(taking));
    let Location {
        pathname: path,
        hash,
        ..
    } = use_location();
    let browser = use_context::<BrowserUrl>();
    back::remember();

    // The router writes an address into the browser's history only when it is told that its page stands.
    watch(move || {
        path.track();
        if let Some(browser) = &browser {
            browser.ready_to_complete();
        }
    });
    // The router scrolls to a place in the page; who reads with the keyboard or by ear must get there too.
    let mut moved = false;
    watch(move || {
        let hash = hash.get();
        let place = hash.strip_prefix('#').filter(|place| !place.is_empty());
        if let (true, Some(place)) = (std::mem::replace(&mut moved, true), place) {
            dom::reach(place);
        }
    });
    let first = StoredValue::new(true);
    let page = move |path: String| {
        if !first
            .try_update_value(|first| std::mem::replace(first, false))
            .unwrap_or(false)
        {
            dom::arrive();
        }
        crumbs.set(Vec::new());
        taking.set(Taken::default());
        saved.turn();
        dom::untitle();
        api::forget();
        page_at(&path)
    };
    let skip = |event: leptos::ev::MouseEvent| {
        // A link to a place in the page would be an address of its own to the router.
        event.prevent_default();
        dom::reach("main");
    };
    view! {
        <a href="#main" class="govuk-skip-link" on:click=skip>"Skip to main content"</a>
        {header()}
        {navigation(path, signed)}
        <div class="govuk-width-container">
            <div class=move || path.with(|path| if has_way_back(path) { "gt-way-back" } else { "" })>
                {dynamic(move || way_back(&crumbs.get()))}
            </div>
            <main class="govuk-main-wrapper" id="main" tabindex="-1">
                <For each=move || [path.get()] key=String::clone children=page />
            </main>
        </div>
        <For each=move || [path.get()] key=String::clone children=move |path| match is_personal(&path) {
            true => none(),
            false => take(taking),
        } />
        {footer()}
        {saved.show()}
        <div id="announcer" class="govuk-visually-hidden" role="status" aria-live="polite"></div>
    }
    .into_any()
}

fn header() -> AnyView {
    view! {
        <header class="govuk-generic-header gt-header">
            <div class="govuk-generic-header__container govuk-width-container">
                <a href="/" class="govuk-generic-header__homepage-link">
                    <img src="/favicon.svg" alt="" class="gt-header__mark" width="34" height="34" />
                    <span class="gt-header__name">"Golden Thread"</span>
                </a>
                {search_box()}
            </div>
        </header>
    }
    .into_any()
}

/// The search over everything, on every page.
fn search_box() -> AnyView {
    let body = view! {
        <label class="govuk-visually-hidden" for="search-all">"Search all records"</label>
        <input class="govuk-input gt-search__input" type="search" id="search-all" name="q" maxlength="200"
            autocomplete="off" />
        <button type="submit" class="gt-search__button">"Search"</button>
    };
    let form = query_form(
        "Search all records",
        "gt-search",
        search_address::PAGE,
        &["q"],
        body.into_any(),
    );
    view! { <div role="search" class="gt-no-print">{form}</div> }.into_any()
}

fn navigation(path: Memo<String>, signed: Signed) -> AnyView {
    let open = RwSignal::new(false);
    // A menu that stays open would cover the page it led to.
    watch(move || {
        path.track();
        open.set(false);
    });
    let items = SERVICES.map(|(step, words)| item(step, words, path));
    view! {
        <nav class="govuk-service-navigation gt-no-print" aria-label="Menu">
            <div class="govuk-width-container">
                <div class="govuk-service-navigation__container">
                    <div class="govuk-service-navigation__wrapper">
                        <button type="button" class="govuk-service-navigation__toggle gt-menu"
                            aria-controls="navigation"
                            aria-expanded=move || if open.get() { "true" } else { "false" }
                            on:click=move |_| open.update(|open| *open = !*open)>"Menu"</button>
                        <ul class="govuk-service-navigation__list gt-menu__list" id="navigation"
                            data-open=move || open.get().then_some("true")>
                            {items.into_iter().collect::<Vec<_>>()}
                            {dynamic(move || work_item(path, signed))}
                            <li class="govuk-service-navigation__item">{dynamic(move || account_link(path, signed))}</li>
                        </ul>
                    </div>
                </div>
            </div>
        </nav>
    }
    .into_any()
}

/// The way to a page that the navigation names, by the first step of its address.
fn item(step: &'static str, words: &'static str, path: Memo<String>) -> AnyView {
    let is_here = move || path.with(|path| path.split('/').nth(1) == Some(step));
    let class = move || match is_here() {
        true => "govuk-service-navigation__item govuk-service-navigation__item--active",
        false => "govuk-service-navigation__item",
    };
    view! {
        <li class=class>
            <a class="govuk-service-navigation__link" href=format!("/{step}")
                rel=(step == API).then_some("external")
                aria-current=move || is_here().then_some("true")>{words}</a>
        </li>
    }
    .into_any()
}

/// The way to the work of whoever is in.
fn work_item(path: Memo<String>, signed: Signed) -> AnyView {
    match signed.is_somebody() {
        true => item("work", "Your work", path),
        false => none(),
    }
}

/// The way in, which leads back here, or to the account of whoever is in.
fn account_link(path: Memo<String>, signed: Signed) -> AnyView {
    let (href, words) = match signed.is_somebody() {
        true => ("/account".to_owned(), "Account"),
        false => (signed::sign_in_href(&path.get()), "Sign in"),
    };
    view! { <a class="govuk-service-navigation__link" href=href>{words}</a> }.into_any()
}

/// Whether a page is whoever's who uses it: there is nothing to cite of it, or to take away.
fn is_personal(path: &str) -> bool {
    let step = |number| path.split('/').nth(number).unwrap_or_default();
    let first = step(1);
    let is_form = ["/update", "/take-back", "/edit", "/new"]
        .iter()
        .any(|end| path.ends_with(end));
    let is_team = first == "areas" && ["team", "drafts"].contains(&step(3));
    is_form
        || is_team
        || [
            "sign-in",
            "forgotten-password",
            "set-password",
            "accept-invitation",
            "account",
            "work",
        ]
        .contains(&first)
}

/// Whether a page is deep enough to say where it belongs.
fn has_way_back(path: &str) -> bool {
    path.trim_matches('/').contains('/')
}

fn way_back(crumbs: &[Crumb]) -> AnyView {
    if crumbs.is_empty() {
        return none();
    }
    let home = ("Home".to_owned(), "/".to_owned());
    let steps = std::iter::once(&home).chain(crumbs).map(|(words, href)| {
        view! {
            <li class="govuk-breadcrumbs__list-item">
                <a class="govuk-breadcrumbs__link" href=href.clone()>{words.clone()}</a>
            </li>
        }
        .into_any()
    });
    view! {
        <nav class="govuk-breadcrumbs gt-no-print" aria-label="Breadcrumb">
            <ol class="govuk-breadcrumbs__list">{steps.collect::<Vec<_>>()}</ol>
        </nav>
    }
    .into_any()
}

fn footer() -> AnyView {
    view! {
        <footer class="gt-footer">
            <div class="govuk-width-container">
                <ul class="gt-footer__nav">
                    <li><a href="/about">"About and methods"</a></li>
                    <li><a href="/about#cite">"How to cite"</a></li>
                    <li><a href="/about#accessibility">"Accessibility statement"</a></li>
                    <li><a href="/themes">"Themes"</a></li>
                    <li><a href="/quality">"Data quality"</a></li>
                    <li><a href=format!("/{API}") rel="external">"API"</a></li>
                </ul>
                <p>"Golden Thread is independent. It is not a service of the government, of a council or of an inspectorate. Published words are quoted from the documents named beside them."</p>
                <p class="gt-footer__meta">"Software under the MIT or the Apache 2.0 licence. The words of the documents belong to those who published them."</p>
            </div>
        </footer>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_teams_and_accounts_are_personal() {
        for path in [
            "/account/tokens",
            "/work",
            "/areas/leicestershire/team",
            "/areas/leicestershire/team/some-id",
            "/areas/leicestershire/team/redact",
            "/areas/leicestershire/plans/wsoa-2020/actions/1.10/edit",
            "/areas/leicestershire/plans/wsoa-2020/update",
        ] {
            assert!(is_personal(path), "{path}");
        }
        assert!(!is_personal("/areas/leicestershire"));
        assert!(!is_personal("/areas/leicestershire/trace"));
    }
}
