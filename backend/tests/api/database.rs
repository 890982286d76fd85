//! What an open database does of itself.

use std::time::Duration;

use goldenthread::database;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use crate::app::TestDatabase;

#[tokio::test]
async fn sqlite_knows_how_many_rows_there_are_and_keeps_no_samples_of_them() {
    let database = TestDatabase::seeded().await;
    let backend = database.db.get_database_backend();
    if backend != DbBackend::Sqlite {
        return;
    }
    let (db, ()) = database::prepared(&database.address, async |_| Ok(()))
        .await
        .unwrap();
    // A table without statistics is read the longer way; samples make SQLite plan every statement anew.
    for (table, least, most) in [("sqlite_stat1", 20, i64::MAX), ("sqlite_stat4", 0, 0)] {
        let asked = format!("SELECT count(*) AS rows FROM {table}");
        let row = db
            .query_one_raw(Statement::from_string(backend, asked))
            .await
            .unwrap();
        let rows: i64 = row.unwrap().try_get("", "rows").unwrap();
        assert!((least..=most).contains(&rows), "{table}: {rows}");
    }
}

#[tokio::test]
async fn a_connection_that_went_while_it_rested_is_made_anew() {
    let database = TestDatabase::migrated().await;
    if database.db.get_database_backend() != DbBackend::Postgres {
        return;
    }
    let other = database::open(&database.address).await.unwrap();
    let ended = other
        .query_all_raw(Statement::from_string(
            DbBackend::Postgres,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        ))
        .await
        .unwrap();
    assert!(!ended.is_empty());
    // One that has just answered is trusted; after a rest it is asked first.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    assert!(database::is_empty(&database.db).await.unwrap());
}
