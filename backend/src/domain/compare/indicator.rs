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
    /// The figures of the one date that both areas have: those that may be drawn in one picture.
    pub together: Vec<value::Model>,
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
            let (class, reason, together) = judge((&self.a, &a), (&self.b, &b));
            Compared {
                indicator,
                class,
                reason,
                a,
                b,
                together,
            }
        });
        Ok(compared.collect())
    }
}

/// When a figure is of, in words: its period and its day, as published, each once.
pub fn words(row: &value::Model) -> String {
    match (&row.period, &row.as_at) {
        (None, None) => "no stated date".to_owned(),
        (Some(period), Some(day)) if !period.contains(day.as_str()) => format!("{period}, {day}"),
        (Some(words), _) | (None, Some(words)) => words.clone(),
    }
}

/// When a figure is of, as far as it can be set against another's: the stretch of its day, and that of its
/// period or, where none was read, the period's words. None where neither names a stretch: "the latest
/// census" of two documents are two.
fn stretch(row: &value::Model) -> Option<impl PartialEq + use<>> {
    let day = row.as_at_from.zip(row.as_at_to);
    let period = row.period_from.zip(row.period_to);
    let told = match period {
        Some(_) => None,
        None => row.period.as_ref().map(|period| period.to_lowercase()),
    };
    (day.is_some() || period.is_some()).then_some((day, period, told))
}

/// Whether a row is a figure of the area itself.
fn is_own(row: &value::Model) -> bool {
    row.geography == Geography::Area && is_figure(row)
}

fn is_figure(row: &value::Model) -> bool {
    row.measure == ValueKind::Value && row.value.is_some()
}

/// How far the figures of the two areas themselves can be compared, and which may be drawn in one picture. It is
/// one indicator, so it is one definition; what may differ is the date.
fn judge(
    a: (&Side, &[value::Model]),
    b: (&Side, &[value::Model]),
) -> (Class, String, Vec<value::Model>) {
    let own = |rows: &[value::Model]| -> Vec<value::Model> {
        rows.iter().filter(|row| is_own(row)).cloned().collect()
    };
    let (in_a, in_b) = (own(a.1), own(b.1));
    for (rows, side) in [(&in_a, a.0), (&in_b, b.0)] {
        if rows.is_empty() {
            let reason = format!(
                "Our documents print no number of this indicator for {} itself.",
                side.label
            );
            return (Class::NoCounterpart, reason, Vec::new());
        }
    }
    let shared = in_a.iter().find_map(|one| {
        let when = stretch(one)?;
        let both = in_b
            .iter()
            .any(|other| stretch(other).as_ref() == Some(&when));
        both.then_some((when, words(one)))
    });
    let Some((when, told)) = shared else {
        let told = |rows: &[value::Model]| {
            let told: BTreeSet<String> = rows.iter().map(words).collect();
            told.into_iter().collect::<Vec<_>>().join("; ")
        };
        let reason = format!(
            "The dates differ or are not stated: {} has {}; {} has {}.",
            a.0.label,
            told(&in_a),
            b.0.label,
            told(&in_b)
        );
        return (Class::NotComparable, reason, Vec::new());
    };
    let all = a.1.iter().chain(b.1);
    let together = all.filter(|row| is_figure(row) && stretch(row).as_ref() == Some(&when));
    (
        Class::SameDefinition,
        format!("The same indicator, and both areas have a figure of {told}."),
        together.cloned().collect(),
    )
}
