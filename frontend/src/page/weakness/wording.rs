//! How each document words a weakness, and what changed since the wording before.

use leptos::prelude::*;

use crate::component::difference::marked;
use crate::component::{citation::place_link, link, list, none, not_stated, para, quote, seq};
use crate::format;
use crate::query::weakness::{TextChange, Wording};
use crate::query::word::TextChangeKind;

/// The wordings in order; each from the second on is set against the one before it.
pub fn wordings(wordings: &[Wording]) -> AnyView {
    if wordings.is_empty() {
        return para("No other wording than the statement above among the documents.");
    }
    let steps = wordings.iter().map(|wording| {
        let what = seq(vec![
            link(
                &format::document_href(&wording.document.path),
                &wording.document.title,
            ),
            plan(wording),
            quote(&wording.text),
            place_link(&wording.document, &wording.place, wording.line_from),
            wording.changes.as_deref().map_or_else(none, difference),
        ]);
        (not_stated(wording.as_of.as_deref()), what)
    });
    list::strip(steps.collect())
}

fn plan(wording: &Wording) -> AnyView {
    wording.plan.as_ref().map_or_else(none, |plan| {
        let plan = link(&format::plan_href(&plan.path), &plan.title);
        view! { ", of the plan " {plan} }.into_any()
    })
}

/// The wording against the one before. What was added and removed is underlined and struck through, and says
/// so to those who listen.
fn difference(changes: &[TextChange]) -> AnyView {
    let is = |kind: TextChangeKind| changes.iter().all(|change| change.kind == kind);
    if is(TextChangeKind::Kept) {
        return para("The same words as in the wording before, be they in capitals or not.");
    }
    view! {
        <p>"Against the wording before (added words are underlined, removed words struck through):"</p>
        {marked(changes)}
    }
    .into_any()
}
