//! Organisations.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// What an organisation is in the system.
    pub enum OrganisationKind {
        /// A council.
        LocalAuthority,
        /// A company or trust that runs children's services for a council.
        ChildrensServices,
        /// A clinical commissioning group (until 30 June 2022) or integrated care board.
        HealthCommissioner,
        /// An NHS trust.
        HealthProvider,
        /// The forum of parents and carers.
        ParentCarerForum,
        /// A SEND information, advice and support service.
        AdviceService,
        /// Schools, or schools of one phase, as a group.
        SchoolPhase,
        /// A school, college or setting.
        EducationProvider,
        /// A department or body of government.
        Government,
        /// Ofsted or the Care Quality Commission.
        Inspectorate,
        /// A charity or alliance.
        Voluntary,
        /// A board or panel.
        Board,
        /// A working group.
        Group,
    }
}

/// A body that plans, acts, inspects or speaks for families.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub name: String,
    pub short_name: Option<String>,
    pub kind: OrganisationKind,
    pub area_id: Option<Uuid>,
    pub successor_id: Option<Uuid>,
    pub ended_on: Option<Date>,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
