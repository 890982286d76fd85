//! Words and addresses from values: pure, and tested without a browser.

pub mod difference;
mod href;
mod length;
pub mod period;

pub use href::*;
pub use length::moved_by;

/// "25 of 33 (76%)". Nothing of nothing has no percentage.
pub fn share(stated: i32, of: i32) -> String {
    match of {
        0 => "0 of 0".to_owned(),
        _ => format!("{stated} of {of} ({}%)", (stated * 200 + of) / (of * 2)),
    }
}

/// The beginning of words that are longer than so many letters.
pub fn shortened(words: &str, most: usize) -> String {
    match words.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}

/// "1 action", "33 actions". `many` is the plural.
pub fn count(number: i32, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

/// `2020-09-30` as "30 September 2020"; anything else as it is.
pub fn date(iso: &str) -> String {
    match parts(iso) {
        Some((year, month, day)) => format!("{day} {} {year}", MONTHS[month - 1]),
        None => iso.to_owned(),
    }
}

/// A number with its thousands apart: "20,071".
pub fn grouped(number: i32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// The month of a day: "September 2020".
pub fn month(iso: &str) -> String {
    match parts(iso) {
        Some((year, month, _)) => format!("{} {year}", MONTHS[month - 1]),
        None => iso.to_owned(),
    }
}

/// The number of a day since the beginning of 1970, before it negative. `None` when it is no day.
pub fn day_number(iso: &str) -> Option<i32> {
    let (year, month, day) = parts(iso)?;
    let before =
        |year: i32| year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let months: u32 = (1..month).map(|month| days(year, month)).sum();
    let within = i32::try_from(months + day).ok()? - 1;
    Some(before(year - 1) - before(1969) + within)
}

/// What a date was read as: "30 September 2020", "September 2020", "2018" or "1 September to 30
/// November 2019". `None` when it was not read as anything.
pub fn span(from: Option<&str>, to: Option<&str>) -> Option<String> {
    let (from, to) = match (from, to) {
        (None, None) => return None,
        (Some(from), None) => return Some(format!("from {}", date(from))),
        (None, Some(to)) => return Some(format!("until {}", date(to))),
        (Some(from), Some(to)) => (from, to),
    };
    if from == to {
        return Some(date(from));
    }
    let (Some((year, month, 1)), Some((last_year, last_month, last_day))) =
        (parts(from), parts(to))
    else {
        return Some(format!("{} to {}", date(from), date(to)));
    };
    let whole = last_day == days(last_year, last_month);
    Some(match (year == last_year, whole) {
        (true, true) if month == last_month => format!("{} {year}", MONTHS[month - 1]),
        (true, true) if month == 1 && last_month == 12 => year.to_string(),
        (true, true) => format!("{} to {} {year}", MONTHS[month - 1], MONTHS[last_month - 1]),
        (false, true) => format!(
            "{} {year} to {} {last_year}",
            MONTHS[month - 1],
            MONTHS[last_month - 1]
        ),
        _ => format!("{} to {}", date(from), date(to)),
    })
}

/// Whether published words say the same day, month or year as a date of ours, so that showing both
/// would say it twice: `30/09/2020` and "30 September 2020" do.
pub fn same_date(published: &str, read: &str) -> bool {
    let published = published.trim();
    if published.eq_ignore_ascii_case(read) {
        return true;
    }
    let mut numbers = published.split(['/', '.', '-']);
    let (Some(day), Some(month), Some(year), None) = (
        numbers.next(),
        numbers.next(),
        numbers.next(),
        numbers.next(),
    ) else {
        return false;
    };
    let year = match year.len() {
        2 => format!("20{year}"),
        _ => year.to_owned(),
    };
    date(&format!("{year}-{month:0>2}-{day:0>2}")) == read
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Whether a text is a day of the calendar, written as 2020-10-31.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && parts(text).is_some()
}

fn parts(iso: &str) -> Option<(i32, usize, u32)> {
    let mut parts = iso.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month: usize = parts.next()?.parse().ok()?;
    let day: u32 = parts.next()?.parse().ok()?;
    let valid = (1..=12).contains(&month) && (1..=days(year, month)).contains(&day);
    valid.then_some((year, month, day))
}

fn days(year: i32, month: usize) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// "line 8", "lines 8 to 12".
pub fn lines(from: i32, to: i32) -> String {
    match from == to {
        true => format!("line {from}"),
        false => format!("lines {from} to {to}"),
    }
}

/// The name of a field as words: `leadPublished` and `lead_published` are "lead published".
pub fn words(field: &str) -> String {
    let mut words = String::with_capacity(field.len() + 4);
    for letter in field.chars() {
        match letter {
            '_' | '-' => words.push(' '),
            _ if letter.is_ascii_uppercase() => {
                words.push(' ');
                words.push(letter.to_ascii_lowercase());
            }
            _ => words.push(letter),
        }
    }
    words
}

/// With a small first letter, for the middle of a sentence.
pub fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => std::iter::once(first.to_ascii_lowercase())
            .chain(letters)
            .collect(),
        None => String::new(),
    }
}

/// With a large first letter, for the start of a line.
pub fn upper_first(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => std::iter::once(first.to_ascii_uppercase())
            .chain(letters)
            .collect(),
        None => String::new(),
    }
}

/// The marks that extraction leaves in a text.
const MARKS: [&str; 10] = ["b", "br", "em", "i", "li", "ol", "p", "strong", "u", "ul"];

/// The words of an extracted text without the marks that its extraction left in them (`<b>`, `&amp;`), the
/// cells of a table apart.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let (shown, length) = mark(from).map_or(("<", 1), |length| (" ", length));
        plain.push_str(shown);
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    let plain = plain.replace("&amp;", "&").replace('\t', "  |  ");
    plain.trim().to_owned()
}

/// How long the mark is that a text begins with.
fn mark(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('<')?;
    let end = inside.find('>')?;
    let name = inside.get(..end)?.trim_start_matches('/');
    let name = name.split([' ', '/']).next()?.to_ascii_lowercase();
    MARKS.contains(&name.as_str()).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_the_extraction_are_no_words() {
        assert_eq!(
            plain("<b>Aim</b><ul><li>one &amp; two"),
            "Aim  one & two".replace("Aim  ", "Aim   ")
        );
        assert_eq!(
            plain("<ul style=\"list-style-type: none\"><li>x</li></ul>"),
            "x"
        );
        assert_eq!(plain("a < b and <5% of > 3"), "a < b and <5% of > 3");
        assert_eq!(plain("\t1.1\tx\t"), "|  1.1  |  x  |");
    }

    #[test]
    fn thousands_stand_apart() {
        let grouped = [0, 999, 1_000, 20_071, 1_234_567, -100, -1_000].map(grouped);
        assert_eq!(
            grouped,
            ["0", "999", "1,000", "20,071", "1,234,567", "-100", "-1,000"]
        );
    }

    #[test]
    fn days_are_counted_over_leap_years() {
        for (day, number) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-03-01", 11_017),
            ("2020-02-29", 18_321),
            ("2020-12-31", 18_627),
        ] {
            assert_eq!(day_number(day), Some(number), "{day}");
        }
        assert_eq!(day_number("2019-02-29"), None);
    }

    #[test]
    fn a_date_reads_as_people_write_it() {
        assert_eq!(date("2020-09-30"), "30 September 2020");
        assert_eq!(date("2020-09-31"), "2020-09-31");
        assert_eq!(date("soon"), "soon");
    }

    #[test]
    fn a_span_is_as_exact_as_it_is() {
        let read = |from, to| span(Some(from), Some(to)).unwrap_or_default();
        assert_eq!(read("2020-09-30", "2020-09-30"), "30 September 2020");
        assert_eq!(read("2022-09-01", "2022-09-30"), "September 2022");
        assert_eq!(read("2018-01-01", "2018-12-31"), "2018");
        assert_eq!(
            read("2019-09-01", "2019-11-30"),
            "September to November 2019"
        );
        assert_eq!(
            read("2020-07-03", "2020-09-04"),
            "3 July 2020 to 4 September 2020"
        );
        assert_eq!(
            read("2023-12-01", "2024-05-31"),
            "December 2023 to May 2024"
        );
        assert_eq!(read("2020-02-01", "2020-02-29"), "February 2020");
        assert_eq!(span(None, None), None);
    }

    #[test]
    fn the_same_date_is_not_said_twice() {
        assert!(same_date("30/09/2020", "30 September 2020"));
        assert!(same_date("5/10/20", "5 October 2020"));
        assert!(same_date("September 2022", "September 2022"));
        assert!(!same_date("Autumn 2019", "September to November 2019"));
    }

    #[test]
    fn shares_and_words() {
        assert_eq!(share(25, 33), "25 of 33 (76%)");
        assert_eq!(share(0, 0), "0 of 0");
        assert_eq!(count(1, "action", "actions"), "1 action");
        assert_eq!(words("leadPublished"), "lead published");
        assert_eq!(lower_first("To go live on"), "to go live on");
        assert_eq!(upper_first("lines 8 to 9"), "Lines 8 to 9");
        assert_eq!(
            record_name("SurveyResult", "a/b/2021/staff"),
            "Survey result staff"
        );
        assert_eq!(upper_first("lines 8 to 9"), "Lines 8 to 9");
        assert_eq!(
            record_name("SurveyResult", "a/b/2021/staff"),
            "Survey result staff"
        );
        assert_eq!(
            record_name("IndicatorValue", "absence/a/value"),
            "Indicator value absence/a/value"
        );
        assert_eq!(record_name("Measure", "a/b/measure-1.3.1"), "Measure 1.3.1");
        assert_eq!(record_name("Action", "a/b/1.10"), "Action 1.10");
        let day = Some("2021-06-09");
        assert_eq!(
            review_name("a/b/review-2019-05-01", day, day),
            "Review of 9 June 2021"
        );
        assert_eq!(
            review_name("a/review-2022-09", None, None),
            "Review 2022-09"
        );
        assert_eq!(leaf("a/b/1.2"), "1.2");
        assert_eq!(lines(8, 8), "line 8");
    }
}
