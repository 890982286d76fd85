//! Names that were removed everywhere: what keeps an import from bringing them back, and that answers which are kept
//! for good were changed since.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, integer, text, timestamp_with_time_zone, timestamp_with_time_zone_null,
        uuid_null,
    },
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

fn redaction() -> TableCreateStatement {
    let mut table = Table::create().table("redaction").take();
    table
        .col(big_integer("number").primary_key())
        // No link: it outlives an area that an import takes away and brings back.
        .col(uuid_null("area_id"))
        .col(integer("words"))
        .col(text("hash"))
        .col(text("replacement"));
    table.check(Expr::col("words").gt(0));
    table::outlives(&mut table, "redaction", "made_by", "user");
    table.col(timestamp_with_time_zone("made_at"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::create(manager, vec![redaction()]).await?;
        let mut permalink = Table::alter();
        permalink
            .table("permalink")
            .add_column(timestamp_with_time_zone_null("redacted_at"));
        manager.alter_table(permalink.take()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut permalink = Table::alter();
        permalink.table("permalink").drop_column("redacted_at");
        manager.alter_table(permalink.take()).await?;
        table::drop(manager, &["redaction"]).await
    }
}
