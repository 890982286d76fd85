//! A list without rows: what to do about it.

use leptos::prelude::*;

use super::words;
use crate::component::{dom, list, load_part, para, seq};
use crate::format;
use crate::query::list::{Facets, Source, totals};
use crate::url::list::{List, State};

/// What a list says when nothing is in it: which parts of the filter stand in the way, and how many rows
/// there are without each.
pub fn nothing<R: 'static>(
    source: Source<R>,
    list: &'static List,
    options: &Facets,
    state: &State,
) -> AnyView {
    let mut parts: Vec<&'static str> = state.pairs.iter().map(|(key, _)| *key).collect();
    parts.dedup();
    match (&state.after, parts.len()) {
        (Some(_), _) => return para("This page of the list is empty. Go back to the first page."),
        (None, 0) => return para("There are none yet."),
        (None, _) => {}
    }
    let ways = parts.into_iter().map(|part| {
        let values = state
            .values(part)
            .map(|value| words(list, options, part, value));
        (
            values.collect::<Vec<_>>().join("; "),
            state.without_part(part),
        )
    });
    let ways: Vec<(String, State)> = ways.collect();
    let states: Vec<State> = ways.iter().map(|(_, state)| state.clone()).collect();
    let words = match ways.len() {
        1 => "Nothing matches this filter.",
        _ => "Nothing matches all of these filters.",
    };
    let counted = move |totals: &Vec<i32>| others(list, &ways, totals);
    seq(vec![
        para(words),
        load_part(
            "what other filters would leave",
            move || totals(source, list, states.clone()),
            counted,
        ),
    ])
}

fn others(list: &List, ways: &[(String, State)], totals: &[i32]) -> AnyView {
    let found = ways.iter().zip(totals).filter(|(_, total)| **total > 0);
    let items = found.map(|((words, state), total)| {
        let words = format!(
            "{} without “{words}”",
            format::count(*total, list.nouns.0, list.nouns.1)
        );
        view! { <a href=list.address(state) on:click=|_| dom::search()>{words}</a> }.into_any()
    });
    let items: Vec<AnyView> = items.collect();
    match (items.is_empty(), ways.len()) {
        (true, 1) => para("There are none without it either."),
        (true, _) => para(
            "No single one of them stands in the way: remove several above, or clear them all.",
        ),
        (false, _) => list::items(items),
    }
}
