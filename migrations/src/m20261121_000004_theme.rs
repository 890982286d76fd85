//! The headings under which unlike plans are compared.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// One heading of the taxonomy, with the words of its rule.
fn theme() -> TableCreateStatement {
    let mut table = table::record("theme");
    table
        .col(text("name"))
        .col(text("definition"))
        .col(text("words"))
        .col(integer("taxonomy_version"));
    table
}

/// That a record falls under a theme, by which method, and on what words.
fn theme_assignment() -> TableCreateStatement {
    let mut table = table::rows("theme_assignment");
    table::goes_with(&mut table, "theme_assignment", "record_id", "record");
    table::belongs_to(&mut table, "theme_assignment", "theme_id", "theme");
    table::word(&mut table, "method", &["stated", "rule", "reviewer"]);
    table.col(text("basis"));
    table.index(
        Index::create()
            .name("theme_assignment_record_id_theme_id_method")
            .col("record_id")
            .col("theme_id")
            .col("method")
            .unique(),
    );
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![theme(), theme_assignment()]).await?;
        table::index(manager, "theme_assignment", &["theme_id", "record_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["theme", "theme_assignment"]).await
    }
}
