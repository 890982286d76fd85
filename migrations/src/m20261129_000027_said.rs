//! What teams say beside what was published: other days, steps and leads of actions, links to evidence, targets,
//! baselines and readings of measures, states of workstreams, what became of comments, reviews of their own, and
//! rulings on notes. What was published stays where it is.

use sea_orm_migration::{
    prelude::*,
    schema::{
        date, date_null, double_null, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null,
    },
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Why, on what evidence, by whom and when.
fn said(table: &mut TableCreateStatement) {
    table
        .col(text("note"))
        .col(text_null("link"))
        .col(text("author"))
        .col(timestamp_with_time_zone("at"));
}

/// A day that a team has put in the place of another.
fn action_due() -> TableCreateStatement {
    let mut table = table::part("action_due", "action", "action_id");
    table
        .col(date("due_from"))
        .col(date("due_to"))
        .check(Expr::col("due_from").lte(Expr::col("due_to")));
    said(&mut table);
    table
}

/// Who leads an action by now.
fn action_team_lead() -> TableCreateStatement {
    let mut table = table::part("action_team_lead", "action", "action_id");
    table.col(text("name")).col(text_null("role"));
    table::may_belong_to(
        &mut table,
        "action_team_lead",
        "organisation_id",
        "organisation",
    );
    table
}

/// A page with evidence.
fn action_link() -> TableCreateStatement {
    let mut table = table::part("action_link", "action", "action_id");
    table
        .col(text("title"))
        .col(text("link"))
        .col(text("author"))
        .col(timestamp_with_time_zone("at"));
    table
}

/// Since when a workstream is monitored, or no longer.
fn workstream_update() -> TableCreateStatement {
    let mut table = table::part("workstream_update", "workstream", "workstream_id");
    table::word(
        &mut table,
        "state",
        &[
            "in-formal-monitoring",
            "removed-from-formal-monitoring",
            "business-as-usual",
        ],
    );
    table.col(date("effective_on"));
    said(&mut table);
    table
}

/// What became of what parents said.
fn feedback_update() -> TableCreateStatement {
    let mut table = table::part("feedback_update", "feedback_item", "feedback_item_id");
    table::word(
        &mut table,
        "outcome",
        &["done", "delayed", "rolled-on", "unanswered"],
    );
    table.col(date("effective_on"));
    said(&mut table);
    table
}

/// The columns that tables get, each empty where no team has said anything.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        ("action", date_null("team_due_from")),
        ("action", date_null("team_due_to")),
        ("action", text_null("team_steps")),
        ("measure", text_null("team_baseline")),
        ("measure", double_null("team_baseline_value")),
        ("measure", text_null("team_target")),
        ("measure", double_null("team_target_value")),
        ("measure", text_null("team_target_comparison")),
        ("observation", text_null("link")),
        ("observation", text_null("author")),
        ("observation", timestamp_with_time_zone_null("at")),
        ("review", text_null("link")),
        ("review", text_null("author")),
        ("data_quality_note", text_null("ruling")),
        ("data_quality_note", text_null("ruling_author")),
        (
            "data_quality_note",
            timestamp_with_time_zone_null("ruled_at"),
        ),
    ]
}

const TABLES: [&str; 5] = [
    "action_due",
    "action_team_lead",
    "action_link",
    "workstream_update",
    "feedback_update",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            action_due(),
            action_team_lead(),
            action_link(),
            workstream_update(),
            feedback_update(),
        ];
        table::create(manager, tables).await?;
        table::index(manager, "action_team_lead", &["organisation_id"]).await?;
        for (name, column) in columns() {
            let mut table = Table::alter();
            table.table(name).add_column(column);
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, column) in columns().into_iter().rev() {
            let mut table = Table::alter();
            table.table(name).drop_column(column.get_column_name());
            manager.alter_table(table.take()).await?;
        }
        table::drop(manager, &TABLES).await
    }
}
