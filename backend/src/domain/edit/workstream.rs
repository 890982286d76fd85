//! Since when a workstream is formally monitored, or no longer, as its team says.

use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use super::{Edit, Record, Said};
use crate::{
    domain::{Result, permission::Act, problem::Problems, text},
    entity::{
        record::Kind,
        workstream::{MonitoringState, update},
    },
};

/// That a workstream is in a state since a day.
#[derive(Debug)]
pub struct UpdateWorkstream {
    pub state: MonitoringState,
    pub effective_on: NaiveDate,
}

#[async_trait]
impl Edit for UpdateWorkstream {
    const KINDS: &'static [Kind] = &[Kind::Workstream];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, problems: &mut Problems) {
        text::past_day(problems, "effectiveOn", self.effective_on);
    }

    async fn make(
        &self,
        _: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let workstream_id = record.id();
        record.add(problems, "updates", |id, position| update::Model {
            id,
            workstream_id,
            position,
            state: self.state,
            effective_on: self.effective_on,
            note: said.note.clone(),
            link: said.link.clone(),
            author: said.author.clone(),
            at: said.at,
        })
    }
}
