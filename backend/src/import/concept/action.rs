use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id},
    entity::{
        action::{self},
        record::Kind,
        value::{Milestones, Texts},
    },
    import::{
        date::read_due,
        reader::{Cite, Reader, head, parts},
    },
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
    cite: Vec<Cite>,
}

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
        reader
            .whole::<action::Entity>(Self::KIND, &self.path, Some(&known.area), self.cite, row)
            .with("leads", leads)
            .with("themes", themes)
    }
}
