//! What a plan states about its actions, and what it leaves out. This judges the document, never
//! the area.

use std::sync::Arc;

use crate::entity::{action, measure, value::Precision, workstream};

/// How many of something a plan states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub stated: usize,
    pub of: usize,
}

impl Share {
    fn count<T>(rows: &[T], stated: impl Fn(&T) -> bool) -> Self {
        Self {
            stated: rows.iter().filter(|row| stated(row)).count(),
            of: rows.len(),
        }
    }

    pub fn any(self) -> bool {
        self.stated > 0
    }

    pub fn all(self) -> bool {
        self.stated == self.of && self.of > 0
    }
}

/// The coverage of one plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub workstreams_with_weakness: Share,
    pub workstreams_with_lead: Share,
    pub workstreams_with_measure: Share,
    pub actions_with_lead: Share,
    pub actions_with_due_date: Share,
    pub actions_with_usable_date: Share,
    pub actions_with_status: Share,
    pub actions_with_evidence: Share,
    pub actions_with_measure: Share,
    pub measures_with_target: Share,
    pub measures_with_baseline: Share,
}

impl Coverage {
    /// Each share with what it counts, in words.
    pub fn rows(&self) -> [(&'static str, Share); 11] {
        [
            (
                "workstreams that answer a weakness",
                self.workstreams_with_weakness,
            ),
            ("workstreams with a lead", self.workstreams_with_lead),
            ("workstreams with a measure", self.workstreams_with_measure),
            ("actions with a lead", self.actions_with_lead),
            ("actions with a date", self.actions_with_due_date),
            ("actions with a usable date", self.actions_with_usable_date),
            ("actions with a status", self.actions_with_status),
            ("actions with evidence", self.actions_with_evidence),
            ("actions with a measure", self.actions_with_measure),
            ("measures with a target", self.measures_with_target),
            ("measures with a baseline", self.measures_with_baseline),
        ]
    }
}

/// Whether the published words give a day that can be set against a calendar. A season, a month or
/// several dates in one cell are something, but not a day.
pub fn has_usable_date(action: &action::Model) -> bool {
    action.due_precision == Some(Precision::Day) && action.due_problem.is_none()
}

impl Coverage {
    pub fn of(
        workstreams: &[Arc<workstream::Model>],
        actions: &[Arc<action::Model>],
        measures: &[Arc<measure::Model>],
    ) -> Self {
        let measured: std::collections::HashSet<_> =
            measures.iter().filter_map(|row| row.action_id).collect();
        let whole: std::collections::HashSet<_> = measures
            .iter()
            .filter(|row| row.action_id.is_none())
            .map(|row| row.workstream_id)
            .collect();
        Self {
            workstreams_with_weakness: Share::count(workstreams, |row| row.weakness_id.is_some()),
            workstreams_with_lead: Share::count(workstreams, |row| row.leads_published.is_some()),
            workstreams_with_measure: Share::count(workstreams, |row| whole.contains(&row.id)),
            actions_with_lead: Share::count(actions, |row| row.lead_published.is_some()),
            actions_with_due_date: Share::count(actions, |row| row.due_published.is_some()),
            actions_with_usable_date: Share::count(actions, |row| has_usable_date(row)),
            actions_with_status: Share::count(actions, |row| row.status_published.is_some()),
            actions_with_evidence: Share::count(actions, |row| row.evidence_published.is_some()),
            actions_with_measure: Share::count(actions, |row| measured.contains(&row.id)),
            measures_with_target: Share::count(measures, |row| row.target.is_some()),
            measures_with_baseline: Share::count(measures, |row| row.baseline.is_some()),
        }
    }
}
