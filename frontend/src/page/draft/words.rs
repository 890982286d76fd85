//! What is written of each kind of record of a draft: its fields, what stands in them, and what is sent of them. Fields
//! are named as the API names their places.

use std::cell::Cell;

use crate::component::form::Values;
use crate::format;
use crate::page::edit::{lead, lines};
use crate::query::common::NaiveDate;
use crate::query::draft::change::{
    DraftActionInput, DraftMeasureInput, DraftPlanInput, DraftRecordInput, DraftWorkstreamInput,
};
use crate::query::draft::{Action, Measure, Plan, Workstream};
use crate::query::word::{MeasurePolarity, MeasureUnit};

mod field;

pub use field::fields;

/// The field of those who lead an action.
pub const LEADS: &str = "record.action.leads";
/// The fields of the days of a period.
pub const PERIOD: [&str; 2] = ["record.plan.periodFrom", "record.plan.periodTo"];

/// A kind of record that a draft has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plan,
    Workstream,
    Action,
    Measure,
}

impl Kind {
    /// The kind that an address names, of those that can be added.
    pub fn added(word: &str) -> Option<Self> {
        match word {
            "workstream" => Some(Self::Workstream),
            "action" => Some(Self::Action),
            "measure" => Some(Self::Measure),
            _ => None,
        }
    }

    /// What one of them is called.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Plan => "the plan",
            Self::Workstream => "a workstream",
            Self::Action => "an action",
            Self::Measure => "a measure",
        }
    }
}

/// A record of a draft that is opened to be changed.
pub struct Opened {
    pub kind: Kind,
    pub id: cynic::Id,
    pub path: String,
    pub version: i32,
    /// What it is called.
    pub name: String,
    pub values: Values,
}

/// The record of a draft that stands under the last part of its path.
pub fn of(plan: &Plan, leaf: &str) -> Option<Opened> {
    if leaf == "plan" {
        return Some(Opened {
            kind: Kind::Plan,
            id: plan.id.clone(),
            path: plan.path.clone(),
            version: plan.record_version,
            name: "the plan itself".to_owned(),
            values: of_plan(plan),
        });
    }
    let is_it = |path: &str| format::leaf(path) == leaf;
    plan.workstreams.nodes.iter().find_map(|workstream| {
        if is_it(&workstream.path) {
            return Some(Opened {
                kind: Kind::Workstream,
                id: workstream.id.clone(),
                path: workstream.path.clone(),
                version: workstream.record_version,
                name: format!("workstream {}", workstream.number),
                values: of_workstream(workstream),
            });
        }
        let mut actions = workstream.actions.nodes.iter();
        let action = actions
            .find(|action| is_it(&action.path))
            .map(|action| Opened {
                kind: Kind::Action,
                id: action.id.clone(),
                path: action.path.clone(),
                version: action.record_version,
                name: format!("action {}", action.reference),
                values: of_action(action),
            });
        let mut measures = workstream.measures.nodes.iter();
        action.or_else(|| {
            let measure = measures.find(|measure| is_it(&measure.path))?;
            Some(Opened {
                kind: Kind::Measure,
                id: measure.id.clone(),
                path: measure.path.clone(),
                version: measure.record_version,
                name: format!("measure {}", measure.number),
                values: of_measure(measure),
            })
        })
    })
}

fn of_plan(plan: &Plan) -> Values {
    let day = |day: &Option<NaiveDate>| day.as_ref().map(|day| day.0.clone()).unwrap_or_default();
    Values::of([
        ("record.plan.title", plan.title.clone()),
        (
            "record.plan.version",
            plan.version.clone().unwrap_or_default(),
        ),
        (
            "record.plan.period",
            plan.period.clone().unwrap_or_default(),
        ),
        ("record.plan.periodFrom", day(&plan.period_from)),
        ("record.plan.periodTo", day(&plan.period_to)),
        (
            "record.plan.sponsors",
            plan.sponsors.clone().unwrap_or_default(),
        ),
        (
            "record.plan.monitoring",
            plan.monitoring.clone().unwrap_or_default(),
        ),
    ])
}

fn of_workstream(one: &Workstream) -> Values {
    Values::of([
        ("record.workstream.number", one.number.clone()),
        ("record.workstream.title", one.title.clone()),
        (
            "record.workstream.leads",
            one.leads_published.clone().unwrap_or_default(),
        ),
        ("record.workstream.outcomes", one.outcomes.join("\n")),
    ])
}

fn of_action(one: &Action) -> Values {
    Values::of([
        ("record.action.reference", one.reference.clone()),
        ("record.action.text", one.text.clone()),
        ("record.action.steps", one.steps.join("\n")),
        (LEADS, lead::value(&one.leads())),
        ("record.action.evidence", one.evidence.join("\n")),
        (
            "record.action.impact",
            one.impact_published.clone().unwrap_or_default(),
        ),
        (
            "record.action.due",
            one.due.published.clone().unwrap_or_default(),
        ),
        (
            "record.action.status",
            one.status.published.clone().unwrap_or_default(),
        ),
    ])
}

fn of_measure(one: &Measure) -> Values {
    Values::of([
        ("record.measure.number", one.number.clone()),
        ("record.measure.text", one.text.clone()),
        ("record.measure.unit", one.unit.slug().to_owned()),
        ("record.measure.polarity", one.polarity.slug().to_owned()),
        (
            "record.measure.baseline",
            one.baseline.clone().unwrap_or_default(),
        ),
        (
            "record.measure.target",
            one.target.clone().unwrap_or_default(),
        ),
    ])
}

/// What is sent of a record, out of what stands in its fields. Nothing where nothing does.
pub fn written(kind: Kind, get: &dyn Fn(&str) -> Option<String>) -> Option<DraftRecordInput> {
    let is_any = Cell::new(false);
    let get = |name: &str| {
        let found = get(name);
        is_any.set(is_any.get() || found.is_some());
        found
    };
    let all = |name: &str| get(name).map(|text| lines(&text));
    let record = match kind {
        Kind::Plan => {
            let days = ["record.plan.periodFrom", "record.plan.periodTo"];
            let [from, to] =
                days.map(|name| get(name).filter(|day| !day.is_empty()).map(NaiveDate));
            DraftRecordInput::Plan(DraftPlanInput {
                title: get("record.plan.title"),
                version: get("record.plan.version"),
                period: get("record.plan.period"),
                period_from: from,
                period_to: to,
                sponsors: get("record.plan.sponsors"),
                monitoring: get("record.plan.monitoring"),
            })
        }
        Kind::Workstream => DraftRecordInput::Workstream(DraftWorkstreamInput {
            number: get("record.workstream.number"),
            title: get("record.workstream.title"),
            leads: get("record.workstream.leads"),
            outcomes: all("record.workstream.outcomes"),
        }),
        Kind::Action => DraftRecordInput::Action(DraftActionInput {
            reference: get("record.action.reference"),
            text: get("record.action.text"),
            steps: all("record.action.steps"),
            leads: get(LEADS).map(|value| lead::read(&value)),
            evidence: all("record.action.evidence"),
            impact: get("record.action.impact"),
            due: get("record.action.due"),
            status: get("record.action.status"),
        }),
        Kind::Measure => DraftRecordInput::Measure(DraftMeasureInput {
            number: get("record.measure.number"),
            text: get("record.measure.text"),
            unit: get("record.measure.unit").and_then(|unit| MeasureUnit::from_slug(&unit)),
            polarity: get("record.measure.polarity")
                .and_then(|way| MeasurePolarity::from_slug(&way)),
            baseline: get("record.measure.baseline"),
            target: get("record.measure.target"),
        }),
    };
    is_any.get().then_some(record)
}
