//! Texts that people write: trimmed, of a certain length, and without characters that nobody sees.

use std::ops::RangeInclusive;

use chrono::{Months, NaiveDate, Utc};

use super::problem::{Code, Problems};

/// A text of one line.
pub fn line(
    problems: &mut Problems,
    path: &str,
    text: &str,
    length: RangeInclusive<usize>,
) -> String {
    let text = text.trim();
    check(problems, path, text, length, char::is_control);
    text.to_owned()
}

/// A text of several lines; each ends as lines do here, wherever it was written.
pub fn lines(
    problems: &mut Problems,
    path: &str,
    text: &str,
    length: RangeInclusive<usize>,
) -> String {
    let text = text.trim().replace("\r\n", "\n");
    check(problems, path, &text, length, |letter| {
        letter.is_control() && letter != '\n' && letter != '\t'
    });
    text
}

fn check(
    problems: &mut Problems,
    path: &str,
    text: &str,
    length: RangeInclusive<usize>,
    is_control: impl Fn(char) -> bool,
) {
    let (least, most) = length.into_inner();
    let found = text.chars().count();
    if found == 0 && least > 0 {
        problems.add(Code::Required, path, "Write something here.");
    } else if found < least {
        let words = format!("Write at least {least} characters; these are {found}.");
        problems.add(Code::TooShort, path, words);
    } else if found > most {
        let words = format!("Write at most {most} characters; these are {found}.");
        problems.add(Code::TooLong, path, words);
    }
    let hidden = text
        .chars()
        .find(|letter| is_control(*letter) || is_hidden(*letter));
    if let Some(hidden) = hidden {
        let words = format!(
            "The text holds the character U+{:04X}, which nobody sees. Take it out, or type the text anew.",
            u32::from(hidden)
        );
        problems.add(Code::Invalid, path, words);
    }
}

/// Whether a character is not seen, and makes a text look like another: marks that turn the direction, spaces
/// without width, separators that are no line ends, tags. Those that join letters belong to languages.
fn is_hidden(letter: char) -> bool {
    matches!(
        letter,
        '\u{00AD}'
            | '\u{034F}'
            | '\u{061C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{3164}'
            | '\u{FFA0}'
            | '\u{200B}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}'
    )
}

/// How far ahead a day can be meant.
const AHEAD: Months = Months::new(120);

/// A day that can be meant: since there have been such plans, and no further ahead than they look.
pub fn day(problems: &mut Problems, path: &str, day: NaiveDate) {
    let latest = Utc::now().date_naive().checked_add_months(AHEAD);
    if day < NaiveDate::from_ymd_opt(2014, 9, 1).unwrap_or_default() {
        let words = "This is before the reforms of September 2014, when no such plan can have been. Check the year.";
        problems.add(Code::Invalid, path, words);
    } else if latest.is_some_and(|latest| day > latest) {
        let words = "This is more than ten years from now. Check the year.";
        problems.add(Code::Invalid, path, words);
    }
}

/// A day since when something is so.
pub fn past_day(problems: &mut Problems, path: &str, since: NaiveDate) {
    // Where it is tomorrow already, today is tomorrow.
    let latest = Utc::now().date_naive().succ_opt().unwrap_or(NaiveDate::MAX);
    match since > latest {
        true => {
            let words = "This day is still to come. Give today, or an earlier day.";
            problems.add(Code::Invalid, path, words);
        }
        false => day(problems, path, since),
    }
}

/// What somebody is called.
pub fn name(problems: &mut Problems, path: &str, text: &str) -> String {
    let name = line(problems, path, text, 1..=100);
    if !name.is_empty() && !name.chars().any(char::is_alphanumeric) {
        problems.add(Code::Invalid, path, "Write a name, in letters.");
    }
    name
}

/// What an e-mail address is compared by, where it is one.
pub fn email(problems: &mut Problems, path: &str, text: &str) -> String {
    let text = line(problems, path, text, 1..=254).to_lowercase();
    let is_address = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
            && text.chars().all(|letter| letter.is_ascii_graphic())
            && !text.contains(['<', '>', '(', ')', ',', ';', ':', '"', '\\'])
            && host
                .split('.')
                .all(|part| part.starts_with(|letter: char| letter.is_ascii_alphanumeric()))
    });
    if !is_address && !text.is_empty() {
        let words = "This is no e-mail address. Write one such as ada@example.org.";
        problems.add(Code::Invalid, path, words);
    }
    text
}

/// The address of a page with evidence, where it is one.
pub fn link(problems: &mut Problems, path: &str, text: &str) -> String {
    let text = line(problems, path, text, 1..=500);
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_link = rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !text.contains(char::is_whitespace)
    });
    if !is_link && !text.is_empty() {
        let words =
            "This is no address of a page. Write one such as https://www.example.org/minutes.pdf.";
        problems.add(Code::Invalid, path, words);
    }
    text
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn faults(check: impl Fn(&mut Problems) -> String) -> usize {
        let mut problems = Problems::default();
        check(&mut problems);
        match problems.none() {
            Err(super::super::Error::Problems(found)) => found.len(),
            _ => 0,
        }
    }

    #[test]
    fn what_nobody_sees_is_refused_and_languages_are_not() {
        for hostile in [
            "a\u{0}b",
            "a\u{202E}b",
            "a\u{200B}b",
            "a\u{2066}b",
            "\u{7}ab",
            "a\nb",
        ] {
            assert_eq!(faults(|p| line(p, "x", hostile, 1..=9)), 1, "{hostile:?}");
        }
        for plain in [
            "Ysgol Gymraeg",
            "=1+1",
            "<b>",
            "مدرسة",
            "क्\u{200D}ष",
            "👩\u{200D}🏫",
            "a'; --",
        ] {
            assert_eq!(faults(|p| line(p, "x", plain, 1..=99)), 0, "{plain:?}");
        }
        assert_eq!(faults(|p| lines(p, "x", "a\r\nb\tc", 1..=9)), 0);
    }

    #[test]
    fn lengths_count_characters_without_the_space_around_them() {
        for (text, expected) in [
            ("", 1),
            ("   ", 1),
            (" ab ", 1),
            (" abc ", 0),
            ("äöü", 0),
            ("abcdef", 1),
        ] {
            assert_eq!(faults(|p| line(p, "x", text, 3..=5)), expected, "{text:?}");
        }
    }

    #[test]
    fn days_are_of_the_reforms_and_of_the_next_ten_years() {
        let today = Utc::now().date_naive();
        let of = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        for (meant, expected) in [
            (of(1066, 10, 14), 1),
            (of(2014, 8, 31), 1),
            (of(2014, 9, 1), 0),
            (today, 0),
            (today + Months::new(119), 0),
            (today + Months::new(121), 1),
            (NaiveDate::MAX, 1),
        ] {
            let found = faults(|problems| {
                day(problems, "x", meant);
                String::new()
            });
            assert_eq!(found, expected, "{meant}");
        }
    }

    #[test]
    fn addresses_have_a_name_and_a_host() {
        for (text, expected) in [
            ("Ada@Example.org", 0),
            ("ada@example", 1),
            ("@example.org", 1),
            ("ada@@example.org", 1),
            ("ada smith@example.org", 1),
            ("ada", 1),
            ("", 1),
        ] {
            assert_eq!(faults(|p| email(p, "x", text)), expected, "{text}");
        }
    }
}
