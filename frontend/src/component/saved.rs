//! What was just saved, said on the page that comes after the form.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{dynamic, none};

/// Words about what was just saved: those for the page to come, and those of this page.
#[derive(Clone, Copy)]
pub struct Saved {
    next: RwSignal<&'static str>,
    shown: RwSignal<&'static str>,
}

impl Saved {
    /// Nothing was saved yet. For the forms of all pages.
    pub fn provide() -> Self {
        let saved = Self {
            next: RwSignal::new(""),
            shown: RwSignal::new(""),
        };
        provide_context(saved);
        saved
    }

    /// Another page begins: what was said on the last one is over.
    pub fn turn(self) {
        self.shown.set(self.next.get_untracked());
        self.next.set("");
    }

    /// The words, where they stay in sight wherever the page begins, until they are put away.
    pub fn show(self) -> AnyView {
        let body = move || match self.shown.get() {
            "" => none(),
            words => view! {
                <div class="gt-saved gt-no-print">
                    <div class="govuk-width-container gt-saved__body">
                        <p class="gt-saved__words">{words}</p>
                        <button type="button" class="gt-link-button"
                            on:click=move |_| self.shown.set("")>"Hide"</button>
                    </div>
                </div>
            }
            .into_any(),
        };
        // There before its words, or they would be read out by nobody.
        view! { <div id="saved" role="status" aria-live="polite">{dynamic(body)}</div> }.into_any()
    }
}

/// Leaves a form for a page on which these words are said.
pub fn leaving() -> impl Fn(&'static str, &str) + Clone {
    let (saved, navigate) = (use_context::<Saved>(), use_navigate());
    move |words, to| {
        if let Some(saved) = saved {
            saved.next.set(words);
        }
        navigate(to, Default::default());
    }
}
