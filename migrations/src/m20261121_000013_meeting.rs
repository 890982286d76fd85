//! Meetings that a plan schedules, and those it still has to schedule.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A meeting in the schedule of a plan.
fn meeting() -> TableCreateStatement {
    let mut table = table::area_record("meeting");
    table::belongs_to(&mut table, "meeting", "plan_id", "plan");
    table.col(text_null("held"));
    table::word_null(&mut table, "held_precision", table::PRECISION);
    table::period(&mut table, "held_from", "held_to");
    table.col(text_null("who")).col(text("purpose"));
    table::word(&mut table, "state", &["scheduled", "to-schedule"]);
    table
}

/// An organisation expected at a meeting.
fn meeting_organisation() -> TableCreateStatement {
    let mut table = Table::create().table("meeting_organisation").take();
    table::goes_with(&mut table, "meeting_organisation", "meeting_id", "meeting");
    table::belongs_to(
        &mut table,
        "meeting_organisation",
        "organisation_id",
        "organisation",
    );
    table.primary_key(Index::create().col("meeting_id").col("organisation_id"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![meeting(), meeting_organisation()]).await?;
        table::index(manager, "meeting", &["area_id", "sort_key"]).await?;
        table::index(manager, "meeting", &["plan_id", "sort_key"]).await?;
        table::index(manager, "meeting_organisation", &["organisation_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["meeting", "meeting_organisation"]).await
    }
}
