use sea_orm::DatabaseTransaction;
use uuid::Uuid;

use super::{all, lines, may, name};
use crate::{
    domain::{
        Result,
        date::{Due, read_due},
        draft::Open,
        edit::{self, Record, lead::Lead},
        id,
        problem::{Code, Problems},
        text,
    },
    entity::{
        action::{self, DateProblem, DueKind, lead},
        plan::{SharedStatus, status_value},
        record::Kind,
        value::{Milestones, Texts},
    },
};

/// Where those who lead an action stand.
const LEADS: &str = "record.action.leads";

/// What is written of an action.
#[derive(Debug, Default)]
pub struct ActionWords {
    pub reference: Option<String>,
    pub text: Option<String>,
    pub steps: Option<Vec<String>>,
    pub leads: Option<Vec<Lead>>,
    pub evidence: Option<Vec<String>>,
    pub impact: Option<Option<String>>,
    pub due: Option<Option<String>>,
    pub status: Option<Option<String>>,
}

impl ActionWords {
    pub(super) fn check(&mut self, problems: &mut Problems) {
        name(problems, "record.action.reference", &mut self.reference);
        lines(problems, "record.action.text", &mut self.text, 4_000);
        all(problems, "record.action.steps", &mut self.steps);
        all(problems, "record.action.evidence", &mut self.evidence);
        may(problems, "record.action.impact", &mut self.impact, 4_000);
        may(problems, "record.action.due", &mut self.due, 200);
        if let Some(due) = &self.due {
            day_that_is(problems, "record.action.due", due.as_deref());
        }
        may(problems, "record.action.status", &mut self.status, 50);
        edit::lead::check(
            problems,
            LEADS,
            self.leads.as_deref_mut().unwrap_or_default(),
        );
    }

    /// Notes organisations that are none of the area's partners, nor everybody's.
    pub(super) async fn known(
        &self,
        tx: &DatabaseTransaction,
        area: Uuid,
        problems: &mut Problems,
    ) -> Result<()> {
        let leads = self.leads.as_deref().unwrap_or_default();
        edit::lead::known(tx, problems, LEADS, area, leads).await
    }

    pub(in crate::domain::draft) fn write(
        &self,
        open: &Open,
        problems: &mut Problems,
        record: &mut Record,
    ) -> Result<()> {
        let mut row: action::Model = record.row()?;
        if let Some(reference) = &self.reference {
            row.reference.clone_from(reference);
            row.reference_published = None;
        }
        if let Some(text) = &self.text {
            row.text.clone_from(text);
        }
        if let Some(evidence) = &self.evidence {
            row.evidence = Texts(evidence.clone());
            row.evidence_published = None;
        }
        if let Some(impact) = &self.impact {
            row.impact_published.clone_from(impact);
        }
        // What a new plan says takes the place of what its team said beside the old one.
        if let Some(steps) = &self.steps {
            row.steps = Texts(steps.clone());
            row.team_steps = None;
        }
        if let Some(due) = &self.due {
            let read = read_due(due.as_deref());
            row = action::Model {
                due_published: due.clone(),
                due_kind: read.kind,
                due_precision: read.reading.precision,
                due_from: read.reading.from,
                due_to: read.reading.to,
                due_problem: read.reading.problem,
                due_reason: read.reading.reason,
                due_milestones: Milestones(read.milestones),
                team_due_from: None,
                team_due_to: None,
                ..row
            };
            record.set_part("dues", &[(); 0])?;
        }
        if let Some(leads) = &self.leads {
            let name = |lead: &Lead| match &lead.role {
                Some(role) => format!("{} ({role})", lead.name),
                None => lead.name.clone(),
            };
            let published: Vec<String> = leads.iter().map(name).collect();
            row.lead_published = (!leads.is_empty()).then(|| published.join("; "));
            let rows = leads.iter().enumerate().map(|(place, one)| lead::Model {
                id: id::of_part(row.id, "lead", place),
                action_id: row.id,
                position: i32::try_from(place).unwrap_or(i32::MAX),
                name: one.name.clone(),
                role: one.role.clone(),
                published: None,
                organisation_id: one.organisation,
            });
            record.set_part("leads", &rows.collect::<Vec<_>>())?;
            record.set_part("team_leads", &[(); 0])?;
        }
        if let Some(status) = &self.status {
            let value = match status {
                Some(code) => value(open, problems, code)?,
                None => None,
            };
            row.status_published.clone_from(status);
            row.status_value_id = value.as_ref().map(|value| value.id);
            row.status = value.map_or(SharedStatus::NotStated, |value| value.shared);
            record.set_part("updates", &[(); 0])?;
        }
        record.set_row(&row)
    }
}

/// The value of the plan's scale that a word names. One that is none of it is a problem.
fn value(open: &Open, problems: &mut Problems, code: &str) -> Result<Option<status_value::Model>> {
    let schemes = open.records.iter();
    let schemes = schemes.filter(|row| row.kind == Kind::StatusScheme);
    let mut values: Vec<status_value::Model> = Vec::new();
    for scheme in schemes {
        if let Some(scheme) = open.record(Kind::StatusScheme, scheme.record_id) {
            values.extend(scheme.part::<status_value::Model>("values")?);
        }
    }
    let codes: Vec<&str> = values.iter().map(|value| value.code.as_str()).collect();
    let words = match codes.is_empty() {
        true => "This plan has no scale of statuses. Leave the status out.".to_owned(),
        false => format!("The scale of this plan has: {}.", codes.join(", ")),
    };
    let found = values.iter().find(|value| value.code == code).cloned();
    if found.is_none() {
        problems.add(Code::Invalid, "record.action.status", words);
    }
    Ok(found)
}

/// Notes a day that there is not, or that cannot be meant. Documents print such days, and are quoted; a plan that is
/// being written need not.
fn day_that_is(problems: &mut Problems, path: &str, due: Option<&str>) {
    let Due { kind, reading, .. } = read_due(due);
    // Something can have been in place for longer, or follow from what is older.
    if let Some(last) = reading.to.filter(|_| kind == DueKind::Completion) {
        text::day(problems, path, last);
    }
    if let Some(DateProblem::Impossible | DateProblem::Mistyped) = reading.problem {
        let reason = reading.reason.unwrap_or_default();
        problems.add(
            Code::Invalid,
            path,
            format!("{reason} Check the day and the month."),
        );
    }
}
