//! What reviewers decided about actions of two plans.

use sea_orm_migration::{
    prelude::*,
    schema::{date, text},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// That a reviewer read two actions, and what came of it. It is kept with one of them and is about both.
fn action_decision() -> TableCreateStatement {
    let mut table = table::rows("action_decision");
    table::goes_with(&mut table, "action_decision", "action_id", "action");
    table::goes_with(&mut table, "action_decision", "other_id", "action");
    table::word(&mut table, "verdict", &["same", "related", "different"]);
    table
        .col(text("reason"))
        .col(text("reviewer"))
        .col(date("decided_on"));
    table.index(
        Index::create()
            .name("action_decision_action_id_other_id_reviewer")
            .col("action_id")
            .col("other_id")
            .col("reviewer")
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
        table::create(manager, vec![action_decision()]).await?;
        table::index(manager, "action_decision", &["other_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["action_decision"]).await
    }
}
