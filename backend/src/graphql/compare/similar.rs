//! Actions of two plans whose wording is alike.

use async_graphql::{Context, Object, SimpleObject};
use chrono::NaiveDate;
use uuid::Uuid;

use crate::{
    domain::compare::{
        pair::{Found, Rank, SimilarActions as Pair},
        similar::{self, Band, Shared},
    },
    entity::action::{Verdict, decision},
    graphql::{action::Action, area::LocalArea, connection::one, error::ApiResult},
};

/// Pairs of actions whose wording is alike, and how many there are.
#[derive(SimpleObject)]
pub struct SimilarActionList {
    /// How many there are, whatever `first` says.
    total_count: usize,
    /// How many there are of each kind, whatever `first` says.
    counts: SimilarActionCounts,
    /// Those that a reviewer found alike come first, then those worded much alike, those that may be alike, and last those that a reviewer found different; among them the most alike first.
    nodes: Vec<SimilarActions>,
}

impl From<Found> for SimilarActionList {
    fn from(found: Found) -> Self {
        let of = |rank: Rank| found.counts.get(&rank).copied().unwrap_or_default();
        Self {
            total_count: found.counts.values().sum(),
            counts: SimilarActionCounts {
                alike: of(Rank::Alike),
                strong: of(Rank::Strong),
                possible: of(Rank::Possible),
                different: of(Rank::Different),
            },
            nodes: found.pairs.into_iter().map(SimilarActions).collect(),
        }
    }
}

/// How many pairs of actions there are of each kind, in the order in which they are listed. Each pair is of one kind.
#[derive(SimpleObject)]
pub struct SimilarActionCounts {
    /// Found the same or related by a reviewer, whatever their wording.
    alike: usize,
    /// Worded much alike, and nobody has decided about them.
    strong: usize,
    /// Possibly alike, and nobody has decided about them.
    possible: usize,
    /// Found different by a reviewer, though their wording is alike.
    different: usize,
}

/// Two actions whose wording is alike. It does not mean that the actions are the same.
pub struct SimilarActions(pub Pair);

/// Two actions whose wording is alike. It does not mean that the actions are the same.
#[Object]
impl SimilarActions {
    /// The action of the first plan.
    async fn a(&self) -> Action {
        Action(self.0.a.clone())
    }
    /// The action of the second plan.
    async fn b(&self) -> Action {
        Action(self.0.b.clone())
    }
    /// How alike, from 0 (no term shared) to 1 (the same terms). It tells of words, not of work.
    async fn score(&self) -> f64 {
        self.0.score
    }
    /// The band of the score. Null where it is below all bands: the actions are here because a reviewer named them.
    async fn band(&self) -> Option<Band> {
        self.0.band
    }
    /// The terms that both hold, what counts most first.
    async fn shared(
        &self,
        #[graphql(desc = "How many, from 0; all when left out.")] first: Option<u32>,
    ) -> Vec<SharedTerm> {
        let most = first.and_then(|first| usize::try_from(first).ok());
        let shared = self.0.shared.iter().take(most.unwrap_or(usize::MAX));
        shared.cloned().map(SharedTerm::from).collect()
    }
    /// What reviewers decided about the two, the latest first. Empty where nobody has looked at them.
    async fn decisions(&self) -> Vec<SimilarityDecision> {
        let decided = |row: &decision::Model| SimilarityDecision {
            area: self.0.area_of(row),
            row: row.clone(),
        };
        self.0.decisions.iter().map(decided).collect()
    }
}

/// What a reviewer decided about two actions of two plans, having read both.
pub struct SimilarityDecision {
    row: decision::Model,
    area: Option<Uuid>,
}

/// What a reviewer decided about two actions of two plans, having read both.
#[Object]
impl SimilarityDecision {
    /// What came of it.
    async fn verdict(&self) -> Verdict {
        self.row.verdict
    }
    /// Why, in words.
    async fn reason(&self) -> &str {
        &self.row.reason
    }
    /// Who decided, as a role.
    async fn reviewer(&self) -> &str {
        &self.row.reviewer
    }
    /// The area whose team decided: that of the action whose record holds the decision. Null for whoever is of no team, such
    /// as a reader of this project.
    async fn area(&self, ctx: &Context<'_>) -> ApiResult<Option<LocalArea>> {
        one(ctx, self.area).await
    }
    /// The day.
    async fn decided_on(&self) -> NaiveDate {
        self.row.decided_on
    }
}

/// A word, or two words in a row, that two texts share in whatever form.
#[derive(SimpleObject)]
pub struct SharedTerm {
    /// As the first action writes it, in small letters.
    in_a: String,
    /// As the second action writes it.
    in_b: String,
    /// Its part of the score: those of all shared terms add up to 1.
    part: f64,
}

impl From<Shared> for SharedTerm {
    fn from(shared: Shared) -> Self {
        Self {
            in_a: shared.in_a,
            in_b: shared.in_b,
            part: shared.part,
        }
    }
}

/// How likeness of wording is measured.
#[derive(SimpleObject)]
pub struct SimilarityMethod {
    /// In words.
    words: &'static str,
    /// Raised whenever another score may come out.
    version: i32,
    /// The lowest score of the band STRONG.
    strong: f64,
    /// The lowest score of the band POSSIBLE. What scores less is listed only where a reviewer named it.
    possible: f64,
}

/// The method that is in force.
pub const METHOD: SimilarityMethod = SimilarityMethod {
    words: "The weighted Dice coefficient of the terms of two actions, which are the stems of words and two of them in a row: the weight that both share, as a part of the weight of both. A term weighs more the fewer texts of the field hold it; the steps of an action weigh less than its text; numbers and words that every plan holds weigh nothing.",
    version: similar::VERSION,
    strong: similar::STRONG,
    possible: similar::POSSIBLE,
};
