//! `schema.graphql` is what the server says it is, and every field of it is explained.

use std::path::Path;

#[test]
fn the_file_is_what_the_server_prints() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schema.graphql");
    let printed = goldenthread::graphql::sdl();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(&file, &printed).unwrap();
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == printed,
        "schema.graphql is stale. Write it anew with UPDATE_SCHEMA=1 cargo test -p goldenthread --test api schema"
    );
}

#[test]
fn everything_is_documented() {
    let schema = goldenthread::graphql::sdl();
    let mut previous = "";
    let mut inside = false;
    let mut bare = Vec::new();
    let mut in_text = false;
    for line in schema.lines() {
        if line.trim() == "\"\"\"" {
            in_text = !in_text;
            previous = line;
            continue;
        }
        if in_text {
            continue;
        }
        let opens = ["type ", "input ", "interface ", "enum "]
            .iter()
            .any(|word| line.starts_with(word));
        if opens && line.ends_with('{') {
            inside = true;
            if previous.trim() != "\"\"\"" {
                bare.push(line.to_owned());
            }
        } else if line == "}" {
            inside = false;
        } else if inside
            && !line.trim().is_empty()
            && !line.trim().starts_with(')')
            && !previous.trim().ends_with("\"\"\"")
        {
            bare.push(line.to_owned());
        }
        if !line.trim().is_empty() {
            previous = line;
        }
    }
    assert!(
        bare.is_empty(),
        "without a description:\n{}",
        bare.join("\n")
    );
}
