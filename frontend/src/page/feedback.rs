//! "You said, we did" of all surveys: what parents said, what was promised, done and planned.

use leptos::prelude::*;

use super::survey::feedback::{named, promised, published, updates, way_to_outcome};
use super::survey::figures::by_team;
use crate::component::view::{View, plain, view};
use crate::component::{
    citation_list, link, none, not_stated, quote, remark, seq, tag, value::Colour,
};
use crate::format;
use crate::query::feedback::{FEEDBACK as SOURCE, FeedbackRow};
use crate::url;
use crate::url::feedback::FEEDBACK;

/// `/feedback`
pub fn feedback() -> AnyView {
    view(View {
        list: &FEEDBACK,
        source: SOURCE,
        title: "You said, we did",
        lead: "What parents and carers said, what was promised the year before, what has been done and \
               what is planned, row by row as the survey reports print it.",
        head: "What parents and carers said",
        cells,
        above: plain,
    })
}

fn cells(row: &FeedbackRow) -> Vec<AnyView> {
    let new = match row.is_new {
        true => tag("Marked as new", Colour::Blue),
        false => none(),
    };
    let place = format!("Row {} of the survey of {}", row.number, row.wave.year);
    let place = match format::record_href("FeedbackItem", &row.path) {
        Some(href) => link(&href, &place),
        None => place.into_any(),
    };
    let said = seq(vec![
        quote(&row.comment),
        new,
        remark(&row.area.name),
        place,
        by_team(row.author.as_deref(), row.link.as_deref()),
    ]);
    vec![
        said,
        promised(row.promised.as_deref(), row.carries_on.as_ref()),
        seq(vec![
            published(row.done.as_deref()),
            became(row),
            way_to_outcome(&row.path, &named(row.number, row.wave.year)),
        ]),
        published(row.next.as_deref()),
        not_stated(row.service.as_deref()),
        row.table_published.clone().into_any(),
        themes(row),
        citation_list(&row.citations),
    ]
}

/// What became of it, as the team says.
fn became(row: &FeedbackRow) -> AnyView {
    match row.updates.is_empty() {
        true => none(),
        false => seq(vec![
            remark("What became of it, as the team says:"),
            updates(&row.updates),
        ]),
    }
}

/// Our themes, each with the way to what else parents said under it.
fn themes(row: &FeedbackRow) -> AnyView {
    if row.themes.is_empty() {
        return remark("No theme assigned");
    }
    let links = row.themes.iter().enumerate().map(|(at, assigned)| {
        let theme = &assigned.theme;
        let href = url::address(FEEDBACK.path, &[("theme", &theme.path)]);
        let comma = if at > 0 { "; " } else { "" };
        seq(vec![comma.into_any(), link(&href, &theme.name)])
    });
    seq(links.collect())
}
