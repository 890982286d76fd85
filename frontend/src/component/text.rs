//! Running text.

use leptos::prelude::*;

/// Nothing.
pub fn none() -> AnyView {
    ().into_any()
}

/// A paragraph.
pub fn para(words: &str) -> AnyView {
    view! { <p>{words.to_owned()}</p> }.into_any()
}

/// Words of a source. They stand apart from ours.
pub fn quote(words: &str) -> AnyView {
    view! { <blockquote class="gt-quote">{words.to_owned()}</blockquote> }.into_any()
}

/// A link to a page of ours.
pub fn link(href: &str, words: &str) -> AnyView {
    view! { <a href=href.to_owned()>{words.to_owned()}</a> }.into_any()
}

/// Words for those who listen to the page.
pub fn visually_hidden(words: &str) -> AnyView {
    view! { <span class="govuk-visually-hidden">{words.to_owned()}</span> }.into_any()
}
