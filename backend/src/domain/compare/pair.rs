//! Actions of two plans that belong beside each other: worded alike, or named by a reviewer. What a reviewer
//! decided stands beside what the wording says and never instead of it.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{
    Comparison, Side, few,
    rows::within,
    similar::{self, Band, Passage, Shared, Weighed},
};
use crate::{
    domain::{Error, Result, edit::is_role},
    entity::action::{self, Verdict, decision},
};

/// Two actions that belong beside each other.
#[derive(Clone, Debug)]
pub struct SimilarActions {
    pub a: Arc<action::Model>,
    pub b: Arc<action::Model>,
    pub score: f64,
    /// None where a reviewer named them and their wording is not alike.
    pub band: Option<Band>,
    pub shared: Vec<Shared>,
    /// What reviewers decided about them, the latest first.
    pub decisions: Vec<decision::Model>,
}

/// Where a pair is listed: what was found alike first, then what is worded much alike and nobody has read, what may be
/// alike, and last what was found different.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    Alike,
    Strong,
    Possible,
    Different,
}

impl Rank {
    fn of(band: Option<Band>, latest: Option<Verdict>) -> Self {
        match (latest, band) {
            (Some(Verdict::Different), _) => Self::Different,
            (Some(_), _) => Self::Alike,
            (None, Some(Band::Strong)) => Self::Strong,
            (None, _) => Self::Possible,
        }
    }
}

/// How many pairs there are of each rank.
pub type Counts = HashMap<Rank, usize>;

/// Two texts with what they share.
type Match = (similar::Pair, Vec<Shared>);

/// The pairs that were asked for, and how many there are of each rank.
pub struct Found {
    pub counts: Counts,
    pub pairs: Vec<SimilarActions>,
}

impl SimilarActions {
    /// The area for which something was decided about them: that of the action that holds it. None where it was decided
    /// for no team, but by a reader of this project.
    pub fn area_of(&self, decided: &decision::Model) -> Option<Uuid> {
        let own = [&self.a, &self.b];
        let own = own.into_iter().find(|one| one.id == decided.action_id)?;
        is_role(&decided.reviewer).then_some(own.area_id)
    }
}

impl Comparison {
    /// Actions of the two plans that are worded alike or that a reviewer named: those found alike first,
    /// then by their band, those found different last, the most alike first among them. No more than `first` where
    /// that is given. One statement.
    pub async fn similar(&self, db: &DatabaseConnection, first: Option<usize>) -> Result<Found> {
        for (part, side) in [("a", &self.a), ("b", &self.b)] {
            few(part, side, side.items.actions.len(), "actions")?;
        }
        let decided = self.decided(db).await?;
        let latest = decided.iter().filter_map(|(pair, decisions)| {
            let latest = decisions.first()?;
            Some((*pair, latest.verdict))
        });
        let latest: HashMap<(usize, usize), Verdict> = latest.collect();
        // Weighing thousands of pairs takes longer than others should wait for their turn.
        let (a, b) = (texts(&self.a), texts(&self.b));
        let most = first.unwrap_or(usize::MAX);
        let (counts, pairs) = tokio::task::spawn_blocking(move || weigh(&a, &b, &latest, most))
            .await
            .map_err(|fault| Error::from(sea_orm::DbErr::Custom(fault.to_string())))?;
        let pairs = pairs.into_iter().filter_map(|(pair, shared)| {
            Some(SimilarActions {
                a: self.a.items.actions.get(pair.a)?.clone(),
                b: self.b.items.actions.get(pair.b)?.clone(),
                score: pair.score,
                band: pair.band,
                shared,
                decisions: decided.get(&(pair.a, pair.b)).cloned().unwrap_or_default(),
            })
        });
        Ok(Found {
            counts,
            pairs: pairs.collect(),
        })
    }

    /// What reviewers decided about actions of one plan and the other, by their places in the plans, whichever
    /// of the two they began with.
    async fn decided(
        &self,
        db: &DatabaseConnection,
    ) -> Result<HashMap<(usize, usize), Vec<decision::Model>>> {
        let (a, b) = (places(&self.a), places(&self.b));
        let own = within::<action::Entity>(
            action::Column::Id,
            action::Column::PlanId,
            [self.a.plan.id, self.b.plan.id],
        );
        let mut rows = decision::Entity::find()
            .filter(decision::Column::ActionId.in_subquery(own))
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

/// How many pairs there are of each rank, and the first of all with what they share. `latest` is what was decided last about
/// pairs.
fn weigh(
    a: &[Text],
    b: &[Text],
    latest: &HashMap<(usize, usize), Verdict>,
    most: usize,
) -> (Counts, Vec<Match>) {
    fn passages(texts: &[Text]) -> Vec<Passage<'_>> {
        let texts = texts.iter();
        texts.map(|(text, steps)| Passage { text, steps }).collect()
    }
    let weighed = Weighed::new(&passages(a), &passages(b));
    // What a reviewer finds different is listed only where the wording says otherwise.
    let belong = latest
        .iter()
        .filter(|(_, verdict)| **verdict != Verdict::Different);
    let mut pairs = weighed.pairs(&belong.map(|(pair, _)| *pair).collect());
    let rank = |pair: &similar::Pair| Rank::of(pair.band, latest.get(&(pair.a, pair.b)).copied());
    pairs.sort_by_key(rank);
    let mut counts = Counts::new();
    for pair in &pairs {
        *counts.entry(rank(pair)).or_default() += 1;
    }
    let shown = pairs.into_iter().take(most);
    let shown = shown.map(|pair| {
        let shared = weighed.shared(&pair);
        (pair, shared)
    });
    (counts, shown.collect())
}

fn places(side: &Side) -> HashMap<Uuid, usize> {
    let actions = side.items.actions.iter().enumerate();
    actions.map(|(place, row)| (row.id, place)).collect()
}
