//! What somebody thinks of two actions of two plans, having read both.

use std::collections::HashSet;

use async_trait::async_trait;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use super::{Edit, Record, Said, is_role};
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

/// The part of an action that decisions about it and others are.
const DECISIONS: &str = "decisions";

/// That an action and one of another plan are alike, or are not, for the reason that is said of the change. It takes the
/// place of what the team has decided of the two from this action, and of nobody else's decision.
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
        let mut decisions: Vec<decision::Model> = record.part(DECISIONS)?;
        let own = decisions.iter().find(|known| is_own(known, other.id));
        let id = own.map_or_else(|| id_of(row.id, other.id), |own| own.id);
        decisions.retain(|known| !is_own(known, other.id));
        decisions.push(decision::Model {
            id,
            action_id: row.id,
            other_id: other.id,
            verdict: self.verdict,
            reason: said.note.clone(),
            reviewer: said.author.clone(),
            decided_on: said.at.date_naive(),
        });
        record.set_part(DECISIONS, &decisions)
    }
}

/// Whether something was decided about another action for the team of this one: what a reader of this project decided is
/// stored beside.
fn is_own(known: &decision::Model, other: Uuid) -> bool {
    known.other_id == other && is_role(&known.reviewer)
}

/// The id of what a team decides about its action and another: that of what an import says of the two is another.
fn id_of(own: Uuid, other: Uuid) -> Uuid {
    Uuid::new_v5(&own, format!("decision:{other}").as_bytes())
}

/// Takes away what was decided about actions that are gone: it went with them, and the log of the others does not say so.
pub async fn forget(tx: &DatabaseTransaction, records: &mut [(usize, Record)]) -> Result<()> {
    let mut opened = Vec::new();
    for (_, record) in records.iter_mut() {
        let decisions: Vec<decision::Model> = record.part(DECISIONS)?;
        if !decisions.is_empty() {
            opened.push((record, decisions));
        }
    }
    let asked = opened.iter().flat_map(|(_, decisions)| decisions);
    let asked: Vec<Uuid> = asked.map(|decision| decision.other_id).collect();
    if asked.is_empty() {
        return Ok(());
    }
    let there: HashSet<Uuid> = action::Entity::find()
        .select_only()
        .column(action::Column::Id)
        .filter(action::Column::Id.is_in(asked))
        .into_tuple()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for (record, mut decisions) in opened {
        decisions.retain(|decision| there.contains(&decision.other_id));
        record.set_part(DECISIONS, &decisions)?;
    }
    Ok(())
}
