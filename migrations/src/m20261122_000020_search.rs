//! The texts of all records in one place, indexed for a search by words: FTS5 on SQLite, `tsvector` on
//! PostgreSQL. Both get the same words and stems from the server and take them as they are.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, integer, text, uuid_null},
    sea_orm::DbBackend,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What is found: a record with its title and the rest of its texts, as of a version.
fn entry() -> TableCreateStatement {
    let mut table = Table::create().table("search_entry").take();
    // The index of SQLite knows a row by a number that stays.
    table.col(big_integer("number").auto_increment().primary_key());
    table::goes_with(&mut table, "search_entry", "id", "record");
    table.index(Index::create().name("search_entry_id").col("id").unique());
    table.col(uuid_null("area_id"));
    table
        .col(text("kind"))
        .col(text("path"))
        .col(text("sort_key"));
    table.col(integer("version"));
    table.col(text("title")).col(text("body"));
    table
}

const SQLITE: [&str; 3] = [
    "CREATE VIRTUAL TABLE search_index USING fts5(words, stems, tokenize = \"unicode61 remove_diacritics 0\")",
    // Its words, with how many records hold each.
    "CREATE VIRTUAL TABLE search_word USING fts5vocab(search_index, 'col')",
    "CREATE TRIGGER search_entry_gone AFTER DELETE ON search_entry BEGIN
        DELETE FROM search_index WHERE rowid = old.number;
    END",
];

const POSTGRES: [&str; 4] = [
    "ALTER TABLE search_entry ALTER COLUMN sort_key TYPE text COLLATE \"C\"",
    "ALTER TABLE search_entry ADD COLUMN words tsvector, ADD COLUMN stems tsvector",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
    "CREATE INDEX search_entry_stems ON search_entry USING gin (stems)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![entry()]).await?;
        let own: &[&str] = match manager.get_database_backend() {
            DbBackend::Postgres => &POSTGRES,
            _ => &SQLITE,
        };
        for step in own {
            manager.get_connection().execute_unprepared(step).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() != DbBackend::Postgres {
            for table in ["search_word", "search_index"] {
                let drop = format!("DROP TABLE IF EXISTS {table}");
                manager.get_connection().execute_unprepared(&drop).await?;
            }
        }
        table::drop(manager, &["search_entry"]).await
    }
}
