//! The page, embedded in the binary. Files with a hash in their name never change and are kept by
//! browsers for good. The API's own pages are files as well, made by frontend/api; every other address
//! is the page itself, which knows its own routes.

use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::etag;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../frontend/dist/"]
struct Dist;

const NO_PAGE: &str = "<!doctype html><html lang=en-GB><title>Golden Thread</title><p>This server was built without its page. Build both with <code>cargo xtask run</code>. The API is at <a href=/graphql>/graphql</a>, its schema at <a href=/schema.graphql>/schema.graphql</a>.";

/// What the page may load: its own files, and wasm made of them. Charts and the router style by attribute.
const APP_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

/// What the API's own pages may load: their own files and answers, nothing inline and nothing else.
const API_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

pub async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return (
            StatusCode::METHOD_NOT_ALLOWED,
            [(header::ALLOW, "GET, HEAD")],
            "Only GET and HEAD are answered here.\n",
        )
            .into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let is_file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    if is_file && !path.starts_with("areas/") {
        return match file(path, &headers) {
            Some(response) => response,
            None => (StatusCode::NOT_FOUND, "There is no such file.\n").into_response(),
        };
    }
    api_page(path)
        .and_then(|page| file(&page, &headers))
        .or_else(|| file("index.html", &headers))
        .unwrap_or_else(|| Html(NO_PAGE).into_response())
}

/// The file of one of the API's own pages: `/api/explorer` is `api/explorer.html`.
fn api_page(path: &str) -> Option<String> {
    match path.trim_end_matches('/') {
        path @ ("api" | "api/reference") => Some(format!("{path}/index.html")),
        path if path.starts_with("api/") => Some(format!("{path}.html")),
        _ => None,
    }
}

/// A file in the smallest form that the client takes.
fn file(path: &str, headers: &HeaderMap) -> Option<Response> {
    let plain = Dist::get(path)?;
    let accepts = headers
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let smaller = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| accepts.split(',').any(|one| takes(one, coding)))
        .find_map(|(coding, ending)| Some((coding, Dist::get(&format!("{path}.{ending}"))?)));
    let (coding, chosen) = match smaller {
        Some((coding, file)) => (Some(coding), file),
        None => (None, plain),
    };
    let tag = tag(&chosen);
    let known = etag::is_known(headers, &tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        chosen.data.into_response()
    };
    let out = response.headers_mut();
    out.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(media_type(path)),
    );
    out.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    out.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(if is_hashed(path) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        }),
    );
    if let Ok(tag) = tag.parse() {
        out.insert(header::ETAG, tag);
    }
    if let Some(coding) = coding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    if path.ends_with(".html") {
        out.insert(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(if path == "index.html" {
                APP_POLICY
            } else {
                API_POLICY
            }),
        );
    }
    Some(response)
}

fn takes(one: &str, coding: &str) -> bool {
    let mut parts = one.split(';').map(str::trim);
    parts.next() == Some(coding) && !parts.any(|part| part == "q=0")
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let short: String = hash
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("\"{short}\"")
}

/// Whether a name holds the hash of its content: `main-0f3a9c1b2d4e5f60.wasm`.
fn is_hashed(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .and_then(|name| name.split('.').next())
        .and_then(|stem| stem.rsplit_once('-'))
        .is_some_and(|(_, hash)| {
            hash.len() >= 8 && hash.chars().all(|letter| letter.is_ascii_hexdigit())
        })
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "json" | "webmanifest" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
