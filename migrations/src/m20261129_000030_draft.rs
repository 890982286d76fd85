//! Drafts of plans: what a team has not published yet. None of it stands in the tables of records, so that nothing that
//! reads those can show it.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, json_binary, text, timestamp_with_time_zone, uuid, uuid_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A plan that is being written.
fn draft() -> TableCreateStatement {
    let mut table = table::rows("draft");
    table::goes_with(&mut table, "draft", "area_id", "area");
    // What it was copied from may go, and what it will be is not there yet.
    table
        .col(uuid("origin_id"))
        .col(uuid("plan_id").unique_key())
        .col(integer("version"));
    table::outlives(&mut table, "draft", "made_by", "user");
    table.col(timestamp_with_time_zone("made_at"));
    table::outlives(&mut table, "draft", "changed_by", "user");
    table.col(timestamp_with_time_zone("changed_at"));
    table
}

/// One of the records that it holds, as the log will have it.
fn draft_record() -> TableCreateStatement {
    let mut table = Table::create().table("draft_record").take();
    table::goes_with(&mut table, "draft_record", "draft_id", "draft");
    table
        .col(uuid("record_id"))
        .col(uuid_null("origin_id"))
        .col(text("kind"))
        .col(text("path"))
        .col(json_binary("fields"))
        .col(integer("version"));
    table::outlives(&mut table, "draft_record", "changed_by", "user");
    table.col(timestamp_with_time_zone("changed_at"));
    table.primary_key(Index::create().col("draft_id").col("record_id"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![draft(), draft_record()]).await?;
        table::index(manager, "draft", &["area_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["draft", "draft_record"]).await
    }
}
