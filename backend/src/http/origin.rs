//! Whose pages may open a WebSocket, and change anything. Browsers let any page open one, whatever the rules for its
//! other requests.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

/// Whether a page of this origin may call the API: one of our own host, or one that is allowed. Who is no browser
/// names none.
pub fn may_call(headers: &HeaderMap, uri: &Uri, allowed: &[HeaderValue]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return true;
    };
    // HTTP/2 has the host in the address.
    let host = uri.authority().map(|host| host.as_str().as_bytes());
    let host = headers
        .get(header::HOST)
        .map_or(host, |host| Some(host.as_bytes()));
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
            let (uri, headers) = (Uri::from_static("/graphql"), headers(origin));
            assert_eq!(may_call(&headers, &uri, &allowed), expected, "{origin:?}");
            // The same over HTTP/2.
            let uri = Uri::from_static("http://plans.example.org:8080/graphql");
            let mut headers = headers;
            headers.remove(header::HOST);
            assert_eq!(may_call(&headers, &uri, &allowed), expected, "{origin:?}");
        }
    }
}
