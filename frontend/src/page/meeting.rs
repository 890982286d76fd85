//! The list of meetings.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{bullets, citation_list, link, not_stated, published_date, remark, seq};
use crate::format;
use crate::query::meeting::{MEETINGS as SOURCE, MeetingRow};
use crate::url::meeting::MEETINGS;

/// `/meetings`
pub fn meetings() -> AnyView {
    view(View {
        list: &MEETINGS,
        source: SOURCE,
        title: "Meetings",
        lead: "The meetings that plans name: what for, when and with whom, and those that have no date \
               yet. A date is what the plan printed; it does not say that the meeting took place.",
        head: "What it is for",
        cells,
        above: plain,
    })
}

fn cells(row: &MeetingRow) -> Vec<AnyView> {
    let purpose = match format::record_href("Meeting", &row.path) {
        Some(href) => link(&href, &row.purpose),
        None => row.purpose.clone().into_any(),
    };
    let organisations: Vec<String> = row
        .organisations
        .iter()
        .map(|organisation| organisation.name.clone())
        .collect();
    vec![
        seq(vec![purpose, remark(&row.area.name)]),
        published_date(row.held.as_ref()),
        not_stated(row.who.as_deref()),
        bullets(&organisations),
        link(&format::plan_href(&row.plan.path), &row.plan.title),
        row.state.label().into_any(),
        citation_list(&row.citations),
    ]
}
