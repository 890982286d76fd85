//! The register of every record, the change log, and accounts.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// The kind of a record.
    #[graphql(name = "RecordKind")]
    pub enum Kind {
        /// A local area.
        Area,
        /// An organisation.
        Organisation,
        /// A document.
        Document,
        /// A theme.
        Theme,
        /// An inspection.
        Inspection,
        /// A plan.
        Plan,
        /// A status scheme.
        StatusScheme,
        /// A strategy priority.
        StrategyPriority,
        /// A weakness.
        Weakness,
        /// A workstream.
        Workstream,
        /// An action.
        Action,
        /// A measure.
        Measure,
        /// A review.
        Review,
        /// A meeting.
        Meeting,
        /// A survey.
        Survey,
        /// A survey wave.
        SurveyWave,
        /// A survey question.
        SurveyQuestion,
        /// A survey result.
        SurveyResult,
        /// A row of You said, we did.
        FeedbackItem,
        /// An indicator.
        Indicator,
        /// An indicator value.
        IndicatorValue,
        /// A glossary term.
        GlossaryTerm,
        /// A data quality note.
        DataQualityNote,
    }
}

/// A record of whatever kind. Citations, themes and notes point here.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: Kind,
    pub version: i32,
}

impl ActiveModelBehavior for ActiveModel {}
