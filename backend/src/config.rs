//! The command line and its environment.

use std::net::SocketAddr;

use axum::http::HeaderValue;
use clap::{Args, Parser, Subcommand};

use crate::graphql::Limits;

/// What local areas in England promised about their SEND weaknesses, what they did, and what
/// parents then said.
#[derive(Debug, Parser)]
#[command(name = "goldenthread", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve GraphQL and the page. Brings the database up to date first, and fills an empty one
    /// with the bundled records.
    Serve(Serve),
    /// Bring the database's tables up to date.
    Migrate(Database),
    /// Bring the records up to the bundled ones: new ones are written, corrected ones updated, those that
    /// are bundled no longer removed. Doing it twice changes nothing.
    Seed(Database),
    /// Print the GraphQL schema.
    Schema,
}

#[derive(Debug, Args)]
pub struct Database {
    /// Where the records are: sqlite://file.db or postgres://user@host/name.
    #[arg(
        long,
        env = "GOLDENTHREAD_DATABASE",
        default_value = "sqlite://data/goldenthread.db"
    )]
    pub database: String,
}

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub database: Database,

    /// Address and port to listen on.
    #[arg(long, env = "GOLDENTHREAD_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// An origin whose pages may call the API, such as https://plans.example.org; may be repeated.
    /// `*` allows every origin.
    #[arg(long, env = "GOLDENTHREAD_ALLOW_ORIGIN", value_delimiter = ',', value_parser = origin)]
    pub allow_origin: Vec<HeaderValue>,

    /// Leave an empty database empty.
    #[arg(long)]
    pub no_seed: bool,

    #[command(flatten)]
    pub limits: Limits,
}

fn origin(text: &str) -> Result<HeaderValue, String> {
    let plain = text == "*"
        || text
            .strip_prefix("https://")
            .or_else(|| text.strip_prefix("http://"))
            .is_some_and(|host| !host.is_empty() && !host.contains('/'));
    if !plain {
        return Err(
            "an origin is a scheme and a host, such as https://plans.example.org, without a path"
                .to_owned(),
        );
    }
    text.parse()
        .map_err(|_| "an origin holds visible letters only".to_owned())
}
