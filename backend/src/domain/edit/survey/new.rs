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
        search::word::words,
        text,
    },
    entity::{area, record::Kind, survey},
};

/// How many letters of its title the path of a survey has at most: that of a figure begins with it.
const LETTERS: usize = 40;

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
    let known = survey::Entity::find()
        .filter(survey::Column::AreaId.eq(area.id))
        .all(&tx)
        .await?;
    let mut known = known.iter();
    let twin = known.find(|known| is_called(&known.title, &entered.title));
    if reason.is_done(&tx, person).await? {
        return twin.map(|twin| twin.id).ok_or_else(|| missing("area"));
    }
    if let Some(twin) = twin {
        let words = format!(
            "The area has a survey of this title: {}. Enter a year of that one.",
            twin.title
        );
        return Err(problem(Code::Taken, "title", words));
    }
    let paths = change::paths_ever(&tx, Kind::Survey, area.id).await?;
    let path = free(&paths, &area.path, &entered.title);
    let id = id::of(Kind::Survey, &path);
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

/// A path in the words of a title that no survey has had. That it is a survey's stands in it: a year is written out as a
/// document under the same words, and a plan that a team publishes may have the others.
fn free(taken: &HashSet<String>, area: &str, title: &str) -> String {
    let mut name = "survey".to_owned();
    for word in words(title) {
        let word: String = word.plain.chars().filter(char::is_ascii).collect();
        let is_short = name.len() + word.len() < LETTERS;
        if is_short && !word.is_empty() && word != "survey" {
            name = format!("{name}-{word}");
        }
    }
    // `2` and `02` have one place in the order. Nor has a document's survey these words: its years would be written out
    // under the same.
    let taken: HashSet<String> = taken.iter().map(|path| sort_key(path)).collect();
    let is_taken = |name: &str| {
        [OF_TEAMS, ""]
            .iter()
            .any(|before| taken.contains(&sort_key(&format!("{area}/{before}{name}"))))
    };
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut all = std::iter::once(name.clone()).chain(numbered);
    let name = all.find(|name| !is_taken(name)).unwrap_or(name);
    format!("{area}/{OF_TEAMS}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_the_words_of_the_title_and_is_nobody_elses() {
        let mut taken = HashSet::new();
        for (title, expected) in [
            ("Parent Carer Survey", "a/team-survey-parent-carer"),
            ("Parent’s carer survey!", "a/team-survey-parents-carer"),
            ("Parent carer", "a/team-survey-parent-carer-2"),
            ("+++", "a/team-survey"),
            ("Café 2026", "a/team-survey-caf-2026"),
            ("Survey 2", "a/team-survey-2"),
            ("Survey 02", "a/team-survey-02-2"),
            ("Of documents", "a/team-survey-of-documents-2"),
        ] {
            taken.insert("a/survey-of-documents".to_owned());
            let path = free(&taken, "a", title);
            assert_eq!(path, expected, "{title}");
            taken.insert(path);
        }
        let long = free(&taken, "a", &"very ".repeat(40));
        assert!(long.len() < 60, "{long}");
    }

    #[test]
    fn titles_differ_by_more_than_capitals_and_spaces() {
        assert!(is_called("Parent  Carer survey ", "parent carer SURVEY"));
        assert!(!is_called("Parent carer survey", "Parent-carer survey"));
        assert!(!is_called("!!!", "???"));
    }
}
