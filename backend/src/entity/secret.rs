//! What lets somebody in: sessions of browsers, links that are used once, and tokens of programs. Each is known by
//! the SHA-256 of its secret.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// Who is signed in, in which browser.
pub mod session {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "session")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub user_id: Uuid,
        pub data: Json,
        pub expires_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A link that invites somebody into the team of an area, once.
pub mod invitation {
    use super::*;
    use crate::entity::user::Role;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "invitation")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub id: Uuid,
        /// In small letters.
        pub email: String,
        pub name: String,
        pub area_id: Uuid,
        pub role: Role,
        /// The partner of the area that he or she works for.
        pub organisation_id: Option<Uuid>,
        /// Who invites.
        pub user_id: Uuid,
        pub expires_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A link that sets a password, once.
pub mod link {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "link")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub user_id: Uuid,
        pub expires_at: DateTimeUtc,
        /// The administrator who made it, and has to be one still when it is used; whose account it is where he asked
        /// for it by mail. Nothing where whoever runs the server made it.
        pub made_by: Option<Uuid>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

words! {
    /// What a token is good for.
    #[graphql(name = "TokenScope")]
    #[derive(PartialOrd, Ord)]
    pub enum Scope {
        /// Reads what its owner may read.
        Read,
        /// Reads it, and changes what its owner may change: not accounts and members.
        Write,
    }
}

/// What a program shows instead of a password.
pub mod token {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "token")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub user_id: Uuid,
        pub id: Uuid,
        pub name: String,
        pub scope: Scope,
        pub created_at: DateTimeUtc,
        /// Nothing where it never ends by itself.
        pub expires_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// By what the calendar of somebody is read.
pub mod calendar {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "calendar")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub user_id: Uuid,
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
