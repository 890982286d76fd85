//! `goldenthread serve | migrate | seed | user | schema`

use std::{io::Write, process::ExitCode};

use anyhow::Result;
use clap::Parser;
use goldenthread::{
    config::{Cli, Command},
    database, graphql, serve, user,
};

/// For filters within filters: what they are made of takes its room on the stack, level by level. Only what is
/// used is taken.
const STACK: usize = 16 * 1024 * 1024;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(STACK)
        .build();
    match runtime {
        Ok(runtime) => runtime.block_on(told()),
        Err(error) => {
            eprintln!("goldenthread: no threads can be started: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the command line says, and says what went wrong.
async fn told() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| {
                "goldenthread=info,sea_orm_migration=warn,tower_sessions=error".into()
            }),
        )
        .with_writer(std::io::stderr)
        .init();
    match run(Cli::parse().command).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("goldenthread: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve(options) => serve::serve(options).await,
        Command::Migrate(options) => {
            database::prepared(&options.database, async |_| Ok(())).await?;
            println!("The tables are up to date.");
            Ok(())
        }
        Command::Seed(options) => {
            let (_, written) = database::prepared(&options.database, serve::seed).await?;
            println!(
                "{} records created, {} updated, {} removed, {} unchanged, {} left as people made them.",
                written.created, written.updated, written.removed, written.unchanged, written.kept
            );
            Ok(())
        }
        Command::User(command) => {
            println!("{}", user::run(command).await?);
            Ok(())
        }
        Command::Schema => {
            // Who reads only the beginning is not an error.
            match std::io::stdout().write_all(graphql::sdl().as_bytes()) {
                Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
                _ => Ok(()),
            }
        }
    }
}
