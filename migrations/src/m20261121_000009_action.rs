//! Actions: what is to be done, by whom, by when, and how it stands.

use sea_orm_migration::{
    prelude::*,
    schema::{json_binary, text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// An action, with its published words and what was read from them.
fn action() -> TableCreateStatement {
    let mut table = table::area_record("action");
    table::belongs_to(&mut table, "action", "plan_id", "plan");
    table::belongs_to(&mut table, "action", "workstream_id", "workstream");
    table
        .col(text("reference"))
        .col(text_null("reference_published"))
        .col(text("text"))
        .col(text("steps"))
        .col(text_null("status_published"));
    table::may_belong_to(&mut table, "action", "status_value_id", "status_value");
    table::word(
        &mut table,
        "status",
        &[
            "not-started",
            "in-progress",
            "on-track",
            "delayed",
            "completed",
            "unknown",
            "not-stated",
        ],
    );
    table
        .col(text_null("lead_published"))
        .col(text("evidence"))
        .col(text_null("evidence_published"))
        .col(text_null("impact_published"))
        .col(text_null("due_published"));
    table::word(
        &mut table,
        "due_kind",
        &[
            "completion",
            "decision",
            "go-live",
            "milestones",
            "dependent",
            "in-place",
            "unknown",
            "not-stated",
        ],
    );
    table::word_null(&mut table, "due_precision", table::PRECISION);
    table::period(&mut table, "due_from", "due_to");
    table::word_null(
        &mut table,
        "due_problem",
        &["impossible", "mistyped", "no-date"],
    );
    table
        .col(text_null("due_reason"))
        .col(json_binary("due_milestones"))
        .col(text_null("note"));
    table.index(
        Index::create()
            .name("action_plan_id_reference")
            .col("plan_id")
            .col("reference")
            .unique(),
    );
    table
}

/// A person, group or body named as leading an action.
fn action_lead() -> TableCreateStatement {
    let mut table = table::part("action_lead", "action", "action_id");
    table
        .col(text("name"))
        .col(text_null("role"))
        .col(text_null("published"));
    table::may_belong_to(&mut table, "action_lead", "organisation_id", "organisation");
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![action(), action_lead()]).await?;
        table::index(manager, "action", &["area_id", "sort_key"]).await?;
        table::index(manager, "action", &["plan_id", "sort_key"]).await?;
        table::index(manager, "action", &["workstream_id", "sort_key"]).await?;
        table::index(manager, "action", &["status", "sort_key"]).await?;
        table::index(manager, "action", &["due_to"]).await?;
        table::index(manager, "action_lead", &["name"]).await?;
        table::index(manager, "action", &["status_value_id"]).await?;
        table::index(manager, "action_lead", &["organisation_id"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["action", "action_lead"]).await
    }
}
