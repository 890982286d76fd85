//! The database's history. Each file is one step, applied in this order and never edited once released:
//! a change is a new file that first expands (new columns, new tables) and in a later release contracts.

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::{MigratorTrait, SchemaManager};

mod table;

mod m20261121_000001_log;
mod m20261121_000002_area;
mod m20261121_000003_document;
mod m20261121_000004_theme;
mod m20261121_000005_inspection;
mod m20261121_000006_plan;
mod m20261121_000007_weakness;
mod m20261121_000008_workstream;
mod m20261121_000009_action;
mod m20261121_000010_measure;
mod m20261121_000011_review;
mod m20261121_000012_history;
mod m20261121_000013_meeting;
mod m20261121_000014_survey;
mod m20261121_000015_indicator;
mod m20261121_000016_glossary;
mod m20261121_000017_quality;
mod m20261121_000018_order;
mod m20261122_000019_line;
mod m20261122_000020_search;
mod m20261122_000021_decision;
mod m20261127_000022_permalink;
mod m20261127_000023_letters;
mod m20261127_000024_licence;
mod m20261127_000025_account;
mod m20261129_000026_update;
mod m20261129_000027_said;
mod m20261129_000028_work;
mod m20261129_000029_survey;
mod m20261129_000030_draft;
mod m20261129_000031_redaction;
mod m20261129_000032_receipt;
mod m20261129_000033_finding;
mod m20261130_000034_catch_up;
mod m20261130_000035_reader;
mod m20261130_000036_survey;

pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261121_000001_log::Migration),
            Box::new(m20261121_000002_area::Migration),
            Box::new(m20261121_000003_document::Migration),
            Box::new(m20261121_000004_theme::Migration),
            Box::new(m20261121_000005_inspection::Migration),
            Box::new(m20261121_000006_plan::Migration),
            Box::new(m20261121_000007_weakness::Migration),
            Box::new(m20261121_000008_workstream::Migration),
            Box::new(m20261121_000009_action::Migration),
            Box::new(m20261121_000010_measure::Migration),
            Box::new(m20261121_000011_review::Migration),
            Box::new(m20261121_000012_history::Migration),
            Box::new(m20261121_000013_meeting::Migration),
            Box::new(m20261121_000014_survey::Migration),
            Box::new(m20261121_000015_indicator::Migration),
            Box::new(m20261121_000016_glossary::Migration),
            Box::new(m20261121_000017_quality::Migration),
            Box::new(m20261121_000018_order::Migration),
            Box::new(m20261122_000019_line::Migration),
            Box::new(m20261122_000020_search::Migration),
            Box::new(m20261122_000021_decision::Migration),
            Box::new(m20261127_000022_permalink::Migration),
            Box::new(m20261127_000023_letters::Migration),
            Box::new(m20261127_000024_licence::Migration),
            Box::new(m20261127_000025_account::Migration),
            Box::new(m20261129_000026_update::Migration),
            Box::new(m20261129_000027_said::Migration),
            Box::new(m20261129_000028_work::Migration),
            Box::new(m20261129_000029_survey::Migration),
            Box::new(m20261129_000030_draft::Migration),
            Box::new(m20261129_000031_redaction::Migration),
            Box::new(m20261129_000032_receipt::Migration),
            Box::new(m20261129_000033_finding::Migration),
            Box::new(m20261130_000034_catch_up::Migration),
            Box::new(m20261130_000035_reader::Migration),
            Box::new(m20261130_000036_survey::Migration),
        ]
    }
}
