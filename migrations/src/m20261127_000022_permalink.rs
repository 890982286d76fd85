//! Answers that somebody keeps for good, to cite them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, text, text_null, timestamp_with_time_zone},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A question with the answer that it had, named by what both depend on. It is no record and no change of the
/// data: nothing points at it, and the version of the data stays.
fn permalink() -> TableCreateStatement {
    Table::create()
        .table("permalink")
        .col(text("id").primary_key())
        .col(text("query"))
        .col(text_null("operation"))
        .col(text("variables"))
        .col(big_integer("version"))
        .col(timestamp_with_time_zone("frozen_at"))
        .col(binary("answer"))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![permalink()]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["permalink"]).await
    }
}
