//! What records are called, and what findings are about, for those whose fields do not say so.

use serde_json::Value;

use crate::format::difference::{ABOUT, Title};
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

/// What a review said, and of what.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "ReviewFinding")]
struct Finding {
    statement: String,
    workstream: Option<Stream>,
    weakness: Option<Found>,
}

/// A weakness that a finding is about.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Weakness")]
struct Found {
    number: i32,
    title: String,
}

impl Finding {
    /// "Workstream 1: Joint work", "Weakness 2: No strategy".
    fn about(&self) -> Option<String> {
        let of_workstream = self.workstream.as_ref();
        let of_workstream = of_workstream.map(|one| format!("Workstream {}", one.words()));
        let of_weakness = self.weakness.as_ref();
        let of_weakness = of_weakness.map(|one| format!("Weakness {}: {}", one.number, one.title));
        let both: Vec<String> = of_workstream.into_iter().chain(of_weakness).collect();
        (!both.is_empty()).then(|| both.join("; "))
    }
}

/// The question that a figure answers.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "SurveyQuestion")]
struct Asked {
    text: String,
}

/// The year of a survey that a figure is of.
#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "SurveyWave")]
struct Year {
    year: i32,
}

impl Named {
    /// Says of each finding of a review what it is about, where it says what it said then.
    pub fn explain(&self, findings: &mut Value) {
        let Self::Review(review) = self else {
            return;
        };
        let parts = findings.as_array_mut().into_iter().flatten();
        for (part, finding) in parts.zip(&review.findings) {
            let statement = part.get("statement").and_then(Value::as_str);
            let is_same = statement == Some(finding.statement.as_str());
            if let (Value::Object(fields), Some(about), true) = (part, finding.about(), is_same) {
                fields.insert(ABOUT.to_owned(), about.into());
            }
        }
    }
}

/// A review by what it is called, with what its findings are about.
#[derive(cynic::QueryFragment)]
pub struct Review {
    title: String,
    findings: Vec<Finding>,
}

/// A kind of record by what it is called.
// A number is text in some kinds, and one answer has one form for each name. What has a list
// stands by itself: cynic looks for the word.
macro_rules! named {
    ($($kind:ident $({ $($(#[$meta:meta])* $field:ident: $type:ty),* })? => $number:expr, $words:expr $(, $within:expr)?;)*) => {
        $($(#[derive(cynic::QueryFragment)]
        pub struct $kind {
            $($(#[$meta])* $field: $type,)*
        })?)*

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
    Action { reference: String, text: String, workstream: Stream } => |row| Some(row.reference.clone()), |row| row.text, |row| row.workstream.words();
    Workstream { number: String, title: String } => |row| Some(row.number.clone()), |row| row.title;
    Measure { number: String, text: String, workstream: Stream } => |row| Some(row.number.clone()), |row| row.text, |row| row.workstream.words();
    Weakness { #[cynic(rename = "number", alias)] ordinal: i32, title: String } => |row| Some(row.ordinal.to_string()), |row| row.title;
    FeedbackItem { #[cynic(rename = "number", alias)] ordinal: i32, comment: String } => |row| Some(row.ordinal.to_string()), |row| row.comment;
    Plan { title: String } => |_| None, |row| row.title;
    Review => |_| None, |row| row.title;
    Meeting { purpose: String } => |_| None, |row| row.purpose;
    Inspection { title: String } => |_| None, |row| row.title;
    StrategyPriority { title: String } => |_| None, |row| row.title;
    Survey { title: String } => |_| None, |row| row.title;
    SurveyQuestion { text: String } => |_| None, |row| row.text;
    SurveyResult { question: Asked, wave: Year } => |_| None, |row| format!("{} ({})", row.question.text, row.wave.year);
    Document { title: String } => |_| None, |row| row.title;
    GlossaryTerm { term: String } => |_| None, |row| row.term;
    DataQualityNote { first: String } => |_| None, |row| row.first;
}
