//! Stretches of days, both ends counted.

use super::{date, day_number};

/// A first and a last day, as 2026-11-29.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub since: String,
    pub until: String,
}

impl Period {
    /// "1 September 2026 to 29 November 2026".
    pub fn words(&self) -> String {
        match self.since == self.until {
            true => date(&self.since),
            false => format!("{} to {}", date(&self.since), date(&self.until)),
        }
    }

    /// The last moment before it, in Coordinated Universal Time, and the last of it.
    pub fn ends(&self) -> (String, String) {
        let last = |day: &str| format!("{day}T23:59:59.999999Z");
        (last(&moved(&self.since, -1)), last(&self.until))
    }

    /// The first moment of it, and the first after it.
    pub fn begins(&self) -> (String, String) {
        let first = |day: &str| format!("{day}T00:00:00Z");
        (first(&self.since), first(&moved(&self.until, 1)))
    }
}

/// The day so many days after another, or before it where they are negative. What is no day stays as it is.
pub fn moved(day: &str, days: i32) -> String {
    let Some(number) = day_number(day) else {
        return day.to_owned();
    };
    let number = number.saturating_add(days);
    // Years have 365.2425 days: this one or the one after.
    let guess = 1970 + (f64::from(number) / 365.2425).floor() as i32;
    let begins = |year: i32| day_number(&format!("{year:04}-01-01"));
    let year = match begins(guess + 1) {
        Some(next) if next <= number => guess + 1,
        _ if begins(guess).is_some_and(|first| first > number) => guess - 1,
        _ => guess,
    };
    let found = (1..=12).rev().find_map(|month| {
        let first = day_number(&format!("{year:04}-{month:02}-01"))?;
        let within = number - first + 1;
        (within >= 1).then(|| format!("{year:04}-{month:02}-{within:02}"))
    });
    found.unwrap_or_else(|| day.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_moved_over_months_and_leap_years() {
        for (day, days, other) in [
            ("2026-11-29", -90, "2026-08-31"),
            ("2026-12-31", 1, "2027-01-01"),
            ("2027-01-01", -1, "2026-12-31"),
            ("2020-03-01", -1, "2020-02-29"),
            ("1970-01-01", -1, "1969-12-31"),
            ("2000-12-31", 1, "2001-01-01"),
            ("soon", 1, "soon"),
        ] {
            assert_eq!(moved(day, days), other, "{day} {days}");
        }
        let mut day = "2019-01-01".to_owned();
        for _ in 0..3_000 {
            let next = moved(&day, 1);
            assert!(next > day && moved(&next, -1) == day, "{day} {next}");
            day = next;
        }
    }

    #[test]
    fn both_ends_of_a_period_count() {
        let period = Period {
            since: "2026-09-01".into(),
            until: "2026-11-29".into(),
        };
        assert_eq!(period.words(), "1 September 2026 to 29 November 2026");
        assert_eq!(
            period.ends(),
            (
                "2026-08-31T23:59:59.999999Z".into(),
                "2026-11-29T23:59:59.999999Z".into()
            )
        );
        assert_eq!(
            period.begins(),
            ("2026-09-01T00:00:00Z".into(), "2026-11-30T00:00:00Z".into())
        );
    }
}
