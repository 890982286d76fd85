//! Sort keys compare byte by byte, whatever the language of the server: pages are cut by them, and
//! both databases must agree on the order. SQLite does so by itself.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

const LISTED: [&str; 23] = [
    "area",
    "organisation",
    "document",
    "theme",
    "inspection",
    "plan",
    "status_scheme",
    "strategy_priority",
    "weakness",
    "workstream",
    "action",
    "measure",
    "review",
    "meeting",
    "survey",
    "survey_wave",
    "survey_question",
    "survey_result",
    "feedback_item",
    "indicator",
    "indicator_value",
    "glossary_term",
    "data_quality_note",
];

async fn collate(manager: &SchemaManager<'_>, collation: &str) -> Result<(), DbErr> {
    if manager.get_database_backend() != DbBackend::Postgres {
        return Ok(());
    }
    for table in LISTED {
        manager
            .get_connection()
            .execute_unprepared(&format!(
                "ALTER TABLE {table} ALTER COLUMN sort_key TYPE text COLLATE \"{collation}\""
            ))
            .await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        collate(manager, "C").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        collate(manager, "default").await
    }
}
