//! What a team has set beside a plan, as the words of the next version: a copy says what stands by now, and editing it
//! loses nothing that its form does not show.

use std::collections::HashMap;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Open, as_record,
    words::{ActionWords, MeasureWords},
};
use crate::{
    domain::{
        Result,
        edit::{Record, lead::Lead},
        problem::Problems,
    },
    entity::{
        action::{self, DueKind, team_lead},
        measure,
        plan::status_value,
        record::Kind,
        value::{Milestones, Precision},
    },
};

/// Has the records of a copy say what the team has set: days, steps, leads and status of actions, target and baseline of
/// measures. What was said of how an action stands, and the readings of a measure, stay beside.
pub fn say(open: &mut Open) -> Result<()> {
    let mut codes: HashMap<Uuid, String> = HashMap::new();
    for row in &open.records {
        if row.kind == Kind::StatusScheme {
            let values: Vec<status_value::Model> = as_record(row, &open.draft)?.part("values")?;
            codes.extend(values.into_iter().map(|value| (value.id, value.code)));
        }
    }
    for at in 0..open.records.len() {
        let Some(row) = open.records.get(at) else {
            continue;
        };
        let mut record = as_record(row, &open.draft)?;
        match row.kind {
            Kind::Action => action(open, &codes, &mut record)?,
            Kind::Measure => measure(open, &mut record)?,
            _ => continue,
        }
        if let Some(row) = open.records.get_mut(at) {
            row.fields = record.fields();
        }
    }
    Ok(())
}

fn action(open: &Open, codes: &HashMap<Uuid, String>, record: &mut Record) -> Result<()> {
    let before: action::Model = record.row()?;
    let leads: Vec<team_lead::Model> = record.part("team_leads")?;
    let days = before
        .team_due_to
        .map(|to| (before.team_due_from.unwrap_or(to), to));
    let lead = |one: &team_lead::Model| Lead {
        name: one.name.clone(),
        role: one.role.clone(),
        organisation: one.organisation_id,
    };
    let words = ActionWords {
        steps: before.team_steps.clone().map(|steps| steps.0),
        due: days.map(|(from, to)| Some(printed(from, to))),
        leads: (!leads.is_empty()).then(|| leads.iter().map(lead).collect()),
        ..ActionWords::default()
    };
    // What the team has set was found to be right when it was set.
    words.write(open, &mut Problems::default(), record)?;
    let mut row: action::Model = record.row()?;
    if let Some((from, to)) = days.filter(|(from, to)| from != to) {
        row = action::Model {
            due_kind: DueKind::Completion,
            due_precision: Some(Precision::Range),
            due_from: Some(from),
            due_to: Some(to),
            due_problem: None,
            due_reason: Some("The words give a stretch of time, not a day.".to_owned()),
            due_milestones: Milestones(Vec::new()),
            ..row
        };
    }
    let updates: Vec<action::update::Model> = record.part("updates")?;
    if !updates.is_empty() {
        let value = row.status_value_id.and_then(|value| codes.get(&value));
        row.status_published = value.cloned();
    }
    record.set_row(&row)
}

/// Days as a plan prints them.
fn printed(from: NaiveDate, to: NaiveDate) -> String {
    let day = |day: NaiveDate| day.format("%d/%m/%Y").to_string();
    match from == to {
        true => day(to),
        false => format!("{} to {}", day(from), day(to)),
    }
}

fn measure(open: &Open, record: &mut Record) -> Result<()> {
    let before: measure::Model = record.row()?;
    let words = MeasureWords {
        baseline: before.team_baseline.clone().map(Some),
        target: before.team_target.clone().map(Some),
        ..MeasureWords::default()
    };
    words.write(open, &mut Problems::default(), record)?;
    let mut row: measure::Model = record.row()?;
    // The number is what the team says that it is, not what its words can be read as.
    if before.team_baseline.is_some() {
        row.baseline_value = before.team_baseline_value;
    }
    if before.team_target.is_some() {
        row.target_value = before.team_target_value;
        row.target_comparison = before.team_target_comparison;
    }
    record.set_row(&row)
}
