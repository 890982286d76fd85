//! What is said where nothing is saved: what somebody else has saved stands.

use std::time::Duration;

use leptos::prelude::*;

use super::super::{dom, link};

/// Its place on the page.
const PLACE: &str = "settled";

/// What is said where everything that was written is there already.
pub const SAME: &str =
    "What somebody else has saved stands, in every field. Nothing of yours is left to be saved.";
/// What is said where somebody has chosen that nothing of his is saved.
pub const LEFT: &str = "What somebody else has saved stands. Nothing of yours was saved.";

/// That nothing is left to save of a record, and why, with the way to it. It takes the focus.
pub fn settled(words: &'static str, noun: &str, back: &str) -> AnyView {
    set_timeout(|| dom::focus(PLACE), Duration::ZERO);
    let way = link(back, &format!("The {noun} as it is now"));
    view! {
        <div class="govuk-notification-banner" id=PLACE tabindex="-1" role="region" aria-labelledby="settled-title">
            <div class="govuk-notification-banner__header">
                <h2 class="govuk-notification-banner__title" id="settled-title">"Nothing is left to save"</h2>
            </div>
            <div class="govuk-notification-banner__content">
                <p class="govuk-notification-banner__heading">{words}</p>
                <p>{way}</p>
            </div>
        </div>
    }
    .into_any()
}
