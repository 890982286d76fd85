//! Actions of two plans that belong beside each other: worded alike, or named by a reviewer. What a reviewer
//! decided stands beside what the wording says and never instead of it.

use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Comparison, Side, few,
    similar::{self, Band, Passage, Shared},
};
use crate::{
    domain::{Error, Result},
    entity::action::{self, Verdict, decision},
};

/// Two actions that belong beside each other.
#[derive(Clone, Debug)]
pub struct SimilarActions {
    pub a: action::Model,
    pub b: action::Model,
    pub score: f64,
    /// None where a reviewer named them and their wording is not alike.
    pub band: Option<Band>,
    pub shared: Vec<Shared>,
    /// What reviewers decided about them, the latest first.
    pub decisions: Vec<decision::Model>,
}

impl Comparison {
    /// Actions of the two plans that are worded alike or that a reviewer named, the most alike first. One
    /// statement.
    pub async fn similar(&self, db: &DatabaseConnection) -> Result<Vec<SimilarActions>> {
        for (part, side) in [("a", &self.a), ("b", &self.b)] {
            few(part, side, side.items.actions.len(), "actions")?;
        }
        let decided = self.decided(db).await?;
        // What a reviewer finds different is listed only where the wording says otherwise.
        let belong = decided.iter().filter(|(_, decisions)| {
            let latest = decisions.first().map(|one| one.verdict);
            latest.is_some_and(|verdict| verdict != Verdict::Different)
        });
        let named = belong.map(|(pair, _)| *pair).collect();
        // Weighing thousands of pairs takes longer than others should wait for their turn.
        let (a, b) = (texts(&self.a), texts(&self.b));
        let pairs = tokio::task::spawn_blocking(move || weigh(&a, &b, &named))
            .await
            .map_err(|fault| Error::from(sea_orm::DbErr::Custom(fault.to_string())))?;
        let pairs = pairs.into_iter().filter_map(|pair| {
            Some(SimilarActions {
                a: self.a.items.actions.get(pair.a)?.clone(),
                b: self.b.items.actions.get(pair.b)?.clone(),
                score: pair.score,
                band: pair.band,
                shared: pair.shared,
                decisions: decided.get(&(pair.a, pair.b)).cloned().unwrap_or_default(),
            })
        });
        Ok(pairs.collect())
    }

    /// What reviewers decided about actions of one plan and the other, by their places in the plans, whichever
    /// of the two they began with.
    async fn decided(
        &self,
        db: &DatabaseConnection,
    ) -> Result<HashMap<(usize, usize), Vec<decision::Model>>> {
        let (a, b) = (places(&self.a), places(&self.b));
        let mut rows = decision::Entity::find()
            .filter(decision::Column::ActionId.is_in(a.keys().chain(b.keys()).copied()))
            .all(db)
            .await?;
        rows.sort_by_key(|row| (Reverse(row.decided_on), row.id));
        let mut decided: HashMap<_, Vec<_>> = HashMap::new();
        for row in rows {
            let pair = match (a.get(&row.action_id), b.get(&row.other_id)) {
                (Some(one), Some(other)) => Some((*one, *other)),
                _ => match (a.get(&row.other_id), b.get(&row.action_id)) {
                    (Some(one), Some(other)) => Some((*one, *other)),
                    _ => None,
                },
            };
            if let Some(pair) = pair {
                decided.entry(pair).or_default().push(row);
            }
        }
        Ok(decided)
    }
}

/// The text and the steps of an action.
type Text = (String, Vec<String>);

fn texts(side: &Side) -> Vec<Text> {
    let actions = side.items.actions.iter();
    actions
        .map(|row| (row.text.clone(), row.steps.0.clone()))
        .collect()
}

fn weigh(a: &[Text], b: &[Text], named: &HashSet<(usize, usize)>) -> Vec<similar::Pair> {
    fn passages(texts: &[Text]) -> Vec<Passage<'_>> {
        let texts = texts.iter();
        texts.map(|(text, steps)| Passage { text, steps }).collect()
    }
    similar::pairs(&passages(a), &passages(b), named)
}

fn places(side: &Side) -> HashMap<Uuid, usize> {
    let actions = side.items.actions.iter().enumerate();
    actions.map(|(place, row)| (row.id, place)).collect()
}
