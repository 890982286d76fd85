//! The comments of a team on a record: for whoever is in the team, on any page of a record. See `comments/`.

use leptos::prelude::*;

use super::lazy::chunk;
use super::lazy_part;
use super::signed::of_team;
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
    let (own, record) = (area.to_owned(), record.to_owned());
    of_team(area, PLACE, "Comments of the team", move || {
        let (area, record) = (own.clone(), record.clone());
        lazy_part("the comments", chunk!(discussion::discussion(area, record)))
    })
}
