//! The list of meetings: `/meetings?state=to-schedule`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::MeetingState;

/// The list of meetings.
pub const MEETINGS: List = List {
    path: "/meetings",
    name: "Meeting",
    root: "meetings",
    nouns: ("meeting", "meetings"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("plan", "plan", "Plan", Kind::Records),
        Param::new(
            "organisation",
            "organisation",
            "Organisation expected",
            Kind::Records,
        ),
        Param::new("state", "state", "State", Kind::Words(MeetingState::WORDS)),
        Param::new("from", "held.from", "Held from", Kind::Day),
        Param::new("to", "held.to", "Held until", Kind::Day),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In what it is for, or who takes part"),
    ],
    sorts: &[
        Sort::new("held", "HELD", "Date"),
        Sort::new("purpose", "PURPOSE", "What it is for"),
    ],
    columns: &[
        Column::new("held", "Held"),
        Column::new("who", "Who takes part"),
        Column::new("organisation", "Organisations"),
        Column::new("plan", "Plan"),
        Column::new("state", "State"),
        Column::new("source", "Source"),
    ],
};
