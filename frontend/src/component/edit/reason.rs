//! What is wrong with a reason, where something else keeps a form from being sent: all is said at once, and not one half
//! before and the other after. What is sent is judged by the server alone.

use super::{LINK, NOTE, tidy};
use crate::component::form::{EMPTY, Values, problem};
use crate::query::account::Problem;

/// Adds to what keeps a form from being sent what the server would say of the reason, in its words.
pub fn with_reason(mut problems: Vec<Problem>, values: &Values) -> Vec<Problem> {
    let count = tidy(&values.get(NOTE)).chars().count();
    let words = match count {
        0 => Some(EMPTY.to_owned()),
        1..10 => Some(format!("Write at least 10 characters; these are {count}.")),
        10..=1_000 => None,
        _ => Some(format!("Write at most 1000 characters; these are {count}.")),
    };
    problems.extend(words.map(|words| problem(NOTE, &words)));
    if !is_link(values.get(LINK).trim()) {
        let words =
            "This is no address of a page. Write one such as https://www.example.org/minutes.pdf.";
        problems.push(problem(LINK, words));
    }
    problems
}

/// Whether a text is an address of a page, or none.
fn is_link(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_address = |rest: &str| {
        !rest.is_empty() && !rest.starts_with('/') && !text.contains(char::is_whitespace)
    };
    text.is_empty() || (text.chars().count() <= 500 && rest.is_some_and(is_address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(note: &str, link: &str) -> Vec<String> {
        let values = Values::of([(NOTE, note.to_owned()), (LINK, link.to_owned())]);
        let found = with_reason(Vec::new(), &values).into_iter();
        found
            .map(|one| format!("{}: {}", one.path.join("."), one.message))
            .collect()
    }

    #[test]
    fn a_reason_is_judged_as_the_server_judges_it() {
        assert_eq!(wrong(" ", ""), ["note: Write something here."]);
        assert_eq!(
            wrong("Too\r\nfew", ""),
            ["note: Write at least 10 characters; these are 7."]
        );
        let long = "x".repeat(1_001);
        assert_eq!(
            wrong(&long, ""),
            ["note: Write at most 1000 characters; these are 1001."]
        );
        let note = "The board has agreed.";
        for link in ["", "https://example.org/a", " http://example.org "] {
            assert!(wrong(note, link).is_empty(), "{link}");
        }
        let long = format!("https://example.org/{}", "a".repeat(500));
        for link in ["minutes", "https://", "https:///a", "https://a b", &long] {
            assert_eq!(wrong(note, link).len(), 1, "{link}");
        }
    }

    #[test]
    fn what_is_wrong_already_stays() {
        let found = with_reason(
            vec![problem("state", "Choose one of these.")],
            &Values::default(),
        );
        let paths: Vec<String> = found.iter().map(|one| one.path.join(".")).collect();
        assert_eq!(paths, ["state", NOTE]);
    }
}
