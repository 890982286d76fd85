//! How far apart two days are, as people say it.

use std::cmp::Ordering;

use super::{count, day_number, days, parts};

/// By how much another day is later than one, or earlier: "6 years and 3 months later". In days under two months, in
/// months and days under a year, and to the nearest month from there on. `None` where both are one day, or one is none.
pub fn moved_by(day: &str, other: &str) -> Option<String> {
    let (first, last, word) = match day_number(day)?.cmp(&day_number(other)?) {
        Ordering::Less => (day, other, "later"),
        Ordering::Greater => (other, day, "earlier"),
        Ordering::Equal => return None,
    };
    Some(format!("{} {word}", between(first, last)?))
}

/// How long it is from a day to a later one.
fn between(first: &str, last: &str) -> Option<String> {
    let total = day_number(last)? - day_number(first)?;
    let ((year, month, day), (last_year, last_month, last_day)) = (parts(first)?, parts(last)?);
    let number = |year: i32, month: usize| Some(year * 12 + i32::try_from(month).ok()? - 1);
    let begin = number(year, month)?;
    // A month that has no such day has its last one instead.
    let is_full = last_day >= day.min(days(last_year, last_month));
    let months = number(last_year, last_month)? - begin - i32::from(!is_full);
    let until = begin + months;
    let (year, month) = (
        until.div_euclid(12),
        usize::try_from(until.rem_euclid(12)).ok()? + 1,
    );
    let day = day.min(days(year, month));
    let rest = day_number(last)? - day_number(&format!("{year:04}-{month:02}-{day:02}"))?;
    let said = |number: i32, of: &str| count(number, of, &format!("{of}s"));
    let both = |large: String, small: i32, of: &str| match small {
        0 => large,
        _ => format!("{large} and {}", said(small, of)),
    };
    Some(match months {
        ..2 => said(total, "day"),
        2..12 => both(said(months, "month"), rest, "day"),
        _ => {
            let months = months + i32::from(rest > 15);
            both(said(months / 12, "year"), months % 12, "month")
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_said_as_people_say_it() {
        for (day, other, words) in [
            ("2021-07-02", "2027-09-30", "6 years and 3 months later"),
            ("2027-09-30", "2021-07-02", "6 years and 3 months earlier"),
            ("2021-07-02", "2027-07-10", "6 years later"),
            ("2020-09-30", "2021-09-30", "1 year later"),
            ("2020-09-30", "2021-10-30", "1 year and 1 month later"),
            ("2020-01-31", "2021-12-31", "1 year and 11 months later"),
            // What is nearer to two years is two years.
            ("2020-01-10", "2021-12-31", "2 years later"),
            ("2020-12-31", "2021-03-31", "3 months later"),
            ("2020-12-31", "2021-04-30", "4 months later"),
            ("2020-12-31", "2021-04-29", "3 months and 29 days later"),
            ("2020-09-30", "2021-09-29", "11 months and 30 days later"),
            ("2020-01-31", "2020-03-31", "2 months later"),
            ("2020-01-31", "2020-03-30", "59 days later"),
            ("2020-02-29", "2020-03-01", "1 day later"),
            ("2021-03-01", "2021-02-28", "1 day earlier"),
        ] {
            assert_eq!(
                moved_by(day, other).as_deref(),
                Some(words),
                "{day} {other}"
            );
        }
        assert_eq!(moved_by("2021-03-01", "2021-03-01"), None);
        assert_eq!(moved_by("soon", "2021-03-01"), None);
    }
}
