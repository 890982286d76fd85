//! Weaknesses: one with its whole life from the finding on, and the list of them. See `weakness/`.

use leptos::prelude::*;

use crate::component::citation::{citation, place_link};
use crate::component::comments::comments;
use crate::component::signed::themes_of;
use crate::component::{
    contents, crumbs, heading_under, history_of, link, list, load_page, none, not_stated, notes,
    or_not_stated, para, quote, row, section, seq, strong, summary_list,
};
use crate::format;
use crate::page::area::weakness::{finding, state};
use crate::query::common::Citation;
use crate::query::weakness::{self, WeaknessLife};
use crate::query::word::{RecordKind, WeaknessStateKind};
use crate::url;

mod answer;
mod families;
mod list_page;
pub mod wording;

pub use list_page::weaknesses;

/// `/areas/{area}/weaknesses/{weakness}`
pub fn weakness(area: &str, weakness: &str) -> AnyView {
    let path = format!("{area}/{weakness}");
    load_page(
        "the weakness",
        move || weakness::weakness(path.clone()),
        view,
    )
}

fn view(weakness: &WeaknessLife) -> AnyView {
    let area = &weakness.area;
    let all = url::address("/weaknesses", &[("area", &area.path)]);
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
        ("Weaknesses", &all),
    ]);
    let thread = format!("{}/trace", format::area_href(&area.path));
    let thread = url::address(&thread, &[("from", &weakness.path)]);
    let thread = link(&thread, "The golden thread from this weakness");
    view! {
        {heading_under(&area.name, &weakness.title)}
        {quote(&weakness.statement)}
        {stated_at(&weakness.citations)}
        {notes(&weakness.data_quality_notes)}
        {summary_list(identity(weakness))}
        <p>{thread} " shows what hangs under it, link by link, gaps included."</p>
        {contents(&[
            ("life", "Its life, state by state"),
            ("wordings", "How each document words it"),
            ("answers", "What answers it, plan by plan"),
            ("reviews", "What reviews said of it"),
            ("families", "What families say"),
            ("themes", "Themes"),
            ("sources", "Sources"),
        ])}
        {section("life", "Its life, state by state", life(weakness))}
        {section("wordings", "How each document words it", wording::wordings(&weakness.wordings))}
        {section("answers", "What answers it, plan by plan", answer::answers(&weakness.path, &weakness.workstreams.nodes))}
        {section("reviews", "What reviews said of it", reviews(weakness))}
        {section("families", "What families say", families::families(&area.path, &weakness.path))}
        {section("themes", "Themes", themes_of(RecordKind::Weakness, &weakness.path, &weakness.themes, &weakness.title))}
        {section("sources", "Sources", sources(&weakness.citations))}
        {comments(&area.path, weakness.id.inner())}
        {history_of(RecordKind::Weakness, &weakness.path)}
    }
    .into_any()
}

/// Where the statement stands: the place that is not named for another field.
fn stated_at(citations: &[Citation]) -> AnyView {
    let own = citations.iter().find(|citation| citation.field.is_none());
    own.map_or_else(none, |citation| {
        place_link(&citation.document, &citation.place, citation.line_from)
    })
}

fn identity(weakness: &WeaknessLife) -> Vec<list::Row> {
    let inspection = link(
        &format::area_part_href(&weakness.inspection.path),
        &weakness.inspection.title,
    );
    let latest = or_not_stated(weakness.states.last(), |state| strong(state.state.label()));
    vec![
        row("Number in the area", weakness.number),
        row("Found by", inspection),
        row("Latest state", latest),
    ]
}

fn life(weakness: &WeaknessLife) -> AnyView {
    if weakness.states.is_empty() {
        return view! { <p>{not_stated(None)}</p> }.into_any();
    }
    let left = weakness
        .states
        .iter()
        .any(|state| state.state == WeaknessStateKind::RemovedFromMonitoring);
    let remark = match left {
        true => para(
            "Leaving formal monitoring ends the monitoring from outside. It does not say that the work is complete.",
        ),
        false => none(),
    };
    seq(vec![
        list::strip(weakness.states.iter().map(state).collect()),
        remark,
    ])
}

fn reviews(weakness: &WeaknessLife) -> AnyView {
    let own = match weakness.findings.is_empty() {
        true => para("No finding of a review on this weakness among the documents."),
        false => list::items(weakness.findings.iter().map(finding).collect()),
    };
    let area = &weakness.area;
    let all = url::address("/reviews", &[("area", &area.path)]);
    let all = link(&all, &format!("the reviews of {}", area.name));
    seq(vec![
        own,
        view! {
            <p>"What a review says of several weaknesses at once is not counted here: see " {all} "."</p>
        }
        .into_any(),
    ])
}

fn sources(citations: &[Citation]) -> AnyView {
    list::items(citations.iter().map(citation).collect())
}
