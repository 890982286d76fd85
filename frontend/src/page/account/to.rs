//! Where somebody goes who has signed in: to the page that he came from, where that is one of this site.

/// An address to go to, as the browser would read it; nothing where it leads elsewhere.
pub fn followed(to: &str) -> Option<&str> {
    let path = to.split(['?', '#']).next().unwrap_or_default();
    // Browsers read `\` as `/` and read past tabs and ends of lines: behind them, a path may be the name of another site.
    let is_plain = !to.contains('\\') && !to.contains(char::is_control);
    let is_ours = path.starts_with('/') && !path.contains("//") && is_plain;
    is_ours.then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_this_site_are_followed() {
        for to in [
            "/",
            "/areas/leicestershire/plans/wsoa-2020/actions/1.10/update?unchanged",
            "/actions?text=http://example.org//x&status=late#results",
            "/account/tokens",
        ] {
            assert_eq!(followed(to), Some(to));
        }
    }

    #[test]
    fn what_a_browser_would_take_for_another_site_is_not() {
        for to in [
            "",
            "account",
            "http://example.org",
            "javascript:alert(1)",
            "//example.org",
            "///example.org",
            "/\\example.org/login",
            "/\\\\example.org",
            "\\\\example.org",
            "/\t/example.org",
            "\t//example.org",
            "/\n/example.org",
            "/\r\\example.org",
            "/\u{0}/example.org",
            "/.//example.org",
            "/areas/..//example.org",
            " //example.org",
        ] {
            assert_eq!(followed(to), None, "{to:?}");
        }
    }
}
