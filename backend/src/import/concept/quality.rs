use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id},
    entity::{
        quality::{self, NoteRule, NoteState, Severity},
        record::Kind,
    },
    import::reader::{Cite, Reader, head},
};

/// A data-quality note.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    path: String,
    document: String,
    rule: NoteRule,
    severity: Severity,
    record: Option<String>,
    first: String,
    first_place: String,
    second: Option<String>,
    second_place: Option<String>,
    why: String,
    shown: String,
    state: Option<NoteState>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Note {
    const KIND: Kind = Kind::DataQualityNote;
    const TABLE: &'static str = "note";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let area = reader.recall(Kind::Document, &self.document).area;
        let row = quality::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &area),
            document_id: reader.link(Kind::Document, &self.document),
            about_id: self
                .record
                .as_deref()
                .and_then(|path| reader.link_any(path)),
            state: self.state.unwrap_or(NoteState::Open),
            ruling: None,
            ruling_author: None,
            ruled_at: None,
            rule: self.rule,
            severity: self.severity,
            first: self.first,
            first_place: self.first_place,
            second: self.second,
            second_place: self.second_place,
            why: self.why,
            shown: self.shown,
        };
        reader.whole::<quality::Entity>(Self::KIND, &self.path, Some(&area), self.cite, row)
    }
}
