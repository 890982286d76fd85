//! The list of figures of indicators: `/indicators?geography=region&from=2020-01-01`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::{Geography, ValueKind};

/// The list of figures.
pub const INDICATORS: List = List {
    path: "/indicators",
    name: "IndicatorValue",
    root: "indicatorValues",
    nouns: ("figure", "figures"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("indicator", "indicator", "Indicator", Kind::Records),
        Param::new(
            "geography",
            "geography",
            "What it is a figure of",
            Kind::Words(Geography::WORDS),
        ),
        Param::new(
            "measure",
            "measure",
            "Kind of figure",
            Kind::Words(ValueKind::WORDS),
        ),
        Param::new("from", "period.from", "Period from", Kind::Day)
            .hint("Figures whose period touches these days"),
        Param::new("to", "period.to", "Period until", Kind::Day),
        Param::new("document", "document", "Document", Kind::Records),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the place, the period, the figure or our remark"),
    ],
    sorts: &[
        Sort::new("value", "VALUE", "Figure"),
        Sort::new("period", "PERIOD", "Period"),
    ],
    columns: &[
        Column::new("of", "Of"),
        Column::new("period", "Period, as published"),
        Column::new("value", "Figure, as published"),
        Column::new("measure", "Kind of figure"),
        Column::new("date", "As at"),
        Column::new("source", "Source"),
    ],
};
