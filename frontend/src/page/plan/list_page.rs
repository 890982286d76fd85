//! The list of plans: the address is the filter.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{citation_list, link, not_stated, or_not_stated, remark, seq};
use crate::format;
use crate::page::workstream::counted;
use crate::query::plan::{PLANS as SOURCE, PlanRow};
use crate::url::plan::PLANS;

/// `/plans`
pub fn plans() -> AnyView {
    view(View {
        list: &PLANS,
        source: SOURCE,
        title: "Plans",
        lead: "What local areas have put in writing to answer an inspection, and their strategies.",
        head: "Plan",
        cells,
        above: plain,
    })
}

fn cells(row: &PlanRow) -> Vec<AnyView> {
    let inspection = or_not_stated(row.inspection.as_ref(), |inspection| {
        link(&format::area_part_href(&inspection.path), &inspection.title)
    });
    let actions = counted(
        "/actions",
        ("plan", &row.path),
        row.actions.total_count,
        ("action", "actions"),
    );
    vec![
        seq(vec![
            link(&format::plan_href(&row.path), &row.title),
            remark(&row.area.name),
        ]),
        row.kind.label().into_any(),
        row.status.label().into_any(),
        not_stated(row.period.as_deref()),
        inspection,
        actions,
        citation_list(&row.citations),
    ]
}
