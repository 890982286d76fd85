use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id, row::Set},
    entity::{
        meeting::{self, MeetingState},
        record::Kind,
    },
    import::reader::{Cite, Reader, head, when},
};

/// A meeting.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    path: String,
    plan: String,
    held: Option<String>,
    who: Option<String>,
    purpose: String,
    state: MeetingState,
    #[serde(default)]
    organisations: Vec<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Meeting {
    const KIND: Kind = Kind::Meeting;
    const TABLE: &'static str = "meeting";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let area = reader.recall(Kind::Plan, &self.plan).area;
        let held = when(self.held.as_deref());
        let row = meeting::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &area),
            plan_id: reader.link(Kind::Plan, &self.plan),
            held: self.held,
            held_precision: held.precision,
            held_from: held.from,
            held_to: held.to,
            who: self.who,
            purpose: self.purpose,
            state: self.state,
        };
        let organisations = Set::<meeting::organisation::Entity> {
            owner: (meeting::organisation::Column::MeetingId, id),
            id: meeting::organisation::Column::OrganisationId,
            rows: self
                .organisations
                .iter()
                .map(|path| {
                    let organisation_id = reader.link(Kind::Organisation, path);
                    let row = meeting::organisation::Model {
                        meeting_id: id,
                        organisation_id,
                    };
                    (organisation_id, row)
                })
                .collect(),
            within: None,
        };
        reader
            .whole::<meeting::Entity>(Self::KIND, &self.path, Some(&area), self.cite, row)
            .with("organisations", organisations)
    }
}
