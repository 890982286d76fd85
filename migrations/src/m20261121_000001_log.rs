//! Who writes, what has been written, and the register of every record.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_pk_auto, integer, json_binary_null, text, timestamp_with_time_zone, uuid, uuid_null,
    },
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Accounts: the place for them; signing in comes later.
fn user() -> TableCreateStatement {
    let mut table = table::rows("user");
    table
        .col(text("email").unique_key())
        .col(text("name"))
        .col(timestamp_with_time_zone("created_at"));
    table
}

/// Every record of whatever kind, so that citations, themes and notes can point at any of them with a real foreign key.
fn record() -> TableCreateStatement {
    let mut table = table::rows("record");
    table::word(
        &mut table,
        "kind",
        &[
            "area",
            "organisation",
            "document",
            "theme",
            "inspection",
            "plan",
            "status-scheme",
            "strategy-priority",
            "weakness",
            "workstream",
            "action",
            "measure",
            "review",
            "meeting",
            "survey",
            "survey-wave",
            "survey-question",
            "survey-result",
            "feedback-item",
            "indicator",
            "indicator-value",
            "glossary-term",
            "data-quality-note",
        ],
    );
    table.col(integer("version"));
    table.check(Expr::col("version").gt(0));
    table
}

/// One row for each write. The number is also the version of the data as a whole. No foreign key to
/// the record: the log outlives what it tells of.
fn change() -> TableCreateStatement {
    let mut table = Table::create().table("change").take();
    table
        .col(big_pk_auto("seq"))
        .col(timestamp_with_time_zone("at"));
    table::may_belong_to(&mut table, "change", "actor_id", "user");
    table.col(text("actor"));
    table
        .col(uuid("record_id"))
        .col(text("record_kind"))
        .col(text("record_path"))
        .col(uuid_null("area_id"));
    table::word(&mut table, "deed", &["created", "updated", "deleted"]);
    table
        .col(integer("version"))
        .col(json_binary_null("before"))
        .col(json_binary_null("after"))
        .col(text("reason"))
        .col(text("source"));
    // A version of a record is written once.
    table.index(
        Index::create()
            .name("change_record_id_version")
            .col("record_id")
            .col("version")
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
        table::create(manager, vec![user(), record(), change()]).await?;
        table::index(manager, "change", &["record_id", "seq"]).await?;
        table::index(manager, "change", &["area_id", "seq"]).await?;
        table::index(manager, "change", &["at"]).await?;
        table::index(manager, "change", &["record_path"]).await?;
        table::index(manager, "change", &["record_kind", "seq"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["user", "record", "change"]).await
    }
}
