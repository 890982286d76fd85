//! Measures of outcome and impact, and what has been observed.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, double_null, text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// How a plan means to see whether it works.
fn measure() -> TableCreateStatement {
    let mut table = table::area_record("measure");
    table::belongs_to(&mut table, "measure", "plan_id", "plan");
    table::belongs_to(&mut table, "measure", "workstream_id", "workstream");
    table::may_belong_to(&mut table, "measure", "action_id", "action");
    table.col(text("number")).col(text("text"));
    table::word(&mut table, "unit", &["number", "percent", "survey", "text"]);
    table::word(
        &mut table,
        "polarity",
        &["higher", "lower", "neutral", "not-stated"],
    );
    table
        .col(text_null("baseline"))
        .col(double_null("baseline_value"))
        .col(text_null("target"))
        .col(double_null("target_value"));
    table::word_null(
        &mut table,
        "target_comparison",
        &["above", "at-least", "equal", "at-most", "below"],
    );
    table.col(boolean("placeholder")).col(text_null("note"));
    table.index(
        Index::create()
            .name("measure_plan_id_number")
            .col("plan_id")
            .col("number")
            .unique(),
    );
    table
}

/// A reading of a measure at a date.
fn observation() -> TableCreateStatement {
    let mut table = table::part("observation", "measure", "measure_id");
    table.col(text("as_of"));
    table::word_null(&mut table, "as_of_precision", table::PRECISION);
    table::period(&mut table, "as_of_from", "as_of_to");
    table
        .col(text("published"))
        .col(double_null("value"))
        .col(text_null("note"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![measure(), observation()]).await?;
        table::index(manager, "measure", &["area_id", "sort_key"]).await?;
        table::index(manager, "measure", &["plan_id", "sort_key"]).await?;
        table::index(manager, "measure", &["workstream_id", "sort_key"]).await?;
        table::index(manager, "measure", &["action_id", "sort_key"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["measure", "observation"]).await
    }
}
