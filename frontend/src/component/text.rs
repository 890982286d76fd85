//! Running text.

use leptos::prelude::*;

use super::dom;
use crate::format;

/// Nothing.
pub fn none() -> AnyView {
    ().into_any()
}

/// Several views one after the other.
pub fn seq(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// A view that is made again when a signal that it reads changes.
pub fn dynamic(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    // Boxed, so that the code that watches signals is there once and not for each place that does.
    let view: Box<dyn Fn() -> AnyView + Send> = Box::new(view);
    (move || view()).into_any()
}

/// A view that takes the place of one like it as a whole: otherwise elements of the same kind would be kept, with what
/// somebody has written into them.
pub fn anew(view: AnyView) -> AnyView {
    let view = StoredValue::new_local(Some(view));
    dynamic(move || {
        view.try_update_value(Option::take)
            .flatten()
            .unwrap_or_else(none)
    })
}

/// Does something when a signal that it reads changes, and once at first.
pub fn watch(deed: impl FnMut() + 'static) {
    let mut deed: Box<dyn FnMut()> = Box::new(deed);
    Effect::new(move |_: Option<()>| deed());
}

/// A view that links can name by the path of its record.
pub fn anchored(path: &str, view: AnyView) -> AnyView {
    view! { <span id=format::anchor(path)>{view}</span> }.into_any()
}

/// A few quiet words beside a value.
pub fn reason(words: &str) -> AnyView {
    view! { <span class="gt-reason">{words.to_owned()}</span> }.into_any()
}

/// A few quiet words, where there are any.
pub fn reason_of(words: Option<&str>) -> AnyView {
    words.map_or_else(none, reason)
}

/// A small remark of ours, on a line of its own.
pub fn remark(words: &str) -> AnyView {
    view! { <span class="gt-remark">{words.to_owned()}</span> }.into_any()
}

/// A small remark, where there is one.
pub fn remark_of(words: Option<&str>) -> AnyView {
    words.map_or_else(none, remark)
}

/// A small line that says where something stands, or how it came about.
pub fn cite(words: &str) -> AnyView {
    view! { <p class="gt-cite">{words.to_owned()}</p> }.into_any()
}

/// Published words or a name that matter most in their line.
pub fn strong(body: impl IntoAny) -> AnyView {
    view! { <strong>{body.into_any()}</strong> }.into_any()
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

/// A button that copies words.
pub fn copied(label: &str, words: &str) -> AnyView {
    let words = words.to_owned();
    copied_later(label, move || words.clone())
}

/// A button that copies what the words are when it is pressed.
pub fn copied_later(label: &str, words: impl Fn() -> String + 'static) -> AnyView {
    let copy = move |_| dom::copy(words());
    view! { <button type="button" class="gt-link-button" on:click=copy>{label.to_owned()}</button> }
        .into_any()
}

/// Words for those who listen to the page.
pub fn visually_hidden(words: &str) -> AnyView {
    view! { <span class="govuk-visually-hidden">{words.to_owned()}</span> }.into_any()
}
