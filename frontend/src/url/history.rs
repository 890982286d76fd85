//! The history of a record as an address: `/history?kind=measure&path=leicestershire/wsoa-2020/measure-3.2`.

use super::{Reader, address};
use crate::query::word::RecordKind;

/// The page of the history of whatever record.
pub const PAGE: &str = "/history";

/// Whose history is asked for, and from where on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Not in the address of a page that is of one record alone.
    pub record: Option<(RecordKind, String)>,
    /// The cursor of the page.
    pub after: Option<String>,
}

impl History {
    /// Reads a query string; gives also what of it means nothing here.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let kind = reader.one("kind", RecordKind::from_slug);
        let path = reader.one("path", super::path);
        let history = Self {
            record: kind.zip(path),
            after: reader.one("after", |cursor| Some(cursor.to_owned())),
        };
        (history, reader.finish())
    }

    /// The address on a page.
    pub fn address(&self, page: &str) -> String {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        if let Some((kind, path)) = &self.record {
            pairs.extend([("kind", kind.slug()), ("path", path.as_str())]);
        }
        pairs.extend(self.after.iter().map(|after| ("after", after.as_str())));
        address(page, &pairs)
    }

    /// The same from another place on.
    pub fn from(&self, after: Option<&str>) -> Self {
        Self {
            record: self.record.clone(),
            after: after.map(str::to_owned),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        for address in [
            "/history",
            "/history?kind=survey-question&path=a/b/question-1",
            "/history?kind=action&path=a/b/1.10&after=x",
        ] {
            let search = address.split_once('?').map_or("", |(_, search)| search);
            let (history, removed) = History::parse(search);
            assert_eq!(removed, [""; 0]);
            assert_eq!(history.address(PAGE), address);
        }
        let (history, removed) = History::parse("kind=thing&path=A&size=3");
        assert_eq!(history, History::default());
        assert_eq!(removed, ["kind=thing", "path=A", "size=3"]);
        assert_eq!(history.from(Some("c")).address("/h"), "/h?after=c");
    }
}
