//! Years, questions, figures and rows of You said, we did that teams enter, beside those that documents state. A year
//! that a team enters may stand beside the same year in a document that comes later.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean_null, date_null, integer, integer_null, text_null, timestamp_with_time_zone_null,
        uuid_null,
    },
    sea_orm::DbBackend,
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The rule that a survey has one wave in a year, which holds no longer.
const ONE_A_YEAR: &str = "survey_wave_survey_id_year";

/// The columns of waves as they were, all of which stay.
const KEPT: &str = "id, path, sort_key, area_id, survey_id, document_id, year, fieldwork, respondents, respondents_other, note";

/// The columns that tables get, each empty where no team has said anything.
fn columns() -> Vec<(&'static str, ColumnDef)> {
    let mut columns = vec![
        ("survey_wave", text_null("label")),
        ("survey_wave", date_null("fieldwork_from")),
        ("survey_wave", date_null("fieldwork_to")),
        ("survey_wave", integer_null("asked")),
        ("survey_wave", text_null("method")),
        ("survey_result", text_null("answer")),
        ("survey_result", text_null("wording")),
        ("survey_result", boolean_null("as_before")),
        ("survey_result", text_null("changed")),
        // The row of an earlier year. No link that the database keeps: when that row goes, this one stays.
        ("feedback_item", uuid_null("carries_on_id")),
    ];
    for table in [
        "survey_wave",
        "survey_question",
        "survey_result",
        "feedback_item",
    ] {
        columns.push((table, text_null("link")));
        columns.push((table, text_null("author")));
        columns.push((table, timestamp_with_time_zone_null("at")));
    }
    columns
}

/// Waves, one in a year or several.
fn survey_wave(is_one_a_year: bool) -> TableCreateStatement {
    let mut table = table::area_record("survey_wave");
    table::belongs_to(&mut table, "survey_wave", "survey_id", "survey");
    table::belongs_to(&mut table, "survey_wave", "document_id", "document");
    table
        .col(integer("year"))
        .col(text_null("fieldwork"))
        .col(integer_null("respondents"))
        .col(integer_null("respondents_other"))
        .col(text_null("note"));
    table::not_negative(&mut table, "respondents");
    table::not_negative(&mut table, "respondents_other");
    if is_one_a_year {
        table.index(
            Index::create()
                .name(ONE_A_YEAR)
                .col("survey_id")
                .col("year")
                .unique(),
        );
    }
    table
}

/// SQLite cannot drop a rule: the table is made anew, and its rows with it. What points at them is
/// checked when the step ends, when they are there again.
async fn made_anew(manager: &SchemaManager<'_>, is_one_a_year: bool) -> Result<(), DbErr> {
    let db = manager.get_connection();
    for words in [
        "PRAGMA defer_foreign_keys = ON",
        "CREATE TABLE survey_wave_before AS SELECT * FROM survey_wave",
        "DROP TABLE survey_wave",
    ] {
        db.execute_unprepared(words).await?;
    }
    table::create(manager, vec![survey_wave(is_one_a_year)]).await?;
    table::index(manager, "survey_wave", &["survey_id", "sort_key"]).await?;
    table::index(manager, "survey_wave", &["area_id", "sort_key"]).await?;
    for words in [
        format!("INSERT INTO survey_wave ({KEPT}) SELECT {KEPT} FROM survey_wave_before"),
        "DROP TABLE survey_wave_before".to_owned(),
    ] {
        db.execute_unprepared(&words).await?;
    }
    Ok(())
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        match manager.get_database_backend() {
            DbBackend::Postgres => {
                let words = format!("ALTER TABLE survey_wave DROP CONSTRAINT {ONE_A_YEAR}");
                manager.get_connection().execute_unprepared(&words).await?;
            }
            _ => made_anew(manager, false).await?,
        }
        for (name, column) in columns() {
            let mut table = Table::alter();
            table.table(name).add_column(column);
            manager.alter_table(table.take()).await?;
        }
        table::index(manager, "feedback_item", &["carries_on_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let index = Index::drop()
            .name("feedback_item_by_carries_on_id")
            .table("feedback_item")
            .to_owned();
        manager.drop_index(index).await?;
        // What teams have entered has no place in the tables as they were; rows go with their place in the register.
        for table in ["feedback_item", "survey_result", "survey_question"] {
            let words = format!(
                "DELETE FROM record WHERE id IN (SELECT id FROM {table} WHERE author IS NOT NULL)"
            );
            db.execute_unprepared(&words).await?;
        }
        // A year goes together with the document that it is written out as.
        let by_teams = "FROM survey_wave WHERE author IS NOT NULL";
        let words = format!(
            "DELETE FROM record WHERE id IN (SELECT id {by_teams} UNION SELECT document_id {by_teams})"
        );
        db.execute_unprepared(&words).await?;
        for (name, column) in columns().into_iter().rev() {
            let mut table = Table::alter();
            table.table(name).drop_column(column.get_column_name());
            manager.alter_table(table.take()).await?;
        }
        match manager.get_database_backend() {
            DbBackend::Postgres => {
                let words = format!(
                    "ALTER TABLE survey_wave ADD CONSTRAINT {ONE_A_YEAR} UNIQUE (survey_id, year)"
                );
                db.execute_unprepared(&words).await.map(drop)
            }
            _ => made_anew(manager, true).await,
        }
    }
}
