//! A question about the data as it was, or about a draft: the directive that the server reads at the operation.

/// The text of an operation that asks for a version of the data; as it is where that is the newest.
pub fn directed(text: &str, version: Option<i32>) -> String {
    match version {
        Some(version) => with(text, &format!("@asOf(version: {version})")),
        None => text.to_owned(),
    }
}

/// The text of an operation that asks as if a draft were published.
pub fn within(text: &str, draft: &str) -> String {
    // An id has nothing that would end the text.
    let id: String = draft
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .collect();
    with(text, &format!("@draft(id: \"{id}\")"))
}

fn with(text: &str, directive: &str) -> String {
    let Some(at) = selection(text) else {
        return text.to_owned();
    };
    let (header, selection) = text.split_at(at);
    let header = match header.trim_end() {
        // Only a query may leave its header out, and a directive needs one.
        "" => "query",
        header => header,
    };
    format!("{header} {directive} {selection}")
}

/// Where the selection set begins: at the first brace outside of the variables. A default may hold braces,
/// and words with anything in them.
fn selection(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_u32, false, false);
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '{' if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_asked_for_as_ever() {
        let text = "query Name($a: String!) {\n  area\n}\n";
        assert_eq!(directed(text, None), text);
    }

    #[test]
    fn a_version_stands_behind_the_header() {
        for (text, expected) in [
            (
                "query Name($a: String!) {\n  area { path }\n}\n",
                "query Name($a: String!) @asOf(version: 812) {\n  area { path }\n}\n",
            ),
            (
                "query Name {\n  area\n}\n",
                "query Name @asOf(version: 812) {\n  area\n}\n",
            ),
            ("query{area}", "query @asOf(version: 812) {area}"),
            ("{ area }", "query @asOf(version: 812) { area }"),
        ] {
            assert_eq!(directed(text, Some(812)), expected);
        }
    }

    #[test]
    fn braces_in_the_variables_begin_nothing() {
        for header in [
            "query Name($f: Filter = {area: {in: [\"x\"]}}, $first: Int = 50)",
            r#"query Name($text: String = ") {", $other: String = "\"{")"#,
        ] {
            let asked = directed(&format!("{header} {{ area }}"), Some(7));
            assert_eq!(asked, format!("{header} @asOf(version: 7) {{ area }}"));
        }
    }

    #[test]
    fn a_draft_stands_there_too_and_nothing_else_with_it() {
        assert_eq!(
            within("query Name { area }", "01-ab\") { x }"),
            "query Name @draft(id: \"01-abx\") { area }"
        );
    }

    #[test]
    fn what_selects_nothing_stays_as_it_is() {
        assert_eq!(directed("query Name", Some(7)), "query Name");
    }
}
