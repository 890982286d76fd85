//! Records taken back to what they were, or to none where a team added them: another change, which the log keeps beside
//! what it takes back.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;

use super::{Edit, Record, Said, survey};
use crate::{
    domain::{
        Result, change,
        permission::Act,
        problem::{Code, Problems},
    },
    entity::{
        change as entry, feedback,
        record::Kind,
        survey::{result, wave},
    },
};

/// The version of a record before it was added.
const NONE: i32 = 0;

/// That a record is again what it was in a version of it, or, in that before the first, that there is none.
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
        if self.version == NONE && record.is_of_team() {
            match hanging(tx, record).await? {
                Some(what) => {
                    let words = format!("{what} Take those away first.");
                    problems.add(Code::Invalid, "toVersion", words);
                }
                None => record.remove(),
            }
            return Ok(());
        }
        let earlier = entry::Entity::find()
            .filter(entry::Column::RecordId.eq(record.id()))
            .filter(entry::Column::Version.eq(self.version))
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
            Kind::SurveyResult if record.is_gone() => {
                let row: result::Model = record.row()?;
                survey::judged_without(tx, row.survey_id, row.id).await
            }
            // It goes together with the document that it is written out as.
            Kind::SurveyWave if record.is_gone() => {
                let row: wave::Model = record.row()?;
                let mut records = survey::judged_without(tx, row.survey_id, row.id).await?;
                let document = change::latest_by_id(tx, &[row.document_id]).await?.pop();
                if let Some(mut document) = document.and_then(Record::of) {
                    document.remove();
                    records.push(document);
                }
                Ok(records)
            }
            _ if record.is_gone() => Ok(Vec::new()),
            Kind::SurveyResult => survey::judged(tx, std::slice::from_mut(record)).await,
            // What a document states is its own source.
            Kind::SurveyWave if record.row::<wave::Model>()?.author.is_some() => {
                Ok(vec![survey::write_out(tx, record).await?])
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// What hangs on a record that a team added, in words, so that it cannot go; nothing where nothing does.
async fn hanging(tx: &DatabaseTransaction, record: &Record) -> Result<Option<&'static str>> {
    let id = record.id();
    let figures = async |column: result::Column| {
        let own = result::Entity::find().filter(column.eq(id));
        own.count(tx).await
    };
    let rows = async |column: feedback::Column| {
        let own = feedback::Entity::find().filter(column.eq(id));
        own.count(tx).await
    };
    let (figures, rows) = match record.last.record_kind {
        Kind::SurveyWave => (
            figures(result::Column::WaveId).await?,
            rows(feedback::Column::WaveId).await?,
        ),
        Kind::SurveyQuestion => (figures(result::Column::QuestionId).await?, 0),
        Kind::FeedbackItem => (0, rows(feedback::Column::CarriesOnId).await?),
        _ => (0, 0),
    };
    Ok(match (figures, rows) {
        (0, 0) => None,
        (0, _) => Some("Rows of You said, we did belong to this."),
        (_, 0) => Some("Figures belong to this."),
        _ => Some("Figures and rows of You said, we did belong to this."),
    })
}
