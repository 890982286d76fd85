//! Every check there is, as suites that are counted one by one. A suite that fails, or cannot run
//! for want of a tool, does not keep the later ones from running.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::iter::Sum;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Error, Result, bail, ensure};
use clap::ValueEnum;
use serde_json::Value;

use crate::postgres::Cluster;
use crate::{page, tools};

/// In the order in which they run: the page before the server that embeds it, which would be built
/// again otherwise, and what starts a browser last.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Suite {
    Format,
    Page,
    Lints,
    Sqlite,
    Postgres,
    Native,
    Tools,
    Types,
    Clients,
    Browser,
}

impl Suite {
    fn title(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Lints => "lints",
            Self::Page => "page: wasm, size, styles",
            Self::Sqlite => "server on SQLite, schema",
            Self::Postgres => "server on PostgreSQL",
            Self::Native => "page's logic",
            Self::Tools => "these tools",
            Self::Types => "browser tests' types",
            Self::Clients => "clients and checkers",
            Self::Browser => "pages in Chromium",
        }
    }

    fn run(self, all: bool) -> Result<Count> {
        match self {
            Self::Format => Ok(single(tools::cargo().args(["fmt", "--all", "--check"]))),
            Self::Lints => {
                let mut count = Count::default();
                for packages in [SERVER, PAGE, TOOLS] {
                    let built = single(cargo("test", packages)?.arg("--no-run"));
                    count = [count, built].into_iter().sum();
                }
                Ok(count)
            }
            Self::Page => {
                if !page::embedded()? {
                    page::check(&page::embedded_folder())?;
                }
                Ok(Count::PASSED)
            }
            Self::Sqlite => tests(&mut cargo("test", SERVER)?),
            Self::Postgres => {
                let cluster = Cluster::start()?;
                tests(cargo("test", SERVER)?.env("GOLDENTHREAD_TEST_DATABASE", cluster.url()))
            }
            Self::Native => tests(&mut cargo("test", PAGE)?),
            Self::Tools => tests(&mut cargo("test", TOOLS)?),
            Self::Types => {
                tools::npm("e2e")?;
                Ok(single(tools::command("npm").args([
                    "--prefix=e2e",
                    "run",
                    "--silent",
                    "types",
                ])))
            }
            Self::Clients => {
                tools::python()?;
                tools::r()?;
                tools::curl()?;
                let long = if all { "1" } else { "" };
                // What is killed and what many write to is tried on PostgreSQL as well.
                let cluster = Cluster::start()?;
                let settings = [
                    ("GOLDENTHREAD_ALL", long.into()),
                    (
                        "GOLDENTHREAD_POSTGRES_KILL",
                        cluster.database("kill")?.into(),
                    ),
                    (
                        "GOLDENTHREAD_POSTGRES_EDITORS",
                        cluster.database("editors")?.into(),
                    ),
                    (
                        "GOLDENTHREAD_POSTGRES_LISTENERS",
                        cluster.database("listeners")?.into(),
                    ),
                ];
                playwright("clients", "client.json", &settings)
            }
            Self::Browser => {
                let chromium = tools::chromium()?;
                page::embedded()?;
                // Journeys on a page apart from its server have it made by this very program.
                let own = env::current_exe().context("this program is not to be found")?;
                let settings = [("CHROMIUM_PATH", chromium), ("GOLDENTHREAD_XTASK", own)];
                playwright("test", "result.json", &settings)
            }
        }
    }
}

/// What cargo is asked for at once. Always these, never the whole workspace: a dependency is built
/// anew for every selection that needs other features of it.
const SERVER: &[&str] = &["--package=goldenthread", "--package=migrations"];
const PAGE: &[&str] = &["--package=frontend"];
const TOOLS: &[&str] = &["--package=xtask"];

/// Cargo with Clippy as the compiler of our own crates, which fails on every warning: what was linted is
/// what is tested, and each dependency is built once instead of once for each.
fn cargo(task: &str, packages: &[&str]) -> Result<Command> {
    let mut sysroot = tools::command("rustc");
    let sysroot = tools::read(sysroot.args(["--print", "sysroot"])).context("rustc is missing")?;
    let clippy = Path::new(sysroot.trim()).join("bin/clippy-driver");
    ensure!(
        clippy.is_file(),
        "Clippy is missing: install it with `rustup component add clippy`"
    );
    let mut cargo = tools::cargo();
    cargo
        .arg(task)
        .args(packages)
        .env("RUSTC_WORKSPACE_WRAPPER", clippy)
        // How cargo-clippy hands its arguments on.
        .env(
            "CLIPPY_ARGS",
            "--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
        );
    Ok(cargo)
}

#[derive(Default)]
struct Count {
    passed: u64,
    failed: u64,
    skipped: u64,
    /// What failed, a line each: said again at the end, which is what is kept of a long run.
    faults: Vec<String>,
}

impl Count {
    const PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
        faults: Vec::new(),
    };
}

impl Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, count| Self {
            passed: sum.passed + count.passed,
            failed: sum.failed + count.failed,
            skipped: sum.skipped + count.skipped,
            faults: [sum.faults, count.faults].concat(),
        })
    }
}

/// Runs the suites named (all, if none is), with what takes long where `all` is asked for, and answers whether all
/// went well.
pub fn run(named: &[Suite], all: bool) -> Result<bool> {
    let mut suites = Suite::value_variants().to_vec();
    suites.retain(|suite| named.is_empty() || named.contains(suite));
    let mut table = format!(
        "{:26}{:>8}{:>8}{:>9}{:>9}\n",
        "suite", "passed", "failed", "skipped", "seconds"
    );
    let mut counts = Vec::new();
    for (number, suite) in suites.iter().enumerate() {
        let title = suite.title();
        println!("\n== {title} ({} of {})", number + 1, suites.len());
        let start = Instant::now();
        let count = suite.run(all).unwrap_or_else(failure);
        let seconds = start.elapsed().as_secs_f32();
        println!(
            "== {title} {} in {seconds:.1} s",
            if count.failed == 0 {
                "passed"
            } else {
                "failed"
            }
        );
        let Count {
            passed,
            failed,
            skipped,
            ref faults,
        } = count;
        table += &format!("{title:26}{passed:>8}{failed:>8}{skipped:>9}{seconds:>9.1}\n");
        for fault in faults {
            table += &format!("  failed: {fault}\n");
        }
        counts.push(count);
    }
    let Count {
        passed,
        failed,
        skipped,
        ..
    } = counts.into_iter().sum();
    // The last line is read by machines too: this form, alone on its line.
    println!("\n{table}\n{passed} passed, {failed} failed, {skipped} skipped");
    Ok(failed == 0)
}

/// A check that passes or fails as a whole.
fn single(command: &mut Command) -> Count {
    tools::run(command, "the check").map_or_else(failure, |()| Count::PASSED)
}

fn failure(error: Error) -> Count {
    let words = format!("{error:#}");
    eprintln!("error: {words}");
    Count {
        failed: 1,
        faults: vec![words],
        ..Count::default()
    }
}

/// Shows what `cargo test` prints and counts it. Code that does not compile, or a test binary that
/// dies without a result, is one failure.
fn tests(command: &mut Command) -> Result<Count> {
    let mut cargo = command
        .arg("--no-fail-fast")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("cargo could not be started")?;
    let mut count = Count::default();
    for line in BufReader::new(cargo.stdout.take().context("cargo has no output")?).lines() {
        let line = line.context("cargo's output could not be read")?;
        println!("{line}");
        if let Some(name) = line.strip_suffix(" ... FAILED") {
            count.faults.push(name.to_owned());
        }
        if let Some(result) = line.strip_prefix("test result: ") {
            count.passed += number_before(result, "passed");
            count.failed += number_before(result, "failed");
            count.skipped += number_before(result, "ignored");
        }
    }
    let status = cargo.wait().context("cargo is lost")?;
    if !status.success() && count.failed == 0 {
        count.failed = 1;
        count.faults.push(format!("cargo ended with {status}"));
    }
    Ok(count)
}

/// The number before a word, in `ok. 4 passed; 0 failed; 1 ignored; …`.
fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text.split([' ', ';']).collect();
    let found = words.windows(2).find(|pair| pair[1] == word);
    found
        .and_then(|pair| pair[0].parse().ok())
        .unwrap_or_default()
}

/// The tests that Playwright runs against the real server, each worker with a server and database of its own:
/// a script of e2e's, and the report that it leaves.
fn playwright(script: &str, report: &str, settings: &[(&str, PathBuf)]) -> Result<Count> {
    tools::npm("e2e")?;
    // The server that was built for its own tests: another selection would compile it a second time.
    let mut build = cargo("test", SERVER)?;
    tools::run(build.arg("--no-run"), "building the server")?;
    let server = tools::target().join("debug/goldenthread");
    let report = tools::root().join("e2e/report").join(report);
    if report.exists() {
        fs::remove_file(&report).context("the last report could not be removed")?;
    }
    let mut npm = tools::command("npm");
    npm.args(["--prefix=e2e", "run", "--silent", script])
        .env("GOLDENTHREAD_BINARY", server)
        .envs(settings.iter().map(|(name, value)| (name, value)));
    let ended_well = tools::run(&mut npm, "Playwright");
    let report = fs::read_to_string(&report).context("Playwright left no report")?;
    let report: Value = serde_json::from_str(&report).context("Playwright's report is not JSON")?;
    let mut figures = BTreeSet::new();
    measured(&report, &mut figures);
    for figure in figures {
        println!("measured: {figure}");
    }
    let number = |name: &str| report["stats"][name].as_u64().unwrap_or_default();
    // A test that passed only when tried again has failed once: it counts as a failure.
    let count = Count {
        passed: number("expected"),
        failed: number("unexpected") + number("flaky"),
        skipped: number("skipped"),
        faults: faults(&report),
    };
    if count.failed == 0 {
        ended_well?;
    }
    if count.passed + count.failed == 0 {
        bail!("no test ran");
    }
    Ok(count)
}

/// What tests have measured and say of it, wherever in a report: once, though a report repeats it.
fn measured<'a>(report: &'a Value, figures: &mut BTreeSet<&'a str>) {
    if report["type"] == "measured"
        && let Some(figure) = report["description"].as_str()
    {
        figures.insert(figure);
    }
    match report {
        Value::Array(parts) => parts.iter().for_each(|part| measured(part, figures)),
        Value::Object(parts) => parts.values().for_each(|part| measured(part, figures)),
        _ => {}
    }
}

/// The tests of a report that failed, once at least, each with the first lines of why.
fn faults(report: &Value) -> Vec<String> {
    let list = |part: &Value, name: &str| part[name].as_array().cloned().unwrap_or_default();
    let of = |spec: &Value| {
        let tests = list(spec, "tests");
        let results = tests.iter().flat_map(|test| list(test, "results"));
        let why = results
            .filter_map(|result| Some(result["error"]["message"].as_str()?.to_owned()))
            .next()?;
        let [file, title] = ["file", "title"].map(|name| spec[name].as_str().unwrap_or_default());
        let why: Vec<&str> = why
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .take(4)
            .collect();
        Some(format!("{file} › {title}: {}", why.join(" | ")))
    };
    let own = list(report, "specs");
    let inner = list(report, "suites");
    let own = own.iter().filter_map(of);
    own.chain(inner.iter().flat_map(faults)).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::{faults, measured, number_before};

    #[test]
    fn what_failed_is_named_with_its_reason() {
        let right = json!({ "file": "a.spec.ts", "title": "one", "tests": [{ "results": [{ "status": "passed" }] }] });
        let wrong = json!({ "file": "a.spec.ts", "title": "two", "tests": [{ "results": [
            { "error": { "message": "Error: not so\n\n  Expected: 1\nReceived: 2" } }, { "status": "passed" }
        ] }] });
        let report = json!({ "suites": [{ "specs": [right], "suites": [{ "specs": [wrong] }] }] });
        assert_eq!(
            faults(&report),
            ["a.spec.ts › two: Error: not so | Expected: 1 | Received: 2"]
        );
    }

    #[test]
    fn what_tests_have_measured_is_found_in_a_report() {
        let one = json!({ "type": "measured", "description": "3 of 4" });
        let other = json!({ "type": "skip", "description": "none" });
        let report = json!({ "suites": [{ "specs": [{ "annotations": [one, other] }] }, { "results": [one] }] });
        let mut figures = BTreeSet::new();
        measured(&report, &mut figures);
        assert_eq!(figures.into_iter().collect::<Vec<_>>(), ["3 of 4"]);
    }

    #[test]
    fn counts_are_read_from_cargos_result_line() {
        let line =
            "FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.52s";
        assert_eq!(
            [12, 3, 1],
            ["passed", "failed", "ignored"].map(|word| number_before(line, word))
        );
        assert_eq!(0, number_before("ok.", "passed"));
    }
}
