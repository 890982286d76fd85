//! Reviews of plans by the department and NHS England.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A review of a plan, held or expected.
fn review() -> TableCreateStatement {
    let mut table = table::area_record("review");
    table::belongs_to(&mut table, "review", "plan_id", "plan");
    table.col(text("title")).col(text("by")).col(text("held"));
    table::word_null(&mut table, "held_precision", table::PRECISION);
    table::period(&mut table, "held_from", "held_to");
    table::word(&mut table, "state", &["held", "expected"]);
    table.col(text_null("outcome"));
    table
}

/// What a review said of one workstream or weakness, as one of these words.
pub fn review_finding(words: &[&'static str]) -> TableCreateStatement {
    let mut table = table::part("review_finding", "review", "review_id");
    table::may_belong_to(&mut table, "review_finding", "workstream_id", "workstream");
    table::may_belong_to(&mut table, "review_finding", "weakness_id", "weakness");
    table::word(&mut table, "finding", words);
    table.col(text("statement"));
    table.check(
        Expr::col("workstream_id")
            .is_not_null()
            .or(Expr::col("weakness_id").is_not_null()),
    );
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let findings = ["clear-and-sustained-progress", "progress", "not-stated"];
        table::create(manager, vec![review(), review_finding(&findings)]).await?;
        table::index(manager, "review", &["area_id", "sort_key"]).await?;
        table::index(manager, "review", &["plan_id", "sort_key"]).await?;
        table::index(manager, "review_finding", &["workstream_id"]).await?;
        table::index(manager, "review_finding", &["weakness_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["review", "review_finding"]).await
    }
}
