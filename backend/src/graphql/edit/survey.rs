//! What teams enter of their surveys: surveys, years, questions, figures, and rows of You said, we did.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    AddFeedbackItemPayload, AddSurveyPayload, AddSurveyQuestionPayload, EditInput,
    EditSurveyResultPayload, ReasonInput, SurveyWavePayload, id_of_kind, made,
};
use crate::{
    domain::{
        self,
        edit::{
            feedback::{self, AddFeedback},
            survey::{self, AddQuestion, AddResults, AddSurvey, EditResult, EditWave, Figure},
        },
        list,
    },
    entity::{area, indicator::Polarity, record::Kind},
    graphql::{
        asker::viewer,
        connection::{self, the},
        error::ApiResult,
        problem::{Problem, settled},
        survey::SurveyResult,
    },
};

/// A survey.
#[derive(InputObject)]
pub struct AddSurveyInput {
    /// The path of the area, such as leicestershire.
    area: String,
    #[graphql(flatten)]
    reason: ReasonInput,
    /// What it is called: 1 to 200 characters. The area has no survey of the same title.
    title: String,
    /// Who is asked: 1 to 500 characters.
    population: String,
}

/// A year of a survey.
#[derive(InputObject)]
pub struct AddSurveyWaveInput {
    /// The global id of the survey.
    survey: ID,
    /// The year, which the survey does not have yet.
    year: i32,
    #[graphql(flatten)]
    reason: ReasonInput,
    #[graphql(flatten)]
    wave: SurveyWaveInput,
}

/// A year of a survey that a team has entered, as it is to be.
#[derive(InputObject)]
pub struct EditSurveyWaveInput {
    #[graphql(flatten)]
    edit: EditInput,
    #[graphql(flatten)]
    wave: SurveyWaveInput,
}

/// What is stated of a year of a survey.
#[derive(InputObject)]
pub struct SurveyWaveInput {
    /// What it is called: at most 100 characters. Left out where the year says enough.
    label: Option<String>,
    /// The first day on which people were asked. With `fieldworkTo`, or left out with it.
    fieldwork_from: Option<NaiveDate>,
    /// The last day on which people were asked.
    fieldwork_to: Option<NaiveDate>,
    /// How many were asked. Left out where it is not known.
    asked: Option<i32>,
    /// How many answered. Left out where it is not known.
    respondents: Option<i32>,
    /// How people were asked: at most 2,000 characters.
    method: Option<String>,
}

/// A question that no earlier year of a survey asked.
#[derive(InputObject)]
pub struct AddSurveyQuestionInput {
    /// The global id of the survey.
    survey: ID,
    #[graphql(flatten)]
    reason: ReasonInput,
    /// Its words: 1 to 500 characters. The survey has no question of the same words.
    text: String,
    /// The heading it belongs to: 1 to 200 characters.
    group: String,
    /// Which direction is better.
    polarity: Polarity,
    /// The answers people can choose, at most 20 of 1 to 200 characters. Each figure is then of one of them.
    #[graphql(default)]
    options: Vec<String>,
}

/// The figures of a year of a survey.
#[derive(InputObject)]
pub struct AddSurveyResultsInput {
    /// The global id of the year.
    wave: ID,
    #[graphql(flatten)]
    reason: ReasonInput,
    /// Whether the same people were asked the same as in the year before, of all figures that do not say otherwise.
    /// Left out where that is not known: such figures are not compared.
    as_before: Option<bool>,
    /// What changed where it was not as before: at most 500 characters.
    changed: Option<String>,
    /// The figures, 1 to 500. All of them are written, or none.
    results: Vec<NewSurveyResultInput>,
}

/// A figure of a question, of a service and an answer where it is of one.
#[derive(InputObject)]
pub struct NewSurveyResultInput {
    /// The global id of the question, which is one of the same survey.
    question: ID,
    /// The service it is about: at most 200 characters, as earlier years call it. Left out where it is about none.
    service: Option<String>,
    /// The answer it is the share of, which is one of the `options` of the question where it has some.
    answer: Option<String>,
    #[graphql(flatten)]
    result: SurveyResultInput,
}

/// A figure that a team has entered, as it is to be.
#[derive(InputObject)]
pub struct EditSurveyResultInput {
    #[graphql(flatten)]
    edit: EditInput,
    #[graphql(flatten)]
    result: SurveyResultInput,
}

/// What is stated of a figure.
#[derive(InputObject)]
pub struct SurveyResultInput {
    /// The figure as it is published, such as 64%: 1 to 100 characters. The number is read from it as from documents.
    published: String,
    /// How many, as published: at most 100 characters.
    count: Option<String>,
    /// How many were counted from.
    base: Option<i32>,
    /// What the base rests on, such as who was counted: at most 500 characters.
    base_note: Option<String>,
    /// How it was worded, where the words were not those of the question: at most 500 characters.
    wording: Option<String>,
    /// Whether the same people were asked the same as in the year before. Left out where that is not known: such a
    /// figure is not compared.
    as_before: Option<bool>,
    /// What changed where it was not as before: at most 500 characters.
    changed: Option<String>,
}

/// A row of You said, we did, of a year that a team has entered.
#[derive(InputObject)]
pub struct AddFeedbackItemInput {
    /// The global id of the year.
    wave: ID,
    #[graphql(flatten)]
    reason: ReasonInput,
    /// The heading that it stands under: at most 200 characters. Left out where it carries a row on: that has one.
    table: Option<String>,
    /// The service area: at most 200 characters. Left out where there is none, or the row that it carries on has it.
    service: Option<String>,
    /// What parents and carers said: 1 to 4,000 characters.
    comment: String,
    /// What was promised the year before: at most 4,000 characters.
    promised: Option<String>,
    /// What has been done: at most 4,000 characters.
    done: Option<String>,
    /// What is planned: at most 4,000 characters.
    next: Option<String>,
    /// The global id of the row of an earlier year that it carries on. Left out where it carries on none.
    carries_on: Option<ID>,
}

/// What became of figures of a survey.
#[derive(SimpleObject)]
pub struct AddSurveyResultsPayload {
    /// The figures as they are now, in the order in which they were given. Empty where there are problems.
    results: Vec<SurveyResult>,
    /// Why nothing was written. Empty where it was.
    problems: Vec<Problem>,
}

impl SurveyWaveInput {
    fn read(self) -> EditWave {
        EditWave {
            label: self.label,
            fieldwork_from: self.fieldwork_from,
            fieldwork_to: self.fieldwork_to,
            asked: self.asked,
            respondents: self.respondents,
            method: self.method,
        }
    }
}

impl SurveyResultInput {
    fn read(self) -> EditResult {
        EditResult {
            published: self.published,
            count: self.count,
            base: self.base,
            base_note: self.base_note,
            wording: self.wording,
            as_before: self.as_before,
            changed: self.changed,
        }
    }
}

impl AddSurveyInput {
    async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let db = connection::db(ctx);
        let area = list::at::<area::Entity>(db, &self.area).await;
        let area = area.map_err(|error| error.at("area"))?;
        let entered = AddSurvey {
            title: self.title,
            population: self.population,
        };
        survey::add_survey(db, viewer(ctx), &area, self.reason.into(), entered).await
    }
}

impl AddSurveyWaveInput {
    async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let survey = id_of_kind("survey", Kind::Survey, &self.survey)?;
        let (db, wave) = (connection::db(ctx), self.wave.read());
        survey::add_wave(db, viewer(ctx), survey, self.year, self.reason.into(), wave).await
    }
}

impl AddSurveyQuestionInput {
    async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let survey = id_of_kind("survey", Kind::Survey, &self.survey)?;
        let question = AddQuestion {
            text: self.text,
            group: self.group,
            polarity: self.polarity,
            options: self.options,
        };
        let db = connection::db(ctx);
        survey::add_question(db, viewer(ctx), survey, self.reason.into(), question).await
    }
}

impl AddSurveyResultsInput {
    async fn make(self, ctx: &Context<'_>) -> domain::Result<Vec<Uuid>> {
        viewer(ctx).somebody()?;
        let wave = id_of_kind("wave", Kind::SurveyWave, &self.wave)?;
        let figures = self.results.into_iter().enumerate();
        let figures = figures.map(|(place, one)| {
            let path = format!("results.{place}.question");
            Ok(Figure {
                question: id_of_kind(&path, Kind::SurveyQuestion, &one.question)?,
                service: one.service,
                answer: one.answer,
                result: one.result.read(),
            })
        });
        let entered = AddResults {
            as_before: self.as_before,
            changed: self.changed,
            figures: figures.collect::<domain::Result<_>>()?,
        };
        let db = connection::db(ctx);
        survey::add_results(db, viewer(ctx), wave, self.reason.into(), entered).await
    }
}

impl AddFeedbackItemInput {
    async fn make(self, ctx: &Context<'_>) -> domain::Result<Uuid> {
        viewer(ctx).somebody()?;
        let wave = id_of_kind("wave", Kind::SurveyWave, &self.wave)?;
        let earlier = self.carries_on.as_ref();
        let earlier = earlier.map(|id| id_of_kind("carriesOn", Kind::FeedbackItem, id));
        let row = AddFeedback {
            table: self.table,
            service: self.service,
            comment: self.comment,
            promised: self.promised,
            done: self.done,
            next: self.next,
            carries_on: earlier.transpose()?,
        };
        let db = connection::db(ctx);
        feedback::add(db, viewer(ctx), wave, self.reason.into(), row).await
    }
}

#[derive(Default)]
pub struct SurveyMutation;

#[Object]
impl SurveyMutation {
    /// Enters a survey of an area that no document here states. Its years and questions are entered after it. By editors
    /// of the area.
    async fn add_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which area, and who is asked.")] input: AddSurveyInput,
    ) -> ApiResult<AddSurveyPayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Enters a year of a survey that no document here states. By editors of the area.
    async fn add_survey_wave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which survey, and when and how people were asked.")]
        input: AddSurveyWaveInput,
    ) -> ApiResult<SurveyWavePayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Changes a year of a survey that a team has entered. One that a document states stays as published. By editors
    /// of the area.
    async fn edit_survey_wave(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which year, and what it is to be.")] input: EditSurveyWaveInput,
    ) -> ApiResult<SurveyWavePayload> {
        let wave = input.wave.read();
        Ok(made(ctx, input.edit.make(ctx, wave).await).await?.into())
    }

    /// Enters a question that no earlier year of a survey asked. By editors of the area.
    async fn add_survey_question(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which survey, and what is asked.")] input: AddSurveyQuestionInput,
    ) -> ApiResult<AddSurveyQuestionPayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }

    /// Enters figures of a year of a survey, all of them or none. Each is set against the one of the year before as far
    /// as the team says that the two can be compared. By editors of the area.
    async fn add_survey_results(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which year, and the figures.")] input: AddSurveyResultsInput,
    ) -> ApiResult<AddSurveyResultsPayload> {
        let (ids, problems) = settled(input.make(ctx).await)?;
        let mut results = Vec::new();
        for id in ids.unwrap_or_default() {
            results.push(the::<SurveyResult>(ctx, id).await?);
        }
        Ok(AddSurveyResultsPayload { results, problems })
    }

    /// Changes a figure of a survey that a team has entered. One that a document states stays as published. By editors
    /// of the area.
    async fn edit_survey_result(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which figure, and what it is to be.")] input: EditSurveyResultInput,
    ) -> ApiResult<EditSurveyResultPayload> {
        let result = input.result.read();
        Ok(made(ctx, input.edit.make(ctx, result).await).await?.into())
    }

    /// Enters a row of You said, we did, of a year that a team has entered: a new one, or one that carries on a row of
    /// an earlier year. By editors of the area.
    async fn add_feedback_item(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which year, and what was said, promised and done.")]
        input: AddFeedbackItemInput,
    ) -> ApiResult<AddFeedbackItemPayload> {
        Ok(made(ctx, input.make(ctx).await).await?.into())
    }
}
