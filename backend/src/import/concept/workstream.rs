use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id},
    entity::{
        record::Kind,
        value::Texts,
        workstream::{self, MemberRole, MonitoringState},
    },
    import::reader::{Cite, Reader, head, parts, when},
};

/// A workstream or priority of a plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workstream {
    path: String,
    plan: String,
    weakness: Option<String>,
    number: String,
    title: String,
    #[serde(default)]
    outcomes: Vec<String>,
    leads_published: Option<String>,
    #[serde(default)]
    member: Vec<Member>,
    #[serde(default)]
    state: Vec<State>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// Somebody who leads it or belongs to it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    role: MemberRole,
    published: String,
    organisation: Option<String>,
}

/// A dated state.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    state: MonitoringState,
    as_of: String,
    review: Option<String>,
    statement: String,
    lines: [i32; 2],
    place: String,
    document: Option<String>,
}

impl Written for Workstream {
    const KIND: Kind = Kind::Workstream;
    const TABLE: &'static str = "workstream";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let known = reader.recall(Kind::Plan, &self.plan);
        reader.remember(Self::KIND, &self.path, known.clone());
        let themes = reader.themes(id, [self.title.as_str()]);
        let row = workstream::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &known.area),
            plan_id: reader.link(Kind::Plan, &self.plan),
            weakness_id: reader.link_to(Kind::Weakness, self.weakness.as_deref()),
            outcomes: Texts(self.outcomes),
            number: self.number,
            title: self.title,
            leads_published: self.leads_published,
        };
        let members = parts::<workstream::member::Entity, _>(
            id,
            "member",
            workstream::member::Column::WorkstreamId,
            workstream::member::Column::Id,
            self.member,
            |row, position, member| workstream::member::Model {
                id: row,
                workstream_id: id,
                position,
                role: member.role,
                published: member.published,
                organisation_id: reader.link_to(Kind::Organisation, member.organisation.as_deref()),
            },
        );
        let states = parts::<workstream::state::Entity, _>(
            id,
            "state",
            workstream::state::Column::WorkstreamId,
            workstream::state::Column::Id,
            self.state,
            |row, position, state| {
                let as_of = when(Some(&state.as_of));
                let [line_from, line_to] = reader.lines(state.document.as_deref(), state.lines);
                workstream::state::Model {
                    id: row,
                    workstream_id: id,
                    position,
                    state: state.state,
                    as_of: state.as_of,
                    as_of_precision: as_of.precision,
                    as_of_from: as_of.from,
                    as_of_to: as_of.to,
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
            .whole::<workstream::Entity>(Self::KIND, &self.path, Some(&known.area), self.cite, row)
            .with("members", members)
            .with("states", states)
            .with("themes", themes)
    }
}
