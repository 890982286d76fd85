//! What is sent to change a draft.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, OneofObject};
use chrono::NaiveDate;

use super::draft_id;
use crate::{
    domain::{
        self,
        draft::{
            Draft,
            edit::{self, Asked, Changed},
            words::{ActionWords, MeasureWords, PlanWords, Words, WorkstreamWords},
        },
        edit::Seen,
    },
    entity::{
        measure::{MeasurePolarity, MeasureUnit},
        record::Kind,
    },
    graphql::{
        asker::viewer,
        connection,
        edit::{action::LeadInput, id_of, id_of_kind},
    },
};

/// A record of a draft, in other words. What is left out stays as it is; null, or a text without words, takes it away.
#[derive(InputObject)]
pub struct EditDraftInput {
    /// The id of the draft.
    draft: ID,
    /// The global id of the record.
    id: ID,
    /// Its `recordVersion` in the draft as it was seen. Where it has another by now, nothing is written.
    expected_version: i32,
    /// Its words, under its kind.
    record: DraftRecordInput,
    /// A word of the client's own, 1 to 64 characters, another for each change: what is sent again under it within
    /// seven days is not written again.
    key: Option<String>,
}

/// A record that is added to a draft.
#[derive(InputObject)]
pub struct AddToDraftInput {
    /// The id of the draft.
    draft: ID,
    /// The global id of the workstream that it belongs to. Left out for a workstream itself.
    workstream: Option<ID>,
    /// Its words, under its kind. A number and the text, or the title, have to be given.
    record: DraftRecordInput,
    /// A word of the client's own, 1 to 64 characters, another for each change: what is sent again under it within
    /// seven days is not written again.
    key: Option<String>,
}

/// A record that is taken out of a draft.
#[derive(InputObject)]
pub struct RemoveFromDraftInput {
    /// The id of the draft.
    draft: ID,
    /// The global id of the record.
    id: ID,
    /// Its `recordVersion` in the draft as it was seen. Where it has another by now, it stays.
    expected_version: i32,
    /// A word of the client's own, 1 to 64 characters, another for each change: what is sent again under it within
    /// seven days is not written again.
    key: Option<String>,
}

/// The words of one record.
#[derive(OneofObject)]
pub enum DraftRecordInput {
    /// Of the plan itself.
    Plan(DraftPlanInput),
    /// Of a workstream.
    Workstream(DraftWorkstreamInput),
    /// Of an action.
    Action(DraftActionInput),
    /// Of a measure.
    Measure(DraftMeasureInput),
}

/// The words of the plan itself.
#[derive(InputObject)]
pub struct DraftPlanInput {
    /// Its title: 1 to 200 characters.
    title: Option<String>,
    /// Which version it is, in words: at most 200 characters.
    version: MaybeUndefined<String>,
    /// The period that it covers, in words: at most 200 characters.
    period: MaybeUndefined<String>,
    /// The first day of the period; given with the last one.
    period_from: MaybeUndefined<NaiveDate>,
    /// The last day of the period; given with the first one.
    period_to: MaybeUndefined<NaiveDate>,
    /// Who sponsors and leads it: at most 2,000 characters.
    sponsors: MaybeUndefined<String>,
    /// How it is monitored: at most 2,000 characters.
    monitoring: MaybeUndefined<String>,
}

/// The words of a workstream.
#[derive(InputObject)]
pub struct DraftWorkstreamInput {
    /// Its number, by which it is found: 1 to 20 characters.
    number: Option<String>,
    /// Its title: 1 to 500 characters.
    title: Option<String>,
    /// Who leads it: at most 1,000 characters.
    leads: MaybeUndefined<String>,
    /// All outcomes that it is to have, at most 50.
    outcomes: Option<Vec<String>>,
}

/// The words of an action.
#[derive(InputObject)]
pub struct DraftActionInput {
    /// Its reference, by which it is found, such as 2.15: 1 to 20 characters.
    reference: Option<String>,
    /// What is to be done: 1 to 4,000 characters.
    text: Option<String>,
    /// All its steps, at most 50.
    steps: Option<Vec<String>>,
    /// All who lead it, at most 50.
    leads: Option<Vec<LeadInput>>,
    /// All evidence that it is to leave, at most 50.
    evidence: Option<Vec<String>>,
    /// What it is to change: at most 4,000 characters.
    impact: MaybeUndefined<String>,
    /// When it is due, as the plan is to print it, such as 30/09/2027 or Autumn 2027: at most 200 characters. It is read
    /// as every published date is, and what cannot be read is said to be so.
    due: MaybeUndefined<String>,
    /// How it stands: a word of the plan's own scale.
    status: MaybeUndefined<String>,
}

/// The words of a measure.
#[derive(InputObject)]
pub struct DraftMeasureInput {
    /// Its number, by which it is found: 1 to 20 characters.
    number: Option<String>,
    /// What is measured: 1 to 2,000 characters.
    text: Option<String>,
    /// The global id of the action that it belongs to.
    action: MaybeUndefined<ID>,
    /// What it counts in.
    unit: Option<MeasureUnit>,
    /// Which direction is better.
    polarity: Option<MeasurePolarity>,
    /// Where it starts, as the plan is to print it, such as 62%: at most 500 characters.
    baseline: MaybeUndefined<String>,
    /// Where it is to get, such as above 95%: at most 500 characters.
    target: MaybeUndefined<String>,
}

impl DraftRecordInput {
    fn read(self) -> domain::Result<Words> {
        Ok(match self {
            Self::Plan(plan) => Words::Plan(PlanWords {
                title: plan.title,
                version: plan.version.into(),
                period: plan.period.into(),
                period_from: plan.period_from.into(),
                period_to: plan.period_to.into(),
                sponsors: plan.sponsors.into(),
                monitoring: plan.monitoring.into(),
            }),
            Self::Workstream(workstream) => Words::Workstream(WorkstreamWords {
                number: workstream.number,
                title: workstream.title,
                leads: workstream.leads.into(),
                outcomes: workstream.outcomes,
            }),
            Self::Action(action) => {
                let leads = action.leads.map(|leads| {
                    let leads = leads.into_iter().enumerate();
                    let path = "record.action.leads";
                    leads.map(|(place, lead)| lead.read(path, place)).collect()
                });
                Words::Action(ActionWords {
                    reference: action.reference,
                    text: action.text,
                    steps: action.steps,
                    leads: leads.transpose()?,
                    evidence: action.evidence,
                    impact: action.impact.into(),
                    due: action.due.into(),
                    status: action.status.into(),
                })
            }
            Self::Measure(measure) => {
                let action: Option<Option<ID>> = measure.action.into();
                let of_action = |id: Option<ID>| {
                    id.map(|id| id_of_kind("record.measure.action", Kind::Action, &id))
                        .transpose()
                };
                Words::Measure(MeasureWords {
                    number: measure.number,
                    text: measure.text,
                    action: action.map(of_action).transpose()?,
                    unit: measure.unit,
                    polarity: measure.polarity,
                    baseline: measure.baseline.into(),
                    target: measure.target.into(),
                })
            }
        })
    }
}

impl EditDraftInput {
    /// Makes the change, and answers the draft and the record.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Changed> {
        viewer(ctx).somebody()?;
        let seen = Seen {
            id: id_of("id", &self.id)?,
            version: self.expected_version,
        };
        let asked = Asked {
            draft: draft_id(&self.draft)?,
            what: (seen, self.record.read()?),
            key: self.key,
        };
        edit::reword(connection::db(ctx), viewer(ctx), asked).await
    }
}

impl AddToDraftInput {
    /// Makes the change, and answers the draft and the record.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Changed> {
        viewer(ctx).somebody()?;
        let under = self
            .workstream
            .map(|id| id_of_kind("workstream", Kind::Workstream, &id));
        let asked = Asked {
            draft: draft_id(&self.draft)?,
            what: (under.transpose()?, self.record.read()?),
            key: self.key,
        };
        edit::add(connection::db(ctx), viewer(ctx), asked).await
    }
}

impl RemoveFromDraftInput {
    /// Makes the change, and answers the draft.
    pub async fn make(self, ctx: &Context<'_>) -> domain::Result<Draft> {
        viewer(ctx).somebody()?;
        let asked = Asked {
            draft: draft_id(&self.draft)?,
            what: Seen {
                id: id_of("id", &self.id)?,
                version: self.expected_version,
            },
            key: self.key,
        };
        edit::remove(connection::db(ctx), viewer(ctx), asked).await
    }
}
