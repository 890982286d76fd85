//! Whose pages may open a WebSocket. Browsers let any page do it, whatever the rules for its other requests.

use axum::http::{HeaderMap, HeaderValue, header};

/// Whether a page of this origin may call the API: one of our own host, or one that is allowed. Who is no browser
/// names none.
pub fn may_call(headers: &HeaderMap, allowed: &[HeaderValue]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    let host = headers.get(header::HOST).map(HeaderValue::as_bytes);
    let own = origin
        .to_str()
        .ok()
        .and_then(|origin| origin.split_once("://"));
    own.is_some_and(|(_, own)| Some(own.as_bytes()) == host)
        || allowed.iter().any(|one| one == origin || one == "*")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_other_origins_may_not_listen() {
        let headers = |origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            headers.insert(
                header::HOST,
                HeaderValue::from_static("plans.example.org:8080"),
            );
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
            }
            headers
        };
        let other = HeaderValue::from_static("https://other.example.org");
        let any = HeaderValue::from_static("*");
        for (origin, allowed, expected) in [
            (None, vec![], true),
            (Some("http://plans.example.org:8080"), vec![], true),
            (Some("https://plans.example.org"), vec![], false),
            (Some("https://other.example.org"), vec![], false),
            (Some("https://other.example.org"), vec![other], true),
            (Some("https://evil.example.org"), vec![any], true),
            (Some("null"), vec![], false),
        ] {
            assert_eq!(may_call(&headers(origin), &allowed), expected, "{origin:?}");
        }
    }
}
