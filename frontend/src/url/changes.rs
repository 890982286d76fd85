//! What changed in an area, as an address: `/areas/leicestershire/changes?since=2026-09-01&until=2026-11-29`.

use super::{Reader, address};
use crate::format::period::{Period, moved};

/// The controls of the form.
pub const NAMES: &[&str] = &["since", "until"];

/// How far back it is looked where there was no meeting.
const DAYS: i32 = 90;

/// Which days are asked for, and whether what an import added is listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    pub since: Option<String>,
    pub until: Option<String>,
    pub imported: bool,
}

impl Changes {
    /// Reads a query string; gives also what of it means nothing here. A last day before the first means nothing.
    pub fn parse(search: &str) -> (Self, Vec<String>) {
        let mut reader = Reader::new(search);
        let mut asked = Self {
            since: reader.one("since", super::day),
            until: reader.one("until", super::day),
            imported: reader
                .one("imported", |word| (word == "listed").then_some(()))
                .is_some(),
        };
        let mut removed = reader.finish();
        if let Some(since) = asked.since.clone() {
            let early = asked.until.take_if(|until| *until < since);
            removed.extend(early.map(|until| super::early("until", &until, &since)));
        }
        (asked, removed)
    }

    /// The address on a page.
    pub fn address(&self, page: &str) -> String {
        let since = self.since.iter().map(|day| ("since", day.as_str()));
        let until = self.until.iter().map(|day| ("until", day.as_str()));
        let imported = self.imported.then_some(("imported", "listed"));
        let pairs: Vec<(&str, &str)> = since.chain(until).chain(imported).collect();
        address(page, &pairs)
    }

    /// The days that are meant: up to today, from the last meeting on, or 90 days where there was none.
    pub fn period(&self, today: &str, meeting: Option<&str>) -> Period {
        // Who asks from a day on that is still to come asks for that day.
        let today = self
            .since
            .as_deref()
            .map_or(today, |since| since.max(today));
        let until = self.until.clone().unwrap_or_else(|| today.to_owned());
        let since = self.since.clone().unwrap_or_else(|| {
            let meeting = meeting.filter(|day| *day <= until.as_str());
            meeting.map_or_else(|| moved(&until, -DAYS), str::to_owned)
        });
        Period { since, until }
    }

    /// The same with its days written out, as somebody else should find it.
    pub fn whole(&self, period: &Period) -> Self {
        Self {
            since: Some(period.since.clone()),
            until: Some(period.until.clone()),
            imported: self.imported,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_and_written_again() {
        for search in [
            "",
            "?since=2026-09-01",
            "?until=2026-11-29",
            "?since=2026-09-01&until=2026-11-29&imported=listed",
        ] {
            let (asked, removed) = Changes::parse(search);
            assert_eq!(removed, [""; 0]);
            assert_eq!(asked.address("/c"), format!("/c{search}"));
        }
        let (asked, removed) = Changes::parse("since=soon&until=2026-02-30&imported=no&page=2");
        assert_eq!(asked, Changes::default());
        assert_eq!(
            removed,
            ["since=soon", "until=2026-02-30", "imported=no", "page=2"]
        );
        let (asked, removed) = Changes::parse("since=2026-09-02&until=2026-09-01");
        assert_eq!(asked.address("/c"), "/c?since=2026-09-02");
        assert_eq!(
            removed,
            ["until=2026-09-01 (the last day is before the first, 2 September 2026)"]
        );
    }

    #[test]
    fn what_is_not_said_begins_at_the_last_meeting() {
        let period = |search: &str, meeting| {
            let (asked, _) = Changes::parse(search);
            let Period { since, until } = asked.period("2026-11-29", meeting);
            format!("{since} {until}")
        };
        assert_eq!(period("", Some("2026-10-06")), "2026-10-06 2026-11-29");
        assert_eq!(period("", None), "2026-08-31 2026-11-29");
        assert_eq!(
            period("until=2026-10-01", Some("2026-10-06")),
            "2026-07-03 2026-10-01"
        );
        assert_eq!(period("since=2027-01-01", None), "2027-01-01 2027-01-01");
        assert_eq!(
            period("since=2026-11-01&until=2026-11-02", None),
            "2026-11-01 2026-11-02"
        );
    }
}
