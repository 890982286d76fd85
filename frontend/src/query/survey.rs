//! Surveys of parents and carers: the list, one survey, and its figures.

use super::common::{AreaName, Citation, DocumentName, NaiveDate, NoteBrief, PageInfo};
use super::schema;
use super::word::{Comparability, Polarity, ResultKind};
use crate::api::{Answer, ApiResult, ask};
use crate::query::feedback::{FeedbackItem, feedback};

/// A survey in the list, and the head of its page.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct Survey {
    pub path: String,
    pub title: String,
    pub population: String,
    pub note: Option<String>,
    pub link: Option<String>,
    pub author: Option<String>,
    pub area: AreaName,
    #[arguments(first: 100)]
    pub waves: SurveyWaveConnection,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyWaveConnection {
    pub nodes: Vec<SurveyWave>,
}

/// A survey in one year.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyWave {
    pub path: String,
    pub year: i32,
    pub fieldwork: Option<String>,
    pub respondents: Option<i32>,
    pub respondents_other: Option<i32>,
    pub note: Option<String>,
    pub label: Option<String>,
    pub fieldwork_from: Option<NaiveDate>,
    pub fieldwork_to: Option<NaiveDate>,
    pub asked: Option<i32>,
    pub method: Option<String>,
    pub document: DocumentName,
    pub author: Option<String>,
    pub link: Option<String>,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

/// A survey by its title.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Survey")]
pub struct SurveyName {
    pub path: String,
    pub title: String,
}

/// One figure, with that of the wave before where it is printed.
#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyResult {
    pub path: String,
    pub kind: ResultKind,
    pub service: Option<String>,
    pub published: String,
    pub value: Option<f64>,
    pub previous_published: Option<String>,
    pub previous_value: Option<f64>,
    pub count: Option<String>,
    pub base: Option<i32>,
    pub base_note: Option<String>,
    pub comparability: Comparability,
    pub reason: Option<String>,
    pub answer: Option<String>,
    pub wording: Option<String>,
    pub author: Option<String>,
    pub link: Option<String>,
    pub wave: WaveYear,
    pub question: SurveyQuestion,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyWave")]
pub struct WaveYear {
    pub path: String,
    pub year: i32,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyQuestion {
    pub path: String,
    pub text: String,
    pub group: String,
    pub polarity: Polarity,
    pub options: Option<String>,
}

/// A line of the list of figures.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyResult")]
pub struct ResultRow {
    pub path: String,
    pub kind: ResultKind,
    pub service: Option<String>,
    pub published: String,
    pub previous_published: Option<String>,
    pub count: Option<String>,
    pub base: Option<i32>,
    pub base_note: Option<String>,
    pub comparability: Comparability,
    pub reason: Option<String>,
    pub answer: Option<String>,
    pub author: Option<String>,
    pub link: Option<String>,
    pub area: AreaName,
    pub survey: SurveyName,
    pub wave: WaveYear,
    pub question: QuestionText,
    pub citations: Vec<Citation>,
}

/// A question by its words.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyQuestion")]
pub struct QuestionText {
    pub path: String,
    pub text: String,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyConnection {
    pub nodes: Vec<Survey>,
}

#[derive(cynic::QueryFragment, Clone, Debug)]
pub struct SurveyResultConnection {
    pub nodes: Vec<SurveyResult>,
    pub page_info: PageInfo,
}

/// Every survey.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query")]
struct Surveys {
    #[arguments(first: 100)]
    surveys: SurveyConnection,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct OfArea {
    area: String,
}

/// The surveys of one area. A survey has no root field of its own: its page finds it here.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query", variables = "OfArea")]
struct SurveysOfArea {
    #[arguments(filter: { area: [$area] }, first: 100)]
    surveys: SurveyConnection,
}

#[derive(cynic::QueryVariables, Clone, Debug)]
struct OfSurvey {
    survey: String,
    after: Option<String>,
}

/// A page of the figures of one survey.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "Query", variables = "OfSurvey")]
struct SurveyResults {
    #[arguments(filter: { survey: [$survey] }, first: 100, after: $after)]
    survey_results: SurveyResultConnection,
}

operation!(surveys: Surveys(()));
operation!(surveys_of_area: SurveysOfArea(OfArea));
operation!(survey_results: SurveyResults(OfSurvey));

/// Every survey.
pub async fn surveys() -> ApiResult<Vec<Survey>> {
    Ok(ask::<Surveys>(()).await?.map(|data| data.surveys.nodes))
}

/// A survey with all of its figures and rows of "You said, we did".
#[derive(Clone, Debug)]
pub struct SurveyWhole {
    pub survey: Survey,
    pub results: Vec<SurveyResult>,
    pub feedback: Vec<FeedbackItem>,
}

/// One survey of an area, by its path. There are as many requests as its figures have pages.
pub async fn survey(area: String, path: String) -> ApiResult<SurveyWhole> {
    let answer = ask::<SurveysOfArea>(OfArea { area }).await?;
    let is_it = |survey: &Survey| survey.path == path;
    let head = answer.found("survey", |data| data.surveys.nodes.into_iter().find(is_it))?;
    let (mut results, mut partial, mut after) = (Vec::new(), head.partial, None);
    loop {
        let survey = path.clone();
        let page = ask::<SurveyResults>(OfSurvey { survey, after }).await?;
        partial = partial.or(page.partial);
        let page = page.data.survey_results;
        results.extend(page.nodes);
        after = page.page_info.end_cursor;
        if !page.page_info.has_next_page || after.is_none() {
            break;
        }
    }
    let survey = head.data;
    let waves = survey.waves.nodes.iter().map(|wave| wave.path.clone());
    let feedback = feedback(waves.collect()).await?;
    let partial = partial.or(feedback.partial);
    Ok(Answer {
        data: SurveyWhole {
            survey,
            results,
            feedback: feedback.data,
        },
        partial,
    })
}

list! {
    RESULTS: ResultRow,
    survey_results: "SurveyResultConnection" filtered by "SurveyResultFilter" ordered by "SurveyResultOrder",
    survey_result_facets: "SurveyResultFacets" {
        area: "area",
        survey: "survey",
        wave: "wave",
        kind: "kind",
        comparability: "comparability",
        service: "service",
        group: "group",
        theme: "theme",
    },
    operations results, result_choices,
}
