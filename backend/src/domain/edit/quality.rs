//! Rulings on notes about what does not hold together.

use async_trait::async_trait;
use sea_orm::DatabaseTransaction;

use super::{Edit, Record, Said};
use crate::{
    domain::{
        Result,
        permission::Act,
        problem::{Code, Problems},
    },
    entity::{
        quality::{self, NoteState},
        record::Kind,
    },
};

/// What has become of a note, in the words that are said of the change.
#[derive(Debug)]
pub struct RuleOnNote {
    pub state: NoteState,
}

#[async_trait]
impl Edit for RuleOnNote {
    const KINDS: &'static [Kind] = &[Kind::DataQualityNote];
    const ACT: Act = Act::Judge;

    fn check(&mut self, _: &mut Problems) {}

    async fn make(
        &self,
        _: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let row: quality::Model = record.row()?;
        // A ruling that stays can be given other words; where there is none, words alone are none.
        let is_reworded = row.ruling.as_ref().is_some_and(|words| *words != said.note);
        if row.state == self.state && !is_reworded {
            let words = "This is what the note is already: nothing would be changed. Choose another ruling.";
            problems.add(Code::Invalid, "state", words);
            return Ok(());
        }
        record.set_row(&quality::Model {
            state: self.state,
            ruling: Some(said.note.clone()),
            ruling_author: Some(said.author.clone()),
            ruled_at: Some(said.at),
            ..row
        })
    }
}
