//! Inspections of both frameworks and the revisits that follow them.

use sea_orm_migration::{
    prelude::*,
    schema::{integer_null, text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An inspection of a local area.
fn inspection() -> TableCreateStatement {
    let mut table = table::area_record("inspection");
    table::may_belong_to(&mut table, "inspection", "follows_id", "inspection");
    table.col(text("title"));
    table::word(&mut table, "framework", &["joint-2016", "area-2023"]);
    table::word(&mut table, "kind", &["full", "revisit", "monitoring"]);
    table.col(text_null("held"));
    table::word_null(&mut table, "held_precision", table::PRECISION);
    table::period(&mut table, "held_from", "held_to");
    table.col(text_null("report_published"));
    table::word_null(&mut table, "report_precision", table::PRECISION);
    table::period(&mut table, "report_from", "report_to");
    table.col(text("outcome"));
    table::word(
        &mut table,
        "outcome_kind",
        &[
            "statement-required",
            "no-statement-required",
            "progress-plan-required",
            "typically-positive",
            "inconsistent",
            "systemic-failings",
            "not-stated",
            "expected",
        ],
    );
    table
        .col(integer_null("found"))
        .col(integer_null("progressed"))
        .col(integer_null("outstanding"))
        .col(text_null("inspectors"))
        .col(text_null("note"));
    for count in ["found", "progressed", "outstanding"] {
        table::not_negative(&mut table, count);
    }
    table.check(
        Expr::col("found")
            .is_null()
            .or(Expr::col("progressed").is_null())
            .or(Expr::col("progressed").lte(Expr::col("found"))),
    );
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![inspection()]).await?;
        table::index(manager, "inspection", &["area_id", "sort_key"]).await?;
        table::index(manager, "inspection", &["follows_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["inspection"]).await
    }
}
