//! Records taken back to what they were, to none where a team added them, or from there again: another change, which the
//! log keeps beside what it takes back.

use async_trait::async_trait;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

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
        review,
        survey::{self as surveyed, question, result, wave},
    },
};

/// The version of a record before it was added.
const NONE: i32 = 0;

/// That a record is again what it was in a version of it, or, in that before the first, that there is none. What a team
/// added and took away is there again.
#[derive(Debug)]
pub struct Revert {
    pub version: i32,
    /// How many figures and rows were seen to go with a year.
    pub parts: i32,
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
        Kind::Survey,
        Kind::SurveyWave,
        Kind::SurveyQuestion,
        Kind::SurveyResult,
    ];
    const ACT: Act = Act::EditPlan;

    fn opened(last: entry::Model) -> Option<Record> {
        Record::of(last.clone()).or_else(|| Record::of_gone(last))
    }

    fn check(&mut self, _: &mut Problems) {}

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        _: &Said,
        record: &mut Record,
    ) -> Result<()> {
        if self.version == NONE && record.was_gone() {
            problems.missing("id");
            return Ok(());
        }
        if self.version == NONE && record.is_of_team() {
            let parts = match record.last.record_kind {
                Kind::SurveyWave => entered_of(tx, record.id()).await?.len(),
                _ => 0,
            };
            match hanging(tx, record).await? {
                Some(what) => {
                    let words = format!("{what} Take those away first.");
                    problems.add(Code::Invalid, "toVersion", words);
                }
                // What is entered of a year does not change it: what nobody has seen does not go with it.
                None if usize::try_from(self.parts) != Ok(parts) => {
                    let words = format!(
                        "{parts} figures and rows of You said, we did go with this by now. Look at them, and send it again with `parts`: {parts}."
                    );
                    problems.add(Code::Stale, "parts", words);
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
                if fields == record.fields && !record.was_gone() {
                    let words = format!("Version {} is what the record is.", self.version);
                    problems.add(Code::Invalid, "toVersion", words);
                }
                record.fields = fields;
                if record.was_gone() {
                    check_again(tx, problems, record).await?;
                }
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
            // It goes together with what the team has entered of it, and the document that it is written out as.
            Kind::SurveyWave if record.is_gone() => {
                let row: wave::Model = record.row()?;
                let mut records = survey::judged_without(tx, row.survey_id, row.id).await?;
                records.extend(entered_of(tx, row.id).await?);
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
                let mut records = match record.was_gone() {
                    true => survey::judged_with(tx, &record.row()?).await?,
                    false => Vec::new(),
                };
                records.push(survey::write_out(tx, record).await?);
                Ok(records)
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// Notes why a record that was taken away cannot be there again.
async fn check_again(
    tx: &DatabaseTransaction,
    problems: &mut Problems,
    record: &Record,
) -> Result<()> {
    let (is_year_gone, other) = match record.last.record_kind {
        Kind::SurveyWave => {
            let own: wave::Model = record.row()?;
            (false, without_survey(tx, own.survey_id).await?)
        }
        Kind::SurveyQuestion => {
            let own: question::Model = record.row()?;
            (false, without_survey(tx, own.survey_id).await?)
        }
        Kind::SurveyResult => {
            let own: result::Model = record.row()?;
            let year = wave::Entity::find_by_id(own.wave_id).one(tx).await?;
            let question = question::Entity::find_by_id(own.question_id);
            let gone = question.one(tx).await?.is_none();
            (
                year.is_none(),
                gone.then_some("The question that it answers"),
            )
        }
        Kind::FeedbackItem => {
            let own: feedback::Model = record.row()?;
            let year = wave::Entity::find_by_id(own.wave_id).one(tx).await?;
            let gone = match own.carries_on_id {
                Some(id) => feedback::Entity::find_by_id(id).one(tx).await?.is_none(),
                None => false,
            };
            (year.is_none(), gone.then_some("The row that it carries on"))
        }
        _ => (false, None),
    };
    let gone = is_year_gone.then_some("The year that it is of").or(other);
    if let Some(gone) = gone {
        let words = format!("{gone} is not there any more. Bring that back first.");
        problems.add(Code::Invalid, "toVersion", words);
    } else if is_anew(tx, record).await? {
        let words = "The same has been entered anew since. Change that one.";
        problems.add(Code::Taken, "toVersion", words);
    }
    Ok(())
}

/// What a record is missing, in words, where its survey is there no more.
async fn without_survey(tx: &DatabaseTransaction, survey: Uuid) -> Result<Option<&'static str>> {
    let survey = surveyed::Entity::find_by_id(survey).one(tx).await?;
    Ok(survey.is_none().then_some("The survey that it is of"))
}

/// Whether the same has been entered anew since a record was taken away: a review of the day, a survey of this title, a
/// year, a question of these words, a figure of the same, a row of these words.
async fn is_anew(tx: &DatabaseTransaction, record: &Record) -> Result<bool> {
    Ok(match record.last.record_kind {
        Kind::Review => {
            let own: review::Model = record.row()?;
            let known = review::Entity::find().filter(review::Column::PlanId.eq(own.plan_id));
            let known = known.all(tx).await?;
            let is_same = |one: &review::Model| one.held_from == own.held_from;
            known.iter().any(|one| one.author.is_some() && is_same(one))
        }
        Kind::Survey => {
            let own: surveyed::Model = record.row()?;
            let known = surveyed::Entity::find().filter(surveyed::Column::AreaId.eq(own.area_id));
            let known = known.all(tx).await?;
            let is_same = |one: &surveyed::Model| survey::is_called(&one.title, &own.title);
            known.iter().any(is_same)
        }
        Kind::SurveyQuestion => {
            let own: question::Model = record.row()?;
            let known =
                question::Entity::find().filter(question::Column::SurveyId.eq(own.survey_id));
            let known = known.all(tx).await?;
            known.iter().any(|one| survey::same(&one.text, &own.text))
        }
        Kind::SurveyResult => {
            let own: result::Model = record.row()?;
            let known = result::Entity::find().filter(result::Column::WaveId.eq(own.wave_id));
            let known = known.all(tx).await?;
            let is_same = |one: &result::Model| survey::asks_the_same(one, &own);
            known.iter().any(|one| one.author.is_some() && is_same(one))
        }
        Kind::FeedbackItem => {
            let own: feedback::Model = record.row()?;
            let known = feedback::Entity::find().filter(feedback::Column::WaveId.eq(own.wave_id));
            let known = known.all(tx).await?;
            known.iter().any(|one| {
                one.comment == own.comment
                    && one.carries_on_id == own.carries_on_id
                    && one.service == own.service
            })
        }
        Kind::SurveyWave => {
            let own: wave::Model = record.row()?;
            let known = wave::Entity::find().filter(wave::Column::SurveyId.eq(own.survey_id));
            let known = known.all(tx).await?;
            known.iter().any(|one| one.year == own.year)
        }
        _ => false,
    })
}

/// What a team has entered of a year, which is to be no more: its figures, and its rows of You said, we did.
async fn entered_of(tx: &DatabaseTransaction, wave: Uuid) -> Result<Vec<Record>> {
    let figures = result::Entity::find().filter(result::Column::WaveId.eq(wave));
    let figures = figures.all(tx).await?.into_iter().map(|row| row.id);
    let rows = rows_of(tx, wave).await?;
    let ids: Vec<Uuid> = figures.chain(rows).collect();
    let known = change::latest_by_id(tx, &ids).await?.into_iter();
    let mut records: Vec<Record> = known.filter_map(Record::of).collect();
    records.iter_mut().for_each(Record::remove);
    Ok(records)
}

/// The rows of You said, we did of a year.
async fn rows_of(tx: &DatabaseTransaction, wave: Uuid) -> Result<Vec<Uuid>> {
    let rows = feedback::Entity::find().filter(feedback::Column::WaveId.eq(wave));
    Ok(rows.all(tx).await?.into_iter().map(|row| row.id).collect())
}

/// What hangs on a record that a team added, in words, so that it cannot go; nothing where nothing does. What the team
/// has entered of a year goes with the year, unless a later year carries it on.
async fn hanging(tx: &DatabaseTransaction, record: &Record) -> Result<Option<&'static str>> {
    let id = record.id();
    let carrying_on = async |rows: Vec<Uuid>| {
        let own = feedback::Entity::find().filter(feedback::Column::CarriesOnId.is_in(rows));
        own.count(tx).await
    };
    let (number, what) = match record.last.record_kind {
        Kind::SurveyWave => (
            carrying_on(rows_of(tx, id).await?).await?,
            "Rows of a later year carry on rows of You said, we did of this one.",
        ),
        Kind::Survey => {
            let years = wave::Entity::find().filter(wave::Column::SurveyId.eq(id));
            let questions = question::Entity::find().filter(question::Column::SurveyId.eq(id));
            (
                years.count(tx).await? + questions.count(tx).await?,
                "Years or questions belong to this.",
            )
        }
        Kind::SurveyQuestion => {
            let own = result::Entity::find().filter(result::Column::QuestionId.eq(id));
            (own.count(tx).await?, "Figures belong to this.")
        }
        Kind::FeedbackItem => (
            carrying_on(vec![id]).await?,
            "Rows of You said, we did belong to this.",
        ),
        _ => (0, ""),
    };
    Ok((number > 0).then_some(what))
}
