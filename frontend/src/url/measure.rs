//! The list of measures: `/measures?workstream=leicestershire/wsoa-2020/workstream-1&without=target`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::{MeasureGap, MeasurePolarity, MeasureUnit};

/// The list of measures.
pub const MEASURES: List = List {
    path: "/measures",
    name: "Measure",
    root: "measures",
    nouns: ("measure", "measures"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("plan", "plan", "Plan", Kind::Records),
        Param::new("workstream", "workstream", "Workstream", Kind::Records),
        Param::new("action", "action", "Action", Kind::Linked),
        Param::new("unit", "unit", "Unit", Kind::Words(MeasureUnit::WORDS)),
        Param::new(
            "polarity",
            "polarity",
            "Which way is better",
            Kind::Words(MeasurePolarity::WORDS),
        ),
        Param::new(
            "without",
            "without",
            "What is missing",
            Kind::Words(MeasureGap::WORDS),
        )
        .hint("A measure lacks all that is ticked"),
        Param::new("placeholder", "placeholder", "Placeholders", Kind::Yes)
            .hint("Only those with a placeholder, such as ?%"),
        Param::new("theme", "theme", "Theme", Kind::Records),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the measure, its baseline and its target"),
    ],
    sorts: &[
        Sort::new("text", "TEXT", "Words of the measure"),
        Sort::new("baseline", "BASELINE", "Number in the baseline"),
        Sort::new("target", "TARGET", "Number in the target"),
    ],
    columns: &[
        Column::new("place", "Plan and workstream"),
        Column::new("unit", "Unit"),
        Column::new("polarity", "Which way is better"),
        Column::new("baseline", "Baseline"),
        Column::new("target", "Target"),
        Column::new("reading", "Latest reading"),
        Column::new("source", "Source"),
    ],
};
