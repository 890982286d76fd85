//! The dated life of weaknesses and workstreams. These tables come last because they point at reviews.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// How one document words the weakness.
fn weakness_wording() -> TableCreateStatement {
    let mut table = table::part("weakness_wording", "weakness", "weakness_id");
    table::may_belong_to(&mut table, "weakness_wording", "plan_id", "plan");
    table.col(text("text")).col(text_null("as_of"));
    table::place(&mut table, "weakness_wording");
    table
}

/// A dated state, according to a source; states are added, never overwritten.
fn weakness_state() -> TableCreateStatement {
    let mut table = table::part("weakness_state", "weakness", "weakness_id");
    table::word(
        &mut table,
        "state",
        &[
            "found",
            "planned",
            "progressed",
            "outstanding",
            "carried-over",
            "reviewed",
            "removed-from-monitoring",
            "business-as-usual",
        ],
    );
    table.col(text("as_of"));
    table::word_null(&mut table, "as_of_precision", table::PRECISION);
    table::period(&mut table, "as_of_from", "as_of_to");
    table::may_belong_to(&mut table, "weakness_state", "inspection_id", "inspection");
    table::may_belong_to(&mut table, "weakness_state", "review_id", "review");
    table.col(text("statement"));
    table::place(&mut table, "weakness_state");
    table
}

/// A dated state, according to a source; states are added, never overwritten.
fn workstream_state() -> TableCreateStatement {
    let mut table = table::part("workstream_state", "workstream", "workstream_id");
    table::word(
        &mut table,
        "state",
        &[
            "in-formal-monitoring",
            "removed-from-formal-monitoring",
            "business-as-usual",
        ],
    );
    table.col(text("as_of"));
    table::word_null(&mut table, "as_of_precision", table::PRECISION);
    table::period(&mut table, "as_of_from", "as_of_to");
    table::may_belong_to(&mut table, "workstream_state", "review_id", "review");
    table.col(text("statement"));
    table::place(&mut table, "workstream_state");
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(
            manager,
            vec![weakness_wording(), weakness_state(), workstream_state()],
        )
        .await?;
        table::index(manager, "weakness_state", &["inspection_id"]).await?;
        table::index(manager, "weakness_wording", &["plan_id"]).await?;
        table::index(manager, "weakness_state", &["review_id"]).await?;
        table::index(manager, "workstream_state", &["review_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(
            manager,
            &["weakness_wording", "weakness_state", "workstream_state"],
        )
        .await
    }
}
