//! Whether a figure that a team enters can be set against the one of the year before: what documents say of theirs is
//! read from them, and what a team does not say is left open, never assumed.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::{
    domain::{Result, change, edit::Record, search::word::words},
    entity::survey::{Comparability, question, result, wave},
};

/// Whether two texts are the same words, but for signs and capitals.
pub fn same(one: &str, other: &str) -> bool {
    let plain = |text| words(text).into_iter().map(|word| word.plain);
    plain(one).eq(plain(other))
}

/// The years and questions of a survey, and all of its figures.
struct Survey {
    years: HashMap<Uuid, i32>,
    questions: HashMap<Uuid, String>,
    results: Vec<result::Model>,
}

/// Judges figures of teams that are about to be written, and answers those that follow them in the next year and are
/// now judged otherwise.
pub async fn judged(tx: &DatabaseTransaction, records: &mut [Record]) -> Result<Vec<Record>> {
    let mut rows = Vec::with_capacity(records.len());
    for record in records.iter() {
        rows.push(record.row::<result::Model>()?);
    }
    let Some(survey) = rows.first().map(|row| row.survey_id) else {
        return Ok(Vec::new());
    };
    let survey = Survey::of(tx, survey, &rows).await?;
    for (record, row) in records.iter_mut().zip(&rows) {
        if row.author.is_some() {
            record.set_row(&survey.judge(row))?;
        }
    }
    let is_new = |row: &result::Model| rows.iter().any(|new| new.id == row.id);
    let is_touched = |row: &result::Model| rows.iter().any(|new| asks_the_same(new, row));
    survey
        .judged_otherwise(tx, |row| !is_new(row) && is_touched(row))
        .await
}

/// The figures of teams that are judged otherwise now that a survey has another year.
pub async fn judged_anew(tx: &DatabaseTransaction, survey: Uuid) -> Result<Vec<Record>> {
    let survey = Survey::of(tx, survey, &[]).await?;
    survey.judged_otherwise(tx, |_| true).await
}

/// The figures of teams that are judged otherwise once a year of a survey is there again.
pub async fn judged_with(tx: &DatabaseTransaction, year: &wave::Model) -> Result<Vec<Record>> {
    let mut survey = Survey::of(tx, year.survey_id, &[]).await?;
    survey.years.insert(year.id, year.year);
    survey.judged_otherwise(tx, |_| true).await
}

/// The figures of teams that are judged otherwise once one of a survey's figures, or a year with its figures, is there no
/// more.
pub async fn judged_without(
    tx: &DatabaseTransaction,
    survey: Uuid,
    gone: Uuid,
) -> Result<Vec<Record>> {
    let mut survey = Survey::of(tx, survey, &[]).await?;
    survey.years.remove(&gone);
    survey
        .results
        .retain(|row| row.id != gone && row.wave_id != gone);
    survey.judged_otherwise(tx, |_| true).await
}

/// Whether two figures are of the same question, service and answer.
pub fn asks_the_same(one: &result::Model, other: &result::Model) -> bool {
    one.question_id == other.question_id
        && one.service == other.service
        && one.answer == other.answer
}

impl Survey {
    /// A survey, with figures as they are about to be.
    async fn of(tx: &DatabaseTransaction, survey: Uuid, new: &[result::Model]) -> Result<Self> {
        let waves = wave::Entity::find()
            .filter(wave::Column::SurveyId.eq(survey))
            .all(tx)
            .await?;
        let questions = question::Entity::find()
            .filter(question::Column::SurveyId.eq(survey))
            .all(tx)
            .await?;
        let mut results = result::Entity::find()
            .filter(result::Column::SurveyId.eq(survey))
            .all(tx)
            .await?;
        results.retain(|row| new.iter().all(|new| new.id != row.id));
        results.extend_from_slice(new);
        Ok(Self {
            years: waves.into_iter().map(|row| (row.id, row.year)).collect(),
            questions: questions
                .into_iter()
                .map(|row| (row.id, row.text))
                .collect(),
            results,
        })
    }

    /// Those figures of teams, out of some, that are judged otherwise than they were.
    async fn judged_otherwise(
        &self,
        tx: &DatabaseTransaction,
        is_asked: impl Fn(&result::Model) -> bool,
    ) -> Result<Vec<Record>> {
        let of_teams = self.results.iter().filter(|row| row.author.is_some());
        let judged: HashMap<Uuid, result::Model> = of_teams
            .filter(|row| is_asked(row))
            .map(|row| (row, self.judge(row)))
            .filter(|(row, judged)| *row != judged)
            .map(|(row, judged)| (row.id, judged))
            .collect();
        let ids: Vec<Uuid> = judged.keys().copied().collect();
        let mut records = Vec::with_capacity(ids.len());
        for last in change::latest_by_id(tx, &ids).await? {
            if let Some(row) = judged.get(&last.record_id)
                && let Some(mut record) = Record::of(last)
            {
                record.set_row(row)?;
                records.push(record);
            }
        }
        Ok(records)
    }

    fn year(&self, row: &result::Model) -> i32 {
        self.years.get(&row.wave_id).copied().unwrap_or_default()
    }

    /// A figure of a team with the one of the year before, and how far the two can be compared.
    fn judge(&self, row: &result::Model) -> result::Model {
        let year = self.year(row);
        let before = self.years.values().filter(|before| **before < year).max();
        let alone = |reason: String| result::Model {
            previous_published: None,
            previous_value: None,
            comparability: Comparability::NoPrevious,
            reason: Some(reason),
            ..row.clone()
        };
        let Some(before) = before else {
            return alone("No year before this one is here.".to_owned());
        };
        let earlier = self.results.iter().filter(|one| self.year(one) == *before);
        let earlier: Vec<&result::Model> = earlier.filter(|one| asks_the_same(one, row)).collect();
        let Some(previous) = earlier
            .iter()
            .find(|one| one.value.is_some())
            .or(earlier.first())
        else {
            return alone(format!(
                "The year before, {before}, has no such figure here."
            ));
        };
        let is_stated_otherwise = earlier.iter().any(|one| one.value != previous.value);
        let (comparability, reason) = match is_stated_otherwise {
            true => (
                Comparability::Unclear,
                Some(format!("{before} has several such figures, which differ.")),
            ),
            false => self.compare(row, previous, *before),
        };
        result::Model {
            previous_published: Some(previous.published.clone()),
            previous_value: previous.value,
            comparability,
            reason,
            ..row.clone()
        }
    }

    /// How far a figure can be compared with the one before.
    fn compare(
        &self,
        row: &result::Model,
        previous: &result::Model,
        before: i32,
    ) -> (Comparability, Option<String>) {
        let not = |reason: String| (Comparability::NotComparable, Some(reason));
        let (now, then) = (self.wording(row), self.wording(previous));
        if !same(now, then) {
            return not(format!(
                "The question was worded otherwise in {before}: “{then}”."
            ));
        }
        match row.as_before {
            Some(true) => {}
            Some(false) => {
                let changed = row.changed.as_deref().unwrap_or_default();
                return not(format!(
                    "The team says what changed since {before}: {changed}"
                ));
            }
            None => {
                return (
                    Comparability::Unclear,
                    Some(format!(
                        "The team has not said whether the same people were asked the same as in {before}."
                    )),
                );
            }
        }
        if row.value.is_none() || previous.value.is_none() {
            return not("Not both figures are a number.".to_owned());
        }
        if is_share(&row.published) != is_share(&previous.published) {
            return not("One of the two figures is a percentage, the other is not.".to_owned());
        }
        (Comparability::Comparable, None)
    }

    /// The words in which a figure's question was asked.
    fn wording<'s>(&'s self, row: &'s result::Model) -> &'s str {
        let question = self.questions.get(&row.question_id);
        match &row.wording {
            Some(wording) => wording,
            None => question.map(String::as_str).unwrap_or_default(),
        }
    }
}

/// Whether a figure is printed as a percentage.
pub fn is_share(published: &str) -> bool {
    published.trim_end().ends_with('%')
}
