//! The page as static files: wasm and script, styles, `index.html` and what lies in `frontend/static`,
//! the API's own pages (`frontend/api`), with content hashes in the names of everything under `assets/`
//! and each file compressed beside itself.
//!
//! `frontend/index.html` is a template; it must hold each of the marks in [`MARKS`].

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use crate::{tools, wasm};

/// What `index.html` must name: the script (a module that starts the page by itself), the wasm and
/// the styles, each an absolute path; and the API's base, empty when it is the page's own origin.
///
/// ```html
/// <meta name="api-base" content="{{api_base}}">
/// <link rel="stylesheet" href="{{style}}">
/// <link rel="preload" href="{{wasm}}" as="fetch" type="application/wasm" crossorigin>
/// <link rel="modulepreload" href="{{script}}">
/// <script type="module" src="{{script}}"></script>
/// ```
const MARKS: [&str; 4] = ["{{api_base}}", "{{style}}", "{{wasm}}", "{{script}}"];

/// What a first visit may download before anything shows: script and wasm, in bytes of brotli.
const BUDGET: u64 = 300_000;

/// What opening a page may download besides, in bytes of brotli.
const CHUNK_BUDGET: u64 = 60_000;

/// Fonts and crest that only GOV.UK may use. The crest comes with its footer: ours is our own.
const FORBIDDEN: [&str; 3] = ["GDS Transport", "@font-face", "govuk-crest"];

/// The folder whose files a release build of the server carries inside and a debug build reads.
pub fn embedded_folder() -> PathBuf {
    tools::root().join("frontend/dist")
}

/// The page that the server carries; built only if something it is made of has changed, and then true.
pub fn embedded() -> Result<bool> {
    let (root, out) = (tools::root(), embedded_folder());
    let inputs = [
        "frontend",
        "schema.graphql",
        "Cargo.toml",
        "Cargo.lock",
        "xtask/src/page.rs",
        "xtask/src/wasm.rs",
        "xtask/src/wasm",
    ];
    let inputs = inputs.map(|input| root.join(input));
    let digest = tools::digest(&inputs)?;
    let stamp = tools::target().join("page/dist.stamp");
    if out.join("index.html").is_file()
        && fs::read_to_string(&stamp).is_ok_and(|last| last == digest)
    {
        return Ok(false);
    }
    let made = make("")?;
    clear(&out)?;
    copy(&made, &out)?;
    fs::write(&stamp, digest)
        .with_context(|| format!("{} could not be written", stamp.display()))?;
    Ok(true)
}

/// A page for another origin than the API's. What is in the folder stays: an older page that
/// somebody has open still finds its files.
pub fn separate(api_base: &str, out: &Path) -> Result<()> {
    let api_base = api_base.trim_end_matches('/');
    let absolute =
        api_base.is_empty() || api_base.starts_with("https://") || api_base.starts_with("http://");
    ensure!(
        absolute && !api_base.contains(['"', '<', '&', ' ']),
        "--api-base must look like https://api.example.org"
    );
    let out = env::current_dir()
        .context("the current folder is not known")?
        .join(out);
    copy(&make(api_base)?, &out)
}

/// Makes and checks the whole page in a folder under `target`: one that fails replaces nothing.
fn make(api_base: &str) -> Result<PathBuf> {
    tools::npm("frontend")?;
    let frontend = tools::root().join("frontend");
    let built = wasm::build()?;
    let out = tools::target().join("page/made");
    let assets = out.join("assets");
    clear(&out)?;
    fs::create_dir_all(&assets)
        .with_context(|| format!("{} could not be made", assets.display()))?;

    let module = fs::read(built.join("main_bg.wasm")).context("main_bg.wasm could not be read")?;
    let module = add(&assets, "main", "wasm", &module)?;
    // The script starts the page by itself, with the wasm's new name: no inline script, so a strict
    // Content-Security-Policy needs no exception.
    let script = fs::read_to_string(built.join("main.js")).context("main.js could not be read")?;
    let script = add_chunks(&assets, &built, script)?;
    let start =
        format!("\n__wbg_init({{ module_or_path: new URL(\"{module}\", import.meta.url) }});\n");
    let script = script + &start;
    let script = add(&assets, "main", "js", script.as_bytes())?;
    let style = add(&assets, "style", "css", style()?.as_bytes())?;
    copy(&built.join("snippets"), &assets.join("snippets"))?;
    copy(&frontend.join("static"), &out)?;

    let mut index = fs::read_to_string(frontend.join("index.html"))
        .context("frontend/index.html could not be read")?;
    let values = [
        api_base.to_owned(),
        format!("/assets/{style}"),
        format!("/assets/{module}"),
        format!("/assets/{script}"),
    ];
    for (mark, value) in MARKS.iter().zip(values) {
        ensure!(
            index.contains(mark),
            "frontend/index.html does not name {mark}"
        );
        index = index.replace(mark, &value);
    }
    fs::write(out.join("index.html"), index).context("index.html could not be written")?;

    tools::run(
        tools::command("node")
            .arg("frontend/api/build.mjs")
            .arg(&out)
            .arg(api_base)
            .arg(format!("/assets/{style}")),
        "making the API's own pages",
    )?;

    println!("compressing the page");
    tools::run(
        tools::command("node")
            .arg("xtask/src/compress.mjs")
            .arg(&out),
        "compressing the page",
    )?;
    check(&out)?;
    Ok(out)
}

/// Whether the page may be shown to anyone: a browser's engine takes its wasm, it is small enough,
/// and it carries nothing that is GOV.UK's alone. Looks at the files that `index.html` names.
pub fn check(out: &Path) -> Result<()> {
    let index =
        fs::read_to_string(out.join("index.html")).context("index.html could not be read")?;
    let named = |suffix: &str| {
        let path = index
            .split('"')
            .find(|text| text.starts_with("/assets/") && text.ends_with(suffix));
        path.map(|path| out.join(path.trim_start_matches('/')))
            .with_context(|| format!("index.html names no {suffix}"))
    };
    let (module, script, style) = (named(".wasm")?, named(".js")?, named(".css")?);
    let chunks = chunks(&script)?;
    for file in [&module, &script, &style].into_iter().chain(&chunks) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!(
            "  {name:30} {:>9} bytes, {:>7} in brotli",
            size(file)?,
            brotli_size(file)?
        );
    }
    let bundle = brotli_size(&module)? + brotli_size(&script)?;
    ensure!(
        bundle <= BUDGET,
        "script and wasm are {bundle} bytes in brotli, {} over the budget of {BUDGET}",
        bundle - BUDGET
    );
    for chunk in &chunks {
        let size = brotli_size(chunk)?;
        ensure!(
            size <= CHUNK_BUDGET,
            "{} is {size} bytes in brotli, {} over the budget of {CHUNK_BUDGET}",
            chunk.display(),
            size - CHUNK_BUDGET
        );
    }

    let style = fs::read_to_string(&style).context("the styles could not be read")?;
    if let Some(found) = FORBIDDEN
        .iter()
        .find(|forbidden| style.contains(**forbidden))
    {
        bail!("the styles hold {found}, which only GOV.UK may use");
    }
    let compile = "for (const file of process.argv.slice(1)) WebAssembly.compile(require('fs').readFileSync(file)).catch(error => { throw error })";
    tools::run(
        tools::command("node")
            .args(["--eval", compile])
            .arg(&module)
            .args(&chunks),
        "compiling the wasm in V8",
    )
}

/// The chunks that a script names, which lie beside it. The folder may hold those of older pages too.
fn chunks(script: &Path) -> Result<Vec<PathBuf>> {
    let text = fs::read_to_string(script).context("the script could not be read")?;
    let names = text.split('"').filter_map(|text| text.strip_prefix("./"));
    let mut chunks: Vec<PathBuf> = names
        .filter(|name| name.ends_with(".wasm"))
        .map(|name| script.with_file_name(name))
        .collect();
    chunks.sort();
    chunks.dedup();
    Ok(chunks)
}

fn size(file: &Path) -> Result<u64> {
    Ok(fs::metadata(file)
        .with_context(|| format!("{} is missing", file.display()))?
        .len())
}

fn brotli_size(file: &Path) -> Result<u64> {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    size(Path::new(&name))
}

/// The styles, from Sass.
fn style() -> Result<String> {
    let modules = tools::root().join("frontend/node_modules");
    let mut sass = tools::command("node");
    sass.arg(modules.join("sass/sass.js"))
        .arg("--load-path")
        .arg(&modules);
    sass.args([
        "--style=compressed",
        "--no-source-map",
        "--quiet-deps",
        "frontend/style/main.scss",
    ]);
    tools::read(&mut sass).context("the styles could not be compiled")
}

/// Writes a file under a name that changes with its content, so that it may be cached for ever.
fn add(assets: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let name = format!(
        "{stem}-{:.16}.{extension}",
        format!("{:x}", Sha256::digest(content))
    );
    fs::write(assets.join(&name), content)
        .with_context(|| format!("{name} could not be written"))?;
    Ok(name)
}

/// Writes the chunks under such names, and answers the script with these in it.
fn add_chunks(assets: &Path, built: &Path, mut script: String) -> Result<String> {
    for module in wasm::modules(built)? {
        let stem = module.file_stem().unwrap_or_default().to_string_lossy();
        if stem == "main_bg" {
            continue;
        }
        let content =
            fs::read(&module).with_context(|| format!("{stem}.wasm could not be read"))?;
        let name = add(assets, stem.trim_start_matches("split_"), "wasm", &content)?;
        let reference = format!("\"./{stem}.wasm\"");
        ensure!(script.contains(&reference), "main.js does not name {stem}");
        script = script.replace(&reference, &format!("\"./{name}\""));
    }
    Ok(script)
}

/// Removes what an earlier build made.
fn clear(folder: &Path) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    fs::remove_dir_all(folder).with_context(|| format!("{} could not be emptied", folder.display()))
}

/// Copies a folder's content, if there is one.
fn copy(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    fs::create_dir_all(to).with_context(|| format!("{} could not be made", to.display()))?;
    for entry in
        fs::read_dir(from).with_context(|| format!("{} could not be read", from.display()))?
    {
        let path = entry?.path();
        let name = path.file_name().context("a file without a name")?;
        if path.is_dir() {
            copy(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))
                .with_context(|| format!("{} could not be copied", path.display()))?;
        }
    }
    Ok(())
}
