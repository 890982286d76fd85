//! Workstreams and priorities of plans, with their people and outcomes.

use sea_orm_migration::{
    prelude::*,
    schema::{text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A part of a plan that answers one weakness.
fn workstream() -> TableCreateStatement {
    let mut table = table::area_record("workstream");
    table::belongs_to(&mut table, "workstream", "plan_id", "plan");
    table::may_belong_to(&mut table, "workstream", "weakness_id", "weakness");
    table
        .col(text("number"))
        .col(text("title"))
        .col(text_null("leads_published"))
        .col(text("outcomes"));
    table.index(
        Index::create()
            .name("workstream_plan_id_number")
            .col("plan_id")
            .col("number")
            .unique(),
    );
    table
}

/// A role, body or group that leads or belongs to a workstream.
fn workstream_member() -> TableCreateStatement {
    let mut table = table::part("workstream_member", "workstream", "workstream_id");
    table::word(&mut table, "role", &["lead", "member"]);
    table.col(text("published"));
    table::may_belong_to(
        &mut table,
        "workstream_member",
        "organisation_id",
        "organisation",
    );
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![workstream(), workstream_member()]).await?;
        table::index(manager, "workstream", &["area_id", "sort_key"]).await?;
        table::index(manager, "workstream", &["plan_id", "sort_key"]).await?;
        table::index(manager, "workstream", &["weakness_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["workstream", "workstream_member"]).await
    }
}
