//! The indicators that the documents of two areas print, beside the figures of their regions and of England.
//! Each figure stands with its own date; figures of two dates are not drawn in one picture.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder};

use super::{Comparison, Side, counterpart::Class};
use crate::{
    domain::Result,
    entity::indicator::{self, Geography, ValueKind, value},
};

/// An indicator with what the documents of both areas print of it.
#[derive(Clone, Debug)]
pub struct Compared {
    pub indicator: indicator::Model,
    pub class: Class,
    /// Why it is of this class.
    pub reason: String,
    pub a: Vec<value::Model>,
    pub b: Vec<value::Model>,
}

impl Comparison {
    /// Every indicator of which either area's documents print a figure, in the order of the indicators. None
    /// where both plans are of one area. Two statements.
    pub async fn indicators(&self, db: &DatabaseConnection) -> Result<Vec<Compared>> {
        let areas = [self.a.area.id, self.b.area.id];
        if areas[0] == areas[1] {
            return Ok(Vec::new());
        }
        let values = value::Entity::find()
            .filter(value::Column::AreaId.is_in(areas))
            .order_by_asc(value::Column::SortKey)
            .all(db)
            .await?;
        let printed: BTreeSet<_> = values.iter().map(|row| row.indicator_id).collect();
        let indicators = indicator::Entity::find()
            .filter(indicator::Column::Id.is_in(printed))
            .order_by_asc(indicator::Column::SortKey)
            .all(db)
            .await?;
        let compared = indicators.into_iter().map(|indicator| {
            let of = |side: &Side| -> Vec<value::Model> {
                let own = values
                    .iter()
                    .filter(|row| row.indicator_id == indicator.id && row.area_id == side.area.id);
                own.cloned().collect()
            };
            let (a, b) = (of(&self.a), of(&self.b));
            let (class, reason) = judge((&self.a, &a), (&self.b, &b));
            Compared {
                indicator,
                class,
                reason,
                a,
                b,
            }
        });
        Ok(compared.collect())
    }
}

/// What a figure is of: its day where it has one, or its period, as published.
fn date(row: &value::Model) -> Option<&str> {
    row.as_at.as_deref().or(row.period.as_deref())
}

/// How far the figures of the two areas themselves can be compared. It is one indicator, so it is one
/// definition; what may differ is the date.
fn judge(a: (&Side, &[value::Model]), b: (&Side, &[value::Model])) -> (Class, String) {
    let own = |rows: &'_ [value::Model]| -> Vec<value::Model> {
        let own = rows.iter().filter(|row| {
            row.geography == Geography::Area
                && row.measure == ValueKind::Value
                && row.value.is_some()
        });
        own.cloned().collect()
    };
    let (in_a, in_b) = (own(a.1), own(b.1));
    let alone = |without: &Side| {
        let reason = format!(
            "Our documents print no figure of this indicator for {}.",
            without.label
        );
        (Class::NoCounterpart, reason)
    };
    match (in_a.is_empty(), in_b.is_empty()) {
        (_, true) => return alone(b.0),
        (true, _) => return alone(a.0),
        (false, false) => {}
    }
    let dates = |rows: &[value::Model]| -> BTreeSet<String> {
        rows.iter()
            .filter_map(date)
            .map(str::to_lowercase)
            .collect()
    };
    let (of_a, of_b) = (dates(&in_a), dates(&in_b));
    let shared: Vec<&String> = of_a.intersection(&of_b).collect();
    match shared.first() {
        Some(day) => (
            Class::SameDefinition,
            format!("The same indicator, and both areas have a figure of {day}."),
        ),
        None => {
            let words = |dates: BTreeSet<String>| match dates.is_empty() {
                true => "no stated date".to_owned(),
                false => dates.into_iter().collect::<Vec<_>>().join(", "),
            };
            (
                Class::NotComparable,
                format!(
                    "The dates differ: {} has figures of {}; {} of {}.",
                    a.0.label,
                    words(of_a),
                    b.0.label,
                    words(of_b)
                ),
            )
        }
    }
}
