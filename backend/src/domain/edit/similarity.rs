//! What somebody thinks of two actions of two plans, having read both.

use async_trait::async_trait;
use sea_orm::{DatabaseTransaction, EntityTrait};
use uuid::Uuid;

use super::{Edit, Record, Said};
use crate::{
    domain::{
        Result,
        permission::Act,
        problem::{Code, Problems},
    },
    entity::{
        action::{self, Verdict, decision},
        record::Kind,
    },
};

/// That an action and one of another plan are alike, or are not, for the reason that is said of the change.
#[derive(Debug)]
pub struct DecideSimilarity {
    pub other: Uuid,
    pub verdict: Verdict,
}

#[async_trait]
impl Edit for DecideSimilarity {
    const KINDS: &'static [Kind] = &[Kind::Action];
    const ACT: Act = Act::Judge;

    fn check(&mut self, _: &mut Problems) {}

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let row: action::Model = record.row()?;
        let Some(other) = action::Entity::find_by_id(self.other).one(tx).await? else {
            problems.missing("other");
            return Ok(());
        };
        if other.plan_id == row.plan_id {
            let words = "Both are actions of one plan. Choose one of another plan.";
            problems.add(Code::Invalid, "other", words);
        }
        let mut decisions: Vec<decision::Model> = record.part("decisions")?;
        decisions.retain(|known| known.other_id != other.id);
        decisions.push(decision::Model {
            id: Uuid::new_v5(&row.id, other.id.as_bytes()),
            action_id: row.id,
            other_id: other.id,
            verdict: self.verdict,
            reason: said.note.clone(),
            reviewer: said.author.clone(),
            decided_on: said.at.date_naive(),
        });
        record.set_part("decisions", &decisions)
    }
}
