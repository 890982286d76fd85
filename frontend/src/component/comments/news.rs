//! What colleagues write while the page stands. Comments are in no log that could be followed: while the page is
//! seen, a small question is asked now and then.

use std::time::Duration;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::comment_id;
use crate::component::live::inset;
use crate::component::{dom, dynamic, none, seq};
use crate::format;
use crate::query::comment::{self, Comment};

/// How long after the last question the next one is asked.
const EVERY: Duration = Duration::from_secs(30);

/// Says that there are other comments than those that are shown, and shows them when somebody wants it: nothing moves
/// by itself, and what is being written stays.
pub fn news(area: &str, record: &str, shown: RwSignal<Vec<Comment>>) -> AnyView {
    let number = RwSignal::new(0_usize);
    let (end, registration) = AbortHandle::new_pair();
    on_cleanup(move || end.abort());
    let (area, record) = (area.to_owned(), record.to_owned());
    let asking = ask(record.clone(), shown, number);
    spawn_local(async move {
        let _ = Abortable::new(asking, registration).await;
    });
    let show = move |_| spawn_local(show(area.clone(), record.clone(), shown, number));
    let show = StoredValue::new_local(show);
    let is_told = Memo::new(move |_| number.get() > 0);
    // The button stays where it is, with the focus on it, while the number grows.
    let words = move || {
        let number = i32::try_from(number.get()).unwrap_or(i32::MAX);
        format!("{}.", format::count(number, "new comment", "new comments")).into_any()
    };
    let told = move || {
        match is_told.get() {
        true => inset(seq(vec![
            dynamic(words),
            view! { " " <button type="button" class="gt-link-button" on:click=show.get_value()>"Show"</button> }
                .into_any(),
        ])),
        false => none(),
    }
    };
    view! { <div role="status">{dynamic(told)}</div> }.into_any()
}

/// Asks until whoever asks is in the team no more.
async fn ask(record: String, shown: RwSignal<Vec<Comment>>, number: RwSignal<usize>) {
    loop {
        dom::pause(EVERY).await;
        dom::seen().await;
        // Without an answer there is nothing new to say.
        let Ok(answer) = comment::ids(record.clone()).await else {
            continue;
        };
        let Some(ids) = answer.data else {
            return;
        };
        let known = shown.try_with_untracked(|shown| fresh(&ids, shown));
        let Some(found) = known else {
            return;
        };
        if number.try_get_untracked() != Some(found) {
            number.try_set(found);
        }
    }
}

/// How many of these are not shown.
fn fresh(ids: &[cynic::Id], shown: &[Comment]) -> usize {
    let is_known = |id: &&cynic::Id| shown.iter().any(|comment| comment.id == **id);
    ids.len() - ids.iter().filter(is_known).count()
}

/// Shows all comments by now. The focus goes to the first that was not shown before.
async fn show(
    area: String,
    record: String,
    shown: RwSignal<Vec<Comment>>,
    number: RwSignal<usize>,
) {
    let Ok(answer) = comment::comments(record, area).await else {
        dom::announce("The comments could not be loaded. Try again.");
        return;
    };
    let Some(found) = answer.data else {
        return;
    };
    let is_new = |comment: &&Comment| {
        let known = shown.try_with_untracked(|shown| shown.iter().any(|one| one.id == comment.id));
        known == Some(false)
    };
    let first = found.comments.iter().find(is_new).map(comment_id);
    shown.try_set(found.comments);
    number.try_set(0);
    if let Some(first) = first {
        set_timeout(move || dom::focus(&first), Duration::ZERO);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::DateTime;

    #[test]
    fn only_what_is_not_shown_is_new() {
        let shown = ["a", "b"].map(|id| Comment {
            id: id.into(),
            text: String::new(),
            at: DateTime(String::new()),
            author: None,
            mentions: Vec::new(),
            is_removable: false,
        });
        let ids = |ids: &[&str]| ids.iter().map(|id| cynic::Id::new(*id)).collect::<Vec<_>>();
        assert_eq!(fresh(&ids(&["a", "b", "c"]), &shown), 1);
        // One that was taken away is not told.
        assert_eq!(fresh(&ids(&["b"]), &shown), 0);
    }
}
