//! The list of questions of surveys: `/surveys/questions?polarity=higher`.

use super::list::{Column, Kind, List, Param};
use crate::query::word::Polarity;

/// The list of questions.
pub const QUESTIONS: List = List {
    path: "/surveys/questions",
    name: "SurveyQuestion",
    root: "surveyQuestions",
    nouns: ("survey question", "survey questions"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("survey", "survey", "Survey", Kind::Records),
        Param::new("group", "group", "Heading, as published", Kind::Cells),
        Param::new(
            "polarity",
            "polarity",
            "Which way is better",
            Kind::Words(Polarity::WORDS),
        ),
        Param::new("theme", "theme", "Theme", Kind::Records),
        Param::new("text", "text", "Words", Kind::Text).hint("In the question or its heading"),
    ],
    sorts: &[],
    columns: &[
        Column::new("group", "Heading"),
        Column::new("polarity", "Which way is better"),
        Column::new("survey", "Survey"),
        Column::new("results", "Results"),
        Column::new("source", "Source"),
    ],
};
