//! Published documents and the places in them that records cite.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A published document.
fn document() -> TableCreateStatement {
    let mut table = table::area_record("document");
    table::may_belong_to(&mut table, "document", "publisher_id", "organisation");
    table::word(
        &mut table,
        "kind",
        &[
            "wsoa",
            "app",
            "pap",
            "scrutiny-report",
            "strategy",
            "survey-report",
        ],
    );
    table.col(text("title"));
    table::word(&mut table, "status", &["draft", "final"]);
    table.col(text("file")).col(text_null("published"));
    table::word_null(&mut table, "published_precision", table::PRECISION);
    table::period(&mut table, "published_from", "published_to");
    table.col(text_null("note"));
    table
}

/// The place that a record, or one field of it, was read from.
fn citation() -> TableCreateStatement {
    let mut table = table::part("citation", "record", "record_id");
    table::place(&mut table, "citation");
    table.col(text_null("field")).col(text_null("quote"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![document(), citation()]).await?;
        table::index(manager, "document", &["area_id", "sort_key"]).await?;
        table::index(manager, "citation", &["document_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["document", "citation"]).await
    }
}
