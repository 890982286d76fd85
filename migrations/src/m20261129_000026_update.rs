//! What teams say of how actions stand: updates with their day and evidence, who in the team leads what, and receipts
//! of changes, so that one which is sent twice is made once.

use sea_orm_migration::{
    prelude::*,
    schema::{date, text, text_null, timestamp_with_time_zone},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// How an action stood from a day on, by whom and on what evidence.
fn action_update() -> TableCreateStatement {
    let mut table = table::part("action_update", "action", "action_id");
    table.col(date("effective_on"));
    table::word(
        &mut table,
        "status",
        &[
            "not-started",
            "in-progress",
            "on-track",
            "delayed",
            "completed",
        ],
    );
    table::may_belong_to(
        &mut table,
        "action_update",
        "status_value_id",
        "status_value",
    );
    table
        .col(text("note"))
        .col(text_null("link"))
        .col(text("author"))
        .col(timestamp_with_time_zone("at"));
    table
}

/// Who in the team leads an action. It is the team's own affair, and no record.
fn action_assignee() -> TableCreateStatement {
    let mut table = Table::create().table("action_assignee").take();
    table::goes_with(&mut table, "action_assignee", "action_id", "action");
    table::goes_with(&mut table, "action_assignee", "user_id", "user");
    table.primary_key(Index::create().col("action_id").col("user_id"));
    table
}

/// That a change was made.
fn receipt() -> TableCreateStatement {
    let mut table = Table::create().table("receipt").take();
    table::goes_with(&mut table, "receipt", "user_id", "user");
    table
        .col(text("key"))
        .col(text("fingerprint"))
        .col(timestamp_with_time_zone("at"))
        .primary_key(Index::create().col("user_id").col("key"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![action_update(), action_assignee(), receipt()]).await?;
        table::index(manager, "action_update", &["status_value_id"]).await?;
        table::index(manager, "action_assignee", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["action_update", "action_assignee", "receipt"]).await
    }
}
