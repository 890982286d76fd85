//! The timeline: what happened and what was to happen, month by month, with what has no usable date last.
//! The drawing above shows the same at a glance; the list is complete without it.

use leptos::prelude::*;

use crate::chart::lanes::{Axis, Lane, Mark, lanes};
use crate::component::view::{View, plain, view_as};
use crate::component::{link, none, para, published_date, remark, seq};
use crate::format;
use crate::query::list::Found;
use crate::query::timeline::{Event, TIMELINE as SOURCE};
use crate::query::word::EventKind;
use crate::url::timeline::TIMELINE;

/// `/timeline`
pub fn timeline() -> AnyView {
    let view = View {
        list: &TIMELINE,
        source: SOURCE,
        title: "Timeline",
        lead: "Inspections, documents, reviews, meetings, due dates and the stages of weaknesses, in the order of time. \
               A date is as exact as its source: a season is a stretch, and what has no usable date comes last.",
        head: "Event",
        cells: |_| Vec::new(),
        above: plain,
    };
    view_as(view, body)
}

fn body(found: &Found<Event>) -> AnyView {
    let events = &found.rows;
    let mut months: Vec<(Option<String>, Vec<&Event>)> = Vec::new();
    for event in events {
        let month = month(event);
        match months.last_mut() {
            Some((last, events)) if *last == month => events.push(event),
            _ => months.push((month, vec![event])),
        }
    }
    let months = months.into_iter().map(|(month, events)| {
        let items: Vec<AnyView> = events.into_iter().map(item).collect();
        let (heading, reason) = match month {
            Some(month) => (month, none()),
            None => (undated(found.undated), para(UNDATED)),
        };
        view! {
            <section class="gt-month">
                <h3 class="govuk-heading-s">{heading}</h3>
                {reason}
                <ol class="gt-events">{items}</ol>
            </section>
        }
        .into_any()
    });
    let months: Vec<AnyView> = months.collect();
    seq(vec![drawing(events), seq(months)])
}

/// The month in which an event lies; the whole stretch of a date that is not as exact. Nothing where there
/// is no usable date.
fn month(event: &Event) -> Option<String> {
    let date = event.date.as_ref();
    let from = date.and_then(|date| date.from.as_ref())?;
    let to = date.and_then(|date| date.to.as_ref())?;
    let (first, last) = (format::month(&from.0), format::month(&to.0));
    Some(match first == last {
        true => first,
        false => format::span(Some(&from.0), Some(&to.0)).unwrap_or(first),
    })
}

/// Why a date has no place among the others.
const UNDATED: &str = "Their words name no day, month, season or year, or a day that does not exist. Two years \
    together, such as 2022-2023, may be of schools, of money or of the calendar: no days are read from them.";

/// The heading of events without a date; how many there are on all pages, as the last page has but the end.
fn undated(number: Option<i32>) -> String {
    match number {
        Some(number) => format!("No usable date ({number} in all)"),
        None => "No usable date".to_owned(),
    }
}

fn item(event: &Event) -> AnyView {
    let kind = event
        .record
        .as_ref()
        .map(|record| record.kind.as_str())
        .unwrap_or_default();
    let title = match format::record_href(kind, &event.path) {
        Some(href) => link(&href, &event.title),
        None => event.title.clone().into_any(),
    };
    // The day first, as the reader looks for it; machines read the first day that it can mean.
    let from = event
        .date
        .as_ref()
        .and_then(|date| date.from.as_ref())
        .map(|from| from.0.clone());
    let date = published_date(event.date.as_ref());
    let date = match from {
        Some(from) => view! { <time class="gt-event__date" datetime=from>{date}</time> }.into_any(),
        None => view! { <span class="gt-event__date">{date}</span> }.into_any(),
    };
    view! {
        <li class="gt-event">
            {date}
            <div>{title} {remark(&format!("{}, {}", event.kind.label(), event.area.name))}</div>
        </li>
    }
    .into_any()
}

/// A lane for each area that occurs, or for each kind where there is one area only.
fn drawing(events: &[Event]) -> AnyView {
    let areas = distinct(events.iter().map(|event| event.area.name.as_str()));
    let by_area = areas.len() > 1;
    let label = |event: &Event| match by_area {
        true => event.area.name.clone(),
        false => event.kind.label().to_owned(),
    };
    let labels = match by_area {
        true => areas.into_iter().map(str::to_owned).collect(),
        false => EventKind::ALL
            .iter()
            .map(|kind| kind.label().to_owned())
            .collect::<Vec<_>>(),
    };
    let drawn = labels.into_iter().map(|name| {
        let marks = events
            .iter()
            .filter(|event| label(event) == name)
            .filter_map(|event| Mark::of(event.date.as_ref()?));
        Lane {
            label: name.clone(),
            marks: marks.collect(),
        }
    });
    let drawn: Vec<Lane> = drawn.filter(|lane| !lane.marks.is_empty()).collect();
    match drawn.is_empty() {
        true => none(),
        false => lanes("The events of this page in time", Axis::Calendar, &drawn),
    }
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
