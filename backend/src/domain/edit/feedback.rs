//! What became of what an area said it would do about what parents said, carried on from year to year.

use async_trait::async_trait;
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Edit, Reason, Record, Said, save};
use crate::{
    domain::{
        Result, change,
        id::{self, OF_TEAMS},
        order::sort_key,
        permission::{Act, Viewer},
        problem::{Code, Problems, missing, problem},
        text,
    },
    entity::{
        feedback::{self, FeedbackOutcome, update},
        record::Kind,
        survey::wave,
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

/// A row of You said, we did, as a team enters it of a year that it has entered.
#[derive(Debug)]
pub struct AddFeedback {
    /// The heading that it stands under, that of the row that it carries on where it is left out.
    pub table: Option<String>,
    pub service: Option<String>,
    pub comment: String,
    pub promised: Option<String>,
    pub done: Option<String>,
    pub next: Option<String>,
    /// The row of an earlier year.
    pub carries_on: Option<Uuid>,
}

/// The longest text of a row, in characters.
const LONGEST: usize = 4_000;

impl AddFeedback {
    fn check(&mut self, problems: &mut Problems) {
        self.comment = text::lines(problems, "comment", &self.comment, 1..=LONGEST);
        for (path, words) in [("table", &mut self.table), ("service", &mut self.service)] {
            *words = words
                .take()
                .map(|words| text::line(problems, path, &words, 1..=200));
        }
        for (path, words) in [
            ("promised", &mut self.promised),
            ("done", &mut self.done),
            ("next", &mut self.next),
        ] {
            *words = words
                .take()
                .map(|words| text::lines(problems, path, &words, 1..=LONGEST));
        }
        if self.table.is_none() && self.carries_on.is_none() {
            let words = "Give the heading that it stands under, such as a theme or a service.";
            problems.add(Code::Required, "table", words);
        }
    }

    /// The row that it carries on, which is one of an earlier year of the same survey, or why it is none.
    async fn earlier(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        wave: &wave::Model,
    ) -> Result<Option<feedback::Model>> {
        let Some(id) = self.carries_on else {
            return Ok(None);
        };
        let found = feedback::Entity::find_by_id(id).one(tx).await?;
        let of = match &found {
            Some(row) => wave::Entity::find_by_id(row.wave_id).one(tx).await?,
            None => None,
        };
        match of.filter(|of| of.survey_id == wave.survey_id) {
            None => problems.missing("carriesOn"),
            Some(of) if of.year >= wave.year => {
                let words = format!(
                    "This row is of {}. What is carried on into {} is of an earlier year.",
                    of.year, wave.year
                );
                problems.add(Code::Invalid, "carriesOn", words);
            }
            Some(_) => {}
        }
        Ok(found)
    }
}

/// Enters a row of You said, we did, and answers its id.
pub async fn add(
    db: &DatabaseConnection,
    viewer: &Viewer,
    wave: Uuid,
    reason: Reason,
    mut row: AddFeedback,
) -> Result<Uuid> {
    viewer.somebody()?;
    let wave = wave::Entity::find_by_id(wave).one(db).await?;
    let wave = wave.ok_or_else(|| missing("wave"))?;
    let person = viewer.allowed(UpdateFeedback::ACT, wave.area_id)?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(wave.id, &row));
    row.check(&mut problems);
    if wave.author.is_none() {
        let words = "A document states the rows of this year, and they stay as they were published. Enter the next year first, and the row there.";
        problems.add(Code::Forbidden, "wave", words);
    }
    problems.none()?;
    let tx = change::begin(db).await?;
    let is_done = reason.is_done(&tx, person).await?;
    let known = feedback::Entity::find()
        .filter(feedback::Column::WaveId.eq(wave.id))
        .all(&tx)
        .await?;
    let twin = known.iter().find(|known| {
        known.comment == row.comment
            && known.carries_on_id == row.carries_on
            && (row.service.is_none() || known.service == row.service)
    });
    match (twin, is_done) {
        (Some(twin), true) => return Ok(twin.id),
        (None, true) => return Err(missing("wave")),
        (Some(_), false) => {
            let words = "This row of the year is here already.";
            return Err(problem(Code::Taken, "comment", words));
        }
        (None, false) => {}
    }
    let mut problems = Problems::default();
    let earlier = row.earlier(&tx, &mut problems, &wave).await?;
    problems.none()?;
    let (author, said) = reason.said(&tx, person, wave.area_id).await?;
    let paths = change::paths_ever(&tx, Kind::FeedbackItem, wave.area_id).await?;
    let path_of = |number: i32| format!("{}/{OF_TEAMS}said-{number:02}", wave.path);
    let mut number = known.iter().map(|known| known.number).max().unwrap_or(0) + 1;
    while paths.contains(&path_of(number)) {
        number += 1;
    }
    let path = path_of(number);
    let id = id::of(Kind::FeedbackItem, &path);
    let of_earlier = earlier.as_ref();
    let table = row
        .table
        .or_else(|| of_earlier.map(|of| of.table_published.clone()));
    let row = feedback::Model {
        id,
        sort_key: sort_key(&path),
        path,
        area_id: wave.area_id,
        wave_id: wave.id,
        number,
        theme_published: of_earlier.and_then(|of| of.theme_published.clone()),
        table_published: table.unwrap_or_default(),
        service: row
            .service
            .or_else(|| of_earlier.and_then(|of| of.service.clone())),
        comment: row.comment,
        promised: row.promised,
        done: row.done,
        next: row.next,
        is_new: of_earlier.is_none(),
        note: None,
        carries_on_id: row.carries_on,
        link: said.link,
        author: Some(said.author),
        at: Some(said.at),
    };
    let mut record = Record::new(Kind::FeedbackItem, id, &row.path, row.area_id, &row)?;
    record.set_part("themes", &Vec::<()>::new())?;
    record.set_part("updates", &Vec::<()>::new())?;
    save(&tx, &author, vec![record]).await?;
    tx.commit().await?;
    Ok(id)
}
