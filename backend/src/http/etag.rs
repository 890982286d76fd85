//! What a client has kept.

use axum::http::{HeaderMap, header};

/// Whether a client has what this tag stands for. Tags are compared weakly, as a GET wants it.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    known
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .any(|known| plain(known) == plain(tag))
}
