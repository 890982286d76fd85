use serde::Deserialize;

use super::Written;
use crate::{
    domain::change::Whole,
    entity::{
        inspection::{self, Framework, InspectionKind, OutcomeKind},
        record::Kind,
        value::Precision,
    },
    import::reader::{Cite, Reader, head, when},
};

/// An inspection.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inspection {
    path: String,
    area: String,
    title: String,
    framework: Framework,
    kind: InspectionKind,
    held: Option<String>,
    held_from: Option<String>,
    held_to: Option<String>,
    report_published: Option<String>,
    outcome: String,
    outcome_kind: OutcomeKind,
    follows: Option<String>,
    found: Option<i32>,
    progressed: Option<i32>,
    outstanding: Option<i32>,
    inspectors: Option<String>,
    note: Option<String>,
    #[serde(default)]
    cite: Vec<Cite>,
}

impl Written for Inspection {
    const KIND: Kind = Kind::Inspection;
    const TABLE: &'static str = "inspection";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, own_key) = head(Self::KIND, &self.path);
        let mut held = when(self.held.as_deref());
        let days = reader.period(self.held_from.as_deref(), self.held_to.as_deref());
        if let (Some(from), Some(to)) = days {
            held.precision = Some(Precision::Range);
            (held.from, held.to) = (Some(from), Some(to));
        }
        // By time, as far as the document gives it.
        let sort_key = match held.from {
            Some(day) => format!("{}/{day}/{own_key}", self.area),
            None => format!("{}/9999/{own_key}", self.area),
        };
        let report = when(self.report_published.as_deref());
        let follows_id = reader.chain(Self::KIND, &self.path, self.follows.as_deref());
        let row = inspection::Model {
            id,
            path,
            sort_key,
            area_id: reader.link(Kind::Area, &self.area),
            follows_id,
            held: self.held,
            held_precision: held.precision,
            held_from: held.from,
            held_to: held.to,
            report_published: self.report_published,
            report_precision: report.precision,
            report_from: report.from,
            report_to: report.to,
            title: self.title,
            framework: self.framework,
            kind: self.kind,
            outcome: self.outcome,
            outcome_kind: self.outcome_kind,
            found: self.found,
            progressed: self.progressed,
            outstanding: self.outstanding,
            inspectors: self.inspectors,
            note: self.note,
        };
        reader.whole::<inspection::Entity>(Self::KIND, &self.path, Some(&self.area), self.cite, row)
    }
}
