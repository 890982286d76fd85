//! What a team enters of a survey: questions, figures, and rows of You said, we did. See `survey/` for the survey and its
//! years.

use super::Refusal;
use crate::api::{ApiResult, ask, send};
use crate::query::common::{AreaName, ByPath, ByPathFields, PageInfo};
use crate::query::feedback::OtherRow;
use crate::query::schema;
use crate::query::word::Polarity;

mod new;
mod wave;

pub use new::{AddSurveyInput, SurveyedArea, add_survey, area};
pub use wave::{AddSurveyWaveInput, EditSurveyWaveInput, add_wave, edit_wave};

/// A survey, as its forms need it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Survey")]
pub struct Entered {
    pub id: cynic::Id,
    pub path: String,
    pub title: String,
    pub area: AreaName,
    #[arguments(first: 100)]
    pub waves: EnteredWaves,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyWaveConnection")]
pub struct EnteredWaves {
    pub nodes: Vec<EnteredWave>,
}

/// A year of it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyWave")]
pub struct EnteredWave {
    pub id: cynic::Id,
    pub path: String,
    pub year: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "ByPath")]
struct EnteredSurvey {
    #[arguments(path: $path)]
    survey: Option<Entered>,
}

operation!(entered_survey: EnteredSurvey(ByPath));

/// A survey, as its forms need it.
pub async fn survey(path: String) -> ApiResult<Entered> {
    send::<EnteredSurvey>(ByPath { path })
        .await?
        .found("survey", |data| data.survey)
}

/// A question, with the figures that there are of it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyQuestion")]
pub struct Asked {
    pub id: cynic::Id,
    pub text: String,
    pub group: String,
    pub options: Option<String>,
    pub author: Option<String>,
    #[arguments(first: 100)]
    pub results: Figures,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyResultConnection")]
pub struct Figures {
    pub nodes: Vec<Figure>,
}

/// A figure of a question.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyResult")]
pub struct Figure {
    pub service: Option<String>,
    pub answer: Option<String>,
    pub published: String,
    pub author: Option<String>,
    pub wave: EnteredWave,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "SurveyQuestionConnection")]
struct AskedConnection {
    nodes: Vec<Asked>,
    page_info: PageInfo,
}

#[derive(cynic::QueryVariables)]
struct OfSurvey {
    survey: String,
    after: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OfSurvey")]
struct AskedQuestions {
    #[arguments(filter: { survey: [$survey] }, first: 50, after: $after)]
    survey_questions: AskedConnection,
}

operation!(asked_questions: AskedQuestions(OfSurvey));

/// All that a survey asks. There are as many requests as its questions have pages.
pub async fn questions(survey: &str) -> ApiResult<Vec<Asked>> {
    let (mut questions, mut after) = (Vec::new(), None);
    loop {
        let survey = survey.to_owned();
        let answer = ask::<AskedQuestions>(OfSurvey { survey, after }).await?;
        let answer = answer.map(|data| data.survey_questions);
        let page = answer.data;
        questions.extend(page.nodes);
        after = page.page_info.end_cursor;
        if !page.page_info.has_next_page || after.is_none() {
            return Ok(crate::api::Answer {
                data: questions,
                partial: answer.partial,
            });
        }
    }
}

/// A question that no earlier year asked.
#[derive(cynic::InputObject, Debug)]
pub struct AddSurveyQuestionInput {
    pub survey: cynic::Id,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub text: String,
    pub group: String,
    pub polarity: Polarity,
    pub options: Vec<String>,
}

/// The figures of a year.
#[derive(cynic::InputObject, Debug)]
pub struct AddSurveyResultsInput {
    pub wave: cynic::Id,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub as_before: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
    pub results: Vec<NewSurveyResultInput>,
}

/// A figure.
#[derive(cynic::InputObject, Debug)]
pub struct NewSurveyResultInput {
    pub question: cynic::Id,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    pub published: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub base: Option<i32>,
}

/// A figure that a team has entered, as it is to be.
#[derive(cynic::InputObject, Debug)]
pub struct EditSurveyResultInput {
    pub id: cynic::Id,
    pub expected_version: i32,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub published: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub base: Option<i32>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub base_note: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub as_before: Option<bool>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub changed: Option<String>,
}

/// A row of You said, we did.
#[derive(cynic::InputObject, Debug)]
pub struct AddFeedbackItemInput {
    pub wave: cynic::Id,
    pub note: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    pub comment: String,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub promised: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub carries_on: Option<cynic::Id>,
}

/// A row of an earlier year, to be carried on.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "FeedbackItem")]
pub struct EarlierRow {
    pub id: cynic::Id,
    pub number: i32,
    pub table_published: String,
    pub comment: String,
    pub promised: Option<String>,
    pub next: Option<String>,
    pub carried_on_by: Vec<OtherRow>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "FeedbackItemConnection")]
struct EarlierRows {
    nodes: Vec<EarlierRow>,
    page_info: PageInfo,
}

#[derive(cynic::QueryVariables)]
struct OfWave {
    wave: Option<Vec<String>>,
    after: Option<String>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OfWave")]
struct RowsToCarryOn {
    #[arguments(filter: { wave: $wave }, first: 100, after: $after)]
    feedback_items: EarlierRows,
}

operation!(rows_to_carry_on: RowsToCarryOn(OfWave));

/// The rows of a year.
pub async fn rows(wave: &str) -> ApiResult<Vec<EarlierRow>> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let wave = Some(vec![wave.to_owned()]);
        let answer = ask::<RowsToCarryOn>(OfWave { wave, after }).await?;
        let answer = answer.map(|data| data.feedback_items);
        rows.extend(answer.data.nodes);
        after = answer.data.page_info.end_cursor;
        if !answer.data.page_info.has_next_page || after.is_none() {
            return Ok(crate::api::Answer {
                data: rows,
                partial: answer.partial,
            });
        }
    }
}

#[derive(cynic::QueryVariables, Debug)]
struct AddSurveyQuestionVariables {
    input: AddSurveyQuestionInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "AddSurveyQuestionPayload")]
struct AddSurveyQuestionRefused {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddSurveyQuestionVariables")]
struct AddSurveyQuestion {
    #[arguments(input: $input)]
    add_survey_question: AddSurveyQuestionRefused,
}

operation!(change add_survey_question: AddSurveyQuestion(AddSurveyQuestionVariables));

/// Enters a question.
pub async fn add_question(input: AddSurveyQuestionInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<AddSurveyQuestion>(AddSurveyQuestionVariables { input }).await?;
    Ok(answer.map(|data| data.add_survey_question.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct AddSurveyResultsVariables {
    input: AddSurveyResultsInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "AddSurveyResultsPayload")]
struct AddSurveyResultsRefused {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddSurveyResultsVariables")]
struct AddSurveyResults {
    #[arguments(input: $input)]
    add_survey_results: AddSurveyResultsRefused,
}

operation!(change add_survey_results: AddSurveyResults(AddSurveyResultsVariables));

/// Enters figures, all or none.
pub async fn add_results(input: AddSurveyResultsInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<AddSurveyResults>(AddSurveyResultsVariables { input }).await?;
    Ok(answer.map(|data| data.add_survey_results.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct EditSurveyResultVariables {
    input: EditSurveyResultInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "EditSurveyResultPayload")]
struct EditSurveyResultRefused {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "EditSurveyResultVariables")]
struct EditSurveyResult {
    #[arguments(input: $input)]
    edit_survey_result: EditSurveyResultRefused,
}

operation!(change edit_survey_result: EditSurveyResult(EditSurveyResultVariables));

/// Changes a figure.
pub async fn edit_result(input: EditSurveyResultInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<EditSurveyResult>(EditSurveyResultVariables { input }).await?;
    Ok(answer.map(|data| data.edit_survey_result.problems))
}

#[derive(cynic::QueryVariables, Debug)]
struct AddFeedbackItemVariables {
    input: AddFeedbackItemInput,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "AddFeedbackItemPayload")]
struct AddFeedbackItemRefused {
    problems: Vec<Refusal>,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Mutation", variables = "AddFeedbackItemVariables")]
struct AddFeedbackItem {
    #[arguments(input: $input)]
    add_feedback_item: AddFeedbackItemRefused,
}

operation!(change add_feedback_item: AddFeedbackItem(AddFeedbackItemVariables));

/// Enters a row of You said, we did.
pub async fn add_row(input: AddFeedbackItemInput) -> ApiResult<Vec<Refusal>> {
    let answer = send::<AddFeedbackItem>(AddFeedbackItemVariables { input }).await?;
    Ok(answer.map(|data| data.add_feedback_item.problems))
}
