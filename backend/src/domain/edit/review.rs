//! Reviews that a team enters, because no document here states them, with what they found.

use async_trait::async_trait;
use chrono::{NaiveDate, Utc};
use sea_orm::{ColumnTrait, DatabaseConnection, DatabaseTransaction, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::{Edit, Reason, Record, Said, save};
use crate::{
    domain::{
        Result, change, id,
        order::sort_key,
        permission::{Act, Viewer},
        problem::{Code, Problems, missing, problem},
        text,
    },
    entity::{
        document, inspection, plan,
        record::Kind,
        review::{self, FindingKind, ReviewState, finding},
        value::Precision,
        weakness, workstream,
    },
};

/// How many findings a review has at most.
const MOST: usize = 50;

/// A review as a team enters it.
#[derive(Debug)]
pub struct EditReview {
    pub title: String,
    pub by: String,
    pub held_on: NaiveDate,
    pub state: ReviewState,
    pub outcome: Option<String>,
    pub findings: Vec<Finding>,
}

/// What a review found of a workstream or of a weakness.
#[derive(Debug)]
pub struct Finding {
    pub workstream: Option<Uuid>,
    pub weakness: Option<Uuid>,
    pub finding: FindingKind,
    pub statement: String,
}

#[async_trait]
impl Edit for EditReview {
    const KINDS: &'static [Kind] = &[Kind::Review];
    const ACT: Act = Act::EditPlan;

    fn check(&mut self, problems: &mut Problems) {
        self.title = text::line(problems, "title", &self.title, 1..=200);
        self.by = text::line(problems, "by", &self.by, 1..=200);
        match self.state {
            ReviewState::Held => text::past_day(problems, "heldOn", self.held_on),
            ReviewState::Expected => text::day(problems, "heldOn", self.held_on),
        }
        self.outcome = self
            .outcome
            .take()
            .map(|words| text::lines(problems, "outcome", &words, 1..=4_000));
        if self.findings.len() > MOST {
            problems.add(Code::TooMany, "findings", format!("Give at most {MOST}."));
        }
        for (place, finding) in self.findings.iter_mut().enumerate() {
            let path = format!("findings.{place}.statement");
            finding.statement = text::lines(problems, &path, &finding.statement, 1..=2_000);
            if finding.workstream.is_none() && finding.weakness.is_none() {
                let words = "Choose a workstream or a weakness.";
                problems.add(
                    Code::Required,
                    &format!("findings.{place}.workstream"),
                    words,
                );
            }
        }
    }

    async fn make(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
    ) -> Result<()> {
        let row: review::Model = record.row()?;
        if row.author.is_none() {
            let words = "This review is stated in a document, and stays as it was published. Enter another one.";
            problems.add(Code::Forbidden, "id", words);
            return Ok(());
        }
        if self.is_known(tx, row.plan_id, Some(row.id)).await? {
            problems.add(Code::Taken, "heldOn", TAKEN);
        } else if (row.held_from, row.state) != (Some(self.held_on), self.state) {
            // A day that has passed since it was given keeps nobody from changing the rest.
            self.check_day(problems, begun(tx, row.plan_id).await?);
        }
        self.write(tx, problems, said, record, row).await
    }
}

/// What is said to whoever enters a review a second time.
const TAKEN: &str = "A review of this plan on this day has been entered already. Change that one.";

/// The first day on which a review of a plan can have been, and what it is.
#[derive(Clone, Copy, Debug)]
struct Begun {
    on: NaiveDate,
    what: &'static str,
}

/// When a plan can have begun at the earliest: with the inspection that it answers, or else with its period or its
/// document; nothing where no document says, nor of the next version of a plan, which was reviewed before.
async fn begun(tx: &DatabaseTransaction, plan: Uuid) -> Result<Option<Begun>> {
    let Some(plan) = plan::Entity::find_by_id(plan).one(tx).await? else {
        return Ok(None);
    };
    if let Some(answered) = plan.inspection_id {
        let answered = inspection::Entity::find_by_id(answered).one(tx).await?;
        if let Some(on) = answered.and_then(|inspection| inspection.held_from) {
            let what = "the earliest day of the inspection that the plan answers";
            return Ok(Some(Begun { on, what }));
        }
    }
    if plan.supersedes_id.is_some() {
        return Ok(None);
    }
    let document = document::Entity::find_by_id(plan.document_id)
        .one(tx)
        .await?;
    let published = document.and_then(|document| document.published_from);
    let first = [plan.period_from, published].into_iter().flatten().min();
    Ok(first.map(|on| Begun {
        on,
        what: "the earliest day of the plan",
    }))
}

impl EditReview {
    /// Notes a day on which the review cannot have been, or cannot be expected.
    fn check_day(&self, problems: &mut Problems, begun: Option<Begun>) {
        if let Some(Begun { on, what }) = begun.filter(|begun| self.held_on < begun.on) {
            let on = on.format("%-d %B %Y");
            let words = format!("This is before {on}, {what}. Check the year.");
            problems.add(Code::Invalid, "heldOn", words);
        } else if self.state == ReviewState::Expected && self.held_on < Utc::now().date_naive() {
            let words = "This day has passed. Say that the review was held, or give a day to come.";
            problems.add(Code::Invalid, "heldOn", words);
        }
    }

    /// Whether a team has entered a review of this plan on this day, other than that of an id.
    async fn is_known(
        &self,
        tx: &DatabaseTransaction,
        plan: Uuid,
        but: Option<Uuid>,
    ) -> Result<bool> {
        let entered = review::Entity::find()
            .filter(review::Column::PlanId.eq(plan))
            .filter(review::Column::HeldFrom.eq(self.held_on))
            .filter(review::Column::Author.is_not_null())
            .all(tx)
            .await?;
        Ok(entered.iter().any(|one| Some(one.id) != but))
    }

    /// Has a record hold this review.
    async fn write(
        &self,
        tx: &DatabaseTransaction,
        problems: &mut Problems,
        said: &Said,
        record: &mut Record,
        row: review::Model,
    ) -> Result<()> {
        let workstreams = workstream::Entity::find()
            .filter(workstream::Column::AreaId.eq(row.area_id))
            .all(tx)
            .await?;
        let weaknesses = weakness::Entity::find()
            .filter(weakness::Column::AreaId.eq(row.area_id))
            .all(tx)
            .await?;
        let mut findings = Vec::with_capacity(self.findings.len());
        for (place, one) in self.findings.iter().enumerate() {
            let is_of_area = |asked: Uuid| workstreams.iter().any(|known| known.id == asked);
            if one.workstream.is_some_and(|asked| !is_of_area(asked)) {
                problems.missing(&format!("findings.{place}.workstream"));
            }
            let is_of_area = |asked: Uuid| weaknesses.iter().any(|known| known.id == asked);
            if one.weakness.is_some_and(|asked| !is_of_area(asked)) {
                problems.missing(&format!("findings.{place}.weakness"));
            }
            findings.push(finding::Model {
                id: id::of_part(row.id, "finding", place),
                review_id: row.id,
                position: i32::try_from(place).unwrap_or(i32::MAX),
                workstream_id: one.workstream,
                weakness_id: one.weakness,
                finding: one.finding,
                statement: one.statement.clone(),
            });
        }
        record.set_part("findings", &findings)?;
        record.set_row(&review::Model {
            title: self.title.clone(),
            by: self.by.clone(),
            held: self.held_on.to_string(),
            held_precision: Some(Precision::Day),
            held_from: Some(self.held_on),
            held_to: Some(self.held_on),
            state: self.state,
            outcome: self.outcome.clone(),
            link: said.link.clone().or(row.link),
            author: row.author.or_else(|| Some(said.author.clone())),
            ..row
        })
    }
}

/// Enters a review of a plan, and answers its id.
pub async fn add(
    db: &DatabaseConnection,
    viewer: &Viewer,
    plan: Uuid,
    reason: Reason,
    mut review: EditReview,
) -> Result<Uuid> {
    viewer.somebody()?;
    let plan = plan::Entity::find_by_id(plan).one(db).await?;
    let plan = plan.ok_or_else(|| missing("plan"))?;
    let person = viewer.allowed(EditReview::ACT, plan.area_id)?;
    let mut problems = Problems::default();
    let reason = reason.checked(&mut problems, &(plan.id, &review));
    review.check(&mut problems);
    problems.none()?;
    let tx = change::begin(db).await?;
    let (id, path) = place(&tx, &plan.path, review.held_on).await?;
    if reason.is_done(&tx, person).await? {
        // It may be of another day by now.
        let made = reason.made(&tx, person).await?;
        return made.ok_or_else(|| missing("plan"));
    }
    // What two people enter of one plan and day is one review.
    if review.is_known(&tx, plan.id, None).await? {
        return Err(problem(Code::Taken, "heldOn", TAKEN));
    }
    let mut problems = Problems::default();
    review.check_day(&mut problems, begun(&tx, plan.id).await?);
    problems.none()?;
    let row = review::Model {
        id,
        sort_key: sort_key(&path),
        path,
        area_id: plan.area_id,
        plan_id: plan.id,
        title: String::new(),
        by: String::new(),
        held: String::new(),
        held_precision: None,
        held_from: None,
        held_to: None,
        state: review.state,
        outcome: None,
        link: None,
        author: None,
    };
    reason.keep(&tx, person, id).await?;
    let (author, said) = reason.said(&tx, person, row.area_id).await?;
    let mut record = Record::new(Kind::Review, id, &row.path, row.area_id, &row)?;
    let mut problems = Problems::default();
    review
        .write(&tx, &mut problems, &said, &mut record, row)
        .await?;
    problems.none()?;
    save(&tx, &author, vec![record]).await?;
    tx.commit().await?;
    Ok(id)
}

/// The id and the path of a review that is entered of a plan: those of its day, or the next that no record has had.
async fn place(tx: &DatabaseTransaction, plan: &str, day: NaiveDate) -> Result<(Uuid, String)> {
    for number in 1.. {
        let more = match number {
            1 => String::new(),
            number => format!("-{number}"),
        };
        let path = format!("{plan}/review-{day}{more}");
        let id = id::of(Kind::Review, &path);
        if change::latest_by_id(tx, &[id]).await?.is_empty() {
            return Ok((id, path));
        }
    }
    Err(missing("plan"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::Days;

    use super::*;

    #[test]
    fn a_review_is_after_what_its_plan_answers_and_expected_on_a_day_to_come() {
        let today = Utc::now().date_naive();
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let inspected = Some(Begun {
            on: day(2020, 2, 3),
            what: "the earliest day of the inspection",
        });
        for (held_on, state, begun, expected) in [
            (day(2019, 5, 1), ReviewState::Held, inspected, 1),
            (day(2019, 5, 1), ReviewState::Expected, inspected, 1),
            (day(2019, 5, 1), ReviewState::Held, None, 0),
            (day(2020, 2, 3), ReviewState::Held, inspected, 0),
            (today - Days::new(1), ReviewState::Held, inspected, 0),
            (today - Days::new(1), ReviewState::Expected, inspected, 1),
            (today + Days::new(1), ReviewState::Expected, None, 0),
        ] {
            let review = EditReview {
                title: "Review".to_owned(),
                by: "DfE".to_owned(),
                held_on,
                state,
                outcome: None,
                findings: Vec::new(),
            };
            let mut problems = Problems::default();
            review.check_day(&mut problems, begun);
            assert_eq!(problems.count(), expected, "{held_on} {state:?}");
        }
    }
}
