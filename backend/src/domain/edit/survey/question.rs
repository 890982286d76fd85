//! A question that no earlier year of a survey asked.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::judge::same;
use crate::{
    domain::{
        Result, change,
        edit::{Reason, Record, save},
        id::{self, OF_TEAMS},
        order::sort_key,
        permission::{Act, Viewer},
        problem::{Code, Problems, missing, problem},
        text,
    },
    entity::{
        indicator::Polarity,
        record::Kind,
        survey::{self, question},
    },
};

/// How many answers a question has at most.
const MOST_ANSWERS: usize = 20;

/// A question as a team enters it.
#[derive(Debug)]
pub struct AddQuestion {
    pub text: String,
    pub group: String,
    pub polarity: Polarity,
    pub options: Vec<String>,
}

impl AddQuestion {
    fn check(&mut self, problems: &mut Problems) {
        self.text = text::line(problems, "text", &self.text, 1..=500);
        self.group = text::line(problems, "group", &self.group, 1..=200);
        if self.options.len() > MOST_ANSWERS {
            let words = format!("Give at most {MOST_ANSWERS}.");
            problems.add(Code::TooMany, "options", words);
        }
        let mut known = HashSet::new();
        for (place, option) in self.options.iter_mut().enumerate() {
            let path = format!("options.{place}");
            *option = text::line(problems, &path, option, 1..=200);
            if !option.is_empty() && !known.insert(option.to_lowercase()) {
                problems.add(Code::Taken, &path, "This answer stands there already.");
            }
        }
    }
}

/// Enters a question of a survey, and answers its id.
pub async fn add(
    db: &DatabaseConnection,
    viewer: &Viewer,
    survey: Uuid,
    reason: Reason,
    mut asked: AddQuestion,
) -> Result<Uuid> {
    viewer.somebody()?;
    let survey = survey::Entity::find_by_id(survey).one(db).await?;
    let survey = survey.ok_or_else(|| missing("survey"))?;
    let person = viewer.allowed(Act::EditPlan, survey.area_id)?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(survey.id, &asked));
    asked.check(&mut problems);
    problems.none()?;
    let tx = change::begin(db).await?;
    let known = question::Entity::find()
        .filter(question::Column::SurveyId.eq(survey.id))
        .all(&tx)
        .await?;
    let twin = known.iter().find(|known| same(&known.text, &asked.text));
    if reason.is_done(&tx, person).await? {
        return twin.map(|twin| twin.id).ok_or_else(|| missing("survey"));
    }
    if twin.is_some() {
        let words = "The survey has a question of these words. Enter figures of that one.";
        return Err(problem(Code::Taken, "text", words));
    }
    let paths = change::paths_ever(&tx, Kind::SurveyQuestion, survey.area_id).await?;
    let free = (1..=paths.len() + 1)
        .map(|number| {
            (
                number,
                format!("{}/{OF_TEAMS}question-{number}", survey.path),
            )
        })
        .find(|(_, path)| !paths.contains(path));
    let (number, path) = free.ok_or_else(|| missing("survey"))?;
    let id = id::of(Kind::SurveyQuestion, &path);
    let (author, said) = reason.said(&tx, person, survey.area_id).await?;
    let row = question::Model {
        id,
        // After those that documents state, which are counted from one.
        sort_key: format!(
            "{}/{OF_TEAMS}question/{number:06}",
            sort_key(&format!("{}/question", survey.path))
        ),
        path,
        area_id: survey.area_id,
        survey_id: survey.id,
        text: asked.text,
        group: asked.group,
        polarity: asked.polarity,
        options: Some(asked.options.join("\n")).filter(|options| !options.is_empty()),
        link: said.link,
        author: Some(said.author),
        at: Some(said.at),
    };
    let mut record = Record::new(Kind::SurveyQuestion, id, &row.path, row.area_id, &row)?;
    record.set_part("themes", &Vec::<()>::new())?;
    save(&tx, &author, vec![record]).await?;
    tx.commit().await?;
    Ok(id)
}
