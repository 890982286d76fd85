//! The golden thread of each weakness: how it is worded, what became of it, what answers it.

use leptos::prelude::*;

use crate::component::signed::themes_of;
use crate::component::{
    citation::place_link, citation_list, link, list, none, not_stated, notes, para, published_date,
    quote, row, subsection, summary_list,
};
use crate::format;
use crate::query::area::{ReviewFinding, Weakness, WeaknessState, WeaknessWording};
use crate::query::word::RecordKind;

pub fn weaknesses(weaknesses: &[Weakness]) -> AnyView {
    if weaknesses.is_empty() {
        return para("No weakness among the documents.");
    }
    weaknesses
        .iter()
        .map(weakness)
        .collect::<Vec<_>>()
        .into_any()
}

fn weakness(weakness: &Weakness) -> AnyView {
    let inspection = format!("#{}", format::anchor(&weakness.inspection.path));
    let life = link(
        &format::weakness_href(&weakness.path),
        &format!("The whole life of weakness {}", weakness.number),
    );
    let rows = vec![
        row("Found by", link(&inspection, &weakness.inspection.title)),
        row("Answered by", workstreams(weakness)),
        row("What reviews said", findings(weakness)),
        row(
            "Themes",
            themes_of(
                RecordKind::Weakness,
                &weakness.path,
                &weakness.themes,
                &weakness.title,
            ),
        ),
    ];
    let body = view! {
        {quote(&weakness.statement)}
        {notes(&weakness.data_quality_notes)}
        {list::strip(weakness.states.iter().map(state).collect())}
        {summary_list(rows)}
        {wordings(&weakness.wordings)}
        {citation_list(&weakness.citations)}
        <p>{life} " is on a page of its own, with what changed from wording to wording."</p>
    };
    let title = format!("{}. {}", weakness.number, weakness.title);
    subsection(&format::anchor(&weakness.path), &title, body)
}

/// A stage: its date, and what was said. Also shown on the page of the weakness.
pub(crate) fn state(state: &WeaknessState) -> (AnyView, AnyView) {
    let what = view! {
        <strong>{state.state.label()}</strong>
        {quote(&state.statement)}
        {place_link(&state.document, &state.place, state.line_from)}
    };
    (published_date(state.as_of.as_ref()), what.into_any())
}

fn workstreams(weakness: &Weakness) -> AnyView {
    if weakness.workstreams.nodes.is_empty() {
        return not_stated(None);
    }
    let items = weakness.workstreams.nodes.iter().map(|workstream| {
        let href = format!(
            "{}#{}",
            format::plan_href(&workstream.plan.path),
            format::anchor(&workstream.path)
        );
        let actions = match workstream.actions.total_count {
            0 => "no actions in the documents".to_owned(),
            count => format::count(count, "action", "actions"),
        };
        let title = format!("{}: {}", workstream.number, workstream.title);
        view! { {link(&href, &title)} {format!(" – {}, {actions}", workstream.plan.title)} }
            .into_any()
    });
    list::items(items.collect())
}

fn findings(weakness: &Weakness) -> AnyView {
    if weakness.findings.is_empty() {
        return not_stated(None);
    }
    list::items(weakness.findings.iter().map(finding).collect())
}

/// What a review said of a weakness. Also shown on the page of the weakness.
pub(crate) fn finding(finding: &ReviewFinding) -> AnyView {
    let href = format::area_part_href(&finding.review.path);
    view! { {link(&href, &finding.review.title)} ": " {format::lower_first(finding.finding.label())} {quote(&finding.statement)} }
        .into_any()
}

/// The same weakness in the words of each document. One wording says nothing that the statement does not.
fn wordings(wordings: &[WeaknessWording]) -> AnyView {
    if wordings.len() < 2 {
        return none();
    }
    let items = wordings.iter().map(|wording| {
        let date = wording.as_of.as_ref().map(|date| format!("{date}. "));
        let plan = wording.plan.as_ref().map(|plan| view! { {link(&format::plan_href(&plan.path), &plan.title)} "." });
        let above = view! { {date} {plan} };
        let what = view! { {quote(&wording.text)} {place_link(&wording.document, &wording.place, wording.line_from)} };
        (above.into_any(), what.into_any())
    });
    let title = format!(
        "How it is worded: {}",
        format::count(wordings.len() as i32, "wording", "wordings")
    );
    crate::component::detail(&title, list::strip(items.collect()))
}
