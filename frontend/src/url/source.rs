//! A place in a document as an address: `/documents/leicestershire-wsoa-2020?at=224-226`.

use super::{Reader, address};

/// The lines that are marked. Nothing when none are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub lines: Option<(i32, i32)>,
}

impl Place {
    /// Reads a query string; gives also what of it means nothing here.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let lines = reader.one("at", |at| {
            let (from, to) = at.split_once('-').unwrap_or((at, at));
            let (from, to) = (from.parse().ok()?, to.parse().ok()?);
            (0 < from && from <= to).then_some((from, to))
        });
        (Self { lines }, reader.finish())
    }

    /// The address on the page of a document.
    pub fn address(&self, page: &str) -> String {
        let at = self.lines.map(|(from, to)| {
            if from == to {
                from.to_string()
            } else {
                format!("{from}-{to}")
            }
        });
        let pairs: Vec<(&str, String)> = at.into_iter().map(|at| ("at", at)).collect();
        address(page, &pairs)
    }

    pub fn holds(&self, line: i32) -> bool {
        self.lines
            .is_some_and(|(from, to)| (from..=to).contains(&line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        for (search, lines) in [
            ("", None),
            ("at=7", Some((7, 7))),
            ("at=12-15", Some((12, 15))),
        ] {
            let (place, removed) = Place::parse(search);
            assert_eq!((place.lines, removed.len()), (lines, 0));
            let query = if search.is_empty() {
                String::new()
            } else {
                format!("?{search}")
            };
            assert_eq!(place.address("/d"), format!("/d{query}"));
        }
        for odd in [
            "at=0",
            "at=5-4",
            "at=x",
            "at=1-",
            "at=99999999999",
            "line=3",
        ] {
            let (place, removed) = Place::parse(odd);
            assert_eq!((place, removed), (Place::default(), vec![odd.to_owned()]));
        }
    }
}
