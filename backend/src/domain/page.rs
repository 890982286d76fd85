//! Pages of a list: which rows were asked for, and which came back.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{Error, Result};

/// Rows of a page when nobody says how many.
pub const DEFAULT_SIZE: u64 = 50;
/// The most rows of one page.
pub const MAX_SIZE: u64 = 100;

/// Where a page begins and how long it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub size: u64,
    pub backwards: bool,
    after: Option<Cursor>,
    before: Option<Cursor>,
}

/// A place in a list: the name of what the list holds, and a sort key.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cursor {
    list: String,
    key: String,
}

/// A page of rows with what surrounds it.
#[derive(Debug)]
pub struct Page<M> {
    pub rows: Vec<M>,
    pub total: u64,
    pub has_previous: bool,
    pub has_next: bool,
}

impl<M> Page<M> {
    /// The same page of something made of each row.
    pub fn map<N>(self, make: impl FnMut(M) -> N) -> Page<N> {
        Page {
            rows: self.rows.into_iter().map(make).collect(),
            total: self.total,
            has_previous: self.has_previous,
            has_next: self.has_next,
        }
    }
}

impl Request {
    /// Reads the four arguments of a connection.
    pub fn new(
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Self> {
        let (argument, size) = match (first, last) {
            (Some(_), Some(_)) => {
                return Err(Error::bad_input(
                    "first",
                    "Give `first` or `last`, not both.",
                ));
            }
            (_, Some(last)) => ("last", Some(last)),
            (first, None) => ("first", first),
        };
        let size = match size {
            None => DEFAULT_SIZE,
            Some(size) => u64::try_from(size)
                .ok()
                .filter(|size| (1..=MAX_SIZE).contains(size))
                .ok_or_else(|| {
                    Error::bad_input(
                        argument,
                        format!("`{argument}` must be between 1 and {MAX_SIZE}; it was {size}."),
                    )
                })?,
        };
        Ok(Self {
            size,
            backwards: last.is_some(),
            after: after.map(|text| read_cursor("after", &text)).transpose()?,
            before: before
                .map(|text| read_cursor("before", &text))
                .transpose()?,
        })
    }

    /// The keys after and before which a page of this list lies. A cursor of another list is an error.
    pub fn within(&self, list: &str) -> Result<(Option<&str>, Option<&str>)> {
        let key = |argument, cursor: &'_ Option<Cursor>| match cursor {
            Some(cursor) if cursor.list != list => Err(Error::bad_input(
                argument,
                format!(
                    "`{argument}` is a cursor of another list ({}). Take it from an earlier answer for this one.",
                    cursor.list
                ),
            )),
            _ => Ok(()),
        };
        key("after", &self.after)?;
        key("before", &self.before)?;
        let keys = [&self.after, &self.before];
        let [after, before] = keys.map(|cursor| cursor.as_ref().map(|cursor| cursor.key.as_str()));
        Ok((after, before))
    }

    /// Cuts a page out of rows that are all in memory, in the order of their keys.
    pub fn cut<M>(&self, list: &str, rows: Vec<M>, key: impl Fn(&M) -> &str) -> Result<Page<M>> {
        let (after, before) = self.within(list)?;
        let total = rows.len() as u64;
        let inside: Vec<M> = rows
            .into_iter()
            .filter(|row| after.is_none_or(|after| key(row) > after))
            .filter(|row| before.is_none_or(|before| key(row) < before))
            .collect();
        let size = usize::try_from(self.size).unwrap_or(usize::MAX);
        let surplus = inside.len().saturating_sub(size);
        let more = surplus > 0;
        let rows = if self.backwards {
            inside.into_iter().skip(surplus).collect()
        } else {
            inside.into_iter().take(size).collect()
        };
        Ok(self.page(rows, total, more))
    }

    /// Puts the page together: `more` says that rows were left out at the far end.
    pub fn page<M>(&self, rows: Vec<M>, total: u64, more: bool) -> Page<M> {
        Page {
            rows,
            total,
            has_previous: if self.backwards {
                more
            } else {
                self.after.is_some()
            },
            has_next: if self.backwards {
                self.before.is_some()
            } else {
                more
            },
        }
    }
}

/// The opaque form of a place in a list.
pub fn cursor(list: &str, key: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{list}:{key}"))
}

fn read_cursor(argument: &'static str, text: &str) -> Result<Cursor> {
    URL_SAFE_NO_PAD
        .decode(text)
        .ok()
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .filter(|text| !text.contains('\0'))
        .and_then(|text| {
            let (list, key) = text.split_once(':')?;
            Some(Cursor { list: list.to_owned(), key: key.to_owned() })
        })
        .ok_or_else(|| {
            Error::bad_input(
                argument,
                format!(
                    "`{argument}` is not a cursor of this API. Take it from `pageInfo` or an edge of an earlier answer."
                ),
            )
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_cut_at_either_end() {
        let rows = vec!["a", "b", "c", "d"];
        let first = Request::new(Some(2), None, None, None).unwrap();
        let page = first.cut("row", rows.clone(), |row| row).unwrap();
        assert_eq!((page.rows, page.total), (vec!["a", "b"], 4));
        assert!(page.has_next && !page.has_previous);

        let next = Request::new(Some(2), Some(cursor("row", "b")), None, None).unwrap();
        let page = next.cut("row", rows.clone(), |row| row).unwrap();
        assert_eq!(page.rows, ["c", "d"]);
        assert!(!page.has_next && page.has_previous);

        assert!(next.cut("other", rows.clone(), |row| row).is_err());
        let last = Request::new(None, None, Some(3), None).unwrap();
        let page = last.cut("row", rows, |row| row).unwrap();
        assert_eq!(page.rows, ["b", "c", "d"]);
        assert!(page.has_previous && !page.has_next);
    }

    #[test]
    fn impossible_pages_are_refused() {
        for (first, last) in [
            (Some(0), None),
            (Some(101), None),
            (None, Some(-1)),
            (Some(1), Some(1)),
        ] {
            assert!(Request::new(first, None, last, None).is_err());
        }
        for bad in ["", "%%%", "YXQ", "d2hhdGV2ZXI", "YToA"] {
            assert!(
                Request::new(None, Some(bad.into()), None, None).is_err(),
                "{bad}"
            );
        }
    }
}
