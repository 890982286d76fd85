//! Published documents.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::value::Precision;

words! {
    /// The kind of a published document.
    pub enum DocumentKind {
        /// A Written Statement of Action.
        Wsoa,
        /// An Accelerated Progress Plan.
        App,
        /// A Priority Action Plan.
        Pap,
        /// A report to a scrutiny panel.
        ScrutinyReport,
        /// A strategy.
        Strategy,
        /// A report on a survey.
        SurveyReport,
    }
}

words! {
    /// Whether a document or plan is a draft.
    pub enum PublicationStatus {
        /// Published or shared as a draft.
        Draft,
        /// Published as final.
        Final,
    }
}

/// A published document.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "document")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub publisher_id: Option<Uuid>,
    pub kind: DocumentKind,
    pub title: String,
    pub status: PublicationStatus,
    pub file: String,
    /// Where it was published: an address of the web.
    pub url: Option<String>,
    /// The terms under which its words may be used, as published.
    pub licence: Option<String>,
    pub published: Option<String>,
    pub published_precision: Option<Precision>,
    pub published_from: Option<Date>,
    pub published_to: Option<Date>,
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A line of the extracted text that something was read from. Names and contact details that the product
/// does not need are left out of it.
pub mod line {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "document_line")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub document_id: Uuid,
        /// The number of the line, from 1.
        pub position: i32,
        pub text: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
