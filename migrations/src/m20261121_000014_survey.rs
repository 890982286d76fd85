//! Surveys of parents and carers, and what areas answered them.

use sea_orm_migration::{
    prelude::*,
    schema::{boolean, double_null, integer, integer_null, text, text_null},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A survey that is held more than once.
fn survey() -> TableCreateStatement {
    let mut table = table::area_record("survey");
    table
        .col(text("title"))
        .col(text("population"))
        .col(text_null("note"));
    table
}

/// A survey in one year.
fn survey_wave() -> TableCreateStatement {
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
    table.index(
        Index::create()
            .name("survey_wave_survey_id_year")
            .col("survey_id")
            .col("year")
            .unique(),
    );
    table
}

/// What was asked, across waves and services.
fn survey_question() -> TableCreateStatement {
    let mut table = table::area_record("survey_question");
    table::belongs_to(&mut table, "survey_question", "survey_id", "survey");
    table.col(text("text")).col(text("group"));
    table::word(&mut table, "polarity", &["higher", "lower", "neutral"]);
    table.col(text_null("options"));
    table
}

/// A figure of one wave, with the figure of the wave before where it is printed.
fn survey_result() -> TableCreateStatement {
    let mut table = table::area_record("survey_result");
    table::belongs_to(&mut table, "survey_result", "survey_id", "survey");
    table::belongs_to(&mut table, "survey_result", "wave_id", "survey_wave");
    table::belongs_to(
        &mut table,
        "survey_result",
        "question_id",
        "survey_question",
    );
    table.col(text_null("service"));
    table::word(
        &mut table,
        "kind",
        &["headline", "pair", "stand-alone", "need"],
    );
    table
        .col(text("published"))
        .col(double_null("value"))
        .col(text_null("previous_published"))
        .col(double_null("previous_value"))
        .col(text_null("count"))
        .col(integer_null("base"))
        .col(text_null("base_note"));
    table::word(
        &mut table,
        "comparability",
        &["comparable", "not-comparable", "no-previous", "unclear"],
    );
    table.col(text_null("reason")).col(text_null("sentence"));
    // What cannot be compared says why; what can has something to be compared with.
    table.check(
        Expr::col("comparability")
            .eq("comparable")
            .or(Expr::col("reason").is_not_null()),
    );
    table.check(
        Expr::col("comparability")
            .ne("comparable")
            .or(Expr::col("value")
                .is_not_null()
                .and(Expr::col("previous_value").is_not_null())),
    );
    table::not_negative(&mut table, "base");
    table
}

/// A row of You said, we did: what was said, promised, done and planned.
fn feedback_item() -> TableCreateStatement {
    let mut table = table::area_record("feedback_item");
    table::belongs_to(&mut table, "feedback_item", "wave_id", "survey_wave");
    table
        .col(integer("number"))
        .col(text_null("theme_published"))
        .col(text("table_published"))
        .col(text_null("service"))
        .col(text("comment"))
        .col(text_null("promised"))
        .col(text_null("done"))
        .col(text_null("next"))
        .col(boolean("is_new"))
        .col(text_null("note"));
    table.index(
        Index::create()
            .name("feedback_item_wave_id_number")
            .col("wave_id")
            .col("number")
            .unique(),
    );
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
                survey(),
                survey_wave(),
                survey_question(),
                survey_result(),
                feedback_item(),
            ],
        )
        .await?;
        table::index(manager, "survey", &["area_id", "sort_key"]).await?;
        table::index(manager, "survey_wave", &["survey_id", "sort_key"]).await?;
        table::index(manager, "survey_question", &["survey_id", "sort_key"]).await?;
        table::index(manager, "survey_result", &["area_id", "sort_key"]).await?;
        table::index(manager, "survey_result", &["wave_id", "sort_key"]).await?;
        table::index(manager, "survey_result", &["question_id", "sort_key"]).await?;
        table::index(manager, "feedback_item", &["area_id", "sort_key"]).await?;
        table::index(manager, "feedback_item", &["wave_id", "sort_key"]).await?;
        table::index(manager, "survey_wave", &["area_id", "sort_key"]).await?;
        table::index(manager, "survey_question", &["area_id", "sort_key"]).await?;
        table::index(manager, "survey_result", &["survey_id", "sort_key"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(
            manager,
            &[
                "survey",
                "survey_wave",
                "survey_question",
                "survey_result",
                "feedback_item",
            ],
        )
        .await
    }
}
