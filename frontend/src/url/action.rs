//! The list of actions: `/actions?area=leicestershire&status=delayed&without=evidence&sort=-due`.

use super::list::{Column, Kind, List, Param, Sort};
use crate::query::word::{DueKind, Gap, Lateness, SharedStatus};

/// The list of actions.
pub const ACTIONS: List = List {
    path: "/actions",
    name: "Action",
    root: "actions",
    nouns: ("action", "actions"),
    params: &[
        Param::new("area", "area", "Local area", Kind::Records),
        Param::new("plan", "plan", "Plan", Kind::Records),
        Param::new("workstream", "workstream", "Workstream", Kind::Linked),
        Param::new(
            "status",
            "status",
            "Status, on the scale shared by all plans",
            Kind::Words(SharedStatus::WORDS),
        ),
        Param::new(
            "local",
            "localStatus",
            "Status, as the plan prints it",
            Kind::Cells,
        ),
        Param::new(
            "without",
            "without",
            "What is missing",
            Kind::Words(Gap::WORDS),
        )
        .hint("An action lacks all that is ticked"),
        Param::new(
            "due",
            "dueKind",
            "What the due date means",
            Kind::Words(DueKind::WORDS),
        ),
        Param::new("from", "due.from", "Due from", Kind::Day),
        Param::new("to", "due.to", "Due until", Kind::Day),
        Param::new("overdue", "overdueAt", "Overdue at", Kind::Day)
            .hint("Due for completion before this day, and not stated as completed"),
        Param::new(
            "late",
            "lateness",
            "Overdue or not, at that day or today",
            Kind::Words(Lateness::WORDS),
        ),
        Param::new("theme", "theme", "Theme", Kind::Records),
        Param::new("lead", "lead", "Lead", Kind::Text).hint("A name, role or body, as published"),
        Param::new(
            "organisation",
            "organisation",
            "Organisation of a lead",
            Kind::Linked,
        ),
        Param::new("text", "text", "Words", Kind::Text)
            .hint("In the action, its steps or its evidence"),
    ],
    sorts: &[
        Sort::new("due", "DUE", "Due date"),
        Sort::new("status", "STATUS", "Status"),
        Sort::new("lead", "LEAD", "Lead"),
        Sort::new("text", "TEXT", "Words of the action"),
    ],
    columns: &[
        Column::new("status", "Status"),
        Column::new("lead", "Lead"),
        Column::new("due", "Due"),
        Column::new("theme", "Themes"),
    ],
};
