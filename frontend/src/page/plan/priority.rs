//! What a strategy holds in place of workstreams: areas of work, and priorities, the missing ones too.

use leptos::prelude::*;

use crate::component::{
    citation_list, list, none, notes, para, quote, remark, section, seq, subsection, warning,
};
use crate::format;
use crate::query::plan::StrategyPriority;
use crate::query::word::PointKind;

pub fn priorities(priorities: &[StrategyPriority]) -> AnyView {
    if priorities.is_empty() {
        return none();
    }
    let parts = priorities.iter().map(|priority| {
        let missing = match priority.present {
            true => none(),
            false => warning("The document announces this and does not hold it."),
        };
        let statement = priority.statement.as_deref().map_or_else(none, quote);
        let note = priority.note.as_deref().map_or_else(none, para);
        let body = view! {
            {remark(priority.kind.label())}
            {missing} {statement} {note}
            {notes(&priority.data_quality_notes)}
            {PointKind::ALL.iter().map(|kind| points(priority, *kind)).collect::<Vec<_>>()}
            {citation_list(&priority.citations)}
        };
        subsection(&format::anchor(&priority.path), &priority.title, body)
    });
    section("priorities", "Priorities", parts.collect::<Vec<_>>())
}

fn points(priority: &StrategyPriority, kind: PointKind) -> AnyView {
    let points = priority
        .points
        .iter()
        .filter(|point| point.kind == kind)
        .map(|point| {
            let cut = match point.complete {
                true => none(),
                false => remark("The text is cut off in the source."),
            };
            seq(vec![point.text.clone().into_any(), cut])
        });
    let points: Vec<AnyView> = points.collect();
    if points.is_empty() {
        return none();
    }
    view! { <h4 class="govuk-heading-s">{kind.label()}</h4> {list::items(points)} }.into_any()
}
