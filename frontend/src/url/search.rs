//! A search as an address: `/search?q=annual+review&kind=action&area=leicestershire`.

use serde_json::{Value, json};

use super::list::wire;
use super::{Reader, address};
use crate::query::word::RecordKind;

/// The page of the search.
pub const PAGE: &str = "/search";

/// The controls of the form.
pub const NAMES: &[&str] = &["q", "kind", "area"];

/// What is searched for, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    pub text: Option<String>,
    /// All kinds when empty.
    pub kind: Vec<RecordKind>,
    /// All areas when empty.
    pub area: Vec<String>,
    /// The cursor of the page. Any other change drops it.
    pub after: Option<String>,
}

impl Search {
    /// Reads a query string; gives also what of it means nothing here.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let search = Self {
            text: reader.one("q", super::words),
            kind: reader.set("kind", RecordKind::from_slug),
            area: reader.set("area", super::path),
            after: reader.one("after", |cursor| Some(cursor.to_owned())),
        };
        (search, reader.finish())
    }

    /// The filters in force, in the order of the address, without the words.
    pub fn filters(&self) -> Vec<(&'static str, String)> {
        let kinds = self
            .kind
            .iter()
            .map(|kind| ("kind", kind.slug().to_owned()));
        kinds
            .chain(self.area.iter().map(|area| ("area", area.clone())))
            .collect()
    }

    /// The address of what is searched for.
    pub fn address(&self) -> String {
        let mut pairs: Vec<(&str, String)> =
            self.text.iter().map(|text| ("q", text.clone())).collect();
        pairs.extend(self.filters());
        pairs.extend(self.after.iter().map(|after| ("after", after.clone())));
        address(PAGE, &pairs)
    }

    /// The same as arguments of the API, but for the place; null for what is not narrowed.
    pub fn arguments(&self) -> [(&'static str, Value); 3] {
        fn set(values: Vec<Value>) -> Value {
            match values.is_empty() {
                true => Value::Null,
                false => Value::Array(values),
            }
        }
        let kinds = self.kind.iter().map(|kind| json!(wire(kind.slug())));
        let areas = self.area.iter().map(|area| json!(area));
        [
            ("text", json!(self.text)),
            ("kind", set(kinds.collect())),
            ("area", set(areas.collect())),
        ]
    }

    /// The first page of the same.
    pub fn first(&self) -> Self {
        Self {
            after: None,
            ..self.clone()
        }
    }

    /// The first page of the same among records of one kind.
    pub fn only(&self, kind: RecordKind) -> Self {
        Self {
            kind: vec![kind],
            ..self.first()
        }
    }

    /// The first page of the same without one of its filters.
    pub fn without(&self, key: &str, value: &str) -> Self {
        let mut search = self.first();
        match key {
            "kind" => search.kind.retain(|kind| kind.slug() != value),
            _ => search.area.retain(|area| area != value),
        }
        search
    }

    /// The first page of a search for something else in the same places.
    pub fn instead(&self, text: &str) -> Self {
        Self {
            text: Some(text.to_owned()),
            ..self.first()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        for address in [
            "/search",
            "/search?q=%22annual+review%22+trans*",
            "/search?q=a%26b&kind=weakness&kind=action&area=a&after=x",
        ] {
            let (search, removed) =
                Search::parse(address.split_once('?').map_or("", |(_, search)| search));
            assert_eq!(removed, [""; 0]);
            assert_eq!(search.address(), address);
        }
        let (search, removed) = Search::parse("q=x&kind=nothing&area=A&page=2");
        assert_eq!(search.address(), "/search?q=x");
        assert_eq!(removed, ["kind=nothing", "area=A", "page=2"]);
        assert_eq!(search.instead("y z").address(), "/search?q=y+z");
        let (search, _) = Search::parse("q=x&kind=weakness&area=a&after=y");
        assert_eq!(search.first().address(), "/search?q=x&kind=weakness&area=a");
        assert_eq!(
            search.only(RecordKind::Action).address(),
            "/search?q=x&kind=action&area=a"
        );
    }
}
