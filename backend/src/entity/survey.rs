//! Surveys, waves, questions and results.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::indicator::Polarity;

words! {
    /// Where in the report a figure stands.
    pub enum ResultKind {
        /// Among the key findings.
        Headline,
        /// With the figure of the wave before in brackets.
        Pair,
        /// By itself, in a table or in prose.
        StandAlone,
        /// In the list of needs and disabilities.
        Need,
    }
}

words! {
    /// Whether a figure can be set against the one before. A trend is drawn for comparable figures only.
    pub enum Comparability {
        /// Question, population and options are the same as far as the report says.
        Comparable,
        /// Question, population or options changed.
        NotComparable,
        /// The report gives no earlier figure.
        NoPrevious,
        /// The report, or the team, leaves it open.
        Unclear,
    }
}

/// A survey that is held more than once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "survey")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub title: String,
    pub population: String,
    pub note: Option<String>,
    /// The page that shows it, the role of whoever said so, and when: of surveys that no document states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A survey in one year.
pub mod wave {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "survey_wave")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub path: String,
        pub sort_key: String,
        pub area_id: Uuid,
        pub survey_id: Uuid,
        /// The document that states it. A year that a team enters is written out as one.
        pub document_id: Uuid,
        pub year: i32,
        pub fieldwork: Option<String>,
        pub respondents: Option<i32>,
        pub respondents_other: Option<i32>,
        pub note: Option<String>,
        /// What a team calls it, between which days it asked, how many and how: of years that a team enters.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub label: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub fieldwork_from: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub fieldwork_to: Option<Date>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub asked: Option<i32>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub method: Option<String>,
        /// The page that shows it, the role of whoever said so, and when: of years that no document states.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub author: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What was asked.
pub mod question {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "survey_question")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub path: String,
        pub sort_key: String,
        pub area_id: Uuid,
        pub survey_id: Uuid,
        pub text: String,
        pub group: String,
        pub polarity: Polarity,
        /// One a line, where a team entered them.
        pub options: Option<String>,
        /// The page that shows it, the role of whoever said so, and when: of questions that no document states.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub author: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A figure of one wave.
pub mod result {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
    #[sea_orm(table_name = "survey_result")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub path: String,
        pub sort_key: String,
        pub area_id: Uuid,
        pub survey_id: Uuid,
        pub wave_id: Uuid,
        pub question_id: Uuid,
        pub service: Option<String>,
        pub kind: ResultKind,
        pub published: String,
        pub value: Option<f64>,
        pub previous_published: Option<String>,
        pub previous_value: Option<f64>,
        pub count: Option<String>,
        pub base: Option<i32>,
        pub base_note: Option<String>,
        pub comparability: Comparability,
        pub reason: Option<String>,
        pub sentence: Option<String>,
        /// Which of the answers it is the share of.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub answer: Option<String>,
        /// How it was asked in this wave, where the words were others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub wording: Option<String>,
        /// Whether the same people were asked the same as in the wave before, as the team says, and what changed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub as_before: Option<bool>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub changed: Option<String>,
        /// The page that shows it, the role of whoever said so, and when: of figures that no document states.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub link: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub author: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
