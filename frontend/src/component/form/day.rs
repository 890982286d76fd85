//! Days that are none: half written, or of a year with more than four digits, which browsers take. The server would know
//! nothing of the one, and have no words for the other.

use super::{Field, Kind, Values, problem};
use crate::format;
use crate::query::account::Problem;

/// The type of the control of a day.
pub(super) const DAY: &str = "date";
/// The last day that can be given: with it, browsers take four digits of a year and no more.
pub(super) const LAST_DAY: &str = "9999-12-31";

/// The names of the fields in which a day is written.
pub(super) fn days(fields: &[Field]) -> Vec<&'static str> {
    let days = fields
        .iter()
        .filter(|field| matches!(field.kind, Kind::Line(DAY, _)));
    days.map(|field| field.name).collect()
}

/// The fields in which what is written is no day. `is_refused` says of which the browser knows it.
pub(super) fn wrong(
    days: &[&'static str],
    written: &Values,
    is_refused: impl Fn(&str) -> bool,
) -> Vec<Problem> {
    let days = days.iter().copied();
    let wrong = days.filter(|&name| !is_day(&written.get(name)) || is_refused(name));
    let words = "Give the day as day, month and a year of four digits.";
    wrong.map(|name| problem(name, words)).collect()
}

/// Whether a text is a day, or none is given.
fn is_day(text: &str) -> bool {
    text.is_empty() || format::is_day(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_day_is_said_at_its_field() {
        let written = Values::of([
            ("on", "112020-11-05".to_owned()),
            ("due", "2020-11-05".to_owned()),
            ("note", "112020-11-05".to_owned()),
        ]);
        // What is half written is nothing to whoever reads it: only the browser knows.
        let is_refused = |name: &str| name == "until";
        let found = wrong(&["due", "on", "from", "until"], &written, is_refused);
        let found: Vec<String> = found
            .iter()
            .map(|one| format!("{}: {}", one.path.join("."), one.message))
            .collect();
        let words = "Give the day as day, month and a year of four digits.";
        assert_eq!(found, [format!("on: {words}"), format!("until: {words}")]);
    }

    #[test]
    fn days_are_known_by_their_control() {
        let field = |name, kind| Field {
            name,
            label: "",
            hint: "",
            kind,
        };
        let fields = [
            field("on", Kind::Line("date", "off")),
            field("link", Kind::Line("url", "off")),
            field("note", Kind::Lines),
        ];
        assert_eq!(days(&fields), ["on"]);
    }
}
