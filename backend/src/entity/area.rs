//! Local areas.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// The kind of council an area has.
    pub enum AreaKind {
        /// A county council.
        County,
        /// A unitary council.
        Unitary,
        /// A metropolitan borough.
        Metropolitan,
        /// A London borough.
        LondonBorough,
    }
}

/// A local authority with its health partners.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "area")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub name: String,
    pub council: String,
    pub kind: AreaKind,
    pub gss_code: String,
    pub region: String,
    pub ended_on: Option<Date>,
    pub successor_id: Option<Uuid>,
    pub note: Option<String>,
    pub code_source: String,
}

impl ActiveModelBehavior for ActiveModel {}
