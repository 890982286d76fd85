//! Reviews that teams enter.

use async_graphql::{Context, ID, InputObject};
use chrono::NaiveDate;
use uuid::Uuid;

use super::{EditInput, ReasonInput, id_of_kind};
use crate::{
    domain::{
        self,
        edit::review::{self, EditReview, Finding},
    },
    entity::{
        record::Kind,
        review::{FindingKind, ReviewState},
    },
    graphql::{asker::viewer, connection},
};

/// A review of a plan.
#[derive(InputObject)]
pub struct AddReviewInput {
    /// The global id of the plan.
    plan: ID,
    #[graphql(flatten)]
    reason: ReasonInput,
    #[graphql(flatten)]
    review: ReviewInput,
}

/// A review that a team has entered, as it is to be.
#[derive(InputObject)]
pub struct EditReviewInput {
    #[graphql(flatten)]
    edit: EditInput,
    #[graphql(flatten)]
    review: ReviewInput,
}

/// What is stated of a review.
#[derive(InputObject)]
pub struct ReviewInput {
    /// What it is called: 1 to 200 characters.
    title: String,
    /// Who reviewed, such as DfE and NHS England: 1 to 200 characters.
    by: String,
    /// When it took place, or is expected.
    held_on: NaiveDate,
    /// Whether it has taken place.
    state: ReviewState,
    /// What the outcome letter says: at most 4,000 characters. Left out where it is not known.
    outcome: Option<String>,
    /// What it found of single workstreams and weaknesses, at most 50.
    #[graphql(default)]
    findings: Vec<FindingInput>,
}

/// What a review found of a workstream or of a weakness.
#[derive(InputObject)]
pub struct FindingInput {
    /// The global id of the workstream. Left out where it is about none.
    workstream: Option<ID>,
    /// The global id of the weakness. Left out where it is about none.
    weakness: Option<ID>,
    /// The finding as one of a list.
    finding: FindingKind,
    /// Its words: 1 to 2,000 characters.
    statement: String,
}

impl AddReviewInput {
    /// Enters the review, and answers its id.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let plan = id_of_kind("plan", Kind::Plan, &self.plan)?;
        let review = self.review.read()?;
        let db = connection::db(ctx);
        review::add(db, viewer(ctx), plan, self.reason.into(), review).await
    }
}

impl EditReviewInput {
    /// Makes the change, and answers the id of the review.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let review = self.review.read()?;
        self.edit.make(ctx, review).await
    }
}

impl ReviewInput {
    fn read(self) -> domain::Result<EditReview> {
        let findings = self.findings.into_iter().enumerate();
        let findings = findings.map(|(place, finding)| finding.read(place));
        Ok(EditReview {
            title: self.title,
            by: self.by,
            held_on: self.held_on,
            state: self.state,
            outcome: self.outcome,
            findings: findings.collect::<domain::Result<_>>()?,
        })
    }
}

impl FindingInput {
    fn read(self, place: usize) -> domain::Result<Finding> {
        let id = |name: &str, kind, id: Option<ID>| {
            let path = format!("findings.{place}.{name}");
            id.map(|id| id_of_kind(&path, kind, &id)).transpose()
        };
        Ok(Finding {
            workstream: id("workstream", Kind::Workstream, self.workstream)?,
            weakness: id("weakness", Kind::Weakness, self.weakness)?,
            finding: self.finding,
            statement: self.statement,
        })
    }
}
