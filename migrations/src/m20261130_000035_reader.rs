//! Readers of a team lead no action: they could not say how it stands.

use sea_orm_migration::prelude::*;

use crate::table;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        table::ALL_OR_NOTHING
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let words = "DELETE FROM action_assignee WHERE EXISTS (SELECT 1 FROM membership \
             JOIN action ON action.area_id = membership.area_id \
             WHERE action.id = action_assignee.action_id \
             AND membership.user_id = action_assignee.user_id AND membership.role = 'reader')";
        let db = manager.get_connection();
        db.execute_unprepared(words).await.map(drop)
    }

    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        // Who led what is not known any more.
        Ok(())
    }
}
