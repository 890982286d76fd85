//! The workstreams that answer a weakness, plan by plan.

use leptos::prelude::*;

use crate::component::{
    Row, link, list, not_stated, para, quote, row, seq, subsection, summary_list,
};
use crate::format;
use crate::page::plan::workstream::{states, updates};
use crate::page::workstream::counted;
use crate::query::common::PlanName;
use crate::query::weakness::{Answer, AnswerFinding};

/// `of` is the path of the weakness: what a review said of it stands elsewhere on the page.
pub fn answers(of: &str, workstreams: &[Answer]) -> AnyView {
    if workstreams.is_empty() {
        return para("No workstream of a plan among the documents answers it.");
    }
    let mut plans: Vec<(&PlanName, Vec<&Answer>)> = Vec::new();
    for workstream in workstreams {
        let own = plans
            .iter_mut()
            .find(|(plan, _)| plan.path == workstream.plan.path);
        match own {
            Some((_, workstreams)) => workstreams.push(workstream),
            None => plans.push((&workstream.plan, vec![workstream])),
        }
    }
    let plans = plans.into_iter().map(|(plan, workstreams)| {
        let see = link(
            &format::plan_href(&plan.path),
            &format!("See the whole plan: {}", plan.title),
        );
        let workstreams = workstreams
            .into_iter()
            .map(|workstream| answer(of, workstream));
        let body = view! { <p>{see}</p> {workstreams.collect::<Vec<_>>()} };
        subsection(&format::anchor(&plan.path), &plan.title, body)
    });
    seq(plans.collect())
}

fn answer(of: &str, workstream: &Answer) -> AnyView {
    let name = link(
        &format::plan_part_href(&workstream.path),
        &format!("Workstream {}", workstream.number),
    );
    let filter = ("workstream", workstream.path.as_str());
    let mut rows = vec![
        row("Workstream", seq(vec![name, quote(&workstream.title)])),
        row("Lead", not_stated(workstream.leads_published.as_deref())),
        row(
            "Actions",
            counted(
                "/actions",
                filter,
                workstream.actions.total_count,
                ("action", "actions"),
            ),
        ),
        row(
            "Measures",
            counted(
                "/measures",
                filter,
                workstream.measures.total_count,
                ("measure", "measures"),
            ),
        ),
        row(
            "Monitoring",
            seq(vec![
                match workstream.states.is_empty() {
                    true => not_stated(None),
                    false => states(&workstream.states),
                },
                updates(&workstream.updates),
            ]),
        ),
    ];
    rows.extend(said(of, &workstream.findings));
    summary_list(rows)
}

/// What reviews said of the workstream and not of the weakness itself.
fn said(of: &str, findings: &[AnswerFinding]) -> Option<Row> {
    let others = findings.iter().filter(|finding| {
        finding
            .weakness
            .as_ref()
            .is_none_or(|weakness| weakness.path != of)
    });
    let items: Vec<AnyView> = others
        .map(|finding| {
            let review = link(
                &format::area_part_href(&finding.review.path),
                &finding.review.title,
            );
            let what = format::lower_first(finding.finding.label());
            view! { {review} ": " {what} {quote(&finding.statement)} }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| row("What reviews said of it", list::items(items)))
}
