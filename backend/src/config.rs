//! The command line and its environment.

use std::net::SocketAddr;

use axum::http::HeaderValue;
use clap::{Args, Parser, Subcommand};
use sea_orm::ActiveEnum;

use crate::{entity::user::Role, graphql::Limits};

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
    /// Make accounts, and links that set their passwords.
    #[command(subcommand)]
    User(User),
    /// Print the GraphQL schema.
    Schema,
}

/// What whoever runs the server does with accounts; everything else is done on the page.
#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account, and print the link that sets its password, once, within a day.
    Create {
        /// The address with which to sign in.
        #[arg(long)]
        email: String,
        /// The name, as teams see it.
        #[arg(long)]
        name: String,
        /// It keeps the accounts of the whole site.
        #[arg(long)]
        administrator: bool,
        /// The area whose team it joins, such as leicestershire.
        #[arg(long, requires = "role")]
        area: Option<String>,
        /// What it may do there: reader, contributor, editor or area-administrator.
        #[arg(long, requires = "area", value_parser = role)]
        role: Option<Role>,
        #[command(flatten)]
        place: Place,
    },
    /// Print another link that sets the password of an account, once, within a day.
    Link {
        /// The address of the account.
        #[arg(long)]
        email: String,
        #[command(flatten)]
        place: Place,
    },
}

/// Where the accounts are, and the page.
#[derive(Debug, Args)]
pub struct Place {
    #[command(flatten)]
    pub database: Database,

    /// Where people open the page.
    #[arg(long, env = "GOLDENTHREAD_PUBLIC_URL", default_value = "http://127.0.0.1:8080", value_parser = public)]
    pub public_url: HeaderValue,
}

fn role(text: &str) -> Result<Role, String> {
    Role::try_from_value(&text.to_owned())
        .map_err(|_| "the roles are reader, contributor, editor and area-administrator".to_owned())
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

    /// Where people open the page, such as https://plans.example.org, where that is another address than the one
    /// to listen on, as behind a proxy. With https the cookies of those who sign in are for HTTPS only.
    #[arg(long, env = "GOLDENTHREAD_PUBLIC_URL", value_parser = public)]
    pub public_url: Option<HeaderValue>,

    #[command(flatten)]
    pub mail: Mail,

    /// Leave an empty database empty.
    #[arg(long)]
    pub no_seed: bool,

    #[command(flatten)]
    pub limits: Limits,
}

/// How mail is sent. Both or none: without them links are copied by those who make them.
#[derive(Debug, Args)]
pub struct Mail {
    /// The mail server that takes mails: smtps://user:password@mail.example.org, smtp://…?tls=required or, without
    /// encryption, smtp://127.0.0.1:25. Links are then mailed too; that needs --mail-from and --public-url.
    #[arg(long, env = "GOLDENTHREAD_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,

    /// Whom mails are from, such as plans@example.org or "Golden Thread <plans@example.org>".
    #[arg(long, env = "GOLDENTHREAD_MAIL_FROM")]
    pub mail_from: Option<String>,
}

fn public(text: &str) -> Result<HeaderValue, String> {
    match text {
        "*" => Err("write one address, such as https://plans.example.org".to_owned()),
        _ => origin(text.trim_end_matches('/')),
    }
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
