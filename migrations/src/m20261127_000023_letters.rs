//! The texts of all records by three letters each, so that words are found letter for letter without reading every
//! record: a trigram index of FTS5 on SQLite, and on PostgreSQL one of pg_trgm, which comes with it. Where an
//! administrator has not installed that, or we may not switch it on, PostgreSQL reads every record as before.

use sea_orm_migration::{
    prelude::*,
    sea_orm::{DbBackend, Statement},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The index holds no texts and no places, only which entry holds which letters: what it finds is held against the
/// texts anyway. It follows the entries by itself.
const SQLITE: [&str; 5] = [
    "CREATE VIRTUAL TABLE search_letters USING fts5(text, tokenize = 'trigram', detail = none, content = '', contentless_delete = 1)",
    "INSERT INTO search_letters (rowid, text) SELECT number, title || char(10) || body FROM search_entry",
    "CREATE TRIGGER search_letters_new AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_letters (rowid, text) VALUES (new.number, new.title || char(10) || new.body);
    END",
    "CREATE TRIGGER search_letters_other AFTER UPDATE OF title, body ON search_entry BEGIN
        DELETE FROM search_letters WHERE rowid = old.number;
        INSERT INTO search_letters (rowid, text) VALUES (new.number, new.title || char(10) || new.body);
    END",
    "CREATE TRIGGER search_letters_gone AFTER DELETE ON search_entry BEGIN
        DELETE FROM search_letters WHERE rowid = old.number;
    END",
];

/// Whether pg_trgm is there, or can be had by whoever we are.
const CAN_HAVE: &str = "SELECT 1 AS one FROM pg_available_extension_versions AS version \
    WHERE name = 'pg_trgm' AND (installed OR trusted AND has_database_privilege(current_database(), 'CREATE') \
    OR (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)) LIMIT 1";

/// Whether it is where we look: an administrator may have put it elsewhere.
const IS_SEEN: &str =
    "SELECT 1 AS one FROM pg_opclass WHERE opcname = 'gin_trgm_ops' AND pg_opclass_is_visible(oid)";

const HAVE: &str = "CREATE EXTENSION IF NOT EXISTS pg_trgm";
const INDEX: &str = "CREATE INDEX search_entry_letters ON search_entry USING gin (lower(title || chr(10) || body) gin_trgm_ops)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        if manager.get_database_backend() == DbBackend::Postgres {
            for (condition, step) in [(CAN_HAVE, HAVE), (IS_SEEN, INDEX)] {
                let asked = Statement::from_string(DbBackend::Postgres, condition);
                if db.query_one_raw(asked).await?.is_some() {
                    db.execute_unprepared(step).await?;
                }
            }
            return Ok(());
        }
        for step in SQLITE {
            db.execute_unprepared(step).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let steps: &[&str] = match manager.get_database_backend() {
            // The extension stays: somebody else may use it by now.
            DbBackend::Postgres => &["DROP INDEX IF EXISTS search_entry_letters"],
            _ => &[
                "DROP TRIGGER search_letters_new",
                "DROP TRIGGER search_letters_other",
                "DROP TRIGGER search_letters_gone",
                "DROP TABLE search_letters",
            ],
        };
        for step in steps {
            manager.get_connection().execute_unprepared(step).await?;
        }
        Ok(())
    }
}
