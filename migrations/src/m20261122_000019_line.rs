//! The lines of documents that records were read from.

use sea_orm_migration::{prelude::*, schema::text};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A line, its place being its number in the extracted text.
fn line() -> TableCreateStatement {
    let mut table = table::part("document_line", "document", "document_id");
    table.col(text("text"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![line()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["document_line"]).await
    }
}
