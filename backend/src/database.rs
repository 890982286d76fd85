//! Opening a database: SQLite or PostgreSQL, up to date and with its constraints on.

use std::{path::Path, time::Duration};

use anyhow::{Context, Result, bail};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, EntityTrait, PaginatorTrait,
    sqlx::sqlite::SqliteJournalMode,
};

use crate::entity::record;

/// Opens a database by its address. The file and folder of SQLite are created where missing.
pub async fn open(address: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(address);
    options
        .sqlx_logging(false)
        .connect_timeout(Duration::from_secs(10))
        .acquire_timeout(Duration::from_secs(10));
    if let Some(rest) = address.strip_prefix("sqlite:") {
        let file = rest.trim_start_matches("//");
        let file = file.split('?').next().unwrap_or(file);
        if file.is_empty() {
            bail!("`{address}` names no file. Write it as sqlite://data/goldenthread.db.");
        }
        prepare_folder(Path::new(file))?;
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .journal_mode(SqliteJournalMode::Wal)
                .busy_timeout(Duration::from_secs(10))
        });
    } else if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
        bail!(
            "`{address}` is no database address. Write sqlite://data/goldenthread.db or postgres://user@host/name."
        );
    }
    Database::connect(options)
        .await
        .with_context(|| format!("cannot open the database `{}`", without_password(address)))
}

fn prepare_folder(file: &Path) -> Result<()> {
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).with_context(|| {
        format!(
            "cannot create the folder `{}`; choose another with --database",
            folder.display()
        )
    })
}

/// The address as it may be shown.
fn without_password(address: &str) -> String {
    let address = address.split('?').next().unwrap_or(address);
    match (address.split_once("://"), address.rsplit_once('@')) {
        (Some((scheme, rest)), Some((_, host))) if rest.contains('@') => {
            let user = rest.split([':', '@']).next().unwrap_or_default();
            format!("{scheme}://{user}@{host}")
        }
        _ => address.to_owned(),
    }
}

/// Brings the tables up to date. A database that a newer version wrote is refused, untouched.
pub async fn migrate(db: &DatabaseConnection) -> Result<()> {
    let known: Vec<String> = Migrator::migrations()
        .iter()
        .map(|migration| migration.name().to_owned())
        .collect();
    let newer: Vec<String> = applied(db)
        .await?
        .into_iter()
        .filter(|name| !known.contains(name))
        .collect();
    if !newer.is_empty() {
        bail!(
            "the database was written by a newer version of Golden Thread (it knows {}). Update this program, or choose another database with --database.",
            newer.join(", ")
        );
    }
    Migrator::up(db, None)
        .await
        .context("cannot bring the tables of the database up to date")
}

/// The steps that the database has been through; none where it is new.
async fn applied(db: &DatabaseConnection) -> Result<Vec<String>> {
    let manager = migrations::SchemaManager::new(db);
    if !manager.has_table("seaql_migrations").await? {
        return Ok(Vec::new());
    }
    let rows = db
        .query_all_raw(sea_orm::Statement::from_string(
            db.get_database_backend(),
            "SELECT version FROM seaql_migrations ORDER BY version",
        ))
        .await?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "version")?))
        .collect()
}

/// Whether a database holds no record yet.
pub async fn is_empty(db: &DatabaseConnection) -> Result<bool> {
    Ok(record::Entity::find().count(db).await? == 0)
}
