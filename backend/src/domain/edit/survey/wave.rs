//! A year of a survey, as a team enters it.

use async_trait::async_trait;
use chrono::{Datelike, NaiveDate, Utc};
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{STAYS, judge::judged_anew, write_out};
use crate::{
    domain::{
        Result, change,
        edit::{Edit, Reason, Record, Said, save},
        id::{self, OF_TEAMS},
        order::sort_key,
        paper,
        permission::{Act, Viewer},
        problem::{Code, Problems, missing, problem},
        text,
    },
    entity::{
        record::Kind,
        survey::{self, result, wave},
    },
};

/// The first year that a survey of families can have been about the reforms.
const FIRST: i32 = 2014;
/// More than England has people.
pub const MOST_PEOPLE: i32 = 100_000_000;

/// A year of a survey as a team enters it.
#[derive(Debug)]
pub struct EditWave {
    pub label: Option<String>,
    pub fieldwork_from: Option<NaiveDate>,
    pub fieldwork_to: Option<NaiveDate>,
    pub asked: Option<i32>,
    pub respondents: Option<i32>,
    pub method: Option<String>,
}

/// A number of people that can be meant.
pub fn people(problems: &mut Problems, path: &str, number: Option<i32>) {
    if number.is_some_and(|number| !(0..=MOST_PEOPLE).contains(&number)) {
        problems.add(Code::Invalid, path, "This is no number of people.");
    }
}

/// How many answered in a year, by the larger number where there are two; nothing where it is not known.
pub async fn answered(tx: &DatabaseTransaction, wave: Uuid) -> Result<Option<i32>> {
    let year = wave::Entity::find_by_id(wave).one(tx).await?;
    Ok(year.and_then(|year| year.respondents.max(year.respondents_other)))
}

/// The largest number that a figure of the team in a year is counted from, if any is.
async fn largest_base(tx: &DatabaseTransaction, wave: Uuid) -> Result<Option<i32>> {
    let figures = result::Entity::find()
        .filter(result::Column::WaveId.eq(wave))
        .filter(result::Column::Author.is_not_null())
        .all(tx)
        .await?;
    Ok(figures.iter().filter_map(|figure| figure.base).max())
}

#[async_trait]
impl Edit for EditWave {
    const KINDS: &'static [Kind] = &[Kind::SurveyWave];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, problems: &mut Problems) {
        let label = self.label.take();
        self.label = label.map(|words| text::line(problems, "label", &words, 1..=100));
        let method = self.method.take();
        self.method = method.map(|words| text::lines(problems, "method", &words, 1..=2_000));
        for (path, day) in [
            ("fieldworkFrom", self.fieldwork_from),
            ("fieldworkTo", self.fieldwork_to),
        ] {
            if let Some(day) = day {
                text::day(problems, path, day);
            }
        }
        match (self.fieldwork_from, self.fieldwork_to) {
            (Some(from), Some(to)) if to < from => {
                let words = "This is before the first day. Give a day after it, or the same.";
                problems.add(Code::Invalid, "fieldworkTo", words);
            }
            (Some(_), None) => problems.add(Code::Required, "fieldworkTo", BOTH),
            (None, Some(_)) => problems.add(Code::Required, "fieldworkFrom", BOTH),
            _ => {}
        }
        people(problems, "asked", self.asked);
        people(problems, "respondents", self.respondents);
        if let (Some(asked), Some(answered)) = (self.asked, self.respondents)
            && asked >= 0
            && answered > asked
        {
            let words = format!("More answered than the {asked} who were asked. Check both.");
            problems.add(Code::Invalid, "respondents", words);
        }
    }

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let row: wave::Model = record.row()?;
        if row.author.is_none() {
            problems.add(Code::Forbidden, "id", STAYS);
            return Ok(());
        }
        if self.respondents != row.respondents
            && let Some(base) = largest_base(tx, row.id).await?
            && self.respondents.is_some_and(|answered| answered < base)
        {
            let words = format!(
                "A figure of this year is counted from {base} answers. Give at least as many, or change that figure first."
            );
            problems.add(Code::Invalid, "respondents", words);
        }
        self.write(said, record, row)
    }

    async fn follow(&self, tx: &DatabaseTransaction, record: &mut Record) -> Result<Vec<Record>> {
        Ok(vec![write_out(tx, record).await?])
    }
}

/// What is said where one of two days is missing.
const BOTH: &str = "Give both days, the first and the last, or neither.";

impl EditWave {
    /// Has a record hold this year.
    fn write(&self, said: &Said, record: &mut Record, row: wave::Model) -> Result<()> {
        record.set_row(&wave::Model {
            label: self.label.clone(),
            fieldwork_from: self.fieldwork_from,
            fieldwork_to: self.fieldwork_to,
            asked: self.asked,
            respondents: self.respondents,
            method: self.method.clone(),
            link: said.link.clone().or(row.link),
            author: Some(said.author.clone()),
            at: Some(said.at),
            ..row
        })
    }
}

/// Enters a year of a survey, and answers its id.
pub async fn add(
    db: &DatabaseConnection,
    viewer: &Viewer,
    survey: Uuid,
    year: i32,
    reason: Reason,
    mut wave: EditWave,
) -> Result<Uuid> {
    viewer.somebody()?;
    let survey = survey::Entity::find_by_id(survey).one(db).await?;
    let survey = survey.ok_or_else(|| missing("survey"))?;
    let person = viewer.allowed(EditWave::ACT, survey.area_id)?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(survey.id, year, &wave));
    let last = Utc::now().year() + 1;
    if !(FIRST..=last).contains(&year) {
        let words = format!("Give a year from {FIRST} to {last}.");
        problems.add(Code::Invalid, "year", words);
    }
    wave.check(&mut problems);
    problems.none()?;
    let path = format!("{}/{OF_TEAMS}{year}", survey.path);
    let id = id::of(Kind::SurveyWave, &path);
    let tx = change::begin(db).await?;
    if reason.is_done(&tx, person).await? {
        return Ok(id);
    }
    let known = wave::Entity::find()
        .filter(wave::Column::SurveyId.eq(survey.id))
        .filter(wave::Column::Year.eq(year))
        .all(&tx)
        .await?;
    if !known.is_empty() {
        let words = "This year of the survey is here already. Enter its figures.";
        return Err(problem(Code::Taken, "year", words));
    }
    // Beside what a document may state of the same year later, and in the order of the years.
    let row = wave::Model {
        id,
        sort_key: format!("{}/{year:06}/{OF_TEAMS}", sort_key(&survey.path)),
        document_id: paper::id_of(&path),
        path,
        area_id: survey.area_id,
        survey_id: survey.id,
        year,
        fieldwork: None,
        respondents: None,
        respondents_other: None,
        note: None,
        label: None,
        fieldwork_from: None,
        fieldwork_to: None,
        asked: None,
        method: None,
        link: None,
        author: None,
        at: None,
    };
    let (author, said) = reason.said(&tx, person, row.area_id).await?;
    let mut record = Record::new(Kind::SurveyWave, id, &row.path, row.area_id, &row)?;
    wave.write(&said, &mut record, row)?;
    let document = write_out(&tx, &mut record).await?;
    save(&tx, &author, vec![document, record]).await?;
    // What was the year before for later ones may be so no longer.
    let later = judged_anew(&tx, survey.id).await?;
    save(&tx, &author, later).await?;
    tx.commit().await?;
    Ok(id)
}
