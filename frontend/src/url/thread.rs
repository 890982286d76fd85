//! The golden thread as an address: `/areas/worcestershire/trace?basis=stated&view=matrix`.

use super::{Reader, address};
use crate::query::word::LinkBasis;

/// The controls of the form.
pub const NAMES: &[&str] = &["basis", "from", "view"];

/// Which links are shown, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadFilter {
    /// All when empty.
    pub basis: Vec<LinkBasis>,
    /// The path of the one weakness that is shown; all when there is none.
    pub from: Option<String>,
    /// Numbers instead of texts.
    pub matrix: bool,
}

impl ThreadFilter {
    /// Reads a query string; gives also what of it means nothing here.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let filter = Self {
            basis: reader.set("basis", LinkBasis::from_slug),
            from: reader.one("from", super::path),
            matrix: reader
                .one("view", |view| (view == "matrix").then_some(()))
                .is_some(),
        };
        (filter, reader.finish())
    }

    /// The address on the page of an area.
    pub fn address(&self, page: &str) -> String {
        let mut pairs: Vec<(&str, &str)> = self
            .basis
            .iter()
            .map(|basis| ("basis", basis.slug()))
            .collect();
        pairs.extend(self.from.iter().map(|from| ("from", from.as_str())));
        pairs.extend(self.matrix.then_some(("view", "matrix")));
        address(page, &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        for search in [
            "",
            "basis=stated",
            "basis=stated&basis=same-section&from=a/b&view=matrix",
        ] {
            let (filter, removed) = ThreadFilter::parse(search);
            assert_eq!(removed, [""; 0]);
            assert_eq!(
                filter.address("/t"),
                format!("/t{}{search}", if search.is_empty() { "" } else { "?" })
            );
        }
        let (filter, removed) = ThreadFilter::parse("basis=x&view=list&from=A");
        assert_eq!(filter, ThreadFilter::default());
        assert_eq!(removed, ["basis=x", "from=A", "view=list"]);
    }
}
