use serde::Deserialize;

use super::Written;
use crate::{
    domain::change::Whole,
    entity::{
        area::{self, AreaKind},
        record::Kind,
    },
    import::reader::{Cite, Reader, head},
};

/// A local area.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    path: String,
    name: String,
    council: String,
    kind: AreaKind,
    gss_code: String,
    region: String,
    ended: Option<String>,
    successor: Option<String>,
    note: Option<String>,
    code_source: String,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Area {
    const KIND: Kind = Kind::Area;
    const TABLE: &'static str = "area";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let successor_id = reader.chain(Self::KIND, &self.path, self.successor.as_deref());
        let row = area::Model {
            id,
            path,
            sort_key,
            ended_on: reader.day(self.ended.as_deref()),
            successor_id,
            name: self.name,
            council: self.council,
            kind: self.kind,
            gss_code: self.gss_code,
            region: self.region,
            note: self.note,
            code_source: self.code_source,
        };
        reader.whole::<area::Entity>(Self::KIND, &self.path, Some(&self.path), self.cite, row)
    }
}
