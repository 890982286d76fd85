//! Rulings on notes about what does not hold together.

use async_trait::async_trait;
use sea_orm::DatabaseTransaction;

use super::{Edit, Record, Said};
use crate::{
    domain::{Result, permission::Act, problem::Problems},
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
        _: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let row: quality::Model = record.row()?;
        record.set_row(&quality::Model {
            state: self.state,
            ruling: Some(said.note.clone()),
            ruling_author: Some(said.author.clone()),
            ruled_at: Some(said.at),
            ..row
        })
    }
}
