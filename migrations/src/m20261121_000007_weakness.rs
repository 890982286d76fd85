//! Areas of significant weakness that inspections find.

use sea_orm_migration::{
    prelude::*,
    schema::{integer, text},
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// A weakness, one thread through every plan that answers it.
fn weakness() -> TableCreateStatement {
    let mut table = table::area_record("weakness");
    table::belongs_to(&mut table, "weakness", "inspection_id", "inspection");
    table
        .col(integer("number"))
        .col(text("title"))
        .col(text("statement"));
    table.index(
        Index::create()
            .name("weakness_inspection_id_number")
            .col("inspection_id")
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
        table::create(manager, vec![weakness()]).await?;
        table::index(manager, "weakness", &["area_id", "sort_key"]).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(manager, &["weakness"]).await
    }
}
