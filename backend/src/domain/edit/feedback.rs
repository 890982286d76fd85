//! What became of what an area said it would do about what parents said, carried on from year to year.

use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::DatabaseTransaction;

use super::{Edit, Record, Said};
use crate::{
    domain::{Result, permission::Act, problem::Problems, text},
    entity::{
        feedback::{FeedbackOutcome, update},
        record::Kind,
    },
};

/// That something has become of a row of You said, we did.
#[derive(Debug)]
pub struct UpdateFeedback {
    pub outcome: FeedbackOutcome,
    pub effective_on: NaiveDate,
}

#[async_trait]
impl Edit for UpdateFeedback {
    const KINDS: &'static [Kind] = &[Kind::FeedbackItem];
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
        let feedback_item_id = record.id();
        record.add(problems, "updates", |id, position| update::Model {
            id,
            feedback_item_id,
            position,
            outcome: self.outcome,
            effective_on: self.effective_on,
            note: said.note.clone(),
            link: said.link.clone(),
            author: said.author.clone(),
            at: said.at,
        })
    }
}
