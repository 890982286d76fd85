//! The list of reviews.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{
    citation_list, link, none, or_not_stated, published_date, quote, remark, seq,
};
use crate::format;
use crate::page::area::{entered, findings};
use crate::query::review::{REVIEWS as SOURCE, ReviewRow};
use crate::url::review::REVIEWS;

/// `/reviews`
pub fn reviews() -> AnyView {
    view(View {
        list: &REVIEWS,
        source: SOURCE,
        title: "Reviews",
        lead: "Who looked at a plan after it was made, when, and what they said of it.",
        head: "Review",
        cells,
        above: plain,
    })
}

/// That the team has entered it, where no document states it.
fn by_team(row: &ReviewRow) -> AnyView {
    row.author.as_deref().map_or_else(none, |author| {
        seq(vec![
            remark("Entered by"),
            entered(author, row.link.as_deref()),
        ])
    })
}

fn cells(row: &ReviewRow) -> Vec<AnyView> {
    vec![
        seq(vec![
            link(&format::area_part_href(&row.path), &row.title),
            remark(&row.area.name),
        ]),
        published_date(row.held.as_ref()),
        seq(vec![row.by.clone().into_any(), by_team(row)]),
        row.state.label().into_any(),
        link(&format::plan_href(&row.plan.path), &row.plan.title),
        or_not_stated(row.outcome.as_deref(), quote),
        findings(&row.findings),
        citation_list(&row.citations),
    ]
}
