//! Records taken back to what they were: another change, which the log keeps beside what it takes back.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use serde_json::Value;

use super::{Edit, Record, Said, survey};
use crate::{
    domain::{
        Result,
        permission::Act,
        problem::{Code, Problems},
    },
    entity::{change, record::Kind, survey::wave},
};

/// That a record is again what it was in a version of it.
#[derive(Debug)]
pub struct Revert {
    pub version: i32,
}

#[async_trait]
impl Edit for Revert {
    const KINDS: &'static [Kind] = &[
        Kind::Action,
        Kind::Measure,
        Kind::Workstream,
        Kind::Weakness,
        Kind::FeedbackItem,
        Kind::DataQualityNote,
        Kind::Review,
        Kind::SurveyWave,
        Kind::SurveyQuestion,
        Kind::SurveyResult,
    ];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, _: &mut Problems) {}

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        _: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let earlier = change::Entity::find()
            .filter(change::Column::RecordId.eq(record.id()))
            .filter(change::Column::Version.eq(self.version))
            .one(tx)
            .await?;
        let now = record.last.version;
        match earlier.and_then(|earlier| earlier.after) {
            Some(Value::Object(fields)) if self.version < now => {
                if fields == record.fields {
                    let words = format!("Version {} is what the record is.", self.version);
                    problems.add(Code::Invalid, "toVersion", words);
                }
                record.fields = fields;
            }
            _ => {
                let words = match now {
                    1 => "There is no earlier version of this record.".to_owned(),
                    _ => format!("Give an earlier version of this record: 1 to {}.", now - 1),
                };
                problems.add(Code::NotFound, "toVersion", words);
            }
        }
        Ok(())
    }

    async fn follow(&self, tx: &DatabaseTransaction, record: &mut Record) -> Result<Vec<Record>> {
        match record.last.record_kind {
            Kind::SurveyResult => survey::judged(tx, std::slice::from_mut(record)).await,
            // What a document states is its own source.
            Kind::SurveyWave if record.row::<wave::Model>()?.author.is_some() => {
                Ok(vec![survey::write_out(tx, record).await?])
            }
            _ => Ok(Vec::new()),
        }
    }
}
