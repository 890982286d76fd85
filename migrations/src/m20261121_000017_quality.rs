//! What the documents say that does not hold together.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A contradiction, a gap or a doubt: both statements, why it matters, and what is shown.
fn data_quality_note() -> TableCreateStatement {
    let mut table = table::area_record("data_quality_note");
    table::belongs_to(&mut table, "data_quality_note", "document_id", "document");
    table::may_belong_to(&mut table, "data_quality_note", "about_id", "record");
    table::word(
        &mut table,
        "rule",
        &[
            "impossible-date",
            "mistyped-date",
            "decision-date",
            "imprecise-date",
            "date-depends",
            "no-date",
            "two-readings",
            "base-conflict",
            "change-arithmetic",
            "points-not-percent",
            "satisfied-dissatisfied",
            "question-changed",
            "population-changed",
            "placeholder",
            "legend-contradiction",
            "duplicate-section",
            "duplicate-row",
            "missing-section",
            "cut-off-text",
            "target-missed",
            "benchmark-date",
            "name-spelling",
            "missing-lead",
            "missing-value",
            "wording-changed",
            "typing-error",
            "dead-reference",
            "other",
        ],
    );
    table::word(&mut table, "severity", &["note", "warning", "error"]);
    table
        .col(text("first"))
        .col(text("first_place"))
        .col(text_null("second"))
        .col(text_null("second_place"))
        .col(text("why"))
        .col(text("shown"));
    table::word(
        &mut table,
        "state",
        &["open", "accepted", "fixed-in-source"],
    );
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![data_quality_note()]).await?;
        table::index(manager, "data_quality_note", &["area_id", "sort_key"]).await?;
        table::index(manager, "data_quality_note", &["document_id", "sort_key"]).await?;
        table::index(manager, "data_quality_note", &["rule"]).await?;
        table::index(manager, "data_quality_note", &["about_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["data_quality_note"]).await
    }
}
