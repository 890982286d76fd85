use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id, row::Set},
    entity::{
        document::{self, DocumentKind, PublicationStatus},
        record::Kind,
    },
    import::reader::{Cite, Known, Reader, head, when},
};

/// A published document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    path: String,
    title: String,
    kind: DocumentKind,
    area: String,
    publisher: Option<String>,
    published: Option<String>,
    status: PublicationStatus,
    file: String,
    url: Option<String>,
    licence: Option<String>,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// Whether a text can stand behind a link: nothing but an address of the web, which no page runs as a script.
fn is_address(text: &str) -> bool {
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    host.is_some_and(|host| !host.is_empty() && !text.contains(char::is_whitespace))
}

impl Written for Document {
    const KIND: Kind = Kind::Document;
    const TABLE: &'static str = "document";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        reader.remember(
            Self::KIND,
            &self.path,
            Known {
                area: self.area.clone(),
                ..Known::default()
            },
        );
        if let Some(url) = self.url.as_deref().filter(|url| !is_address(url)) {
            reader.problem(format!(
                "`url` is an address that begins with https:// or http://; this was ‘{url}’."
            ));
        }
        let published = when(self.published.as_deref());
        let row = document::Model {
            id,
            path,
            sort_key,
            area_id: reader.link(Kind::Area, &self.area),
            publisher_id: reader.link_to(Kind::Organisation, self.publisher.as_deref()),
            published: self.published,
            published_precision: published.precision,
            published_from: published.from,
            published_to: published.to,
            kind: self.kind,
            title: self.title,
            status: self.status,
            file: self.file,
            url: self.url,
            licence: self.licence,
            note: self.note,
        };
        let lines = reader.text();
        let whole = reader.whole::<document::Entity>(
            Self::KIND,
            &self.path,
            Some(&self.area),
            self.cite,
            row,
        );
        if lines.is_empty() {
            return whole;
        }
        let rows = lines.into_iter().map(|(position, text)| {
            let line = id::of_part(id, "line", usize::try_from(position).unwrap_or_default());
            (
                line,
                document::line::Model {
                    id: line,
                    document_id: id,
                    position,
                    text,
                },
            )
        });
        whole.with(
            "lines",
            Set::<document::line::Entity> {
                owner: (document::line::Column::DocumentId, id),
                id: document::line::Column::Id,
                rows: rows.collect(),
                within: None,
            },
        )
    }
}
