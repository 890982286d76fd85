//! The project's commands: `cargo xtask run`, `cargo xtask test`, `cargo xtask build`, `cargo xtask page`.
//! Each sets up what is missing, or says in one sentence what to install. No product logic lives here.

mod bench;
mod page;
mod postgres;
mod test;
mod tools;
mod wasm;

use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Parser;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and checks Golden Thread.")]
enum Task {
    /// Build what has changed and serve it (on http://127.0.0.1:8080 unless told otherwise)
    Run {
        /// An optimised server: minutes more to build, for measuring and for real use
        #[arg(long)]
        release: bool,
        /// Options for the server, such as --listen 127.0.0.1:9000
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        server: Vec<String>,
    },
    /// Build the one binary to deploy, with the page inside: target/release/goldenthread
    Build,
    /// Build the page only
    Page {
        /// Where the page finds the API, when it is deployed apart from the server
        #[arg(long, default_value = "")]
        api_base: String,
        /// The folder to write to, instead of frontend/dist
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Run every check, or only those named
    Test {
        /// With what takes long: more made-up queries, more listeners
        #[arg(long)]
        all: bool,
        #[arg(value_enum)]
        suites: Vec<test::Suite>,
    },
    /// Measure the server beside the peers in ../shared/peers, or only beside those named
    Bench { peers: Vec<String> },
}

fn main() -> ExitCode {
    match perform(Task::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Answers whether all went well, where that was the question.
fn perform(task: Task) -> Result<bool> {
    match task {
        Task::Run { release, server } => {
            page::embedded()?;
            let mut serve = tools::command(server_binary(release)?);
            // Becomes the server, so that Ctrl-C and signals reach it directly.
            return Err(serve.arg("serve").args(server).exec())
                .context("the server could not be started");
        }
        Task::Build => {
            page::embedded()?;
            println!("{}", server_binary(true)?.display());
        }
        Task::Page {
            api_base,
            out: Some(out),
        } => page::separate(&api_base, &out)?,
        Task::Page {
            api_base,
            out: None,
        } => {
            ensure!(
                api_base.is_empty(),
                "--api-base is for a page apart from the server: give --out too"
            );
            page::embedded()?;
        }
        Task::Test { all, suites } => return test::run(&suites, all),
        Task::Bench { peers } => bench::run(&peers)?,
    }
    Ok(true)
}

/// Builds the server and answers where it is. The page must have been built before: a release
/// build carries it inside.
fn server_binary(release: bool) -> Result<PathBuf> {
    let mut cargo = tools::cargo();
    cargo.args(["build", "--package", "goldenthread"]);
    if release {
        cargo.arg("--release");
    }
    tools::run(&mut cargo, "building the server")?;
    Ok(tools::target()
        .join(if release { "release" } else { "debug" })
        .join("goldenthread"))
}
