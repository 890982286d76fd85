use serde::Deserialize;

use super::Written;
use crate::{
    domain::change::Whole,
    entity::{
        record::Kind,
        review::{self, FindingKind, ReviewState},
    },
    import::reader::{Cite, Reader, head, parts, when},
};

/// A review of a plan.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    path: String,
    area: String,
    plan: String,
    title: String,
    by: String,
    held: String,
    state: ReviewState,
    outcome: Option<String>,
    document: Option<String>,
    #[serde(default)]
    finding: Vec<Finding>,
    #[serde(default)]
    cite: Vec<Cite>,
}

/// What it said of one workstream or weakness.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Finding {
    workstream: Option<String>,
    weakness: Option<String>,
    finding: FindingKind,
    statement: String,
}

impl Written for Review {
    const KIND: Kind = Kind::Review;
    const TABLE: &'static str = "review";

    fn read(self, reader: &mut Reader) -> Whole {
        let (id, path, sort_key) = head(Self::KIND, &self.path);
        let held = when(Some(&self.held));
        reader.link_to(Kind::Document, self.document.as_deref());
        let row = review::Model {
            id,
            path,
            sort_key,
            area_id: reader.link(Kind::Area, &self.area),
            plan_id: reader.link(Kind::Plan, &self.plan),
            held: self.held,
            held_precision: held.precision,
            held_from: held.from,
            held_to: held.to,
            title: self.title,
            by: self.by,
            state: self.state,
            outcome: self.outcome,
            link: None,
            author: None,
        };
        let findings = parts::<review::finding::Entity, _>(
            id,
            "finding",
            review::finding::Column::ReviewId,
            review::finding::Column::Id,
            self.finding,
            |row, position, finding| review::finding::Model {
                id: row,
                review_id: id,
                position,
                workstream_id: reader.link_to(Kind::Workstream, finding.workstream.as_deref()),
                weakness_id: reader.link_to(Kind::Weakness, finding.weakness.as_deref()),
                finding: finding.finding,
                statement: finding.statement,
            },
        );
        reader
            .whole::<review::Entity>(Self::KIND, &self.path, Some(&self.area), self.cite, row)
            .with("findings", findings)
    }
}
