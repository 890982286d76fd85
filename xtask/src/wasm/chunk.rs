//! The chunks: parts of the page's module that are downloaded only when they are needed.
//!
//! `wasm_split_cli_support` takes the module apart along the functions that the page marked
//! `wasm_split`. What several chunks need and the main module does not, it puts into a file for each
//! combination of them: ten files of a kilobyte or less for the first six chunks, each a request.
//! So small ones are put back into the main module, and opening a page asks for one file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::Options;

use crate::tools;

/// The script that the splitter writes and the main module imports: ours takes its place.
const LOADER: &str = "./__wasm_split.js";

/// What some chunks share stays a file of its own only from this size on, in bytes before compression.
const WORTH_A_REQUEST: u64 = 8_192;

/// The files, without `.wasm`, that each chunk needs.
pub type Chunks = BTreeMap<String, Vec<String>>;

/// Takes the compiled module apart: the main one is written to `main`, the rest into the folder.
pub fn split(compiled: &Path, main: &Path, out: &Path) -> Result<Chunks> {
    let module =
        fs::read(compiled).with_context(|| format!("{} could not be read", compiled.display()))?;
    let mut options = Options::new(&module);
    options.main_out_path = main;
    options.output_dir = out;
    options.link_name = LOADER;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the page could not be split: {error:#}"))?;
    fs::remove_file(out.join(LOADER)).context("the splitter wrote no script")?;
    Ok(split.prefetch_map.into_iter().collect())
}

/// Puts what is too small for a request into the main module, and the loader into the main script.
/// After wasm-bindgen, which must see the main module alone.
pub fn join(mut chunks: Chunks, out: &Path) -> Result<()> {
    let mut small = Vec::new();
    for file in chunks.values().flatten() {
        if file.starts_with("chunk_") && !small.contains(file) {
            let module = out.join(file).with_extension("wasm");
            let size = fs::metadata(&module).with_context(|| format!("{file} is missing"))?;
            if size.len() < WORTH_A_REQUEST {
                small.push(file.clone());
            }
        }
    }
    if !small.is_empty() {
        merge(&small, out)?;
    }
    for files in chunks.values_mut() {
        files.retain(|file| !small.contains(file));
    }
    load(&chunks, &out.join("main.js"))
}

/// Merges modules into the main one, whose memory, table and stack they import as `__wasm_split`.
fn merge(files: &[String], out: &Path) -> Result<()> {
    let mut merge = tools::command("node");
    merge
        .arg(tools::root().join("frontend/node_modules/binaryen/bin/wasm-merge"))
        .arg(out.join("main_bg.wasm"))
        .arg("__wasm_split");
    for file in files {
        merge.arg(out.join(file).with_extension("wasm")).arg(file);
    }
    merge.arg("-o").arg(out.join("main_bg.wasm"));
    tools::run(&mut merge, "wasm-merge")?;
    for file in files {
        fs::remove_file(out.join(file).with_extension("wasm"))
            .with_context(|| format!("{file} could not be removed"))?;
    }
    Ok(())
}

/// Writes the loader into the main script, in the place of what wasm-bindgen has it import: one
/// script is one request less before the page starts.
fn load(chunks: &Chunks, script: &Path) -> Result<()> {
    let main = fs::read_to_string(script).context("main.js could not be read")?;
    let (from, by) = (format!(" from \"{LOADER}\""), "import * as ");
    let (imports, main): (Vec<&str>, Vec<&str>) = main
        .lines()
        .partition(|line| line.starts_with(by) && line.ends_with(&from));
    ensure!(
        imports.is_empty() == chunks.is_empty(),
        "wasm-bindgen writes imports in another way than xtask/src/wasm/chunk.rs knows"
    );
    let loaders = chunks.iter().map(|(chunk, files)| {
        let files = files.iter().map(|file| format!("\"./{file}.wasm\""));
        let files = files.collect::<Vec<_>>().join(", ");
        format!("  __wasm_split_load_{chunk}: load({files}),\n")
    });
    let loader =
        include_str!("chunk.js").replace("/* {{loaders}} */", &loaders.collect::<String>());
    // One name for each marked function, all of the same module.
    let names = imports.iter().map(|line| {
        let name = line.trim_start_matches(by).trim_end_matches(&from);
        format!("const {name} = chunks;\n")
    });
    let text = format!("{loader}{}{}\n", names.collect::<String>(), main.join("\n"));
    fs::write(script, text).context("main.js could not be written")
}
