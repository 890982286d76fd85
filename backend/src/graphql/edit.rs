//! What teams change of single records, beside how actions stand: each change with its reason, and none over somebody
//! else's.

pub(in crate::graphql) mod action;
mod measure;
mod review;
mod survey;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use uuid::Uuid;

pub use action::EvidenceLink;
pub use measure::TeamFigure;
pub use survey::SurveyMutation;

use super::{
    asker::viewer,
    connection::{self, the},
    error::ApiResult,
    feedback::FeedbackItem,
    measure::Measure,
    node::{self, Node},
    problem::{Problem, settled},
    quality::DataQualityNote,
    review::Review,
    workstream::Workstream,
};
use crate::{
    domain::{
        self,
        edit::{
            self, Edit, Reason, Seen, feedback::UpdateFeedback, quality::RuleOnNote,
            revert::Revert, similarity::DecideSimilarity, theme::SetThemes,
            workstream::UpdateWorkstream,
        },
        problem::{Code, problem},
    },
    entity::{
        action::Verdict, feedback::FeedbackOutcome, quality::NoteState, record::Kind,
        workstream::MonitoringState,
    },
};
use action::{EditActionInput, TakeBackActionUpdateInput};
use measure::{EditMeasureInput, TakeBackObservationInput};
use review::{AddReviewInput, EditReviewInput};

/// Why something is changed, and on what evidence.
#[derive(InputObject)]
pub struct ReasonInput {
    /// Why, or the evidence in words: 10 to 1,000 characters. Everybody sees it.
    note: String,
    /// The address of a page with evidence. Left out where there is none.
    link: Option<String>,
    /// A word of the client's own, 1 to 64 characters, another for each change: what is sent again under it within
    /// seven days is not written again.
    key: Option<String>,
}

impl From<ReasonInput> for Reason {
    fn from(input: ReasonInput) -> Self {
        Self {
            note: input.note,
            link: input.link,
            key: input.key,
        }
    }
}

/// Which record is changed, and why.
#[derive(InputObject)]
pub struct EditInput {
    /// The global id of the record.
    id: ID,
    /// Its `recordVersion` as it was seen. Where it has another by now, nothing is written.
    expected_version: i32,
    #[graphql(flatten)]
    reason: ReasonInput,
}

impl EditInput {
    /// Makes a change, and answers the id of the record.
    async fn make(self, ctx: &Context<'_>, change: impl Edit) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let seen = Seen {
            id: id_of("id", &self.id)?,
            version: self.expected_version,
        };
        let db = connection::db(ctx);
        edit::edit(db, viewer(ctx), seen, self.reason.into(), change).await
    }
}

/// The record that a global id names, of whatever kind. One that is none names nothing.
pub fn id_of(path: &str, id: &ID) -> domain::Result<Uuid> {
    let read = node::read_id("id", id).map(|(_, id)| id);
    read.map_err(|_| unknown(path))
}

/// The record of a kind that a global id names.
pub fn id_of_kind(path: &str, kind: Kind, id: &ID) -> domain::Result<Uuid> {
    match node::read_id("id", id) {
        Ok((found, id)) if found == kind => Ok(id),
        _ => Err(unknown(path)),
    }
}

fn unknown(path: &str) -> domain::Error {
    let words = "This is not the id of such a record. Take it from its `id` field.";
    problem(Code::NotFound, path, words)
}

/// What a change came to, and the record as it is now.
async fn made<T: connection::Object>(
    ctx: &Context<'_>,
    done: domain::Result<Uuid>,
) -> ApiResult<(Option<T>, Vec<Problem>)> {
    let (id, problems) = settled(done)?;
    let record = match id {
        Some(id) => Some(the::<T>(ctx, id).await?),
        None => None,
    };
    Ok((record, problems))
}

/// The same of a record of whatever kind.
async fn made_any(
    ctx: &Context<'_>,
    done: domain::Result<Uuid>,
) -> ApiResult<(Option<Node>, Vec<Problem>)> {
    let (id, problems) = settled(done)?;
    let record = match id {
        Some(id) => node::by_id(ctx, id).await?,
        None => None,
    };
    Ok((record, problems))
}

macro_rules! payloads {
    ($($(#[doc = $about:literal])* $name:ident { $field:ident: $type:ty })+) => {
        $(
            $(#[doc = $about])*
            #[derive(SimpleObject)]
            pub struct $name {
                /// The record as it is now. Null where there are problems.
                $field: Option<$type>,
                /// Why nothing was written. Empty where it was.
                problems: Vec<Problem>,
            }

            impl From<(Option<$type>, Vec<Problem>)> for $name {
                fn from(($field, problems): (Option<$type>, Vec<Problem>)) -> Self {
                    Self { $field, problems }
                }
            }
        )+
    };
}

payloads! {
    /// What became of a change of an action.
    EditActionPayload { action: super::action::Action }
    /// What became of taking an update of an action back.
    TakeBackActionUpdatePayload { action: super::action::Action }
    /// What became of a change of a measure.
    EditMeasurePayload { measure: Measure }
    /// What became of taking a reading of a measure back.
    TakeBackObservationPayload { measure: Measure }
    /// What became of a state of a workstream.
    UpdateWorkstreamPayload { workstream: Workstream }
    /// What became of what was said of a row of You said, we did.
    UpdateFeedbackItemPayload { feedback_item: FeedbackItem }
    /// What became of a review.
    ReviewPayload { review: Review }
    /// What became of a ruling on a note.
    RuleOnDataQualityNotePayload { note: DataQualityNote }
    /// What became of a decision about the themes of a record.
    SetThemesPayload { record: Node }
    /// What became of a decision about the likeness of two actions.
    DecideSimilarityPayload { action: super::action::Action }
    /// What became of a survey.
    AddSurveyPayload { survey: super::survey::Survey }
    /// What became of a year of a survey.
    SurveyWavePayload { wave: super::survey::SurveyWave }
    /// What became of a question of a survey.
    AddSurveyQuestionPayload { question: super::survey::SurveyQuestion }
    /// What became of a change of a figure of a survey.
    EditSurveyResultPayload { result: super::survey::SurveyResult }
    /// What became of a row of You said, we did.
    AddFeedbackItemPayload { feedback_item: FeedbackItem }
    /// What became of taking a record back.
    RevertRecordPayload { record: Node }
}

/// Since when a workstream is in a state.
#[derive(InputObject)]
pub struct UpdateWorkstreamInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// The state.
    state: MonitoringState,
    /// The day since when it is so: today or before.
    effective_on: NaiveDate,
}

/// What became of a row of You said, we did.
#[derive(InputObject)]
pub struct UpdateFeedbackItemInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// What became of it.
    outcome: FeedbackOutcome,
    /// The day since when it is so: today or before.
    effective_on: NaiveDate,
}

/// What has become of a note, in somebody's judgement. The reason is the ruling.
#[derive(InputObject)]
pub struct RuleOnDataQualityNoteInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// What has become of it.
    state: NoteState,
}

/// Which themes a weakness, workstream, action, measure, question or row of You said, we did falls under.
#[derive(InputObject)]
pub struct SetThemesInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// The paths of all its themes, at most 20. Those that it has already stay as they came; others are taken away.
    themes: Vec<String>,
}

/// What somebody thinks of two actions of two plans, having read both. The note is the reason.
#[derive(InputObject)]
pub struct DecideSimilarityInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// The global id of the other action.
    other: ID,
    /// What he or she thinks.
    verdict: Verdict,
}

/// That a record is to be again what it was, or that there is to be none.
#[derive(InputObject)]
pub struct RevertRecordInput {
    #[graphql(flatten)]
    edit: EditInput,
    /// The version of the record to go back to, as `Change.version` has it; 0 takes away a record that a team has
    /// added (a review, a survey, or of one a year, a question, a figure or a row) and that nothing else belongs to; with
    /// a year go the figures and rows that the team has entered of it, unless a row of a later year carries one of them
    /// on. Any other version brings back what was taken away so, and of a year the year alone.
    to_version: i32,
    /// How many figures and rows of You said, we did were seen that go with a year; none where it is left out. Where
    /// there are others by now, nothing goes.
    parts: Option<i32>,
}

#[derive(Default)]
pub struct EditMutation;

#[Object]
impl EditMutation {
    /// Changes when an action is due, its steps, its leads or the pages with its evidence. What the plan publishes of
    /// them stays beside. By editors of the area.
    async fn edit_action(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which action, why, and what of it.")] input: EditActionInput,
    ) -> ApiResult<EditActionPayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Takes back one update of how an action stands that was wrong. The others stay, and the action stands as that of
    /// the latest day says, or as published where none is left; its history keeps what was taken back. By editors of
    /// the area.
    async fn take_back_action_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which update, of which action, and why.")]
        input: TakeBackActionUpdateInput,
    ) -> ApiResult<TakeBackActionUpdatePayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Sets the baseline or the target of a measure, beside those that are published, or adds a reading, or gives another
    /// for a day of which the team has given one. By editors of the area.
    async fn edit_measure(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which measure, why, and what of it.")] input: EditMeasureInput,
    ) -> ApiResult<EditMeasurePayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Takes back the reading that the team has given for a day of a measure. The others stay, and its history keeps it. By
    /// editors of the area.
    async fn take_back_observation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which reading, of which measure, and why.")]
        input: TakeBackObservationInput,
    ) -> ApiResult<TakeBackObservationPayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Says since when a workstream is formally monitored, or no longer. By editors of the area.
    async fn update_workstream(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which workstream, and its state.")] input: UpdateWorkstreamInput,
    ) -> ApiResult<UpdateWorkstreamPayload> {
        let change = UpdateWorkstream {
            state: input.state,
            effective_on: input.effective_on,
        };
        Ok(made(ctx, input.edit.make(ctx, change).await).await?.into())
    }

    /// Says what became of a row of You said, we did, year after year. By editors of the area.
    async fn update_feedback_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which row, and what became of it.")] input: UpdateFeedbackItemInput,
    ) -> ApiResult<UpdateFeedbackItemPayload> {
        let change = UpdateFeedback {
            outcome: input.outcome,
            effective_on: input.effective_on,
        };
        Ok(made(ctx, input.edit.make(ctx, change).await).await?.into())
    }

    /// Enters a review of a plan that no document here states, one of a plan in a day. By editors of the area.
    async fn add_review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which plan, and what it found.")] input: AddReviewInput,
    ) -> ApiResult<ReviewPayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Changes a review that a team has entered. One that a document states stays as published. By editors of the area.
    async fn edit_review(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which review, and what it is to be.")] input: EditReviewInput,
    ) -> ApiResult<ReviewPayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Rules on a note about what does not hold together. By editors of the area.
    async fn rule_on_data_quality_note(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which note, and the ruling.")] input: RuleOnDataQualityNoteInput,
    ) -> ApiResult<RuleOnDataQualityNotePayload> {
        let change = RuleOnNote { state: input.state };
        Ok(made(ctx, input.edit.make(ctx, change).await).await?.into())
    }

    /// Decides which themes a record falls under. By editors of its area.
    async fn set_themes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record, and all its themes.")] input: SetThemesInput,
    ) -> ApiResult<SetThemesPayload> {
        let change = SetThemes {
            themes: input.themes,
        };
        Ok(made_any(ctx, input.edit.make(ctx, change).await)
            .await?
            .into())
    }

    /// Decides whether an action and one of another plan are alike, in place of what the team of the first has decided of
    /// the two; what others have decided stays beside. By editors of the area of the first.
    async fn decide_similarity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which two actions, and what of them.")] input: DecideSimilarityInput,
    ) -> ApiResult<DecideSimilarityPayload> {
        let done = match id_of_kind("other", Kind::Action, &input.other) {
            Ok(other) => {
                let verdict = input.verdict;
                let change = DecideSimilarity { other, verdict };
                input.edit.make(ctx, change).await
            }
            Err(error) => viewer(ctx).somebody().and(Err(error)),
        };
        Ok(made(ctx, done).await?.into())
    }

    /// Takes a record back to what it was, away where a team has added it, or from there again: another change, which
    /// stands in its history beside what it takes back. `record` is null where there is none any more. By editors of the
    /// area.
    async fn revert_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which record, to what, and why.")] input: RevertRecordInput,
    ) -> ApiResult<RevertRecordPayload> {
        let change = Revert {
            version: input.to_version,
            parts: input.parts.unwrap_or_default(),
        };
        Ok(made_any(ctx, input.edit.make(ctx, change).await)
            .await?
            .into())
    }
}
