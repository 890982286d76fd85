//! The page's Rust, from source to the smallest files that a browser runs: rustc, wasm-split,
//! wasm-bindgen, wasm-opt.

mod chunk;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::tools;

const TARGET: &str = "wasm32-unknown-unknown";
/// Leptos then gives every view one type instead of one for each shape: measured on the page with all
/// its screens, 276 kB of brotli instead of 315, and a quicker build.
/// The linker's relocations say which function needs which: along them the module is taken apart.
const FLAGS: &str = r#"target.wasm32-unknown-unknown.rustflags=["--cfg=erase_components", "-Clink-args=--emit-relocs"]"#;
/// Debian's compiler for the web, which builds the standard library from source.
const DEBIAN: [&str; 3] = ["rustc-web", "cargo-web", "rust-web-src"];

/// Builds `main.js`, `main_bg.wasm`, the chunks that the script names and perhaps `snippets/`, and
/// answers their folder. They are made anew only if the compiler made another file than last time.
pub fn build() -> Result<PathBuf> {
    // A folder of its own: neither this build nor the server's waits for the other's lock.
    let target = tools::target().join("page");
    let mut cargo = compiler()?;
    cargo.args([
        "build",
        "--profile",
        "wasm",
        "--package",
        "frontend",
        "--bin",
        "frontend",
    ]);
    cargo
        .args(["--target", TARGET, "--config", FLAGS, "--target-dir"])
        .arg(&target);
    tools::run(&mut cargo, "compiling the page")?;

    let compiled = target.join(TARGET).join("wasm/frontend.wasm");
    let out = target.join("optimised");
    let (script, module) = (out.join("main.js"), out.join("main_bg.wasm"));
    let lock = tools::root().join("frontend/package-lock.json");
    let steps = tools::root().join("xtask/src/wasm");
    let digest = tools::digest(&[
        compiled.clone(),
        tools::root().join("Cargo.lock"),
        lock,
        steps.with_extension("rs"),
        steps,
    ])?;
    let stamp = target.join("optimised.stamp");
    if script.is_file()
        && module.is_file()
        && fs::read_to_string(&stamp).is_ok_and(|last| last == digest)
    {
        return Ok(out);
    }
    if out.exists() {
        fs::remove_dir_all(&out)
            .with_context(|| format!("{} could not be emptied", out.display()))?;
    }
    let main = target.join("main.wasm");
    let chunks = chunk::split(&compiled, &main, &out)?;
    bind(&main, &out)?;
    println!("optimising the page");
    for chunk in modules(&out)?.iter().filter(|file| **file != module) {
        optimise(chunk)?;
    }
    chunk::join(chunks, &out)?;
    optimise(&module)?;
    fs::write(&stamp, digest)
        .with_context(|| format!("{} could not be written", stamp.display()))?;
    Ok(out)
}

/// A cargo that can compile for the browser.
fn compiler() -> Result<Command> {
    if has_standard_library() {
        return Ok(tools::cargo());
    }
    if let Some(debian) = debian() {
        return debian;
    }
    if tools::find("rustup").is_some() {
        println!("rustup target add {TARGET}");
        // Two minutes are enough for 30 MB; where there is no way to the server it ends much sooner.
        let limit = Duration::from_secs(120);
        if tools::succeeds_within(
            tools::command("rustup").args(["target", "add", TARGET]),
            limit,
        ) && has_standard_library()
        {
            return Ok(tools::cargo());
        }
    }
    let otherwise = format!(
        "Rust cannot compile for the browser here: run `rustup target add {TARGET}`, or install Debian's {}",
        DEBIAN.join(", ")
    );
    tools::apt(&DEBIAN, &otherwise)?;
    debian().with_context(|| otherwise)?
}

/// Whether the compiler in use comes with the standard library for the browser.
fn has_standard_library() -> bool {
    let folder =
        tools::read(tools::command("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    let Ok(entries) = folder
        .map_err(drop)
        .and_then(|folder| fs::read_dir(folder).map_err(drop))
    else {
        return false;
    };
    entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}

/// Debian's cargo, told to build the standard library from source; none if it is not installed.
fn debian() -> Option<Result<Command>> {
    let sysroot =
        tools::read(tools::command("/usr/bin/rustc").args(["--print", "sysroot"])).ok()?;
    let source = Path::new(&sysroot).join("lib/rustlib/src/rust/library/std");
    (source.is_dir() && Path::new("/usr/bin/cargo").is_file()).then(|| {
        let mut cargo = tools::command("/usr/bin/cargo");
        cargo
            .env(
                "PATH",
                format!("/usr/bin:{}", env::var("PATH").unwrap_or_default()),
            )
            .env("RUSTC", "/usr/bin/rustc")
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker()?)
            .env_remove("RUSTUP_TOOLCHAIN")
            .args(["-Z", "build-std=std,panic_abort"]);
        Ok(cargo)
    })
}

/// A linker for the browser's format, which Debian's compiler does not bring: the one of the
/// compiler in use, or LLVM's.
fn linker() -> Result<PathBuf> {
    let sysroot = PathBuf::from(tools::read(
        tools::command("rustc").args(["--print", "sysroot"]),
    )?);
    let bundled = fs::read_dir(sysroot.join("lib/rustlib"))
        .into_iter()
        .flatten()
        .flatten();
    if let Some(found) = bundled
        .map(|host| host.path().join("bin/rust-lld"))
        .find(|path| path.is_file())
    {
        return Ok(found);
    }
    if tools::find("wasm-ld").is_none() {
        tools::apt(
            &["lld"],
            "wasm-ld is needed to compile for the browser: install lld",
        )?;
    }
    tools::find("wasm-ld").context("the package lld brought no wasm-ld")
}

/// Writes the script that connects the main module with the browser, without debug names.
fn bind(main: &Path, out: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(main).out_name("main").typescript(false);
    bindgen
        .remove_name_section(true)
        .remove_producers_section(true)
        // The chunks import the table of functions.
        .keep_lld_exports(true);
    bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out))
        .context("wasm-bindgen failed")
}

/// The modules in a folder: the main one and the chunks.
pub fn modules(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("{} could not be read", folder.display()))?;
    let mut found = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>>>()?;
    found.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "wasm")
    });
    found.sort();
    Ok(found)
}

/// Shrinks the module in place. No feature flags: `--all-features` writes files that browsers refuse.
/// What it prints is shown only if it fails: it warns of the names of labels, which it drops.
fn optimise(module: &Path) -> Result<()> {
    let tool = tools::root().join("frontend/node_modules/binaryen/bin/wasm-opt");
    let mut optimise = tools::command("node");
    optimise
        .arg(tool)
        .arg("-Oz")
        .arg(module)
        .arg("-o")
        .arg(module);
    tools::read(&mut optimise).context("wasm-opt")?;
    Ok(())
}
