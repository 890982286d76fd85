use std::collections::HashSet;

use sea_orm::{ColumnTrait, Condition};
use serde::Deserialize;
use uuid::Uuid;

use super::Written;
use crate::{
    domain::{change::Whole, date::read_due, id, row::Set},
    entity::{
        action::{self, Verdict, decision},
        record::Kind,
        value::{Milestones, Texts},
    },
    import::reader::{Cite, Reader, head, parts},
};

/// An action.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    path: String,
    workstream: String,
    reference: String,
    reference_published: Option<String>,
    text: String,
    #[serde(default)]
    steps: Vec<String>,
    lead: Option<String>,
    #[serde(default)]
    leads: Vec<Lead>,
    #[serde(default)]
    evidence: Vec<String>,
    evidence_published: Option<String>,
    impact_published: Option<String>,
    due: Option<String>,
    status: Option<String>,
    note: Option<String>,
    #[serde(default)]
    decisions: Vec<Decision>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// What somebody who read this action and one of another plan thinks of the two.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    with: String,
    verdict: Verdict,
    reason: String,
    on: String,
}

/// Who decided what is bundled. Nobody of an area has checked it.
const REVIEWER: &str = "A reader of this project";

/// Somebody who leads it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lead {
    name: String,
    role: Option<String>,
    organisation: Option<String>,
    published: Option<String>,
}

impl Written for Action {
    const KIND: Kind = Kind::Action;
    const TABLE: &'static str = "action";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let known = reader.recall(Kind::Workstream, &self.workstream);
        if self.lead.is_some() == self.leads.is_empty() {
            reader.problem("`lead` and `leads` belong together: one without the other.");
        }
        let due = read_due(self.due.as_deref());
        let (status_value_id, status) = reader.status(&known.plan, self.status.as_deref());
        let themes = reader.themes(
            id,
            std::iter::once(self.text.as_str()).chain(self.steps.iter().map(String::as_str)),
        );
        let row = action::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &known.area),
            plan_id: id::of(Kind::Plan, &known.plan),
            workstream_id: reader.link(Kind::Workstream, &self.workstream),
            steps: Texts(self.steps),
            status_published: self.status,
            status_value_id,
            status,
            lead_published: self.lead,
            evidence: Texts(self.evidence),
            due_published: self.due,
            due_kind: due.kind,
            due_precision: due.reading.precision,
            due_from: due.reading.from,
            due_to: due.reading.to,
            due_problem: due.reading.problem,
            due_reason: due.reading.reason,
            due_milestones: Milestones(due.milestones),
            reference: self.reference,
            reference_published: self.reference_published,
            text: self.text,
            evidence_published: self.evidence_published,
            impact_published: self.impact_published,
            note: self.note,
            team_due_from: None,
            team_due_to: None,
            team_steps: None,
        };
        let leads = parts::<action::lead::Entity, _>(
            id,
            "lead",
            action::lead::Column::ActionId,
            action::lead::Column::Id,
            self.leads,
            |row, position, lead| action::lead::Model {
                id: row,
                action_id: id,
                position,
                name: lead.name,
                role: lead.role,
                published: lead.published,
                organisation_id: reader.link_to(Kind::Organisation, lead.organisation.as_deref()),
            },
        );
        let mut decided = HashSet::new();
        let decisions = self.decisions.into_iter().map(|decision| {
            let other = reader.link(Kind::Action, &decision.with);
            let own_plan = format!("{}/", known.plan);
            if decision.with.starts_with(&own_plan) || !decided.insert(other) {
                reader.problem(format!(
                    "‘{}’ is decided about twice, or is an action of the same plan.",
                    decision.with
                ));
            }
            let row = Uuid::new_v5(&id, other.as_bytes());
            let model = decision::Model {
                id: row,
                action_id: id,
                other_id: other,
                verdict: decision.verdict,
                reason: decision.reason,
                reviewer: REVIEWER.to_owned(),
                decided_on: reader.day(Some(&decision.on)).unwrap_or_default(),
            };
            (row, model)
        });
        let decisions = Set::<decision::Entity> {
            owner: (decision::Column::ActionId, id),
            id: decision::Column::Id,
            rows: decisions.collect(),
            // What others decided is not ours to take back.
            within: Some(Condition::all().add(decision::Column::Reviewer.eq(REVIEWER))),
        };
        reader
            .whole::<action::Entity>(Self::KIND, &self.path, Some(&known.area), self.cite, row)
            .with("leads", leads)
            .with("themes", themes)
            .with("decisions", decisions)
    }
}
