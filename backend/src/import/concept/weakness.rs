use serde::Deserialize;

use super::Written;
use crate::{
    domain::change::Whole,
    entity::{
        record::Kind,
        weakness::{self, WeaknessStateKind},
    },
    import::reader::{Cite, Reader, head, parts, when},
};

/// A weakness.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weakness {
    path: String,
    area: String,
    inspection: String,
    number: i32,
    title: String,
    statement: String,
    #[serde(default)]
    wording: Vec<Wording>,
    #[serde(default)]
    state: Vec<State>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// How one document words it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    plan: Option<String>,
    document: Option<String>,
    text: String,
    as_of: Option<String>,
    lines: [i32; 2],
    place: String,
}

/// A dated state.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    state: WeaknessStateKind,
    as_of: String,
    inspection: Option<String>,
    review: Option<String>,
    statement: String,
    lines: [i32; 2],
    place: String,
    document: Option<String>,
}

impl Written for Weakness {
    const KIND: Kind = Kind::Weakness;
    const TABLE: &'static str = "weakness";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        // Its title is ours, and rules read what is published.
        let themes = reader.themes(id, [self.statement.as_str()]);
        let row = weakness::Model {
            id,
            path,
            sort_key,
            area_id: reader.link(Kind::Area, &self.area),
            inspection_id: reader.link(Kind::Inspection, &self.inspection),
            number: self.number,
            title: self.title,
            statement: self.statement,
        };
        let wordings = parts::<weakness::wording::Entity, _>(
            id,
            "wording",
            weakness::wording::Column::WeaknessId,
            weakness::wording::Column::Id,
            self.wording,
            |row, position, wording| {
                let [line_from, line_to] = reader.lines(wording.document.as_deref(), wording.lines);
                weakness::wording::Model {
                    id: row,
                    weakness_id: id,
                    position,
                    plan_id: reader.link_to(Kind::Plan, wording.plan.as_deref()),
                    text: wording.text,
                    as_of: wording.as_of,
                    document_id: reader.document(wording.document.as_deref()),
                    place: wording.place,
                    line_from,
                    line_to,
                }
            },
        );
        let states = parts::<weakness::state::Entity, _>(
            id,
            "state",
            weakness::state::Column::WeaknessId,
            weakness::state::Column::Id,
            self.state,
            |row, position, state| {
                let as_of = when(Some(&state.as_of));
                let [line_from, line_to] = reader.lines(state.document.as_deref(), state.lines);
                weakness::state::Model {
                    id: row,
                    weakness_id: id,
                    position,
                    state: state.state,
                    as_of: state.as_of,
                    as_of_precision: as_of.precision,
                    as_of_from: as_of.from,
                    as_of_to: as_of.to,
                    inspection_id: reader.link_to(Kind::Inspection, state.inspection.as_deref()),
                    review_id: reader.link_to(Kind::Review, state.review.as_deref()),
                    statement: state.statement,
                    document_id: reader.document(state.document.as_deref()),
                    place: state.place,
                    line_from,
                    line_to,
                }
            },
        );
        reader
            .whole::<weakness::Entity>(Self::KIND, &self.path, Some(&self.area), self.cite, row)
            .with("wordings", wordings)
            .with("states", states)
            .with("themes", themes)
    }
}
