use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id},
    entity::{
        priority::{self, PointKind, PriorityKind},
        record::Kind,
    },
    import::reader::{Cite, Reader, head, parts},
};

/// A heading or priority of a strategy.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Priority {
    path: String,
    plan: String,
    kind: PriorityKind,
    title: String,
    statement: Option<String>,
    present: bool,
    note: Option<String>,
    #[serde(default)]
    point: Vec<Point>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// A point under it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Point {
    kind: PointKind,
    text: String,
    complete: Option<bool>,
}

impl Written for Priority {
    const KIND: Kind = Kind::StrategyPriority;
    const TABLE: &'static str = "priority";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, _) = head(Self::KIND, &self.path);
        let sort_key = reader.next_under(&format!("{}/priority", self.plan), &self.path);
        let area = reader.recall(Kind::Plan, &self.plan).area;
        let row = priority::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &area),
            plan_id: reader.link(Kind::Plan, &self.plan),
            kind: self.kind,
            title: self.title,
            statement: self.statement,
            present: self.present,
            note: self.note,
        };
        let points = parts::<priority::point::Entity, _>(
            id,
            "point",
            priority::point::Column::PriorityId,
            priority::point::Column::Id,
            self.point,
            |row, position, point| priority::point::Model {
                id: row,
                priority_id: id,
                position,
                kind: point.kind,
                text: point.text,
                complete: point.complete.unwrap_or(true),
            },
        );
        reader
            .whole::<priority::Entity>(Self::KIND, &self.path, Some(&area), self.cite, row)
            .with("points", points)
    }
}
