//! What there is in a database, as the database itself tells of it: so that no table is forgotten.

use std::collections::BTreeMap;

use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement,
};
use sha2::{Digest, Sha256};

use super::world::World;
use crate::app::TestApp;

async fn all(db: &DatabaseConnection, sql: &str) -> Vec<sea_orm::QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.unwrap()
}

/// The tables of a database, each with the columns of it, written as text.
#[derive(Debug)]
pub struct Tables(BTreeMap<String, Vec<String>>);

/// How many rows each table has, and which version the data has.
pub type Counts = BTreeMap<String, i64>;

impl Tables {
    pub async fn read(db: &DatabaseConnection) -> Self {
        let is_postgres = db.get_database_backend() == DbBackend::Postgres;
        let sql = match is_postgres {
            true => {
                "SELECT c.table_name::text, c.column_name::text, c.data_type::text FROM information_schema.columns c JOIN information_schema.tables t ON t.table_name = c.table_name AND t.table_schema = c.table_schema WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' ORDER BY 1, 2"
            }
            false => {
                "SELECT t.name, c.name, c.type FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
            }
        };
        let mut tables = BTreeMap::<_, Vec<String>>::new();
        for row in all(db, sql).await {
            let [table, column, kind] =
                [0, 1, 2].map(|at| row.try_get_by_index::<String>(at).unwrap());
            let text = match (is_postgres, kind.as_str()) {
                (true, "bytea") => format!("encode(\"{column}\", 'hex')"),
                (true, _) => format!("\"{column}\"::text"),
                (false, _) => format!("\"{column}\""),
            };
            tables.entry(table).or_default().push(text);
        }
        for known in ["action", "user", "comment", "draft", "receipt", "change"] {
            assert!(tables.contains_key(known), "{known} in {tables:?}");
        }
        Self(tables)
    }

    /// One statement, so that every request can be followed by it.
    pub async fn counts(&self, db: &DatabaseConnection) -> Counts {
        let each = self.0.keys();
        let each =
            each.map(|name| format!("SELECT '{name}' AS name, count(*) AS n FROM \"{name}\""));
        let version =
            "SELECT 'the version of the data' AS name, coalesce(max(seq), 0) AS n FROM \"change\"";
        let sql: Vec<String> = each.chain([version.to_owned()]).collect();
        let rows = all(db, &sql.join(" UNION ALL ")).await;
        let read = |row: &sea_orm::QueryResult| {
            let count: i64 = row.try_get_by_index(1).unwrap();
            (row.try_get_by_index(0).unwrap(), count)
        };
        rows.iter().map(read).collect()
    }

    /// What stands in each table of at most so many rows, letter for letter.
    pub async fn contents(&self, db: &DatabaseConnection, most: i64) -> BTreeMap<String, String> {
        let counts = self.counts(db).await;
        let mut found = BTreeMap::new();
        for (name, columns) in &self.0 {
            if counts[name] <= most {
                let mut hash = Sha256::new();
                for row in self.rows(db, name, columns).await {
                    hash.update(row.as_bytes());
                }
                found.insert(name.clone(), format!("{:x}", hash.finalize()));
            }
        }
        found
    }

    async fn rows(&self, db: &DatabaseConnection, name: &str, columns: &[String]) -> Vec<String> {
        // Ids are bytes to SQLite, which are no text.
        let exact = |column: &String| match db.get_database_backend() {
            DbBackend::Postgres => format!("coalesce({column}, '∅')"),
            _ => format!("quote({column})"),
        };
        let columns: Vec<String> = columns.iter().map(exact).collect();
        let whole = columns.join(" || '|' || ");
        let sql = format!("SELECT {whole} FROM \"{name}\" ORDER BY 1");
        let rows = all(db, &sql).await;
        rows.iter()
            .map(|row| row.try_get_by_index(0).unwrap())
            .collect()
    }

    /// Whether a text stands as it is in what was written after the rows were counted: in a column, or in a list or an
    /// object that one holds. What stands in records stands in the log.
    pub async fn hold(&self, db: &DatabaseConnection, counts: &Counts, text: &str) -> bool {
        let since = counts["the version of the data"];
        let literal = |text: &str| text.replace('\'', "''");
        let (text, quoted) = (
            literal(text),
            literal(&serde_json::to_string(text).unwrap()),
        );
        let finds = match db.get_database_backend() {
            DbBackend::Postgres => "strpos",
            _ => "instr",
        };
        for (name, columns) in &self.0 {
            let new = match name.as_str() {
                "change" => format!("seq > {since}"),
                name if counts[name] > LONG => continue,
                _ => "1 = 1".to_owned(),
            };
            let within = columns.iter().map(|column| {
                format!("CAST({column} AS TEXT) = '{text}' OR {finds}(CAST({column} AS TEXT), '{quoted}') > 0")
            });
            let within = within.collect::<Vec<_>>().join(" OR ");
            let sql = format!("SELECT count(*) FROM \"{name}\" WHERE {new} AND ({within})");
            if all(db, &sql).await[0].try_get_by_index::<i64>(0).unwrap() > 0 {
                return true;
            }
        }
        false
    }
}

/// More rows than tables have that are not of records.
const LONG: i64 = 2_000;

/// Tells whether anybody has written to a database since it was asked last. SQLite knows; of PostgreSQL it is assumed.
pub struct Watch {
    db: DatabaseConnection,
    last: i64,
}

impl Watch {
    pub async fn over(address: &str) -> Self {
        // What SQLite says is of one connection.
        let mut options = ConnectOptions::new(address);
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.unwrap();
        let mut watch = Self { db, last: 0 };
        watch.is_written().await;
        watch
    }

    pub async fn is_written(&mut self) -> bool {
        if self.db.get_database_backend() == DbBackend::Postgres {
            return true;
        }
        let rows = all(&self.db, "PRAGMA data_version").await;
        let version = rows[0].try_get_by_index(0).unwrap();
        std::mem::replace(&mut self.last, version) != version
    }
}

/// How much is compared letter for letter where SQLite does not say that nothing was written: all that is about people and
/// drafts. What else is written is in the log, which is counted.
const SMALL: i64 = 400;

/// Whether something is written to a database from now on.
pub struct Writing {
    watch: Watch,
    before: Option<(Counts, BTreeMap<String, String>)>,
}

impl Writing {
    pub async fn of(world: &World, app: &TestApp) -> Self {
        let watch = Watch::over(&app.database.address).await;
        let before = match watch.db.get_database_backend() {
            DbBackend::Postgres => Some(Self::read(world, app).await),
            _ => None,
        };
        Self { watch, before }
    }

    async fn read(world: &World, app: &TestApp) -> (Counts, BTreeMap<String, String>) {
        let db = &app.database.db;
        (
            world.tables.counts(db).await,
            world.tables.contents(db, SMALL).await,
        )
    }

    pub async fn is_done(&mut self, world: &World, app: &TestApp) -> bool {
        match &self.before {
            None => self.watch.is_written().await,
            Some(before) => *before != Self::read(world, app).await,
        }
    }
}
