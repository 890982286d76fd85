//! The list of local areas: the address is the filter.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{link, list, published_date, remark, seq};
use crate::format;
use crate::query::area::{AREAS as SOURCE, AreaRow, CoverageBrief, InspectionLine};
use crate::query::common::Share;
use crate::url;
use crate::url::area::AREAS;

/// `/areas`
pub fn areas() -> AnyView {
    view(View {
        list: &AREAS,
        source: SOURCE,
        title: "Local areas",
        lead: "Areas are listed by name. Documents are judged for what they state; areas are never \
               scored or ranked.",
        head: "Local area",
        cells,
        above: plain,
    })
}

fn cells(row: &AreaRow) -> Vec<AnyView> {
    let inspections = row.inspections.nodes.iter().map(inspection);
    let plans = row
        .plans
        .nodes
        .iter()
        .map(|plan| link(&format::plan_href(&plan.path), &plan.title));
    let surveys = row
        .surveys
        .nodes
        .iter()
        .map(|survey| link(&format::survey_href(&survey.path), &survey.title));
    let surveys = match row.surveys.nodes.is_empty() {
        true => "None among the documents".into_any(),
        false => list::items(surveys.collect()),
    };
    let notes = url::address("/quality", &[("area", &row.path)]);
    vec![
        link(&format::area_href(&row.path), &row.name),
        row.region.clone().into_any(),
        list::items(inspections.collect()),
        list::items(plans.collect()),
        stated(row, |coverage| coverage.actions_with_usable_date),
        stated(row, |coverage| coverage.actions_with_status),
        surveys,
        link(
            &notes,
            &format::count(row.quality_notes.total_count, "note", "notes"),
        ),
    ]
}

fn inspection(inspection: &InspectionLine) -> AnyView {
    seq(vec![
        inspection.outcome_kind.label().into_any(),
        remark(&inspection.title),
        published_date(inspection.held.as_ref()),
    ])
}

/// How many actions of all plans of an area state something.
fn stated(row: &AreaRow, share: fn(&CoverageBrief) -> Share) -> AnyView {
    let shares = row.plans.nodes.iter().map(|plan| share(&plan.coverage));
    let (stated, of) = shares.fold((0, 0), |all, one| (all.0 + one.stated, all.1 + one.of));
    format!("{stated} of {of}").into_any()
}
