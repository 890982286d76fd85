//! Published statistics of areas, regions and the nation.

use sea_orm_migration::{
    prelude::*,
    schema::{double_null, text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What is counted.
fn indicator() -> TableCreateStatement {
    let mut table = table::record("indicator");
    table.col(text("name")).col(text("definition"));
    table::word(&mut table, "unit", &["number", "percent"]);
    table::word(&mut table, "polarity", &["higher", "lower", "neutral"]);
    table.col(text("source"));
    table
}

/// One published figure.
fn indicator_value() -> TableCreateStatement {
    let mut table = table::area_record("indicator_value");
    table::belongs_to(&mut table, "indicator_value", "indicator_id", "indicator");
    table::belongs_to(&mut table, "indicator_value", "document_id", "document");
    table::word(&mut table, "geography", &["area", "region", "national"]);
    table.col(text("geography_name")).col(text_null("period"));
    table::period(&mut table, "period_from", "period_to");
    table.col(text("published"));
    table::word(
        &mut table,
        "measure",
        &["value", "previous", "change", "share"],
    );
    table.col(double_null("value")).col(text_null("as_at"));
    table::word_null(&mut table, "as_at_precision", table::PRECISION);
    table::period(&mut table, "as_at_from", "as_at_to");
    table.col(text_null("note"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![indicator(), indicator_value()]).await?;
        table::index(manager, "indicator_value", &["area_id", "sort_key"]).await?;
        table::index(manager, "indicator_value", &["indicator_id", "sort_key"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["indicator", "indicator_value"]).await
    }
}
