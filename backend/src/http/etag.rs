//! What a client has kept.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::LazyLock,
    time::SystemTime,
};

use axum::http::{HeaderMap, header};

/// What tells an answer from every other, of other programs too: it is of a version of the data and of all
/// that it depends on besides. It is weak: the answer may be compressed on its way.
pub fn tag(version: i64, of: &impl Hash) -> String {
    // Another program may answer otherwise from the same data.
    static PROGRAM: LazyLock<Option<(u64, SystemTime)>> = LazyLock::new(|| {
        let file = std::env::current_exe().ok()?.metadata().ok()?;
        Some((file.len(), file.modified().ok()?))
    });
    let mut hasher = DefaultHasher::new();
    (&*PROGRAM, of).hash(&mut hasher);
    format!("W/\"{version}-{:016x}\"", hasher.finish())
}

/// Whether a client has what this tag stands for. Tags are compared weakly, as a GET wants it.
pub fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = headers.get_all(header::IF_NONE_MATCH).iter();
    known
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .any(|known| plain(known) == plain(tag))
}
