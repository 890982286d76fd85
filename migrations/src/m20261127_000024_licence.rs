//! Where a document was published, and under which terms.

use sea_orm_migration::{prelude::*, schema::text_null};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: [&str; 2] = ["url", "licence"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let mut table = Table::alter();
            table.table("document").add_column(text_null(column));
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in COLUMNS {
            let mut table = Table::alter();
            table.table("document").drop_column(column);
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }
}
