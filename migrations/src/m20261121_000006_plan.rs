//! Plans, the scales they are rated on, who took part, and the priorities of strategies.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What an area answers to an inspection, or sets out to do.
fn plan() -> TableCreateStatement {
    let mut table = table::area_record("plan");
    table::belongs_to(&mut table, "plan", "document_id", "document");
    table::may_belong_to(&mut table, "plan", "inspection_id", "inspection");
    table::may_belong_to(&mut table, "plan", "supersedes_id", "plan");
    table::word(&mut table, "kind", &["wsoa", "app", "pap", "strategy"]);
    table.col(text("title")).col(text_null("period"));
    table::period(&mut table, "period_from", "period_to");
    table.col(text_null("version"));
    table::word(&mut table, "status", &["draft", "final"]);
    table
        .col(text_null("sponsors"))
        .col(text_null("monitoring"))
        .col(text_null("note"));
    table
}

/// An organisation that took part in a plan.
fn plan_party() -> TableCreateStatement {
    let mut table = table::part("plan_party", "plan", "plan_id");
    table::may_belong_to(&mut table, "plan_party", "organisation_id", "organisation");
    table.col(text("published")).col(text_null("roles"));
    table
}

/// The scale that a plan rates its actions on, with the definitions it prints.
fn status_scheme() -> TableCreateStatement {
    let mut table = table::area_record("status_scheme");
    table::belongs_to(&mut table, "status_scheme", "plan_id", "plan");
    table.col(text("title")).col(text_null("note"));
    table.index(
        Index::create()
            .name("status_scheme_plan_id")
            .col("plan_id")
            .unique(),
    );
    table
}

/// One value of a scale and its place on the shared one.
fn status_value() -> TableCreateStatement {
    let mut table = table::part("status_value", "status_scheme", "scheme_id");
    table
        .col(text("code"))
        .col(text("label"))
        .col(text_null("definition"));
    table::word(
        &mut table,
        "shared",
        &[
            "not-started",
            "in-progress",
            "on-track",
            "delayed",
            "completed",
            "unknown",
        ],
    );
    table.col(text_null("judgement"));
    table.index(
        Index::create()
            .name("status_value_scheme_id_code")
            .col("scheme_id")
            .col("code")
            .unique(),
    );
    table
}

/// A heading or priority of a strategy.
fn strategy_priority() -> TableCreateStatement {
    let mut table = table::area_record("strategy_priority");
    table::belongs_to(&mut table, "strategy_priority", "plan_id", "plan");
    table::word(&mut table, "kind", &["area-of-work", "priority"]);
    table
        .col(text("title"))
        .col(text_null("statement"))
        .col(boolean("present"))
        .col(text_null("note"));
    table
}

/// An improvement, an area for development or a commitment under a priority.
fn priority_point() -> TableCreateStatement {
    let mut table = table::part("priority_point", "strategy_priority", "priority_id");
    table::word(
        &mut table,
        "kind",
        &["improvement", "development", "commitment"],
    );
    table.col(text("text")).col(boolean("complete"));
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
            vec![
                plan(),
                plan_party(),
                status_scheme(),
                status_value(),
                strategy_priority(),
                priority_point(),
            ],
        )
        .await?;
        table::index(manager, "plan", &["area_id", "sort_key"]).await?;
        table::index(manager, "plan", &["document_id"]).await?;
        table::index(manager, "plan", &["inspection_id"]).await?;
        table::index(manager, "strategy_priority", &["plan_id", "sort_key"]).await?;
        table::index(manager, "plan", &["supersedes_id"]).await?;
        table::index(manager, "strategy_priority", &["area_id", "sort_key"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(
            manager,
            &[
                "plan",
                "plan_party",
                "status_scheme",
                "status_value",
                "strategy_priority",
                "priority_point",
            ],
        )
        .await
    }
}
