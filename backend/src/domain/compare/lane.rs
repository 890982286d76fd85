//! What happened around two plans, in two lanes: by the calendar, or by months since the inspection that each
//! plan answers to, because areas were inspected in different years.

use std::collections::HashMap;

use async_graphql::Enum;
use chrono::{Datelike, NaiveDate};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Comparison, Side};
use crate::{
    domain::{
        Result,
        timeline::{self, Event},
    },
    entity::{inspection, record::Kind},
};

/// The day from which months are counted, of the same kind in both lanes where both inspections state it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "CountedFrom")]
pub enum Begin {
    /// When the report came out, as early as its date can mean.
    Report,
    /// The last day that the inspection can have lasted.
    Inspection,
}

impl Begin {
    fn of(self, inspection: &inspection::Model) -> Option<NaiveDate> {
        match self {
            Self::Report => inspection.report_from,
            Self::Inspection => inspection.held_to,
        }
    }
}

/// What happened around one plan, in the order of time.
#[derive(Clone, Debug)]
pub struct Lane {
    /// The inspection that the plan answers to; none where it names none.
    pub inspection: Option<inspection::Model>,
    /// The day from which months are counted; none where no inspection is named or it has no date.
    pub counted_from: Option<(Begin, NaiveDate)>,
    pub events: Vec<Placed>,
}

/// An event with its place after the inspection.
#[derive(Clone, Debug)]
pub struct Placed {
    pub event: Event,
    /// Whole months from the day that is counted from to the first and to the last day the event can mean, less
    /// than 0 for what came before. None where either has no date.
    pub months: Option<(i32, i32)>,
}

impl Comparison {
    /// Both lanes. Actions and workstreams of another plan of the area are left out, and all that is part of the plan
    /// beside it. As many statements as there
    /// are kinds of events, and one for the inspections.
    pub async fn lanes(&self, db: &DatabaseConnection) -> Result<[Lane; 2]> {
        let sides = [&self.a, &self.b];
        let events = timeline::events(db, Some(&sides.map(|side| side.area.id))).await?;
        let named = sides.iter().filter_map(|side| side.plan.inspection_id);
        let inspections = inspection::Entity::find()
            .filter(inspection::Column::Id.is_in(named))
            .all(db)
            .await?;
        let inspections: HashMap<Uuid, inspection::Model> =
            inspections.into_iter().map(|row| (row.id, row)).collect();
        let answered = sides.map(|side| {
            let inspection = side.plan.inspection_id.and_then(|id| inspections.get(&id));
            (side, inspection.cloned())
        });
        let begins = begins(
            answered
                .each_ref()
                .map(|(_, inspection)| inspection.as_ref()),
        );
        let [a, b] = answered;
        Ok([
            lane(a, &self.b, begins[0], &events),
            lane(b, &self.a, begins[1], &events),
        ])
    }
}

fn lane(
    (side, inspection): (&Side, Option<inspection::Model>),
    other: &Side,
    counted_from: Option<(Begin, NaiveDate)>,
    events: &[Event],
) -> Lane {
    // Reviews of an earlier or a later plan of the area tell of this one too, but for the one that is beside it.
    let of_plan = |event: &&Event| match (event.record.0, event.plan) {
        (_, None) => true,
        (Kind::Action | Kind::Workstream, Some(plan)) => plan == side.plan.id,
        (_, Some(plan)) => plan != other.plan.id,
    };
    let events = events.iter().filter(|event| event.area == side.area.id);
    let placed = events.filter(of_plan).map(|event| Placed {
        event: event.clone(),
        months: counted_from
            .zip(event.from.zip(event.to))
            .map(|((_, begin), (first, last))| (months(begin, first), months(begin, last))),
    });
    Lane {
        counted_from,
        events: placed.collect(),
        inspection,
    }
}

/// The days that both lanes are counted from. Where not both inspections state one of the same kind, each has
/// what it states.
fn begins(inspections: [Option<&inspection::Model>; 2]) -> [Option<(Begin, NaiveDate)>; 2] {
    let kinds = [Begin::Report, Begin::Inspection];
    let of = |kind: Begin| inspections.map(|one| Some((kind, kind.of(one?)?)));
    let [reports, held] = kinds.map(of);
    let both = [reports, held].into_iter();
    let mut both = both.filter(|days| days.iter().all(Option::is_some));
    both.next()
        .unwrap_or_else(|| [reports[0].or(held[0]), reports[1].or(held[1])])
}

/// Whole months from one day to another.
fn months(from: NaiveDate, to: NaiveDate) -> i32 {
    let count = |day: NaiveDate| day.year() * 12 + i32::try_from(day.month0()).unwrap_or_default();
    count(to) - count(from) - i32::from(to.day() < from.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_whole_and_go_both_ways() {
        let count = |from: &str, to: &str| Some(months(from.parse().ok()?, to.parse().ok()?));
        let since_report = |to| count("2020-05-15", to);
        assert_eq!(since_report("2020-05-15"), Some(0));
        assert_eq!(since_report("2020-06-14"), Some(0));
        assert_eq!(since_report("2020-06-15"), Some(1));
        assert_eq!(since_report("2021-05-15"), Some(12));
        assert_eq!(since_report("2020-05-14"), Some(-1));
        assert_eq!(since_report("2019-05-15"), Some(-12));
    }
}
