//! What only a team knows: comments on records, whom they mention, and links of calendars.

use sea_orm_migration::{
    prelude::*,
    schema::{text, timestamp_with_time_zone},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What somebody of a team says of a record to the others. It is no record, and in no log, search or file.
fn comment() -> TableCreateStatement {
    let mut table = table::rows("comment");
    table::goes_with(&mut table, "comment", "record_id", "record");
    table::goes_with(&mut table, "comment", "area_id", "area");
    table::goes_with(&mut table, "comment", "user_id", "user");
    table.col(text("text")).col(timestamp_with_time_zone("at"));
    table
}

/// Whom a comment is meant for.
fn mention() -> TableCreateStatement {
    let mut table = Table::create().table("mention").take();
    table::goes_with(&mut table, "mention", "comment_id", "comment");
    table::goes_with(&mut table, "mention", "user_id", "user");
    table.primary_key(Index::create().col("comment_id").col("user_id"));
    table
}

/// By what a calendar is read, of whom. The secret itself is kept nowhere.
fn calendar() -> TableCreateStatement {
    let mut table = Table::create()
        .table("calendar")
        .col(text("hash").primary_key())
        .take();
    table::goes_with(&mut table, "calendar", "user_id", "user");
    table.col(timestamp_with_time_zone("created_at"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![comment(), mention(), calendar()]).await?;
        table::index(manager, "comment", &["record_id"]).await?;
        table::index(manager, "comment", &["area_id"]).await?;
        table::index(manager, "comment", &["user_id"]).await?;
        table::index(manager, "mention", &["user_id"]).await?;
        table::index(manager, "calendar", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["comment", "mention", "calendar"]).await
    }
}
