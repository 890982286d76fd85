//! Forms of what editors change of single records. One file for each kind of record.

mod action;

pub use action::action;

/// What is written one a line, without the empty ones.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}
