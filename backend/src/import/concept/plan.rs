use serde::Deserialize;

use super::Written;
use crate::{
    domain::{change::Whole, id},
    entity::{
        document::PublicationStatus,
        plan::{self, PlanKind, SharedStatus},
        record::Kind,
    },
    import::reader::{Cite, Known, Reader, head, parts},
};

/// A plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    path: String,
    area: String,
    document: String,
    inspection: Option<String>,
    kind: PlanKind,
    title: String,
    period: Option<String>,
    period_from: Option<String>,
    period_to: Option<String>,
    version: Option<String>,
    status: PublicationStatus,
    supersedes: Option<String>,
    sponsors: Option<String>,
    monitoring: Option<String>,
    scheme: Option<String>,
    note: Option<String>,
    #[serde(default)]
    party: Vec<Party>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// An organisation that took part.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    organisation: Option<String>,
    published: String,
    roles: Option<String>,
}

impl Written for Plan {
    const KIND: Kind = Kind::Plan;
    const TABLE: &'static str = "plan";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        reader.link_to(Kind::StatusScheme, self.scheme.as_deref());
        let supersedes_id = reader.chain(Self::KIND, &self.path, self.supersedes.as_deref());
        reader.remember(
            Self::KIND,
            &self.path,
            Known {
                area: self.area.clone(),
                plan: self.path.clone(),
                ..Known::default()
            },
        );
        let (period_from, period_to) =
            reader.period(self.period_from.as_deref(), self.period_to.as_deref());
        let row = plan::Model {
            id,
            path,
            sort_key,
            area_id: reader.link(Kind::Area, &self.area),
            document_id: reader.link(Kind::Document, &self.document),
            inspection_id: reader.link_to(Kind::Inspection, self.inspection.as_deref()),
            supersedes_id,
            period_from,
            period_to,
            kind: self.kind,
            title: self.title,
            period: self.period,
            version: self.version,
            status: self.status,
            sponsors: self.sponsors,
            monitoring: self.monitoring,
            note: self.note,
        };
        let parties = parts::<plan::party::Entity, _>(
            id,
            "party",
            plan::party::Column::PlanId,
            plan::party::Column::Id,
            self.party,
            |row, position, party| plan::party::Model {
                id: row,
                plan_id: id,
                position,
                organisation_id: reader.link_to(Kind::Organisation, party.organisation.as_deref()),
                published: party.published,
                roles: party.roles,
            },
        );
        reader
            .whole::<plan::Entity>(Self::KIND, &self.path, Some(&self.area), self.cite, row)
            .with("parties", parties)
    }
}

/// The scale of a plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    path: String,
    title: String,
    plan: String,
    note: Option<String>,
    #[serde(default)]
    value: Vec<SchemeValue>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// One value of a scale.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SchemeValue {
    code: String,
    label: String,
    definition: Option<String>,
    shared: SharedStatus,
    judgement: Option<String>,
}

impl Written for Scheme {
    const KIND: Kind = Kind::StatusScheme;
    const TABLE: &'static str = "scheme";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let area = reader.recall(Kind::Plan, &self.plan).area;
        let row = plan::scheme::Model {
            id,
            path,
            sort_key,
            area_id: id::of(Kind::Area, &area),
            plan_id: reader.link(Kind::Plan, &self.plan),
            title: self.title,
            note: self.note,
        };
        let values = parts::<plan::status_value::Entity, _>(
            id,
            "value",
            plan::status_value::Column::SchemeId,
            plan::status_value::Column::Id,
            self.value,
            |row, position, value| {
                reader.add_status(&self.plan, &value.code, row, value.shared);
                plan::status_value::Model {
                    id: row,
                    scheme_id: id,
                    position,
                    code: value.code,
                    label: value.label,
                    definition: value.definition,
                    shared: value.shared,
                    judgement: value.judgement,
                }
            },
        );
        reader
            .whole::<plan::scheme::Entity>(Self::KIND, &self.path, Some(&area), self.cite, row)
            .with("values", values)
    }
}
