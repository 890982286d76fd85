//! Filters as addresses: parsing the query string and writing it again, pure and tested without a
//! browser. A set is a repeated key. The order of keys and values is fixed, so that one filter has one
//! address; what is empty is left out.

pub mod action;
pub mod area;
pub mod changes;
pub mod compare;
pub mod document;
pub mod feedback;
pub mod glossary;
pub mod history;
pub mod indicator;
pub mod inspection;
pub mod list;
pub mod measure;
pub mod meeting;
pub mod plan;
pub mod quality;
pub mod question;
pub mod review;
pub mod search;
pub mod source;
pub mod survey;
pub mod thread;
pub mod timeline;
pub mod weakness;
pub mod workstream;

use crate::format;
use list::List;

/// Every list of records.
pub const LISTS: &[&List] = &[
    &action::ACTIONS,
    &quality::NOTES,
    &area::AREAS,
    &inspection::INSPECTIONS,
    &weakness::WEAKNESSES,
    &plan::PLANS,
    &workstream::WORKSTREAMS,
    &measure::MEASURES,
    &review::REVIEWS,
    &document::DOCUMENTS,
    &feedback::FEEDBACK,
    &glossary::GLOSSARY,
    &indicator::INDICATORS,
    &meeting::MEETINGS,
    &question::QUESTIONS,
    &survey::RESULTS,
    &timeline::TIMELINE,
];

/// The pairs of a query string, with or without `?` before it.
pub fn pairs(search: &str) -> Vec<(String, String)> {
    let search = search.strip_prefix('?').unwrap_or(search);
    let pairs = search.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(key), decode(value))
        })
        .collect()
}

/// A path with pairs as its query string. Empty values stay: leave them out before.
pub fn address<K: AsRef<str>, V: AsRef<str>>(path: &str, pairs: &[(K, V)]) -> String {
    let mut address = path.to_owned();
    for (number, (key, value)) in pairs.iter().enumerate() {
        address.push(if number == 0 { '?' } else { '&' });
        encode(key.as_ref(), &mut address);
        address.push('=');
        encode(value.as_ref(), &mut address);
    }
    address
}

fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            // `:` and `/` may stand in a query string as they are, and paths are easier to read so.
            b'a'..=b'z'
            | b'A'..=b'Z'
            | b'0'..=b'9'
            | b'-'
            | b'_'
            | b'.'
            | b'~'
            | b':'
            | b'/'
            | b'*' => out.push(char::from(byte)),
            b' ' => out.push('+'),
            _ => {
                const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(char::from(DIGITS[usize::from(byte >> 4)]));
                out.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match (
            byte,
            digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()),
        ) {
            (b'%', Some(escaped)) => {
                out.push(escaped);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            _ => out.push(byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// A day of the calendar, written as 2020-10-31.
pub fn day(text: &str) -> Option<String> {
    format::is_day(text).then(|| text.to_owned())
}

/// The address of a path with all pairs but one: what is left when one filter is taken away.
pub fn without<K: AsRef<str>, V: AsRef<str>>(path: &str, pairs: &[(K, V)], at: usize) -> String {
    let others = pairs.iter().enumerate().filter(|(number, _)| *number != at);
    let others: Vec<(&str, &str)> = others
        .map(|(_, (key, value))| (key.as_ref(), value.as_ref()))
        .collect();
    address(path, &others)
}

/// The key of the version of the data that a page shows; the newest where it is not there.
pub const VERSION: &str = "version";

/// The address of the same page with the newest data.
pub fn newest(path: &str, search: &str) -> String {
    let mut pairs = pairs(search);
    pairs.retain(|(key, _)| key != VERSION);
    address(path, &pairs)
}

/// Reads the pairs of a query string into a filter and keeps what could not be read, for the notice.
#[derive(Debug, Default)]
pub struct Reader {
    pairs: Vec<(String, String)>,
    /// What was in the address and is not in the filter, as `key=value`.
    pub removed: Vec<String>,
}

impl Reader {
    pub fn new(search: &str) -> Self {
        let (pairs, empty): (Vec<_>, Vec<_>) = pairs(search)
            .into_iter()
            .partition(|(_, value)| !value.trim().is_empty());
        let empty = empty.into_iter().map(|(key, _)| format!("{key}="));
        Self {
            pairs,
            removed: empty.collect(),
        }
    }

    /// Takes all values of a key, each once, in order; `read` gives `None` for what is no value.
    pub fn set<T: PartialEq + Ord>(
        &mut self,
        key: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for value in self.take(key) {
            match read(&value) {
                // Inserted in order: sorting would be code of its own for each type of value.
                Some(value) => {
                    let place = values.partition_point(|other| *other < value);
                    if values.get(place) != Some(&value) {
                        values.insert(place, value);
                    }
                }
                None => self.removed.push(format!("{key}={value}")),
            }
        }
        values
    }

    /// Takes the value of a key that stands once; further ones are removed.
    pub fn one<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let mut found = None;
        for value in self.take(key) {
            match read(&value) {
                Some(read) if found.is_none() => found = Some(read),
                _ => self.removed.push(format!("{key}={value}")),
            }
        }
        found
    }

    /// Ends the reading: keys that nobody took are removed too. Gives what was removed.
    pub fn finish(mut self) -> Vec<String> {
        let left = std::mem::take(&mut self.pairs);
        self.removed.extend(
            left.into_iter()
                .map(|(key, value)| format!("{key}={value}")),
        );
        self.removed
    }

    fn take(&mut self, key: &str) -> Vec<String> {
        let (taken, left) = std::mem::take(&mut self.pairs)
            .into_iter()
            .partition(|(name, _)| name == key);
        self.pairs = left;
        let taken: Vec<(String, String)> = taken;
        taken.into_iter().map(|(_, value)| value).collect()
    }
}

/// Keeps the values of a key that are known; gives the others as `key=value`.
pub fn keep(key: &str, values: &mut Vec<String>, known: impl Fn(&str) -> bool) -> Vec<String> {
    let (kept, others): (Vec<String>, _) = std::mem::take(values)
        .into_iter()
        .partition(|value| known(value));
    *values = kept;
    others
        .into_iter()
        .map(|value| format!("{key}={value}"))
        .collect()
}

/// What is said of a last day that is taken out of an address since it is before the first.
pub fn early(key: &str, last: &str, first: &str) -> String {
    let first = format::date(first);
    format!("{key}={last} (the last day is before the first, {first})")
}

/// A path of a record as it may stand in an address: small letters, digits, `-`, `.`, `/`.
pub fn path(value: &str) -> Option<String> {
    let fits = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || "-./".contains(letter)
    };
    (value.len() <= 200 && value.chars().all(fits)).then(|| value.to_owned())
}

/// Words to search for: trimmed, at most the 200 characters that the server takes, and none that no
/// document holds.
pub fn words(value: &str) -> Option<String> {
    let value = value.trim();
    let fits = !value.is_empty() && value.chars().count() <= 200;
    (fits && !value.contains(char::is_control)).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let given = [
            ("text", "co&pro +x 100% é"),
            ("area", "leicestershire"),
            ("a", "worcestershire:app-2022"),
        ];
        let written = address("/actions", &given);
        assert_eq!(
            written,
            "/actions?text=co%26pro+%2Bx+100%25+%C3%A9&area=leicestershire&a=worcestershire:app-2022"
        );
        let read = pairs(written.split_once('?').map_or("", |(_, query)| query));
        let read: Vec<(&str, &str)> = read
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        assert_eq!(read, given);
    }

    #[test]
    fn broken_escapes_stay_as_they_are() {
        assert_eq!(
            pairs("?q=100%&r=%zz&s=%C3"),
            [
                ("q".into(), "100%".into()),
                ("r".into(), "%zz".into()),
                ("s".into(), "\u{fffd}".into())
            ]
        );
    }

    #[test]
    fn one_pair_is_taken_away() {
        let pairs = [("a", "1"), ("a", "2"), ("b", "3")];
        assert_eq!(without("/p", &pairs, 1), "/p?a=1&b=3");
        assert_eq!(without("/p", &[("a", "1")], 0), "/p");
    }

    #[test]
    fn the_newest_is_the_same_address_without_a_version() {
        let search = "?a=x:y&theme=annual-reviews&version=12&align=inspection";
        let kept = "/compare?a=x:y&theme=annual-reviews&align=inspection";
        assert_eq!(newest("/compare", search), kept);
        assert_eq!(newest("/compare", "version=12"), "/compare");
    }

    #[test]
    fn a_reader_keeps_what_it_could_not_read() {
        let mut reader = Reader::new("area=b&area=a&area=b&area=A!&text=x&text=y&other=1&empty=");
        assert_eq!(reader.set("area", path), ["a", "b"]);
        assert_eq!(reader.one("text", words).as_deref(), Some("x"));
        assert_eq!(reader.finish(), ["empty=", "area=A!", "text=y", "other=1"]);
    }
}
