//! What a team says of a record: in a few words, why, on what evidence, in what role and when.

use leptos::prelude::*;

use super::{cite, list, none, seq};
use crate::query::common::DateTime;

/// Something that a team has said of a record.
pub struct Said<'a> {
    /// What, in a few words.
    pub head: AnyView,
    pub note: &'a str,
    pub link: Option<&'a str>,
    pub author: &'a str,
    pub at: &'a DateTime,
}

/// What a team has said of a record, one after the other. Nothing where it has said nothing.
pub fn said<'a>(all: impl Iterator<Item = Said<'a>>) -> AnyView {
    said_with(all.map(|said| (said, none())))
}

/// The same, each with what can be done of it.
pub fn said_with<'a>(said: impl Iterator<Item = (Said<'a>, AnyView)>) -> AnyView {
    let one = |(said, way): (Said<'a>, AnyView)| {
        seq(vec![
            view! { <p>{said.head}</p> }.into_any(),
            view! { <p class="gt-said">{said.note.to_owned()}</p> }.into_any(),
            evidence(said.link),
            cite(&format!("{}, {}", said.author, said.at.words())),
            way,
        ])
    };
    list::items(said.map(one).collect())
}

/// The way to the evidence, where there is any.
pub fn evidence(link: Option<&str>) -> AnyView {
    match link {
        Some(href) => view! { <p>{outside(href, "The evidence")}</p> }.into_any(),
        None => none(),
    }
}

/// A link that somebody of a team has given to a page elsewhere.
pub fn outside(href: &str, words: &str) -> AnyView {
    view! { <a href=href.to_owned() rel="nofollow ugc noopener">{words.to_owned()}</a> }.into_any()
}
