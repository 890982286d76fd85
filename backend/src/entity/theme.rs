//! The taxonomy and what falls under it.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Texts;

words! {
    /// How a record came under a theme.
    pub enum AssignmentMethod {
        /// The source's own heading says so.
        Stated,
        /// A rule of the taxonomy fired on its words.
        Rule,
        /// A person decided it.
        Reviewer,
    }
}

/// One heading of the taxonomy.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "theme")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub name: String,
    pub definition: String,
    pub words: Texts,
    pub taxonomy_version: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// That a record falls under a theme.
pub mod assignment {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "theme_assignment")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub record_id: Uuid,
        pub theme_id: Uuid,
        pub method: AssignmentMethod,
        pub basis: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
