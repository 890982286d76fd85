use super::{all, line, may, name};
use crate::{
    domain::{Result, edit::Record, problem::Problems},
    entity::{value::Texts, workstream},
};

/// What is written of a workstream.
#[derive(Debug, Default)]
pub struct WorkstreamWords {
    pub number: Option<String>,
    pub title: Option<String>,
    pub leads: Option<Option<String>>,
    pub outcomes: Option<Vec<String>>,
}

impl WorkstreamWords {
    pub(super) fn check(&mut self, problems: &mut Problems) {
        name(problems, "record.workstream.number", &mut self.number);
        line(problems, "record.workstream.title", &mut self.title, 500);
        may(problems, "record.workstream.leads", &mut self.leads, 1_000);
        all(problems, "record.workstream.outcomes", &mut self.outcomes);
    }

    pub(super) fn write(&self, record: &mut Record) -> Result<()> {
        let row: workstream::Model = record.row()?;
        record.set_row(&workstream::Model {
            number: self.number.clone().unwrap_or(row.number),
            title: self.title.clone().unwrap_or(row.title),
            leads_published: self.leads.clone().unwrap_or(row.leads_published),
            outcomes: self.outcomes.clone().map_or(row.outcomes, Texts),
            ..row
        })
    }
}
