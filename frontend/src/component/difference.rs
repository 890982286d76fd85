//! What became of a record: what its team said, and field by field what was and what is.

use leptos::prelude::*;

use super::said::outside;
use super::{cite, list, none, row, seq, strong, summary_list, visually_hidden};
use crate::format::difference::{Days, Difference, Line, Said, Shown, is_address};
use crate::query::weakness::TextChange;
use crate::query::word::TextChangeKind;

/// What became of a record. Nothing where there is nothing to show.
pub fn difference(difference: &Difference) -> AnyView {
    let rows: Vec<list::Row> = difference.lines.iter().map(line).collect();
    let lines = match rows.is_empty() {
        true => none(),
        false => summary_list(rows),
    };
    let mut views: Vec<AnyView> = difference.said.iter().map(said).collect();
    views.push(lines);
    seq(views)
}

/// What a team said of how an action stands. The address of the evidence is there to be read on paper.
fn said(said: &Said) -> AnyView {
    let link = said.link.as_ref();
    let link = link.map_or_else(none, |address| evidence(None, address));
    view! {
        <p>{strong(said.words())}</p>
        <p class="gt-said">{said.note.clone()}</p>
        {link}
        {cite(&format!("Said by: {}", said.by()))}
    }
    .into_any()
}

/// A page with evidence, by its title where it has one. The address is there to be read on paper.
fn evidence(title: Option<&str>, address: &str) -> AnyView {
    let title = title.map(|title| format!("{title}, "));
    view! { <p class="gt-cite">"Evidence: " {title} {outside(address, address)}</p> }.into_any()
}

fn line(line: &Line) -> list::Row {
    let shown = match &line.shown {
        Shown::Values(before, after) => values(before.clone(), after.clone()),
        Shown::Days(before, after) => {
            let words = |days: &Option<Days>| days.as_ref().map(Days::words);
            values(words(before), words(after))
        }
        Shown::On(days) => days.words().into_any(),
        Shown::Text(pieces) => marked(pieces),
        Shown::Parts(words) => told(words.clone()),
        Shown::List(several) => {
            let words = several.iter().map(|words| words.clone().into_any());
            list::items(words.collect())
        }
    };
    let why = line.written.as_ref().map_or_else(none, |written| {
        let words = format!(
            "Why: {} ({}, {})",
            written.reason,
            written.actor,
            written.at.words()
        );
        view! { <p class="gt-cite">{words}</p> }.into_any()
    });
    let pages = line.pages.iter();
    let pages = pages.map(|page| evidence(page.title.as_deref(), &page.address));
    row(&line.name, seq(vec![shown, seq(pages.collect()), why]))
}

fn values(before: Option<String>, after: Option<String>) -> AnyView {
    let arrow = view! { <span aria-hidden="true">" → "</span> }.into_any();
    seq(vec![
        visually_hidden("was: "),
        value(before),
        arrow,
        visually_hidden("; is now: "),
        value(after),
    ])
}

fn value(words: Option<String>) -> AnyView {
    match words {
        Some(words) => told(words),
        None => view! { <span class="gt-not-stated">"nothing stated"</span> }.into_any(),
    }
}

/// Words; an address of a page leads there.
fn told(words: String) -> AnyView {
    match is_address(&words) {
        true => outside(&words, &words),
        false => words.into_any(),
    }
}

/// The pieces of two texts: added ones are underlined, removed ones struck through, and that is said to those who
/// listen.
pub fn marked(changes: &[TextChange]) -> AnyView {
    let pieces = changes.iter().map(|change| {
        let text = change.text.clone();
        match change.kind {
            TextChangeKind::Kept => text.into_any(),
            TextChangeKind::Added => {
                view! { <ins>{visually_hidden("added: ")}{text}</ins> }.into_any()
            }
            TextChangeKind::Removed => {
                view! { <del>{visually_hidden("removed: ")}{text}</del> }.into_any()
            }
        }
    });
    view! { <blockquote class="gt-quote">{pieces.collect::<Vec<_>>()}</blockquote> }.into_any()
}
