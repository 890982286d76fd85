//! Data-quality notes.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// The rule that a data-quality note applies.
    pub enum NoteRule {
        /// No such day exists.
        ImpossibleDate,
        /// A date is mistyped.
        MistypedDate,
        /// A date for a decision stands where a completion date is expected.
        DecisionDate,
        /// A date is a season, month or range.
        ImpreciseDate,
        /// A date depends on something else.
        DateDepends,
        /// There is no usable date.
        NoDate,
        /// One figure is stated twice, differently.
        TwoReadings,
        /// Shares rest on different bases.
        BaseConflict,
        /// A stated change does not follow from the figures.
        ChangeArithmetic,
        /// Percentage points stand beside relative change.
        PointsNotPercent,
        /// A word says the opposite of the data.
        SatisfiedDissatisfied,
        /// The question or its options changed.
        QuestionChanged,
        /// Those who were asked changed.
        PopulationChanged,
        /// A placeholder was left in the text.
        Placeholder,
        /// A legend contradicts the table.
        LegendContradiction,
        /// A section number is used twice.
        DuplicateSection,
        /// A row is printed twice.
        DuplicateRow,
        /// A section is missing or empty.
        MissingSection,
        /// The text breaks off.
        CutOffText,
        /// A target is already missed by the document's own figure.
        TargetMissed,
        /// A benchmark is of another date.
        BenchmarkDate,
        /// A name is spelt in two ways.
        NameSpelling,
        /// Nobody is named as lead.
        MissingLead,
        /// A value that readers would expect is missing.
        MissingValue,
        /// The same thing is worded differently.
        WordingChanged,
        /// A typing error.
        TypingError,
        /// It refers to something that is not there.
        DeadReference,
        /// Anything else.
        Other,
    }
}

words! {
    /// How much a note matters to a reader.
    pub enum Severity {
        /// Good to know.
        Note,
        /// It can mislead.
        Warning,
        /// The statement cannot be right.
        Error,
    }
}

words! {
    /// What has become of a note.
    pub enum NoteState {
        /// Nobody has answered it.
        Open,
        /// The source stands; the note explains it.
        Accepted,
        /// A later document puts it right.
        FixedInSource,
    }
}

/// A contradiction, a gap or a doubt.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize, Deserialize)]
#[sea_orm(table_name = "data_quality_note")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub path: String,
    pub sort_key: String,
    pub area_id: Uuid,
    pub document_id: Uuid,
    pub about_id: Option<Uuid>,
    pub rule: NoteRule,
    pub severity: Severity,
    pub first: String,
    pub first_place: String,
    pub second: Option<String>,
    pub second_place: Option<String>,
    pub why: String,
    pub shown: String,
    pub state: NoteState,
    /// Why it is in this state, by whom and since when, where somebody has ruled on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruling_author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ruled_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
