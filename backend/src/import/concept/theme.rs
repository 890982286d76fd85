use serde::Deserialize;

use super::Written;
use crate::{
    domain::change::Whole,
    entity::{
        record::Kind,
        theme::{self},
        value::Texts,
    },
    import::reader::{Cite, Reader, head},
};

/// A theme with the words of its rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    path: String,
    name: String,
    definition: String,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// Raised when a theme is added, removed or means something else.
const TAXONOMY_VERSION: i32 = 1;

impl Written for Theme {
    const KIND: Kind = Kind::Theme;
    const TABLE: &'static str = "theme";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        reader.add_theme(id, &self.words);
        let row = theme::Model {
            id,
            path,
            sort_key,
            name: self.name,
            definition: self.definition,
            words: Texts(self.words),
            taxonomy_version: TAXONOMY_VERSION,
        };
        reader.whole::<theme::Entity>(Self::KIND, &self.path, None, self.cite, row)
    }
}
