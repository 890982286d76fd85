//! Published figures.

use crate::entity::measure::TargetComparison;

/// The number that a text consists of, such as `92%`, `- 6.2%`, `+1%`, `209,231` or `approximately
/// 209,231`; nothing where the text holds other words or several numbers.
pub fn read(text: &str) -> Option<f64> {
    let text = text.trim();
    let text = text.strip_prefix("approximately ").unwrap_or(text);
    let text = text.strip_suffix('%').unwrap_or(text);
    let plain: String = text
        .replace(['\u{2212}', '\u{2013}'], "-")
        .replace(['\u{a0}', ' ', ','], "");
    let digits = plain.trim_start_matches(['+', '-']);
    if digits.is_empty() || !digits.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    plain.trim_start_matches('+').parse().ok()
}

/// The words with which a target says how it compares.
const COMPARISONS: [(&str, TargetComparison); 6] = [
    ("above ", TargetComparison::Above),
    ("more than ", TargetComparison::Above),
    ("at least ", TargetComparison::AtLeast),
    ("at most ", TargetComparison::AtMost),
    ("below ", TargetComparison::Below),
    ("less than ", TargetComparison::Below),
];

/// Words that make another number of the one before them.
const MULTIPLES: [&str; 5] = ["hundred", "thousand", "million", "billion", "dozen"];

/// The number in a target and how it compares, such as `above 95%`.
pub fn read_target(text: &str) -> Option<(TargetComparison, f64)> {
    let lower = text.to_lowercase();
    let (comparison, rest) = compared(&lower).unwrap_or((TargetComparison::Equal, &lower));
    read(rest).map(|value| (comparison, value))
}

/// How a target compares, and what is left of its words. Nothing where they do not begin with it.
fn compared(lower: &str) -> Option<(TargetComparison, &str)> {
    let mut known = COMPARISONS.into_iter();
    known.find_map(|(words, comparison)| Some((comparison, lower.strip_prefix(words)?)))
}

/// The number that a text says: the one that it consists of, or begins with where it holds no other, such as `92% of
/// plans`. Nothing where it can be read otherwise.
pub fn said(text: &str) -> Option<f64> {
    let text = text.trim();
    let own = text.strip_prefix("approximately ").unwrap_or(text);
    let is_part =
        |letter: char| letter.is_ascii_digit() || "+-\u{2212}\u{2013},. %".contains(letter);
    let end = own.find(|letter| !is_part(letter)).unwrap_or(own.len());
    let (number, rest) = own.split_at(end);
    let has_digit = |words: &str| words.contains(|letter: char| letter.is_ascii_digit());
    let is_one = number.split(' ').filter(|part| has_digit(part)).count() == 1;
    // A number ends before its words: `1st` and `5k` are none.
    let is_apart = rest.is_empty() || number.ends_with([' ', '%']);
    let lower = rest.to_lowercase();
    let is_share = lower.starts_with("in ") && !number.contains('%');
    let is_other =
        has_digit(rest) || is_share || MULTIPLES.iter().any(|word| lower.starts_with(word));
    read(number).filter(|_| is_one && is_apart && !is_other)
}

/// The number that a target says, and how it compares, where it says that.
pub fn said_target(text: &str) -> (Option<TargetComparison>, Option<f64>) {
    let lower = text.trim().to_lowercase();
    match compared(&lower) {
        Some((comparison, rest)) => {
            let value = said(rest);
            (value.map(|_| comparison), value)
        }
        None => (None, said(&lower)),
    }
}

/// Whether a text holds a placeholder where a number belongs, such as `?%` or `reduced to?`.
pub fn is_placeholder(text: &str) -> bool {
    text.contains("?%") || text.contains("? %") || text.trim_end().ends_with(" to?")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_as_printed() {
        for (text, value) in [
            ("92%", 92.0),
            ("- 6.2%", -6.2),
            ("+1%", 1.0),
            ("209,231", 209_231.0),
            ("4751", 4751.0),
            ("0.62%", 0.62),
            ("approximately 209,231", 209_231.0),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
        for text in [
            "",
            "%",
            "?%",
            "nine",
            "less than 50%",
            "143 67% of all",
            "-",
            "NaN",
            "inf",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn targets_compare() {
        assert_eq!(
            read_target("above 95%"),
            Some((TargetComparison::Above, 95.0))
        );
        assert_eq!(read_target("100%"), Some((TargetComparison::Equal, 100.0)));
        assert_eq!(read_target("high"), None);
    }

    #[test]
    fn a_number_is_said_by_the_words_that_begin_with_it() {
        for (text, value) in [
            ("92%", Some(92.0)),
            (" 92% of plans", Some(92.0)),
            ("92 % of plans", Some(92.0)),
            ("62.5 of them", Some(62.5)),
            ("-6.2% since then", Some(-6.2)),
            ("approximately 1,200 families", Some(1_200.0)),
            ("12 of 20 plans", None),
            ("143 67% of all", None),
            ("20 071", None),
            ("62–70%", None),
            ("in 2020 nearly all", None),
            ("1.2 million", None),
            ("1st of all", None),
            ("5k families", None),
            ("1 in ten", None),
            ("92% in the autumn", Some(92.0)),
            ("All of them", None),
            ("- of plans", None),
            ("", None),
        ] {
            assert_eq!(said(text), value, "{text}");
        }
    }

    #[test]
    fn a_target_says_how_it_compares_only_in_words() {
        for (text, found) in [
            (
                "At least 95% of plans",
                (Some(TargetComparison::AtLeast), Some(95.0)),
            ),
            ("below 20", (Some(TargetComparison::Below), Some(20.0))),
            ("95%", (None, Some(95.0))),
            ("at least half", (None, None)),
            ("high", (None, None)),
        ] {
            assert_eq!(said_target(text), found, "{text}");
        }
    }

    #[test]
    fn placeholders_are_seen() {
        assert!(is_placeholder("?% that they are satisfied"));
        assert!(is_placeholder(
            "Waiting times for assessment are reduced to?"
        ));
        assert!(!is_placeholder("What is good?"));
    }
}
