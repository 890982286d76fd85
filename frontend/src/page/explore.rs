//! Every list of records, in the order of the golden thread, with how much there is of each.

use leptos::prelude::*;

use crate::component::{heading, link, load_part, remark, section, seq};
use crate::format;
use crate::query::explore::{self as query, Counts};

/// `/explore`
pub fn explore() -> AnyView {
    seq(vec![
        heading("Explore"),
        view! {
            <p class="gt-lead">
                "Every kind of record can be filtered, followed to its source, taken away as a file, and asked for as a question of your own."
            </p>
        }
        .into_any(),
        load_part("how much there is", query::counts, shown),
    ])
}

fn shown(counts: &Counts) -> AnyView {
    seq(vec![
        section(
            "thread",
            "From the finding to the plan",
            list(&[
                (
                    "/areas",
                    "Local areas",
                    Some(counts.local_areas.total_count),
                    "Each with its inspections, weaknesses, plans, surveys and figures",
                ),
                (
                    "/inspections",
                    "Inspections",
                    Some(counts.inspections.total_count),
                    "When, of what kind, and with what outcome",
                ),
                (
                    "/weaknesses",
                    "Weaknesses",
                    Some(counts.weaknesses.total_count),
                    "What was found, and its whole life since",
                ),
                (
                    "/plans",
                    "Plans",
                    Some(counts.plans.total_count),
                    "Statements of action, progress plans and strategies",
                ),
                (
                    "/workstreams",
                    "Workstreams",
                    Some(counts.workstreams.total_count),
                    "The parts of a plan, and the weakness that each answers",
                ),
                (
                    "/actions",
                    "Actions",
                    Some(counts.actions.total_count),
                    "What is to be done, by whom and by when",
                ),
                (
                    "/measures",
                    "Measures",
                    Some(counts.measures.total_count),
                    "How anybody will know that it worked",
                ),
                (
                    "/reviews",
                    "Reviews",
                    Some(counts.reviews.total_count),
                    "What those who look in from outside said",
                ),
            ]),
        ),
        section(
            "families",
            "What families say",
            list(&[
                (
                    "/surveys",
                    "Surveys",
                    None,
                    "Each with its questions, year on year",
                ),
                (
                    "/surveys/questions",
                    "Questions",
                    Some(counts.survey_questions.total_count),
                    "The wording, the options, and every answer",
                ),
                (
                    "/surveys/results",
                    "Results",
                    Some(counts.survey_results.total_count),
                    "Every percentage, with the year before and whether they compare",
                ),
                (
                    "/feedback",
                    "You said, we did",
                    Some(counts.feedback_items.total_count),
                    "What parents said, what was promised, and what was done",
                ),
            ]),
        ),
        section(
            "figures",
            "Figures and time",
            list(&[
                (
                    "/indicators",
                    "Indicators",
                    Some(counts.indicator_values.total_count),
                    "Figures of the area beside its region and England",
                ),
                (
                    "/timeline",
                    "Timeline",
                    Some(counts.timeline.total_count),
                    "What happened and what was to happen, in the order of time",
                ),
                (
                    "/meetings",
                    "Meetings",
                    Some(counts.meetings.total_count),
                    "Held, and still to schedule",
                ),
            ]),
        ),
        section(
            "sources",
            "Sources and words",
            list(&[
                (
                    "/documents",
                    "Documents",
                    Some(counts.documents.total_count),
                    "The published documents, line by line beside what was read from them",
                ),
                (
                    "/quality",
                    "Data-quality notes",
                    Some(counts.data_quality_notes.total_count),
                    "What does not hold together, with both statements",
                ),
                (
                    "/glossary",
                    "Glossary",
                    Some(counts.glossary_terms.total_count),
                    "Terms and abbreviations as the documents explain them",
                ),
                (
                    "/themes",
                    "Themes",
                    Some(counts.themes.total_count),
                    "The headings under which unlike plans are compared",
                ),
            ]),
        ),
    ])
}

/// Address, name, how many there are where that is known, and a few words.
fn list(lists: &[(&str, &str, Option<i32>, &str)]) -> AnyView {
    let items = lists.iter().map(|(href, name, count, what)| {
        let count = count.map(|count| format!(" ({})", format::grouped(count)));
        view! { <li>{link(href, name)} {count} {remark(what)}</li> }.into_any()
    });
    view! { <ul class="govuk-list gt-explore">{items.collect::<Vec<_>>()}</ul> }.into_any()
}
