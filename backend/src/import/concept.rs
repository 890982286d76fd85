//! Every kind of record as the files write it, one file a concept.

mod action;
mod area;
mod document;
mod feedback;
mod glossary;
mod indicator;
mod inspection;
mod measure;
mod meeting;
mod organisation;
mod plan;
mod priority;
mod quality;
mod review;
mod survey;
mod theme;
mod weakness;
mod workstream;

use serde::de::DeserializeOwned;

use super::{file::Table, reader::Reader};
use crate::{domain::change::Whole, entity::record::Kind};

/// A record as a file writes it.
trait Written: DeserializeOwned {
    const KIND: Kind;
    /// The name of its table in the files.
    const TABLE: &'static str;
    fn read(self, reader: &mut Reader) -> Whole;
}

macro_rules! written {
    ($($type:path),+ $(,)?) => {
        /// The kind of record that a table of the files holds.
        pub fn kind(table: &str) -> Option<Kind> {
            $(if table == <$type as Written>::TABLE {
                return Some(<$type as Written>::KIND);
            })+
            None
        }

        /// Reads a table as the record it says it is.
        pub fn read(table: Table<'_>, reader: &mut Reader) -> Result<Whole, String> {
            $(if table.name == <$type as Written>::TABLE {
                return table.read::<$type>().map(|record| record.read(reader));
            })+
            Err(format!("There is no kind of record called `{}`.", table.name))
        }
    };
}

written! {
    area::Area,
    organisation::Organisation,
    document::Document,
    theme::Theme,
    inspection::Inspection,
    plan::Plan,
    plan::Scheme,
    priority::Priority,
    weakness::Weakness,
    workstream::Workstream,
    action::Action,
    measure::Measure,
    review::Review,
    meeting::Meeting,
    survey::Survey,
    survey::Wave,
    survey::Question,
    survey::SurveyResult,
    feedback::Feedback,
    indicator::Indicator,
    indicator::Value,
    glossary::Term,
    quality::Note,
}
