//! Reviews of plans, in the order of time.

use leptos::prelude::*;

use crate::component::said::evidence;
use crate::component::{
    citation_list, link, list, not_stated, notes, or_not_stated, para, published_date, quote, row,
    seq, subsection, summary_list,
};
use crate::format;
use crate::query::area::{Review, ReviewFinding};

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

/// What a review said, each with the workstream that it is about.
pub fn findings(findings: &[ReviewFinding]) -> AnyView {
    if findings.is_empty() {
        return not_stated(None);
    }
    let items = findings.iter().map(|finding| {
        let about = finding.workstream.as_ref().map(|workstream| {
            let words = format!("Workstream {}", workstream.number);
            let link = link(&format::plan_part_href(&workstream.path), &words);
            view! { {link} ": " }
        });
        let what = match &about {
            Some(_) => format::lower_first(finding.finding.label()),
            None => finding.finding.label().to_owned(),
        };
        view! { {about} {what} {quote(&finding.statement)} }.into_any()
    });
    list::items(items.collect())
}
