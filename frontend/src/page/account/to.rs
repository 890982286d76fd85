//! Where somebody goes who has signed in: to the page that he came from, where that is one of this site.

/// The pages by which one comes in. Whoever is in has no use for them, and the link that led to one is used.
const WAYS_IN: [&str; 4] = [
    "sign-in",
    "forgotten-password",
    "set-password",
    "accept-invitation",
];

/// An address to go to, as the browser would read it; nothing where it leads elsewhere, or to where one comes in.
pub fn followed(to: &str) -> Option<&str> {
    let path = to.split(['?', '#']).next().unwrap_or_default();
    // Browsers read `\` as `/` and read past tabs and ends of lines: behind them, a path may be the name of another site.
    let is_plain = !to.contains('\\') && !to.contains(char::is_control);
    let is_ours = path.starts_with('/') && !path.contains("//") && is_plain;
    let first = path.split('/').nth(1).unwrap_or_default();
    (is_ours && !WAYS_IN.contains(&first)).then_some(to)
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
    fn nobody_who_is_in_is_led_to_where_one_comes_in() {
        for to in [
            "/sign-in",
            "/sign-in?to=/actions",
            "/set-password",
            "/set-password/#secret",
            "/accept-invitation#secret",
            "/forgotten-password",
        ] {
            assert_eq!(followed(to), None, "{to:?}");
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
