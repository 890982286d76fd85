use serde::Deserialize;

use super::Written;
use crate::{
    domain::change::Whole,
    entity::{
        organisation::{self, OrganisationKind},
        record::Kind,
    },
    import::reader::{Cite, Reader, head},
};

/// An organisation.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    path: String,
    name: String,
    short_name: Option<String>,
    kind: OrganisationKind,
    area: Option<String>,
    successor: Option<String>,
    ended: Option<String>,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Organisation {
    const KIND: Kind = Kind::Organisation;
    const TABLE: &'static str = "organisation";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let successor_id = reader.chain(Self::KIND, &self.path, self.successor.as_deref());
        let row = organisation::Model {
            id,
            path,
            sort_key,
            area_id: reader.link_to(Kind::Area, self.area.as_deref()),
            successor_id,
            ended_on: reader.day(self.ended.as_deref()),
            name: self.name,
            short_name: self.short_name,
            kind: self.kind,
            note: self.note,
        };
        reader.whole::<organisation::Entity>(
            Self::KIND,
            &self.path,
            self.area.as_deref(),
            self.cite,
            row,
        )
    }
}
