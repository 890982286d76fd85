//! What happened around two plans, in two lanes: by the calendar, or by months since the inspection that each
//! plan answers to, because areas were inspected in different years.

use std::collections::{HashMap, HashSet};

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

/// What happened around one plan, in the order of time.
#[derive(Clone, Debug)]
pub struct Lane {
    /// The inspection that the plan answers to; none where it names none.
    pub inspection: Option<inspection::Model>,
    /// The day from which months are counted; none where no inspection is named or it has no date.
    pub counted_from: Option<NaiveDate>,
    pub events: Vec<Placed>,
}

/// An event with its place after the inspection.
#[derive(Clone, Debug)]
pub struct Placed {
    pub event: Event,
    /// Whole months from the day that is counted from to the first day the event can mean; 0 for what may be of
    /// that very day, less for what came before. None where either has no date.
    pub months: Option<i32>,
}

impl Comparison {
    /// Both lanes. Actions and workstreams of another plan of the area are left out. As many statements as there
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
        Ok(sides.map(|side| {
            let inspection = side.plan.inspection_id.and_then(|id| inspections.get(&id));
            lane(side, inspection.cloned(), &events)
        }))
    }
}

fn lane(side: &Side, inspection: Option<inspection::Model>, events: &[Event]) -> Lane {
    let counted_from = inspection.as_ref().and_then(begin);
    let items = &side.items;
    let actions = items.actions.iter().map(|row| row.id);
    let own: HashSet<Uuid> = actions
        .chain(items.workstreams.iter().map(|row| row.id))
        .collect();
    let of_plan = |event: &&Event| match event.record {
        (Kind::Action | Kind::Workstream, id) => own.contains(&id),
        _ => true,
    };
    let events = events.iter().filter(|event| event.area == side.area.id);
    let placed = events.filter(of_plan).map(|event| Placed {
        event: event.clone(),
        months: counted_from.zip(event.from.zip(event.to)).map(
            |(begin, (first, last))| match (first..=last).contains(&begin) {
                true => 0,
                false => months(begin, first),
            },
        ),
    });
    Lane {
        counted_from,
        events: placed.collect(),
        inspection,
    }
}

/// The day that the report came out, as early as its date can mean; without one, the last day that the
/// inspection can have lasted.
fn begin(inspection: &inspection::Model) -> Option<NaiveDate> {
    inspection.report_from.or(inspection.held_to)
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
