//! The list of inspections.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{
    citation_list, link, none, not_stated, published_date, quote, remark, seq, strong,
};
use crate::format;
use crate::query::inspection::{INSPECTIONS as SOURCE, InspectionRow};
use crate::url;
use crate::url::inspection::INSPECTIONS;

/// `/inspections`
pub fn inspections() -> AnyView {
    view(View {
        list: &INSPECTIONS,
        source: SOURCE,
        title: "Inspections",
        lead: "What inspectors came for, and what they decided, in the words of the documents. \
               Outcomes of different frameworks do not mean the same.",
        head: "Inspection",
        cells,
        above: plain,
    })
}

fn cells(row: &InspectionRow) -> Vec<AnyView> {
    vec![
        seq(vec![
            link(&format::area_part_href(&row.path), &row.title),
            remark(&row.area.name),
        ]),
        row.framework.label().into_any(),
        row.kind.label().into_any(),
        seq(vec![strong(row.outcome_kind.label()), quote(&row.outcome)]),
        published_date(row.held.as_ref()),
        published_date(row.report_published.as_ref()),
        weaknesses(row),
        citation_list(&row.citations),
    ]
}

/// How many the report counts, and those of them that stand in the documents.
fn weaknesses(row: &InspectionRow) -> AnyView {
    let counts = [
        (row.found, "found"),
        (row.progressed, "progressed"),
        (row.outstanding, "outstanding"),
    ];
    let counts: Vec<String> = counts
        .iter()
        .filter_map(|(count, what)| count.map(|count| format!("{count} {what}")))
        .collect();
    let counts = (!counts.is_empty()).then(|| counts.join(", "));
    let here = match row.weaknesses.total_count {
        0 => none(),
        number => {
            let href = url::address("/weaknesses", &[("inspection", &row.path)]);
            let words = format::count(
                number,
                "weakness in the documents",
                "weaknesses in the documents",
            );
            let link = link(&href, &words);
            view! { <br /> {link} }.into_any()
        }
    };
    seq(vec![not_stated(counts.as_deref()), here])
}
