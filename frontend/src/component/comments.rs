//! The comments of a team on a record: for whoever is in the team, on any page of a record. See `comments/`.

use leptos::prelude::*;

use super::lazy::chunk;
use super::signed::signed;
use super::{dom, dynamic, lazy_part, none, section};
use crate::query::comment::Comment;

mod discussion;
mod news;

/// The id of the section.
const PLACE: &str = "comments";

/// The place on the page of a record where its comments are.
pub fn place(href: &str) -> String {
    format!("{href}#{PLACE}")
}

/// The place of a comment on the page.
fn comment_id(comment: &Comment) -> String {
    format!("comment-{}", comment.id.inner())
}

/// Who wrote a comment, in words.
pub fn author(name: Option<&str>) -> &str {
    name.unwrap_or("Somebody whose account is gone")
}

/// What the team of an area says of a record, by its global id. Nothing for whoever is not in the team, and none of it
/// on paper.
pub fn comments(area: &str, record: &str) -> AnyView {
    let (area, record) = (area.to_owned(), record.to_owned());
    let may_see = {
        let (area, signed) = (area.clone(), signed());
        Memo::new(move |_| signed.may_see_team(&area))
    };
    dynamic(move || {
        if !may_see.get() {
            return none();
        }
        // Who is in is known later than the page, and what stands here comes with it.
        if dom::hash() == PLACE {
            dom::reach_named_later();
        }
        let body = lazy_part("the comments", chunk!(discussion::discussion(area, record)));
        view! { <div class="gt-no-print">{section(PLACE, "Comments of the team", body)}</div> }
            .into_any()
    })
}
