//! Words for what the revisits of inspectorates find of a weakness: sufficient progress, or not.

use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

use crate::{m20261121_000011_review::review_finding, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The words until now.
const BEFORE: &[&str] = &["clear-and-sustained-progress", "progress", "not-stated"];
/// The words from now on.
const NOW: &[&str] = &[
    "clear-and-sustained-progress",
    "sufficient-progress",
    "progress",
    "not-sufficient-progress",
    "not-stated",
];

/// Has findings be one of these words.
async fn allow(manager: &SchemaManager<'_>, words: &'static [&'static str]) -> Result<(), DbErr> {
    let db = manager.get_connection();
    if manager.get_database_backend() == DbBackend::Postgres {
        let check = "review_finding_finding_check";
        let words = words.join("', '");
        let words = format!(
            "ALTER TABLE review_finding DROP CONSTRAINT {check}, ADD CONSTRAINT {check} CHECK (finding IN ('{words}'))"
        );
        return db.execute_unprepared(&words).await.map(drop);
    }
    // SQLite cannot change a rule: the table is made anew, and nothing points at its rows.
    for words in [
        "CREATE TABLE review_finding_before AS SELECT * FROM review_finding",
        "DROP TABLE review_finding",
    ] {
        db.execute_unprepared(words).await?;
    }
    table::create(manager, vec![review_finding(words)]).await?;
    table::index(manager, "review_finding", &["workstream_id"]).await?;
    table::index(manager, "review_finding", &["weakness_id"]).await?;
    let kept = "id, review_id, position, workstream_id, weakness_id, finding, statement";
    for words in [
        format!("INSERT INTO review_finding ({kept}) SELECT {kept} FROM review_finding_before"),
        "DROP TABLE review_finding_before".to_owned(),
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
        allow(manager, NOW).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The statement beside it still says what was found.
        let words = "UPDATE review_finding SET finding = 'not-stated' WHERE finding IN ('sufficient-progress', 'not-sufficient-progress')";
        manager.get_connection().execute_unprepared(words).await?;
        allow(manager, BEFORE).await
    }
}
