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

/// The number in a target and how it compares, such as `above 95%`.
pub fn read_target(text: &str) -> Option<(TargetComparison, f64)> {
    let lower = text.to_lowercase();
    let (comparison, rest) = [
        ("above ", TargetComparison::Above),
        ("more than ", TargetComparison::Above),
        ("at least ", TargetComparison::AtLeast),
        ("at most ", TargetComparison::AtMost),
        ("below ", TargetComparison::Below),
        ("less than ", TargetComparison::Below),
    ]
    .into_iter()
    .find_map(|(words, comparison)| Some((comparison, lower.strip_prefix(words)?)))
    .unwrap_or((TargetComparison::Equal, &lower));
    read(rest).map(|value| (comparison, value))
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
    fn placeholders_are_seen() {
        assert!(is_placeholder("?% that they are satisfied"));
        assert!(is_placeholder(
            "Waiting times for assessment are reduced to?"
        ));
        assert!(!is_placeholder("What is good?"));
    }
}
