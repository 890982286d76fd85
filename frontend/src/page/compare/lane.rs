//! What happened around the two plans, in two lanes: year by year, or by months since the inspection that each
//! plan answers to.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{Names, Selected};
use crate::chart::lanes::{Axis, Lane, Mark, lanes};
use crate::component::{
    GridRow, detail, dynamic, grid, link, list, none, para, published_date, remark, remark_of,
    section, seq,
};
use crate::format;
use crate::query::compare::{ComparedTimeline, Comparison, PlacedEvent, TimelineLane};
use crate::query::word::{CountedFrom, EventKind};

pub fn timeline(comparison: &Comparison, names: &Names, selected: Selected) -> AnyView {
    let both = match comparison.a.area.path == comparison.b.area.path {
        true => para(&format!(
            "Both plans are of {}: what is part of neither, such as an inspection, stands in both lanes.",
            comparison.a.area.name
        )),
        false => none(),
    };
    let (timeline, names) = (comparison.timeline.clone(), names.clone());
    let aligned = Memo::new(move |_| selected.with(|(compared, _)| compared.aligned));
    let body = dynamic(move || {
        let aligned = aligned.get();
        // The address may change without the lanes.
        let switch = dynamic(move || {
            let mut compared = selected.get().0;
            compared.aligned = !aligned;
            let other = match aligned {
                true => "Show by the calendar",
                false => "Show by months since each inspection",
            };
            link(&format!("{}#timeline", compared.address()), other)
        });
        seq(vec![
            view! { <p class="gt-no-print">{switch}</p> }.into_any(),
            match aligned {
                true => since(&timeline, &names),
                false => years(&timeline, &names),
            },
        ])
    });
    section("timeline", "What happened when", seq(vec![both, body]))
}

/// By the calendar: a drawing for the eye, and a row for each year.
fn years(timeline: &ComparedTimeline, names: &Names) -> AnyView {
    let year = |placed: &PlacedEvent| {
        let from = placed.event.date.as_ref()?.from.as_ref()?;
        let year: i32 = from.0.get(..4)?.parse().ok()?;
        Some((year, year.to_string()))
    };
    seq(vec![
        drawing(timeline, names, Axis::Calendar),
        rows(
            timeline,
            names,
            ("Year", "No usable date"),
            Axis::Calendar,
            year,
        ),
    ])
}

/// By months since the inspections: a row for each half of a year, so that areas inspected in different years
/// stand at the same distance.
fn since(timeline: &ComparedTimeline, names: &Names) -> AnyView {
    let half = |placed: &PlacedEvent| {
        // What may be of the very day that is counted from stands there.
        let months = match (placed.months?, placed.months_to?) {
            (..0, 0..) => 0,
            (first, _) => first,
        };
        let half = months.div_euclid(6);
        let (first, last) = (half * 6, half * 6 + 5);
        let words = match half {
            0.. => format!("{first} to {last} months after"),
            -1 => "Up to 6 months before".to_owned(),
            _ => format!("{} to {} months before", -last - 1, -first),
        };
        Some((half, words))
    };
    let from = |name: &str, lane: &TimelineLane| match (&lane.inspection, &lane.counted_from) {
        (Some(inspection), Some(day)) => para(&format!(
            "{name}: counted from {}, {} ({}).",
            format::date(&day.0),
            lane.counted_from_kind.map_or("", CountedFrom::label),
            inspection.title
        )),
        (Some(inspection), None) => para(&format!(
            "{name}: {} has no date from which months could be counted.",
            inspection.title
        )),
        (None, _) => para(&format!(
            "{name}: the plan names no inspection, so that months cannot be counted."
        )),
    };
    seq(vec![
        from(&names.a, &timeline.a),
        from(&names.b, &timeline.b),
        remark(
            "Counted from the day of each report where both are dated, and otherwise from the last day of each \
             inspection, as far as they are stated. A date that is no day stands at the first day that it can mean, or \
             at 0 where it may be the day that is counted from.",
        ),
        drawing(timeline, names, Axis::Months),
        rows(
            timeline,
            names,
            ("Since the inspection", "No date, or nothing to count from"),
            Axis::Months,
            half,
        ),
    ])
}

/// The events of both plans in rows, by a place in time and its words. What has no place comes last; `head` are
/// the words over the places, and those for what has none.
fn rows(
    timeline: &ComparedTimeline,
    names: &Names,
    (head, unplaced): (&str, &str),
    axis: Axis,
    place: impl Fn(&PlacedEvent) -> Option<(i32, String)>,
) -> AnyView {
    let aligned = axis == Axis::Months;
    type Cells<'e> = (String, [Vec<&'e PlacedEvent>; 2]);
    let mut found: BTreeMap<(bool, i32), Cells> = BTreeMap::new();
    let sides = [&timeline.a, &timeline.b];
    for (at, lane) in sides.into_iter().enumerate() {
        for placed in &lane.events {
            let (key, words) = match place(placed) {
                Some((place, words)) => ((false, place), words),
                None => ((true, 0), unplaced.to_owned()),
            };
            let (_, cells) = found
                .entry(key)
                .or_insert_with(|| (words, Default::default()));
            if let Some(cell) = cells.get_mut(at) {
                cell.push(placed);
            }
        }
    }
    let rows = found.into_values().map(|(words, cells)| GridRow {
        id: String::new(),
        head: words.into_any(),
        cells: cells
            .into_iter()
            .map(|events| cell(&events, aligned))
            .collect(),
    });
    let rows: Vec<GridRow> = rows.collect();
    match rows.is_empty() {
        true => para("Our documents date nothing around either plan."),
        false => grid(
            "What happened around the two plans",
            "gt-matrix",
            &[head, &names.a, &names.b],
            rows,
        ),
    }
}

/// The due dates of actions are many: they are counted, and open on demand.
fn cell(events: &[&PlacedEvent], aligned: bool) -> AnyView {
    let (due, others): (Vec<&PlacedEvent>, Vec<&PlacedEvent>) = events
        .iter()
        .partition(|placed| placed.event.kind == EventKind::ActionDue);
    let items = |events: &[&PlacedEvent]| -> AnyView {
        list::items(events.iter().map(|placed| event(placed, aligned)).collect())
    };
    let number = i32::try_from(due.len()).unwrap_or(i32::MAX);
    match events.is_empty() {
        true => remark("Nothing"),
        false => seq(vec![
            match others.is_empty() {
                true => none(),
                false => items(&others),
            },
            match due.is_empty() {
                true => none(),
                false => detail(
                    &format::count(number, "action due", "actions due"),
                    items(&due),
                ),
            },
        ]),
    }
}

/// `aligned`: whether it stands by months since the inspection.
fn event(placed: &PlacedEvent, aligned: bool) -> AnyView {
    let event = &placed.event;
    let kind = event.record.as_ref();
    let kind = kind.map(|record| record.kind.as_str()).unwrap_or_default();
    let title = match format::record_href(kind, &event.path) {
        Some(href) => link(&href, &event.title),
        None => event.title.clone().into_any(),
    };
    seq(vec![
        published_date(event.date.as_ref()),
        ": ".into_any(),
        title,
        remark(event.kind.label()),
        match aligned {
            true => remark_of(stretch(placed).as_deref()),
            false => none(),
        },
    ])
}

/// Between which months a date lies that may mean any day of half a year or more.
fn stretch(placed: &PlacedEvent) -> Option<String> {
    let (first, last) = (placed.months?, placed.months_to?);
    let words = |months: i32| {
        let number = format::count(months.abs(), "month", "months");
        let side = if months < 0 { "before" } else { "after" };
        format!("{number} {side}")
    };
    (last - first >= 6).then(|| format!("Any time from {} to {}", words(first), words(last)))
}

fn drawing(timeline: &ComparedTimeline, names: &Names, axis: Axis) -> AnyView {
    let lane = |name: &str, lane: &TimelineLane| {
        let begin = lane.counted_from.as_ref();
        let begin = begin.and_then(|day| format::day_number(&day.0));
        let marks = lane.events.iter().filter_map(|placed| {
            let mark = Mark::of(placed.event.date.as_ref()?)?;
            match axis {
                Axis::Calendar => Some(mark),
                Axis::Months => Some(mark.since(begin?.into())),
            }
        });
        Lane {
            label: name.to_owned(),
            marks: marks.collect(),
        }
    };
    let caption = match axis {
        Axis::Calendar => "What happened around the two plans, in time",
        Axis::Months => {
            "What happened around the two plans, by months since the inspection of each"
        }
    };
    let drawn = [lane(&names.a, &timeline.a), lane(&names.b, &timeline.b)];
    match drawn.iter().all(|lane| lane.marks.is_empty()) {
        true => none(),
        false => lanes(caption, axis, &drawn),
    }
}
