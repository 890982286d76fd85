//! What the tasks need from the machine, and how it is got: commands with a clean environment,
//! Debian's packages where we may install them, npm packages from the lock file.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

/// The oldest Node that Playwright and the page's packages run on.
const NODE: u32 = 20;

/// The workspace's folder.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(1)
        .unwrap_or(Path::new("."))
        .to_owned()
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A command in the workspace's folder, with nothing left of what `cargo run` set for xtask itself:
/// another cargo or rustc would take it for its own (and rebuild, or load the wrong libraries).
pub fn command(program: impl AsRef<Path>) -> Command {
    let mut command = Command::new(program.as_ref());
    command.current_dir(root());
    for (name, _) in env::vars_os() {
        let lossy = name.to_string_lossy();
        let ours = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
            .iter()
            .any(|prefix| lossy.starts_with(prefix));
        if ours
            || [
                "CARGO",
                "CARGO_CRATE_NAME",
                "CARGO_PRIMARY_PACKAGE",
                "LD_LIBRARY_PATH",
            ]
            .contains(&&*lossy)
        {
            command.env_remove(&name);
        }
    }
    command
}

/// The cargo that was called as `cargo xtask`.
pub fn cargo() -> Command {
    command("cargo")
}

/// Runs a command to its end; what it prints goes to the terminal.
pub fn run(command: &mut Command, what: &str) -> Result<()> {
    let program = command.get_program().to_string_lossy().into_owned();
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("{what}: {program} could not be started"))?;
    if !status.success() {
        bail!("{what} failed ({program}: {status})");
    }
    Ok(())
}

/// Runs a command to its end and answers what it printed, without the last line break.
pub fn read(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{program} could not be started"))?;
    if !output.status.success() {
        bail!(
            "{program}: {}: {}",
            output.status,
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout)
        .trim_end()
        .to_owned())
}

/// Whether a command ended well within a time limit; for tools that may wait for a network that is not there.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).spawn() else {
        return false;
    };
    let end = Instant::now() + limit;
    while Instant::now() < end {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => sleep(Duration::from_millis(100)),
            Err(_) => break,
        }
    }
    // It has had its time; an error here means that it has just ended by itself.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Where a program is on the PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Whether we are root, who alone may install Debian's packages and must not run PostgreSQL.
pub fn is_root() -> bool {
    read(command("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs Debian's packages where that is possible; `otherwise` is the sentence for everyone else.
pub fn apt(packages: &[&str], otherwise: &str) -> Result<()> {
    if find("apt-get").is_none() || !is_root() {
        bail!("{otherwise}");
    }
    println!("installing {} (Debian)", packages.join(", "));
    let apt = || {
        let mut apt = command("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive")
            .arg("--quiet=2");
        apt
    };
    run(apt().arg("update"), "apt-get update")?;
    run(
        apt()
            .args(["install", "--yes", "--no-install-recommends"])
            .args(packages),
        "apt-get install",
    )
    .with_context(|| otherwise.to_owned())
}

/// Chromium for the browser tests.
pub fn chromium() -> Result<PathBuf> {
    let known = || {
        let named = env::var_os("CHROMIUM_PATH").map(PathBuf::from);
        named.or_else(|| {
            ["chromium", "chromium-browser", "google-chrome"]
                .into_iter()
                .find_map(find)
        })
    };
    let otherwise = "no Chromium was found: install it, or name its program in CHROMIUM_PATH";
    if known().is_none() {
        apt(&["chromium"], otherwise)?;
    }
    known().context(otherwise)
}

/// Makes sure that something works, by installing Debian's packages where it does not.
fn there(works: impl Fn() -> bool, packages: &[&str], otherwise: &str) -> Result<()> {
    if !works() {
        apt(packages, otherwise)?;
    }
    match works() {
        true => Ok(()),
        false => bail!("{otherwise}"),
    }
}

/// Python with what makes environments, for the clients and checkers that are written in it.
pub fn python() -> Result<()> {
    let works = || {
        let mut python = command("python3");
        read(python.args(["-c", "import ensurepip, venv"])).is_ok()
    };
    let otherwise = "Python 3.11 or later with venv is needed to test clients: install python3 and python3-venv";
    there(works, &["python3", "python3-venv"], otherwise)
}

/// R with jsonlite, in which worked questions are asked.
pub fn r() -> Result<()> {
    let works = || read(command("Rscript").args(["-e", "library(jsonlite)"])).is_ok();
    let otherwise = "R 4 with jsonlite is needed to test the worked questions: install r-base-core and r-cran-jsonlite";
    there(works, &["r-base-core", "r-cran-jsonlite"], otherwise)
}

/// curl with jq, with which they are asked on the command line.
pub fn curl() -> Result<()> {
    let works = || {
        ["curl", "jq"]
            .into_iter()
            .all(|program| find(program).is_some())
    };
    let otherwise = "curl and jq are needed to test the worked questions: install them";
    there(works, &["curl", "jq"], otherwise)
}

/// Installs a folder's npm packages from its lock file, unless that has been done since it last changed.
pub fn npm(folder: &str) -> Result<()> {
    node()?;
    let folder = root().join(folder);
    let lock = digest(&[folder.join("package-lock.json")])?;
    let stamp = folder.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    println!("installing {}'s npm packages", folder.display());
    let mut npm = command("npm");
    npm.current_dir(&folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .args(["ci", "--loglevel=error"]);
    run(&mut npm, "npm ci")?;
    fs::write(&stamp, lock).with_context(|| format!("{} could not be written", stamp.display()))
}

/// Checks that Node and npm are there and new enough.
fn node() -> Result<()> {
    let otherwise = format!(
        "Node.js {NODE} or later with npm is needed to build the page and to test it in a browser: install it"
    );
    if find("node").is_none() || find("npm").is_none() {
        apt(&["nodejs", "npm"], &otherwise)?;
    }
    let version = read(command("node").arg("--version"))?;
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        bail!("{otherwise} (this one is {version})");
    }
    Ok(())
}

/// A digest of files and of all that is in folders, with their names: equal digests, equal inputs.
/// What a tool made (`dist`, `node_modules`) is not an input.
pub fn digest(inputs: &[PathBuf]) -> Result<String> {
    fn add(hash: &mut Sha256, path: &Path) -> Result<()> {
        if path.is_dir() {
            let entries = fs::read_dir(path)
                .with_context(|| format!("{} could not be read", path.display()))?;
            let mut entries = entries
                .map(|entry| Ok(entry?.path()))
                .collect::<Result<Vec<_>>>()?;
            entries.retain(|entry| !entry.ends_with("dist") && !entry.ends_with("node_modules"));
            entries.sort();
            return entries.iter().try_for_each(|entry| add(hash, entry));
        }
        let content =
            fs::read(path).with_context(|| format!("{} could not be read", path.display()))?;
        hash.update(path.to_string_lossy().as_bytes());
        hash.update((content.len() as u64).to_le_bytes());
        hash.update(content);
        Ok(())
    }
    let mut hash = Sha256::new();
    inputs.iter().try_for_each(|input| add(&mut hash, input))?;
    Ok(format!("{:x}", hash.finalize()))
}
