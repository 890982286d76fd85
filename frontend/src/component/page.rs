//! The parts of a page as a whole: title, way back, sections, and what is said when it cannot be shown.

use leptos::prelude::*;

use super::{dom, none, past, text};
use crate::api::ApiError;

/// A step of the way back: words and address.
pub type Crumb = (String, String);

/// Where the frame reads the way back from.
#[derive(Clone, Copy)]
pub struct Crumbs(pub RwSignal<Vec<Crumb>>);

/// Sets the way back, from the home page to the parent of this page. The home page is added.
pub fn crumbs(steps: &[(&str, &str)]) {
    if let Some(Crumbs(crumbs)) = use_context() {
        crumbs.set(
            steps
                .iter()
                .map(|(words, href)| ((*words).to_owned(), (*href).to_owned()))
                .collect(),
        );
    }
}

/// The title of the page: names the window, takes the focus and is read out after a change of page.
/// Once on a page, and in the view that is shown when the page's record has arrived.
pub fn heading(title: &str) -> AnyView {
    heading_under("", title)
}

/// A title with a smaller line above it, such as the name of the area. The window has both.
pub fn heading_under(above: &str, title: &str) -> AnyView {
    let window = match above.is_empty() {
        true => title.to_owned(),
        false => format!("{title} – {above}"),
    };
    dom::entitle(&window);
    let above = match above.is_empty() {
        true => none(),
        false => view! { <span class="govuk-caption-l">{above.to_owned()}</span> }.into_any(),
    };
    view! { <h1 class="govuk-heading-l" id="page-title" tabindex="-1">{above} {title.to_owned()}</h1> }.into_any()
}

/// A part of the page with a heading of the second level that links can name. It is no landmark: a long
/// page would have dozens, and its headings say the same.
pub fn section(id: &str, title: &str, body: impl IntoAny) -> AnyView {
    view! {
        <section class="gt-section" id=id.to_owned()>
            <h2 class="govuk-heading-m">{title.to_owned()}</h2>
            {body.into_any()}
        </section>
    }
    .into_any()
}

/// A part of a section, with a heading of the third level that links can name.
pub fn subsection(id: &str, title: &str, body: impl IntoAny) -> AnyView {
    view! {
        <section class="gt-subsection" id=id.to_owned()>
            <h3 class="govuk-heading-s">{title.to_owned()}</h3>
            {body.into_any()}
        </section>
    }
    .into_any()
}

/// The contents of a long page: `(id of a section, words)`.
pub fn contents(parts: &[(&str, &str)]) -> AnyView {
    let items = parts
        .iter()
        .map(|(id, words)| view! { <li>{text::link(&format!("#{id}"), words)}</li> }.into_any());
    view! {
        <nav class="gt-contents" aria-label="On this page">
            <ul class="govuk-list">{items.collect::<Vec<_>>()}</ul>
        </nav>
    }
    .into_any()
}

/// A warning in the page, with a word besides the sign.
pub fn warning(words: &str) -> AnyView {
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">"!"</span>
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">"Warning: "</span>
                {words.to_owned()}
            </strong>
        </div>
    }
    .into_any()
}

/// The page at an address that leads nowhere.
pub fn missing_page(why: &str) -> AnyView {
    let why = match why.is_empty() {
        true => none(),
        false => text::para(why),
    };
    view! {
        {heading("Page not found")}
        {why}
        {text::para("If you typed the address, check it is right. If you followed a link from elsewhere, it may be out of date.")}
        <ul class="govuk-list govuk-list--bullet">
            <li>{text::link("/areas", "Choose a local area")}</li>
            <li>{text::link("/actions", "Search all actions")}</li>
            <li>{text::link("/documents", "See the documents")}</li>
        </ul>
    }
    .into_any()
}

/// What is said instead of an answer, with the way out that fits.
pub fn failure(error: &ApiError, whole: bool, retry: impl Fn() + Clone + 'static) -> AnyView {
    let (title, words) = match error {
        ApiError::NotFound(why) if whole => return missing_page(why),
        ApiError::NotFound(why) => ("Not found", why.clone()),
        ApiError::Offline => (
            "The server could not be reached",
            "Check your connection to the internet, then try again. Nothing you entered is lost."
                .to_owned(),
        ),
        ApiError::Server { reference } => ("Sorry, there is a problem with the service", {
            let mention = reference
                .as_ref()
                .map(|reference| format!(" If you report it, mention {reference}."));
            format!(
                "Please try again in a few minutes.{}",
                mention.unwrap_or_default()
            )
        }),
        ApiError::BadInput(why) => (
            "This address asks for something that does not exist",
            why.clone(),
        ),
        ApiError::NoVersion(why) => ("This version of the data cannot be shown", why.clone()),
        ApiError::Outdated => (
            "This page is out of date",
            "The service has changed since this page was opened. Please reload it.".to_owned(),
        ),
    };
    let way_out = match error {
        ApiError::BadInput(_) | ApiError::NotFound(_) => {
            let here = window().location().pathname().unwrap_or_default();
            view! { <p>{text::link(&here, "Start again without filters")}</p> }.into_any()
        }
        ApiError::NoVersion(_) => view! { <p>{past::show_newest()}</p> }.into_any(),
        ApiError::Outdated => reload(),
        ApiError::Offline | ApiError::Server { .. } => {
            view! { <button type="button" class="govuk-button" on:click=move |_| retry()>"Try again"</button> }.into_any()
        }
    };
    notice(title, &words, whole, way_out)
}

/// What is said instead of a page, or a part of one, whose code did not arrive: there is no connection, or the server
/// has a newer page whose parts have other names. Loading the page anew helps in both cases.
pub fn unloaded(whole: bool) -> AnyView {
    let words = "Check your connection to the internet, then reload the page. Nothing is lost: the address holds your filters.";
    let title = match whole {
        true => "This page could not be loaded",
        false => "This part of the page could not be loaded",
    };
    notice(title, words, whole, reload())
}

fn notice(title: &str, words: &str, whole: bool, way_out: AnyView) -> AnyView {
    let heading = match whole {
        true => heading(title),
        false => view! { <h2 class="govuk-heading-m">{title.to_owned()}</h2> }.into_any(),
    };
    view! {
        <div class="gt-error" role=(!whole).then_some("alert")>
            {heading} {text::para(words)} {way_out}
        </div>
    }
    .into_any()
}

fn reload() -> AnyView {
    let reload = move |_| drop(window().location().reload());
    view! { <button type="button" class="govuk-button" on:click=reload>"Reload the page"</button> }
        .into_any()
}
