//! The invariants of the code that the compiler does not see, each with its reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file below a folder, with its text.
fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root()).unwrap().display().to_string();
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds no source");
    found.sort();
    found
}

/// Files of a layer: its own file and those in its folder.
fn layer(name: &str) -> Vec<(String, String)> {
    sources("backend/src")
        .into_iter()
        .filter(|(file, _)| {
            file.ends_with(&format!("src/{name}.rs")) || file.contains(&format!("src/{name}/"))
        })
        .collect()
}

/// Data flows one way, so that a change has one direction to be followed in.
#[test]
fn layers_know_only_what_is_below_them() {
    let rules: &[(&str, &[&str])] = &[
        (
            "entity",
            &["domain", "loader", "graphql", "http", "import", "serve"],
        ),
        ("domain", &["loader", "graphql", "http", "import", "serve"]),
        ("loader", &["graphql", "http", "import", "serve"]),
        ("import", &["loader", "graphql", "http", "serve"]),
        ("graphql", &["http", "import", "serve"]),
        ("http", &["import", "serve"]),
    ];
    for (name, above) in rules {
        let files = layer(name);
        assert!(!files.is_empty(), "there is no layer {name}");
        for (file, text) in files {
            // `crate::{a, b::c}` and `crate::a` alike, without line breaks.
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for higher in *above {
                let named = flat.contains(&format!("crate::{higher}::"))
                    || flat.split("use crate::{").skip(1).any(|rest| {
                        let end = rest.find("};").unwrap_or(rest.len());
                        rest[..end]
                            .split([',', ' ', '{'])
                            .any(|word| word == *higher || word.starts_with(&format!("{higher}::")))
                    });
                assert!(!named, "{file} ({name}) reaches up to {higher}");
            }
        }
    }
}

/// Only the change log writes, so that no write can miss it.
#[test]
fn only_the_change_log_writes_rows() {
    for (file, text) in sources("backend/src") {
        if file.ends_with("domain/row.rs") || file.ends_with("domain/change.rs") {
            continue;
        }
        for word in [
            "::insert(",
            "::insert_many(",
            "::update_many(",
            "::delete_many(",
            ".execute_unprepared(",
        ] {
            assert!(
                !text.contains(word),
                "{file} writes with {word}; go through domain::change"
            );
        }
    }
}

/// A file that cannot be read in a few screens has two subjects.
#[test]
fn files_stay_short() {
    for folder in ["backend/src", "migrations/src", "frontend/src", "xtask/src"] {
        for (file, text) in sources(folder) {
            let lines = text.lines().count();
            assert!(lines <= 420, "{file} has {lines} lines");
        }
    }
}

/// A record of the schema is a concept, and a concept is one stem in every folder.
#[test]
fn every_concept_is_complete() {
    for stem in [
        "action",
        "area",
        "document",
        "feedback",
        "glossary",
        "indicator",
        "inspection",
        "measure",
        "meeting",
        "plan",
        "priority",
        "quality",
        "review",
        "survey",
        "theme",
        "weakness",
        "workstream",
    ] {
        for folder in ["entity", "graphql", "import/concept"] {
            let file = root().join(format!("backend/src/{folder}/{stem}.rs"));
            assert!(file.exists(), "{} is missing", file.display());
        }
    }
}

/// What is left out is said in the README, not in a corner of the code.
#[test]
fn nothing_is_left_for_later_in_the_code() {
    for folder in ["backend/src", "migrations/src", "frontend/src", "xtask/src"] {
        for (file, text) in sources(folder) {
            for word in ["TODO", "FIXME", "XXX", "todo!", "unimplemented!"] {
                assert!(!text.contains(word), "{file} holds {word}");
            }
        }
    }
}
