//! One area: what inspections found, the thread of each weakness, plans, reviews, surveys, figures and
//! documents. See `area/` for the list.

use leptos::prelude::*;

use crate::component::signed::{seen_by_team, way_to};
use crate::component::{
    Cell, Table, contents, crumbs, heading_under, history_of, link, list, load_page, load_part,
    none, not_stated, para, remark, row, section, seq, summary_list, table,
};
use crate::format;
use crate::query::area::{self, Area, IndicatorValue, PlanLine};
use crate::query::word::{PublicationStatus, RecordKind};
use crate::url;

mod figure;
mod inspection;
mod list_page;
mod review;
pub(crate) mod weakness;

pub use list_page::areas;
pub use review::{entered, findings, reviews};

/// `/areas/{area}`
pub fn area(path: &str) -> AnyView {
    let path = path.to_owned();
    load_page("the area", move || area::area(path.clone()), view)
}

fn view(area: &Area) -> AnyView {
    crumbs(&[("Areas", "/areas")]);
    let path = area.path.clone();
    let team = {
        let path = area.path.clone();
        move || {
            view! {
                <li>{link(&format::team_href(&path), "Team")} ", which only those who are in it see"</li>
                <li>{link(&format::drafts_href(&path), "Drafts")} " of the next versions of its plans, which only the team sees"</li>
            }
            .into_any()
        }
    };
    let figures = load_part(
        "the figures",
        move || area::figures(path.clone()),
        |figures: &Vec<IndicatorValue>| figure::figures(figures),
    );
    view! {
        {heading_under("Local area", &area.name)}
        {summary_list(identity(area))}
        <ul class="govuk-list">
            <li>{link(&format!("{}/trace", format::area_href(&area.path)), "The golden thread")} ", from what the inspection found to what families say"</li>
            <li>{link(&url::address("/timeline", &[("area", &area.path)]), "Timeline")} " of what happened and what was to happen"</li>
            {seen_by_team(&area.path, team)}
            <li>{link(&format::changes_href(&area.path), "What changed since the last meeting")} ", to print and take to the next"</li>
        </ul>
        {contents(&[
            ("inspections", "Inspections"),
            ("weaknesses", "Weaknesses, from finding to now"),
            ("plans", "Plans"),
            ("reviews", "Reviews"),
            ("surveys", "Surveys"),
            ("figures", "Figures"),
            ("documents", "Documents"),
        ])}
        {section("inspections", "Inspections", inspection::inspections(&area.inspections.nodes))}
        {section("weaknesses", "Weaknesses, from finding to now", weakness::weaknesses(&area.weaknesses.nodes))}
        {section("plans", "Plans", plans(&area.plans.nodes))}
        {section("reviews", "Reviews", reviews(&area.reviews.nodes))}
        {section("surveys", "Surveys", surveys(area))}
        {section("figures", "Figures", figures)}
        {section("documents", "Documents", documents(area))}
        {history_of(RecordKind::Area, &area.path)}
    }
    .into_any()
}

fn identity(area: &Area) -> Vec<list::Row> {
    let notes = url::address("/quality", &[("area", &area.path)]);
    let mut rows = vec![
        row(
            "Council",
            format!(
                "{} ({})",
                area.council,
                format::lower_first(area.kind.label())
            ),
        ),
        row("Region", area.region.clone()),
        row(
            "GSS code",
            seq(vec![
                area.gss_code.clone().into_any(),
                remark(&area.code_source),
            ]),
        ),
        row(
            "Data quality",
            link(
                &notes,
                &format::count(area.quality_notes.total_count, "note", "notes"),
            ),
        ),
    ];
    if let Some(ended) = &area.ended_on {
        let successor = area.successor.as_ref().map(
            |area| view! { ". Succeeded by " {link(&format::area_href(&area.path), &area.name)} },
        );
        rows.push(row("Ended", view! { {format::date(&ended.0)} {successor} }));
    }
    if let Some(note) = &area.note {
        rows.push(row("Our remark", note.clone()));
    }
    rows
}

fn plans(plans: &[PlanLine]) -> AnyView {
    if plans.is_empty() {
        return para("No plan among the documents.");
    }
    let rows = plans.iter().map(|plan| {
        let draft = match plan.status {
            PublicationStatus::Draft => remark("Draft"),
            PublicationStatus::Final => none(),
        };
        let coverage = &plan.coverage;
        let (dated, status) = (
            coverage.actions_with_usable_date,
            coverage.actions_with_status,
        );
        vec![
            Cell::Head(link(&format::plan_href(&plan.path), &plan.title)),
            Cell::Text(seq(vec![plan.kind.label().into_any(), draft])),
            Cell::Text(not_stated(plan.period.as_deref())),
            Cell::Figure(plan.actions.total_count.into_any()),
            Cell::Figure(format!("{} of {}", dated.stated, dated.of).into_any()),
            Cell::Figure(format!("{} of {}", status.stated, status.of).into_any()),
        ]
    });
    table(Table {
        caption: "Plans".to_owned(),
        head: vec![
            "Plan",
            "Kind",
            "Period",
            "Actions",
            "With a usable date",
            "With a status",
        ],
        rows: rows.collect(),
        cards: true,
    })
}

fn surveys(area: &Area) -> AnyView {
    let surveys = area.surveys.nodes.iter();
    let surveys = surveys.map(|survey| link(&format::survey_href(&survey.path), &survey.title));
    let form = format::new_survey_href(&area.path);
    seq(vec![
        match area.surveys.nodes.is_empty() {
            true => para("No survey of this area among the documents."),
            false => list::items(surveys.collect()),
        },
        way_to(&area.path, form, "Add a survey", ""),
    ])
}

fn documents(area: &Area) -> AnyView {
    if area.documents.nodes.is_empty() {
        return none();
    }
    let documents = area.documents.nodes.iter().map(|document| {
        let kind = match document.status {
            PublicationStatus::Draft => {
                format!(" ({}, draft)", format::lower_first(document.kind.label()))
            }
            PublicationStatus::Final => {
                format!(" ({})", format::lower_first(document.kind.label()))
            }
        };
        view! { {link(&format::document_href(&document.path), &document.title)} {kind} }.into_any()
    });
    list::items(documents.collect())
}
