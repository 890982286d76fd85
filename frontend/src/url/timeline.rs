//! The timeline as an address: `/timeline?area=leicestershire&kind=review&from=2020-01-01`.

use super::list::{Kind, List, Param};
use crate::query::word::EventKind;

/// The timeline.
pub const TIMELINE: List = List {
    path: "/timeline",
    name: "Timeline",
    root: "timeline",
    nouns: ("event", "events"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new(
            "kind",
            "kind",
            "Kind of event",
            Kind::Words(EventKind::WORDS),
        ),
        Param::new("from", "within.from", "From", Kind::Day),
        Param::new("to", "within.to", "Until", Kind::Day),
    ],
    sorts: &[],
    columns: &[],
};
