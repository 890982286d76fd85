//! The list of weaknesses: the address is the filter.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{
    citation_list, link, list, or_not_stated, published_date, quote, remark, seq, strong,
};
use crate::format;
use crate::query::weakness::{AnswerLine, DatedState, WEAKNESSES as SOURCE, WeaknessRow};
use crate::url::weakness::WEAKNESSES;

/// `/weaknesses`
pub fn weaknesses() -> AnyView {
    view(View {
        list: &WEAKNESSES,
        source: SOURCE,
        title: "Weaknesses",
        lead: "What inspections found to be wrong, where it stands by the latest document that \
               says so, and which plans answer it.",
        head: "Weakness",
        cells,
        above: plain,
    })
}

fn cells(row: &WeaknessRow) -> Vec<AnyView> {
    let title = format!("{}. {}", row.number, row.title);
    vec![
        seq(vec![
            link(&format::weakness_href(&row.path), &title),
            remark(&row.area.name),
        ]),
        quote(&row.statement),
        link(
            &format::area_part_href(&row.inspection.path),
            &row.inspection.title,
        ),
        or_not_stated(row.states.last(), state),
        themes(row),
        answers(&row.workstreams.nodes),
        citation_list(&row.citations),
    ]
}

fn state(state: &DatedState) -> AnyView {
    let date = published_date(state.as_of.as_ref());
    view! { {strong(state.state.label())} <br /> {date} }.into_any()
}

fn themes(row: &WeaknessRow) -> AnyView {
    let themes: Vec<&str> = row
        .themes
        .iter()
        .map(|assigned| assigned.theme.name.as_str())
        .collect();
    match themes.is_empty() {
        true => remark("No theme assigned"),
        false => themes.join("; ").into_any(),
    }
}

fn answers(workstreams: &[AnswerLine]) -> AnyView {
    if workstreams.is_empty() {
        return remark("No workstream in the documents");
    }
    let items = workstreams.iter().map(|workstream| {
        let words = format!("Workstream {}", workstream.number);
        seq(vec![
            link(&format::plan_part_href(&workstream.path), &words),
            remark(&workstream.plan.title),
        ])
    });
    list::items(items.collect())
}
