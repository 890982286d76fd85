//! A survey that no document here states, as a team enters it: its years and questions are entered after it.

use std::collections::HashSet;

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use uuid::Uuid;

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
    entity::{area, record::Kind, survey},
};

/// A survey as a team enters it.
#[derive(Debug)]
pub struct AddSurvey {
    pub title: String,
    pub population: String,
}

impl AddSurvey {
    fn check(&mut self, problems: &mut Problems) {
        self.title = text::line(problems, "title", &self.title, 1..=200);
        self.population = text::line(problems, "population", &self.population, 1..=500);
    }
}

/// Whether two titles are the same but for capitals and spaces.
pub fn is_called(one: &str, other: &str) -> bool {
    let plain = |title: &str| {
        let words = title.split_whitespace().map(str::to_lowercase);
        words.collect::<Vec<_>>()
    };
    plain(one) == plain(other)
}

/// Enters a survey of an area, and answers its id.
pub async fn add(
    db: &DatabaseConnection,
    viewer: &Viewer,
    area: &area::Model,
    reason: Reason,
    mut entered: AddSurvey,
) -> Result<Uuid> {
    let person = viewer.allowed(Act::EditPlan, area.id)?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(area.id, &entered));
    entered.check(&mut problems);
    problems.none()?;
    let tx = change::begin(db).await?;
    if reason.is_done(&tx, person).await? {
        // It may be called otherwise by now, or be taken away.
        let made = reason.made(&tx, person).await?;
        return made.ok_or_else(|| missing("area"));
    }
    let known = survey::Entity::find()
        .filter(survey::Column::AreaId.eq(area.id))
        .all(&tx)
        .await?;
    let mut known = known.iter();
    let twin = known.find(|known| is_called(&known.title, &entered.title));
    if let Some(twin) = twin {
        let words = format!(
            "The area has a survey of this title: {}. Enter a year of that one.",
            twin.title
        );
        return Err(problem(Code::Taken, "title", words));
    }
    let paths = change::paths_ever(&tx, Kind::Survey, area.id).await?;
    let path = free(&paths, &area.path).ok_or_else(|| missing("area"))?;
    let id = id::of(Kind::Survey, &path);
    reason.keep(&tx, person, id).await?;
    let (author, said) = reason.said(&tx, person, area.id).await?;
    let row = survey::Model {
        id,
        sort_key: sort_key(&path),
        path,
        area_id: area.id,
        title: entered.title,
        population: entered.population,
        note: None,
        link: said.link,
        author: Some(said.author),
        at: Some(said.at),
    };
    let record = Record::new(Kind::Survey, id, &row.path, row.area_id, &row)?;
    save(&tx, &author, vec![record]).await?;
    tx.commit().await?;
    Ok(id)
}

/// A path that no survey has had. It says nothing of the title: a name in that can be removed, and one in a path could
/// not. Nor has a document's survey its number: years of both would be written out under the same words.
fn free(taken: &HashSet<String>, area: &str) -> Option<String> {
    let is_taken = |number: &usize| {
        [OF_TEAMS, ""]
            .iter()
            .any(|before| taken.contains(&format!("{area}/{before}survey-{number}")))
    };
    let number = (1..=taken.len() + 1).find(|number| !is_taken(number));
    number.map(|number| format!("{area}/{OF_TEAMS}survey-{number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_nobody_elses() {
        let mut taken = HashSet::from(["a/survey-2".to_owned()]);
        for expected in ["a/team-survey-1", "a/team-survey-3", "a/team-survey-4"] {
            assert_eq!(free(&taken, "a").as_deref(), Some(expected));
            taken.insert(expected.to_owned());
        }
    }

    #[test]
    fn titles_differ_by_more_than_capitals_and_spaces() {
        assert!(is_called("Parent  Carer survey ", "parent carer SURVEY"));
        assert!(!is_called("Parent carer survey", "Parent-carer survey"));
        assert!(!is_called("!!!", "???"));
    }
}
