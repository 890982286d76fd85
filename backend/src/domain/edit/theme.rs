//! Which themes a record falls under, as somebody has decided who read it.

use std::collections::HashSet;

use async_trait::async_trait;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Edit, Record, Said};
use crate::{
    domain::{
        Result,
        order::is_path,
        permission::Act,
        problem::{Code, Problems},
    },
    entity::{
        record::Kind,
        theme::{self, AssignmentMethod, assignment},
    },
};

/// How many themes a record has at most.
const MOST: usize = 20;

/// All the themes of a record, by their paths. One that it has already stays as it came; one that is not named is
/// taken away.
#[derive(Debug)]
pub struct SetThemes {
    pub themes: Vec<String>,
}

#[async_trait]
impl Edit for SetThemes {
    const KINDS: &'static [Kind] = &[
        Kind::Weakness,
        Kind::Workstream,
        Kind::Action,
        Kind::Measure,
        Kind::SurveyQuestion,
        Kind::FeedbackItem,
    ];
    const ACT: Act = Act::Judge;

    fn check(&mut self, problems: &mut Problems) {
        if self.themes.len() > MOST {
            problems.add(Code::TooMany, "themes", format!("Give at most {MOST}."));
        }
        for (place, path) in self.themes.iter().enumerate() {
            if !is_path(path) {
                problems.missing(&format!("themes.{place}"));
            }
        }
        let mut seen = HashSet::new();
        self.themes.retain(|path| seen.insert(path.clone()));
    }

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let known = theme::Entity::find()
            .filter(theme::Column::Path.is_in(self.themes.iter().map(String::as_str)))
            .all(tx)
            .await?;
        let before: Vec<assignment::Model> = record.part("themes")?;
        let mut after = Vec::with_capacity(self.themes.len());
        for (place, path) in self.themes.iter().enumerate() {
            let Some(theme) = known.iter().find(|theme| theme.path == *path) else {
                problems.missing(&format!("themes.{place}"));
                continue;
            };
            let known = before.iter().find(|known| known.theme_id == theme.id);
            after.push(known.cloned().unwrap_or_else(|| assignment::Model {
                id: Uuid::new_v5(&record.id(), theme.id.as_bytes()),
                record_id: record.id(),
                theme_id: theme.id,
                method: AssignmentMethod::Reviewer,
                basis: said.note.clone(),
            }));
        }
        record.set_part("themes", &after)
    }
}
