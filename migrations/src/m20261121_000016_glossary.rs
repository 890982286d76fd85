//! The words that documents explain.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A term and how its document explains it.
fn glossary_term() -> TableCreateStatement {
    let mut table = table::area_record("glossary_term");
    table::belongs_to(&mut table, "glossary_term", "document_id", "document");
    table
        .col(text("term"))
        .col(text_null("meaning"))
        .col(text_null("expands_to"))
        .col(text_null("note"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![glossary_term()]).await?;
        table::index(manager, "glossary_term", &["area_id", "sort_key"]).await?;
        table::index(manager, "glossary_term", &["document_id", "sort_key"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["glossary_term"]).await
    }
}
