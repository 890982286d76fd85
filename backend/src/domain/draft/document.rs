//! The document that a draft is: the plan written out of its records, a line for each thing that it says, so that each of
//! them cites the lines where it stands, as with every other document.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::row;
use crate::{
    domain::{Result, edit::unreadable, paper},
    entity::{
        action, document::line, draft::record, measure, plan, priority, record::Kind, value::Texts,
        workstream,
    },
};

/// What a record says, line by line, under what the plan calls it.
struct Passage {
    /// Where it stands among the others.
    order: (String, u8, String),
    place: String,
    lines: Vec<String>,
}

impl Passage {
    fn say(&mut self, words: impl AsRef<str>) {
        let lines = words.as_ref().lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty());
        self.lines.extend(lines.map(str::to_owned));
    }

    fn say_of(&mut self, what: &str, words: Option<&str>) {
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            self.say(format!("{what}: {words}"));
        }
    }

    fn say_all(&mut self, what: &str, words: &Texts) {
        if !words.0.is_empty() {
            self.say(format!("{what}:"));
            words
                .0
                .iter()
                .for_each(|words| self.say(format!("- {words}")));
        }
    }
}

/// How many lines a plan has at most that is written out.
pub const MOST_LINES: usize = 5_000;

/// How many lines a plan has where it is written out.
pub fn length(records: &[record::Model]) -> Result<usize> {
    let none = HashMap::new();
    let lines = records.iter().map(|record| {
        let passage = passage(record, &none)?;
        Ok(passage.map_or(0, |passage| passage.lines.len()))
    });
    lines.sum()
}

/// Writes a plan out: its document has the lines and the title, and its records cite them.
pub fn write_out(records: &mut [record::Model]) -> Result<()> {
    let Some(document) = records.iter().find(|row| row.kind == Kind::Document) else {
        return Ok(());
    };
    let document = document.record_id;
    let plan = records.iter().find(|row| row.kind == Kind::Plan);
    let title = plan.and_then(|plan| plan.fields.get("title").cloned());
    let workstreams = records.iter().filter(|row| row.kind == Kind::Workstream);
    let order: HashMap<Uuid, String> = workstreams
        .map(|one| {
            Ok((
                one.record_id,
                row::<workstream::Model>(&one.fields)?.sort_key,
            ))
        })
        .collect::<Result<_>>()?;
    let mut passages = Vec::with_capacity(records.len());
    for (at, record) in records.iter().enumerate() {
        if let Some(passage) = passage(record, &order)? {
            passages.push((at, passage));
        }
    }
    passages.sort_by(|(_, one), (_, other)| one.order.cmp(&other.order));
    let mut lines: Vec<line::Model> = Vec::new();
    for (at, passage) in passages {
        let from = lines.len() + 1;
        for text in passage.lines {
            lines.push(paper::line(document, lines.len() + 1, text));
        }
        let Some(record) = records.get_mut(at) else {
            continue;
        };
        let place = (from, lines.len());
        let cite = paper::cite(record.record_id, document, passage.place, place);
        set(&mut record.fields, "citations", &[cite])?;
    }
    if let Some(record) = records.iter_mut().find(|row| row.kind == Kind::Document) {
        let cite = paper::cite(document, document, "The whole", (1, lines.len()));
        set(&mut record.fields, "lines", &lines)?;
        if let Some(title) = title {
            set(&mut record.fields, "title", &title)?;
        }
        set(&mut record.fields, "citations", &[cite])?;
    }
    Ok(())
}

/// What a record says; nothing of one that is no part of what a plan prints.
fn passage(record: &record::Model, order: &HashMap<Uuid, String>) -> Result<Option<Passage>> {
    let new = |workstream: Option<Uuid>, rank: u8, key: &str, place: String| Passage {
        order: (
            workstream
                .and_then(|one| order.get(&one).cloned())
                .unwrap_or_default(),
            rank,
            key.to_owned(),
        ),
        lines: Vec::new(),
        place,
    };
    let fields = &record.fields;
    Ok(Some(match record.kind {
        Kind::Plan => {
            let plan: plan::Model = row(fields)?;
            let mut all = new(None, 0, "", "The plan".to_owned());
            all.say(&plan.title);
            all.say_of("Version", plan.version.as_deref());
            all.say_of("Period", plan.period.as_deref());
            all.say_of("Sponsors", plan.sponsors.as_deref());
            all.say_of("Monitoring", plan.monitoring.as_deref());
            for party in part::<plan::party::Model>(fields, "parties")? {
                all.say_of("With", Some(&party.published));
            }
            all
        }
        Kind::StatusScheme => {
            let scheme: plan::scheme::Model = row(fields)?;
            let mut all = new(None, 1, &scheme.sort_key, "The scale".to_owned());
            all.say(&scheme.title);
            for value in part::<plan::status_value::Model>(fields, "values")? {
                all.say_of(
                    &value.label,
                    Some(value.definition.as_deref().unwrap_or(&value.code)),
                );
            }
            all
        }
        Kind::StrategyPriority => {
            let priority: priority::Model = row(fields)?;
            let mut all = new(None, 2, &priority.sort_key, priority.title.clone());
            all.say(&priority.title);
            all.say(priority.statement.unwrap_or_default());
            for point in part::<priority::point::Model>(fields, "points")? {
                all.say(format!("- {}", point.text));
            }
            all
        }
        Kind::Workstream => {
            let one: workstream::Model = row(fields)?;
            let place = format!("Workstream {}", one.number);
            let mut all = new(Some(one.id), 0, "", place.clone());
            all.say(format!("{place}: {}", one.title));
            all.say_of("Led by", one.leads_published.as_deref());
            all.say_all("Outcomes", &one.outcomes);
            all
        }
        Kind::Action => action(fields, new)?,
        Kind::Measure => {
            let one: measure::Model = row(fields)?;
            let place = format!("Measure {}", one.number);
            let mut all = new(Some(one.workstream_id), 2, &one.sort_key, place.clone());
            all.say(format!("{place}: {}", one.text));
            all.say_of("Baseline", one.baseline.as_deref());
            all.say_of("Target", one.target.as_deref());
            all
        }
        _ => return Ok(None),
    }))
}

fn action(
    fields: &Value,
    new: impl Fn(Option<Uuid>, u8, &str, String) -> Passage,
) -> Result<Passage> {
    let one: action::Model = row(fields)?;
    let place = format!("Action {}", one.reference);
    let mut all = new(Some(one.workstream_id), 1, &one.sort_key, place.clone());
    all.say(format!("{place}: {}", one.text));
    all.say_all("Steps", &one.steps);
    all.say_of("Led by", one.lead_published.as_deref());
    for lead in part::<action::lead::Model>(fields, "leads")? {
        // Otherwise the line that says so has them already.
        if one.lead_published.is_none() {
            all.say_of("Led by", Some(&lead.name));
        }
    }
    all.say_all("Evidence", &one.evidence);
    all.say_of("Impact", one.impact_published.as_deref());
    all.say_of("Due", one.due_published.as_deref());
    all.say_of("Status", one.status_published.as_deref());
    Ok(all)
}

/// The rows of a part of a record.
fn part<T: serde::de::DeserializeOwned>(fields: &Value, name: &str) -> Result<Vec<T>> {
    match fields.get(name) {
        Some(rows) => row(rows),
        None => Ok(Vec::new()),
    }
}

fn set(fields: &mut Value, name: &str, rows: &(impl Serialize + ?Sized)) -> Result<()> {
    if let Some(fields) = fields.as_object_mut() {
        let rows = serde_json::to_value(rows).map_err(unreadable)?;
        fields.insert(name.to_owned(), rows);
    }
    Ok(())
}
