//! Readable paths, and the order in which people expect to meet them.

/// A key that sorts as text the way people count: every run of digits is padded, so that
/// `wsoa-2020/1.10` comes after `wsoa-2020/1.9`.
pub fn sort_key(path: &str) -> String {
    let mut key = String::with_capacity(path.len() + 16);
    let mut digits = String::new();
    for letter in path.chars().chain(std::iter::once('\0')) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            key.push_str(&format!("{digits:0>6}"));
            digits.clear();
        }
        if letter != '\0' {
            key.push(letter);
        }
    }
    key
}

/// Whether a text can be a path: small letters, digits, `.` and `-` in parts joined by `/`.
pub fn is_path(text: &str) -> bool {
    text.len() <= 200
        && text.split('/').all(|part| {
            !part.is_empty()
                && part.chars().all(|letter| {
                    letter.is_ascii_lowercase() || letter.is_ascii_digit() || ".-".contains(letter)
                })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_inside_paths_count() {
        let mut paths = vec!["a/1.10", "a/1.9", "a/2.1", "a/1.1"];
        paths.sort_by_key(|path| sort_key(path));
        assert_eq!(paths, ["a/1.1", "a/1.9", "a/1.10", "a/2.1"]);
    }

    #[test]
    fn paths_are_plain() {
        assert!(is_path("leicestershire/wsoa-2020/1.10"));
        for bad in ["", "/", "a//b", "A", "a b", "a/é", "a'--"] {
            assert!(!is_path(bad), "{bad}");
        }
    }
}
