//! Up to which version of the data a draft says what its plan does: what is recorded in the plan after that, it takes over.

use sea_orm_migration::{prelude::*, schema::big_integer};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut draft = Table::alter();
        draft
            .table("draft")
            .add_column(big_integer("data_version").default(0));
        manager.alter_table(draft.take()).await?;
        // A draft says until now what its plan did when it was begun.
        let words = "UPDATE draft SET data_version = \
             (SELECT COALESCE(MAX(seq), 0) FROM change WHERE change.at <= draft.made_at)";
        let db = manager.get_connection();
        db.execute_unprepared(words).await.map(drop)
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut draft = Table::alter();
        draft.table("draft").drop_column("data_version");
        manager.alter_table(draft.take()).await
    }
}
