//! What was just saved, said on the page that comes after the form.

use std::time::Duration;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{dom, dynamic, none};

/// The classes of the box: the one in which it is said what is done without leaving a page.
const BOX: &str =
    "gt-saved govuk-notification-banner govuk-notification-banner--success gt-no-print";

/// Words about what was just saved: those for the page to come, and those of this page.
#[derive(Clone, Copy)]
pub struct Saved {
    next: RwSignal<String>,
    shown: RwSignal<String>,
}

impl Saved {
    /// Nothing was saved yet. For the forms of all pages.
    pub fn provide() -> Self {
        let saved = Self {
            next: RwSignal::default(),
            shown: RwSignal::default(),
        };
        provide_context(saved);
        saved
    }

    /// Another page begins: what was said on the last one is over.
    pub fn turn(self) {
        let next = self.next.try_update_untracked(std::mem::take);
        self.shown.set(next.unwrap_or_default());
    }

    /// The words, where they stay in sight wherever the page begins, until they are put away.
    pub fn show(self) -> AnyView {
        let is_shown = Memo::new(move |_| self.shown.with(|words| !words.is_empty()));
        let class = move || match is_shown.get() {
            true => BOX,
            false => "govuk-visually-hidden",
        };
        // What had the focus goes.
        let hide = move |_| {
            self.shown.set(String::new());
            set_timeout(|| dom::focus("page-title"), Duration::ZERO);
        };
        let head = move || match is_shown.get() {
            true => {
                view! { <p class="govuk-notification-banner__title" id="saved-title">"Done"</p> }
                    .into_any()
            }
            false => none(),
        };
        let button = move || match is_shown.get() {
            true => view! {
                <button type="button" class="gt-link-button" on:click=hide>"Hide"</button>
            }
            .into_any(),
            false => none(),
        };
        // There before its words, or they would be read out by nobody.
        view! {
            <div class=class id="saved" role=move || is_shown.get().then_some("region")
                aria-labelledby=move || is_shown.get().then_some("saved-title")>
                <div class="govuk-notification-banner__header">
                    <div class="govuk-width-container">{dynamic(head)}</div>
                </div>
                <div class="govuk-width-container">
                    <div class="govuk-notification-banner__content gt-saved__body">
                        <p class="gt-saved__words" role="status" aria-live="polite">{move || self.shown.get()}</p>
                        {dynamic(button)}
                    </div>
                </div>
            </div>
        }
        .into_any()
    }
}

/// Leaves a form for a page on which these words are said.
pub fn leaving() -> impl Fn(&str, &str) + Clone {
    let (saved, navigate) = (use_context::<Saved>(), use_navigate());
    move |words, to| {
        if let Some(saved) = saved {
            saved.next.set(words.to_owned());
        }
        navigate(to, Default::default());
    }
}
