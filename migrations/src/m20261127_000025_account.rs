//! Accounts: passwords, who belongs to the team of which area, who is signed in, links that are used once, and
//! tokens for programs. None of it is a record: it is nobody's business but the team's, and no history of it is kept.

use sea_orm_migration::{
    prelude::*,
    schema::{
        boolean, json_binary, text, text_null, timestamp_with_time_zone,
        timestamp_with_time_zone_null, uuid, uuid_null,
    },
};

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// What an account has beside its name: columns of `user`.
fn columns() -> [ColumnDef; 3] {
    [
        text_null("password"),
        boolean("is_administrator").default(false).take(),
        timestamp_with_time_zone_null("ended_at"),
    ]
}

/// Somebody's place in the team of an area.
fn membership() -> TableCreateStatement {
    let mut table = table::rows("membership");
    table::goes_with(&mut table, "membership", "user_id", "user");
    table::goes_with(&mut table, "membership", "area_id", "area");
    role(&mut table);
    table::outlives(&mut table, "membership", "organisation_id", "organisation");
    table.col(timestamp_with_time_zone("created_at"));
    table.index(
        Index::create()
            .name("membership_user_id_area_id")
            .col("user_id")
            .col("area_id")
            .unique(),
    );
    table
}

fn role(table: &mut TableCreateStatement) {
    let roles = ["reader", "contributor", "editor", "area-administrator"];
    table::word(table, "role", &roles);
}

/// Secrets are known by their hashes: whoever reads the database can sign in as nobody.
fn secret(name: &'static str) -> TableCreateStatement {
    let mut table = Table::create().table(name).take();
    table.col(text("hash").primary_key());
    table::goes_with(&mut table, name, "user_id", "user");
    table
}

/// Who is signed in, in which browser.
fn session() -> TableCreateStatement {
    let mut table = secret("session");
    table
        .col(json_binary("data"))
        .col(timestamp_with_time_zone("expires_at"));
    table
}

/// A link that sets a password, once.
fn link() -> TableCreateStatement {
    let mut table = secret("link");
    table.col(timestamp_with_time_zone("expires_at"));
    table.col(uuid_null("made_by"));
    table
}

/// A link that invites somebody, who may have no account yet.
fn invitation() -> TableCreateStatement {
    let mut table = secret("invitation");
    table
        .col(uuid("id").unique_key())
        .col(text("email"))
        .col(text("name"))
        .col(timestamp_with_time_zone("expires_at"));
    table::goes_with(&mut table, "invitation", "area_id", "area");
    role(&mut table);
    table::outlives(&mut table, "invitation", "organisation_id", "organisation");
    table
}

/// What a program shows instead of a password.
fn token() -> TableCreateStatement {
    let mut table = secret("token");
    table.col(uuid("id").unique_key()).col(text("name"));
    table::word(&mut table, "scope", &["read", "write"]);
    table
        .col(timestamp_with_time_zone("created_at"))
        .col(timestamp_with_time_zone_null("expires_at"));
    table
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            let mut table = Table::alter();
            table.table("user").add_column(column);
            manager.alter_table(table.take()).await?;
        }
        table::create(
            manager,
            vec![membership(), session(), invitation(), link(), token()],
        )
        .await?;
        table::index(manager, "membership", &["area_id"]).await?;
        table::index(manager, "session", &["user_id"]).await?;
        table::index(manager, "session", &["expires_at"]).await?;
        table::index(manager, "invitation", &["area_id"]).await?;
        table::index(manager, "invitation", &["user_id"]).await?;
        table::index(manager, "link", &["user_id"]).await?;
        table::index(manager, "token", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        table::drop(
            manager,
            &["membership", "session", "invitation", "link", "token"],
        )
        .await?;
        for column in ["password", "is_administrator", "ended_at"] {
            let mut table = Table::alter();
            table.table("user").drop_column(column);
            manager.alter_table(table.take()).await?;
        }
        Ok(())
    }
}
