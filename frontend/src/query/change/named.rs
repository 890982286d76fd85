//! What records are called, for those whose fields do not say so.

use crate::format::difference::Title;
use crate::query::schema;

/// The workstream that a record belongs to.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Workstream")]
struct Stream {
    number: String,
    title: String,
}

impl Stream {
    fn words(&self) -> String {
        format!("{}: {}", self.number, self.title)
    }
}

/// A kind of record by what it is called.
// A number is text in some kinds, and one answer has one form for each name.
macro_rules! named {
    ($($kind:ident { $($(#[$meta:meta])* $field:ident: $type:ty),* } $number:expr, $words:expr $(, $within:expr)?;)*) => {
        $(#[derive(cynic::QueryFragment)]
        pub struct $kind {
            $($(#[$meta])* $field: $type,)*
        })*

        /// A record by what it is called; others are called by their paths.
        #[derive(cynic::InlineFragments)]
        #[cynic(graphql_type = "Node")]
        pub enum Named {
            $($kind($kind),)*
            #[cynic(fallback)]
            Other,
        }

        impl Named {
            /// What it is called.
            pub fn title(self) -> Title {
                match self {
                    $(Self::$kind(row) => {
                        let number: fn(&$kind) -> Option<String> = $number;
                        let words: fn($kind) -> String = $words;
                        Title {
                            within: None::<String>$(.or({
                                let within: fn(&$kind) -> String = $within;
                                Some(within(&row))
                            }))?,
                            number: number(&row),
                            words: Some(words(row)),
                        }
                    })*
                    Self::Other => Title::default(),
                }
            }
        }
    };
}

named! {
    Action { reference: String, text: String, workstream: Stream } |row| Some(row.reference.clone()), |row| row.text, |row| row.workstream.words();
    Workstream { number: String, title: String } |row| Some(row.number.clone()), |row| row.title;
    Measure { number: String, text: String, workstream: Stream } |row| Some(row.number.clone()), |row| row.text, |row| row.workstream.words();
    Weakness { #[cynic(rename = "number", alias)] ordinal: i32, title: String } |row| Some(row.ordinal.to_string()), |row| row.title;
    FeedbackItem { #[cynic(rename = "number", alias)] ordinal: i32, comment: String } |row| Some(row.ordinal.to_string()), |row| row.comment;
    Plan { title: String } |_| None, |row| row.title;
    Review { title: String } |_| None, |row| row.title;
    Meeting { purpose: String } |_| None, |row| row.purpose;
    Inspection { title: String } |_| None, |row| row.title;
    StrategyPriority { title: String } |_| None, |row| row.title;
    Survey { title: String } |_| None, |row| row.title;
    SurveyQuestion { text: String } |_| None, |row| row.text;
    Document { title: String } |_| None, |row| row.title;
    GlossaryTerm { term: String } |_| None, |row| row.term;
    DataQualityNote { first: String } |_| None, |row| row.first;
}
