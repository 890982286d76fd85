//! Accounts, and their places in the teams of areas.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A person who may sign in.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "user")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// In small letters.
    pub email: String,
    pub name: String,
    pub created_at: DateTimeUtc,
    /// The hash in PHC's form; nothing before one was set.
    pub password: Option<String>,
    pub is_administrator: bool,
    /// Since when nobody may sign in with it any more.
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

words! {
    /// What somebody may do in the team of an area. Each role may do what those before it may.
    #[derive(PartialOrd, Ord)]
    pub enum Role {
        /// Reads drafts, and comments.
        Reader,
        /// Updates the actions that he or she leads.
        Contributor,
        /// Keeps the area's plan.
        Editor,
        /// Publishes versions of the plan, and keeps the list of members.
        AreaAdministrator,
    }
}

/// Somebody's place in the team of an area.
pub mod membership {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "membership")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub user_id: Uuid,
        pub area_id: Uuid,
        pub role: Role,
        /// The partner of the area that he or she works for.
        pub organisation_id: Option<Uuid>,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
