use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id},
    entity::{
        glossary::{self},
        record::Kind,
    },
    import::reader::{Cite, Reader, head},
};

/// A term.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    path: String,
    document: String,
    term: String,
    meaning: Option<String>,
    expands_to: Option<String>,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Term {
    const KIND: Kind = Kind::GlossaryTerm;
    const TABLE: &'static str = "term";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let area = reader.recall(Kind::Document, &self.document).area;
        let row = glossary::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &area),
            document_id: reader.link(Kind::Document, &self.document),
            term: self.term,
            meaning: self.meaning,
            expands_to: self.expands_to,
            note: self.note,
        };
        reader.whole::<glossary::Entity>(Self::KIND, &self.path, Some(&area), self.cite, row)
    }
}
