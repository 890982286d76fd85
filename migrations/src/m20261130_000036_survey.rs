//! Surveys that teams enter, beside those that documents state.

use sea_orm_migration::{
    prelude::*,
    schema::{text_null, timestamp_with_time_zone_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The columns that surveys get, each empty where a document states the survey.
fn columns() -> [ColumnDef; 3] {
    [
        text_null("link"),
        text_null("author"),
        timestamp_with_time_zone_null("at"),
    ]
}

/// The surveys that teams have entered, and their years.
const SURVEYS: &str = "SELECT id FROM survey WHERE author IS NOT NULL";
const YEARS: &str =
    "FROM survey_wave WHERE survey_id IN (SELECT id FROM survey WHERE author IS NOT NULL)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            let mut table = Table::alter();
            table.table("survey").add_column(column);
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        // What teams have entered has no place in the tables as they were; rows go with their place in the register, and
        // what belongs to a survey goes before it. A year goes together with the document that it is written out as.
        for gone in [
            format!("SELECT id FROM feedback_item WHERE wave_id IN (SELECT id {YEARS})"),
            format!("SELECT id FROM survey_result WHERE survey_id IN ({SURVEYS})"),
            format!("SELECT id FROM survey_question WHERE survey_id IN ({SURVEYS})"),
            format!("SELECT id {YEARS} UNION SELECT document_id {YEARS}"),
            SURVEYS.to_owned(),
        ] {
            let words = format!("DELETE FROM record WHERE id IN ({gone})");
            db.execute_unprepared(&words).await?;
        }
        for column in columns().into_iter().rev() {
            let mut table = Table::alter();
            table.table("survey").drop_column(column.get_column_name());
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }
}
