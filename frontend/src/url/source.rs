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
        let pairs: Vec<(&str, String)> = self.at().into_iter().map(|at| ("at", at)).collect();
        address(page, &pairs)
    }

    fn at(&self) -> Option<String> {
        self.lines.map(|(from, to)| match from == to {
            true => from.to_string(),
            false => format!("{from}-{to}"),
        })
    }

    /// The place in a document that holds these lines: none, and what names none, where it has none of them.
    pub fn among(self, held: &[i32]) -> (Self, Option<String>) {
        match held.iter().any(|line| self.holds(*line)) {
            true => (self, None),
            false => (Self::default(), self.at().map(|at| format!("at={at}"))),
        }
    }

    /// Whether a line is one of those that are marked.
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
        let place = |lines| Place { lines };
        let (among, beyond) = (place(Some((4, 6))), place(Some((7, 9))));
        assert_eq!(among.among(&[3, 6]), (among, None));
        assert_eq!(
            beyond.among(&[3, 6]),
            (place(None), Some("at=7-9".to_owned()))
        );
        assert_eq!(place(None).among(&[3]), (place(None), None));
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
