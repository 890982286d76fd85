//! What happened around two plans.

use async_graphql::SimpleObject;
use chrono::NaiveDate;

use crate::{
    domain::compare::lane::{Begin, Lane, Placed},
    graphql::{inspection::Inspection, timeline::TimelineEvent},
};

/// What happened around two plans, each in a lane of its own.
#[derive(SimpleObject)]
pub struct ComparedTimeline {
    /// Around the first plan.
    a: TimelineLane,
    /// Around the second plan.
    b: TimelineLane,
}

impl From<[Lane; 2]> for ComparedTimeline {
    fn from([a, b]: [Lane; 2]) -> Self {
        Self {
            a: a.into(),
            b: b.into(),
        }
    }
}

/// What happened around one plan, in the order of time: of its area, and of its own actions and workstreams, not of those of the area's other plans. What has no usable date comes last.
#[derive(SimpleObject)]
pub struct TimelineLane {
    /// The inspection that the plan answers to. Null where it names none.
    inspection: Option<Inspection>,
    /// The day from which months are counted: `countedFromKind` says which it is. Null where no inspection is named or it has no date.
    counted_from: Option<NaiveDate>,
    /// What day that is: the same in both lanes where both inspections state it. Null where `countedFrom` is.
    counted_from_kind: Option<Begin>,
    /// What happened, and what was to happen.
    events: Vec<PlacedEvent>,
}

/// An event with its place after the inspection.
#[derive(SimpleObject)]
pub struct PlacedEvent {
    /// Whole months from `countedFrom` to the first day that the event can mean; less than 0 for what came before. Null where either has no date.
    months: Option<i32>,
    /// Whole months from `countedFrom` to the last day that the event can mean; it may be more than `months` where the date is not exact. Null where `months` is.
    months_to: Option<i32>,
    /// The event.
    event: TimelineEvent,
}

impl From<Lane> for TimelineLane {
    fn from(lane: Lane) -> Self {
        let events = lane.events.into_iter();
        Self {
            inspection: lane.inspection.map(|row| Inspection(row.into())),
            counted_from: lane.counted_from.map(|(_, day)| day),
            counted_from_kind: lane.counted_from.map(|(kind, _)| kind),
            events: events
                .map(|Placed { event, months }| PlacedEvent {
                    months: months.map(|(first, _)| first),
                    months_to: months.map(|(_, last)| last),
                    event: TimelineEvent(event),
                })
                .collect(),
        }
    }
}
