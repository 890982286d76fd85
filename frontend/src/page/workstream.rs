//! The list of workstreams.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{citation_list, link, not_stated, or_not_stated, remark, seq};
use crate::format;
use crate::query::workstream::{WORKSTREAMS as SOURCE, WorkstreamRow};
use crate::url;
use crate::url::workstream::WORKSTREAMS;

/// `/workstreams`
pub fn workstreams() -> AnyView {
    view(View {
        list: &WORKSTREAMS,
        source: SOURCE,
        title: "Workstreams",
        lead: "The parts of plans: which weakness each answers, who leads it, and how many actions \
               and measures the documents hold of it.",
        head: "Workstream",
        cells,
        above: plain,
    })
}

fn cells(row: &WorkstreamRow) -> Vec<AnyView> {
    let title = format!("{}: {}", row.number, row.title);
    let filter = ("workstream", row.path.as_str());
    let weakness = or_not_stated(row.weakness.as_ref(), |weakness| {
        let words = format!("{}. {}", weakness.number, weakness.title);
        link(&format::weakness_href(&weakness.path), &words)
    });
    vec![
        seq(vec![
            link(&format::plan_part_href(&row.path), &title),
            remark(&row.area.name),
        ]),
        link(&format::plan_href(&row.plan.path), &row.plan.title),
        not_stated(row.leads_published.as_deref()),
        weakness,
        counted(
            "/actions",
            filter,
            row.actions.total_count,
            ("action", "actions"),
        ),
        counted(
            "/measures",
            filter,
            row.measures.total_count,
            ("measure", "measures"),
        ),
        citation_list(&row.citations),
    ]
}

/// How many records a list has under a filter, as the way there; nothing to follow where it has none.
pub fn counted(
    list: &str,
    filter: (&str, &str),
    number: i32,
    (one, many): (&str, &str),
) -> AnyView {
    match number {
        0 => remark("None in the documents"),
        _ => link(
            &url::address(list, &[filter]),
            &format::count(number, one, many),
        ),
    }
}
