//! Reviews of plans, in the order of time.

use leptos::prelude::*;

use crate::component::said::evidence;
use crate::component::signed::{way_to_edit, way_to_take_away};
use crate::component::{
    citation_list, history_among, link, list, none, not_stated, notes, or_not_stated, para,
    published_date, quote, row, seq, subsection, summary_list,
};
use crate::format;
use crate::query::area::{Review, ReviewFinding};
use crate::query::word::RecordKind;

/// Also shown on the page of the plan.
pub fn reviews(reviews: &[Review]) -> AnyView {
    if reviews.is_empty() {
        return para("No review among the documents.");
    }
    let reviews = reviews.iter().map(|review| {
        let mut rows = vec![
            row("By", review.by.clone()),
            row(review.state.label(), published_date(review.held.as_ref())),
            row(
                "Plan",
                link(&format::plan_href(&review.plan.path), &review.plan.title),
            ),
            row("Outcome", or_not_stated(review.outcome.as_deref(), quote)),
            row("Findings", findings(&review.findings)),
        ];
        if let Some(author) = &review.author {
            rows.push(row("Entered by", entered(author, review.link.as_deref())));
        }
        let body = view! {
            {notes(&review.data_quality_notes)}
            {summary_list(rows)}
            {citation_list(&review.citations)}
            {history_among(RecordKind::Review, &review.path, &review.title)}
            {match review.author.is_some() {
                true => seq(vec![
                    way_to_edit(
                        RecordKind::Review,
                        &review.path,
                        format::area_of(&review.path),
                        "Change this review",
                        &review.title,
                    ),
                    way_to_take_away(RecordKind::Review, &review.path, &review.title),
                ]),
                // What a document states stays.
                false => none(),
            }}
        };
        subsection(&format::anchor(&review.path), &review.title, body)
    });
    reviews.collect::<Vec<_>>().into_any()
}

/// Who of the team entered a review that no document here states. Also shown in the list of reviews.
pub fn entered(author: &str, link: Option<&str>) -> AnyView {
    let words = format!("The area's team: {}", format::lower_first(author));
    seq(vec![words.into_any(), evidence(link)])
}

/// What a review said, each with the workstream or the weakness that it is about.
pub fn findings(findings: &[ReviewFinding]) -> AnyView {
    if findings.is_empty() {
        return not_stated(None);
    }
    let items = findings.iter().map(|finding| {
        let workstream = finding.workstream.as_ref().map(|workstream| {
            let words = format!("Workstream {}", workstream.number);
            link(&format::plan_part_href(&workstream.path), &words)
        });
        let weakness = finding.weakness.as_ref().map(|weakness| {
            let words = format!("Weakness {}", weakness.number);
            link(&format::weakness_href(&weakness.path), &words)
        });
        let about: Vec<AnyView> = [workstream, weakness].into_iter().flatten().collect();
        let what = match about.is_empty() {
            true => finding.finding.label().to_owned(),
            false => format::lower_first(finding.finding.label()),
        };
        let about = about
            .into_iter()
            .flat_map(|link| [link, ": ".into_any()])
            .collect();
        view! { {seq(about)} {what} {quote(&finding.statement)} }.into_any()
    });
    list::items(items.collect())
}
