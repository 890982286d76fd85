//! The meetings of a plan, with those that have no date yet.

use leptos::prelude::*;

use crate::component::{
    Cell, Table, anchored, citation_list, detail, none, not_stated, notes, para, published_date,
    remark, seq, table,
};
use crate::format;
use crate::query::plan::{Meeting, MeetingConnection};
use crate::query::word::MeetingState;

pub fn meetings(meetings: &MeetingConnection) -> AnyView {
    if meetings.nodes.is_empty() {
        return para("The documents name no meetings of this plan.");
    }
    let open = meetings
        .nodes
        .iter()
        .filter(|meeting| meeting.state == MeetingState::ToSchedule)
        .count();
    let count = format::count(meetings.total_count, "meeting", "meetings");
    let open = match open {
        0 => String::new(),
        open => format!(", {open} of them still to be scheduled"),
    };
    let rows = meetings.nodes.iter().map(cells);
    let body = table(Table {
        caption: "Meetings, as the plan lists them".to_owned(),
        head: vec!["Date", "Who", "What for", "Source"],
        rows: rows.collect(),
        cards: true,
    });
    detail(&format!("{count}{open}"), body)
}

fn cells(meeting: &Meeting) -> Vec<Cell> {
    let date = match (&meeting.held, meeting.state) {
        (None, MeetingState::ToSchedule) => meeting.state.label().into_any(),
        (held, _) => published_date(held.as_ref()),
    };
    let bodies: Vec<&str> = meeting
        .organisations
        .iter()
        .map(|organisation| organisation.name.as_str())
        .collect();
    let bodies = match bodies.is_empty() {
        true => none(),
        false => remark(&bodies.join(", ")),
    };
    let source = seq(vec![
        notes(&meeting.data_quality_notes),
        citation_list(&meeting.citations),
    ]);
    vec![
        Cell::Head(anchored(&meeting.path, date)),
        Cell::Text(seq(vec![not_stated(meeting.who.as_deref()), bodies])),
        Cell::Text(meeting.purpose.clone().into_any()),
        Cell::Text(source),
    ]
}
