//! What a change made, beside its receipt: whoever sends it again is answered that very thing.

use sea_orm_migration::{prelude::*, schema::uuid_null};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut receipt = Table::alter();
        // No link: what was made may be gone before its receipt is, and is of one table or another.
        receipt.table("receipt").add_column(uuid_null("made_id"));
        manager.alter_table(receipt.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut receipt = Table::alter();
        receipt.table("receipt").drop_column("made_id");
        manager.alter_table(receipt.take()).await
    }
}
