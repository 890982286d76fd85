//! Opening a database: SQLite or PostgreSQL, up to date and with its constraints on.

use std::{
    fs::File,
    num::NonZero,
    path::{Path, PathBuf},
    thread::available_parallelism,
    time::Duration,
};

use anyhow::{Context, Result, anyhow, bail};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend,
    DbErr, EntityTrait, PaginatorTrait, RuntimeErr, Statement, TransactionTrait, sqlx,
};

use crate::{domain::search, entity::record};

/// How long to wait for a database that does not answer, or that somebody else writes to.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many read a file of SQLite at once where the machine does not say how many it can serve. More than
/// one in any case: one slow question must not hold up all others.
const READERS: usize = 2;
/// How many rows of SQLite wait for whoever takes them, so that its thread need not wait for each.
const ROWS: usize = 1_000;
/// How much of a file of SQLite is read as memory, in bytes, instead of page by page.
const MAPPED: u64 = 1024 * 1024 * 1024;
/// How many KiB of a file each of its connections keeps beside.
const CACHED: u64 = 8 * 1024;
/// How long a connection to PostgreSQL may have rested before it is asked whether it is still there.
const RESTED: Duration = Duration::from_secs(1);
/// The number of the lock on a PostgreSQL server: any that no other program would take.
const TURN: i64 = 0x601d_7423_ead0;

/// Opens a database, brings its tables up to date and does what else is to be done before it is used.
/// One process at a time: a second one on the same database waits, and finds the work done.
pub async fn prepared<T>(
    address: &str,
    work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T>,
) -> Result<(DatabaseConnection, T)> {
    let turn = Turn::wait(address).await?;
    let db = open(address).await?;
    migrate(&db).await?;
    let done = work(&db).await?;
    search::index::refresh(&db).await?;
    if db.get_database_backend() == DbBackend::Sqlite {
        // How many rows there are of what, without which it takes the longer way; PostgreSQL counts by itself. Up to a
        // limit (0x10), with which no samples of values are kept: where there are some, SQLite plans a statement anew
        // for every value that it is given.
        let words = "PRAGMA optimize = 0x10012";
        db.query_one_raw(Statement::from_string(DbBackend::Sqlite, words))
            .await?;
    }
    turn.end().await?;
    Ok((db, done))
}

/// An empty database in memory, up to date: what is in memory goes with its connection, so it has one, and for good.
pub async fn in_memory() -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options
        .max_connections(1)
        .min_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .sqlx_logging(false);
    let db = Database::connect(options).await?;
    Migrator::up(&db, None).await?;
    Ok(db)
}

/// Opens a database by its address. The file and folder of SQLite are created where missing.
pub async fn open(address: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(address);
    options
        .sqlx_logging(false)
        .connect_timeout(PATIENCE)
        .acquire_timeout(PATIENCE)
        // Asking a connection whether it is there would double what goes to and fro: only one that has rested is.
        .test_before_acquire(false)
        .map_sqlx_postgres_pool_opts(|pool| {
            pool.before_acquire(|connection, about| {
                Box::pin(async move {
                    if about.idle_for > RESTED {
                        sqlx::Connection::ping(connection).await?;
                    }
                    Ok(true)
                })
            })
        });
    if address.starts_with("sqlite:") {
        prepare_file(&sqlite_file(address)?)?;
        let cores = available_parallelism().map_or(READERS, NonZero::get);
        options.max_connections(u32::try_from(cores.max(READERS)).unwrap_or(u32::MAX));
        options.map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .create_if_missing(true)
                .foreign_keys(true)
                .busy_timeout(PATIENCE)
                .row_buffer_size(ROWS)
                .pragma("mmap_size", MAPPED.to_string())
                .pragma("cache_size", format!("-{CACHED}"))
        });
    } else if !address.starts_with("postgres://") && !address.starts_with("postgresql://") {
        bail!(
            "`{address}` is no database address. Write sqlite://data/goldenthread.db or postgres://user@host/name."
        );
    }
    Database::connect(options).await.map_err(|error| {
        let shown = without_password(address);
        anyhow!("cannot open the database `{shown}`: {}", why(&error))
    })
}

/// The file that an address of SQLite names.
fn sqlite_file(address: &str) -> Result<PathBuf> {
    let rest = address.trim_start_matches("sqlite:");
    let file = rest.strip_prefix("//").unwrap_or(rest);
    let file = file.split('?').next().unwrap_or(file);
    if file.is_empty() {
        bail!("`{address}` names no file. Write it as sqlite://data/goldenthread.db.");
    }
    if file.contains(":memory:") {
        bail!(
            "`{address}` would be forgotten when the program ends. Name a file, such as sqlite://data/goldenthread.db."
        );
    }
    Ok(PathBuf::from(file))
}

/// Whether there is a database at an address. Servers say so themselves when they are asked.
pub fn is_there(address: &str) -> Result<bool> {
    match address.starts_with("sqlite:") {
        true => Ok(sqlite_file(address)?.is_file()),
        false => Ok(true),
    }
}

fn prepare_file(file: &Path) -> Result<()> {
    if file.is_dir() {
        bail!(
            "`{}` is a folder. Name a file in it with --database, such as sqlite://{}/goldenthread.db.",
            file.display(),
            file.display()
        );
    }
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

/// The cause of a failed connection, and what to do about it.
fn why(error: &DbErr) -> String {
    let (DbErr::Conn(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) =
        error
    else {
        return error.to_string();
    };
    // The codes of SQLite: 14 is a file that cannot be opened, 26 one that holds something else.
    let code = cause.as_database_error().and_then(|fault| fault.code());
    match (cause.as_ref(), code.as_deref()) {
        (sqlx::Error::PoolTimedOut, _) => format!(
            "no server answered within {} seconds. Is it running, and is the address right?",
            PATIENCE.as_secs()
        ),
        (_, Some("26")) => "the file holds something else than a SQLite database; nothing was changed in it. Choose another with --database.".to_owned(),
        (_, Some("14")) => "the file cannot be opened. May this user read and write it and its folder?".to_owned(),
        (cause, _) => cause.to_string(),
    }
}

/// A process's turn to prepare a database.
enum Turn {
    /// A file beside that of SQLite, locked until it is closed.
    File(File),
    /// A lock on the server, held until the transaction ends.
    Server(DatabaseTransaction),
}

impl Turn {
    /// Waits before the database is opened: already the first connection to a new file of SQLite writes.
    async fn wait(address: &str) -> Result<Self> {
        if !address.starts_with("sqlite:") {
            let tx = open(address).await?.begin().await?;
            let lock = format!("SELECT pg_advisory_xact_lock({TURN})");
            tx.query_one_raw(Statement::from_string(DbBackend::Postgres, lock))
                .await?;
            return Ok(Self::Server(tx));
        }
        let file = sqlite_file(address)?;
        prepare_file(&file)?;
        let mut path = file.into_os_string();
        path.push(".lock");
        let shown = path.display().to_string();
        let file = File::create(path)
            .with_context(|| format!("cannot write `{shown}`; choose another with --database"))?;
        let file = tokio::task::spawn_blocking(move || file.lock().map(|()| file))
            .await?
            .with_context(|| format!("cannot lock `{shown}`"))?;
        Ok(Self::File(file))
    }

    async fn end(self) -> Result<()> {
        match self {
            Self::File(file) => file.unlock().context("cannot unlock the database"),
            Self::Server(tx) => tx.commit().await.context("cannot unlock the database"),
        }
    }
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
    let applied = applied(db).await?;
    if applied.is_empty() && is_foreign(db).await? {
        bail!(
            "the database holds tables of another program; nothing was changed in it. Choose another with --database."
        );
    }
    let newer: Vec<String> = applied
        .into_iter()
        .filter(|name| !known.contains(name))
        .collect();
    if !newer.is_empty() {
        bail!(
            "the database was written by a newer version of Golden Thread (it knows {}). Update this program, or choose another database with --database.",
            newer.join(", ")
        );
    }
    if db.get_database_backend() == DbBackend::Sqlite {
        // Readers and a writer side by side. The file remembers it; so only once it is known to be ours.
        let words = "PRAGMA journal_mode = WAL";
        db.query_one_raw(Statement::from_string(DbBackend::Sqlite, words))
            .await?;
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
        .query_all_raw(Statement::from_string(
            db.get_database_backend(),
            "SELECT version FROM seaql_migrations ORDER BY version",
        ))
        .await?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "version")?))
        .collect()
}

/// Whether a file of SQLite that we never wrote to holds something. A PostgreSQL database may have
/// tables of extensions, and refuses a table of the same name itself.
async fn is_foreign(db: &DatabaseConnection) -> Result<bool> {
    if db.get_database_backend() != DbBackend::Sqlite {
        return Ok(false);
    }
    let tables = db
        .query_one_raw(Statement::from_string(
            DbBackend::Sqlite,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'seaql_migrations' LIMIT 1",
        ))
        .await?;
    Ok(tables.is_some())
}

/// Whether a database holds no record yet.
pub async fn is_empty(db: &DatabaseConnection) -> Result<bool> {
    Ok(record::Entity::find().count(db).await? == 0)
}
