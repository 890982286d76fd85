//! Questions of surveys: one with all of its figures, and the list of them.

use super::common::{AreaName, Citation, NoteBrief, ThemeAssignment};
use super::schema;
use super::survey::{SurveyName, SurveyResultConnection};
use super::word::Polarity;
use crate::api::{ApiResult, ask};

/// A question with everything about it.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyQuestion", variables = "OfQuestion")]
pub struct Question {
    pub path: String,
    pub text: String,
    pub group: String,
    pub polarity: Polarity,
    pub options: Option<String>,
    /// The role of whoever entered it; nothing where a document states it.
    pub author: Option<String>,
    pub area: AreaName,
    pub survey: SurveyName,
    #[arguments(first: 100, after: $after)]
    pub results: SurveyResultConnection,
    pub citations: Vec<Citation>,
    pub data_quality_notes: Vec<NoteBrief>,
    pub themes: Vec<ThemeAssignment>,
}

/// The variables of the operation that asks for one question.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct OfQuestion {
    pub path: String,
    pub after: Option<String>,
}

/// A line of the list of questions.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyQuestion")]
pub struct QuestionRow {
    pub path: String,
    pub text: String,
    pub group: String,
    pub polarity: Polarity,
    pub area: AreaName,
    pub survey: SurveyName,
    #[arguments(first: 1)]
    pub results: ResultCount,
    pub citations: Vec<Citation>,
}

/// How many figures a question has.
#[derive(cynic::QueryFragment, Clone, Debug)]
#[cynic(graphql_type = "SurveyResultConnection")]
pub struct ResultCount {
    pub total_count: i32,
}

#[derive(cynic::QueryFragment)]
#[cynic(graphql_type = "Query", variables = "OfQuestion")]
struct QuestionQuery {
    #[arguments(path: $path)]
    survey_question: Option<Question>,
}

operation!(question: QuestionQuery(OfQuestion));

/// One question with all of its figures: there are as many requests as they have pages.
pub async fn question(path: String) -> ApiResult<Question> {
    let page = |after| {
        let path = path.clone();
        async move {
            ask::<QuestionQuery>(OfQuestion { path, after })
                .await?
                .found("question", |data| data.survey_question)
        }
    };
    let mut answer = page(None).await?;
    loop {
        let info = &answer.data.results.page_info;
        let Some(after) = info.end_cursor.clone().filter(|_| info.has_next_page) else {
            return Ok(answer);
        };
        let more = page(Some(after)).await?;
        let results = more.data.results;
        answer.data.results.nodes.extend(results.nodes);
        answer.data.results.page_info = results.page_info;
        answer.partial = answer.partial.or(more.partial);
    }
}

list! {
    QUESTIONS: QuestionRow,
    survey_questions: "SurveyQuestionConnection" filtered by "SurveyQuestionFilter",
    survey_question_facets: "SurveyQuestionFacets" {
        area: "area",
        survey: "survey",
        group: "group",
        polarity: "polarity",
        theme: "theme",
    },
    operations questions, question_choices,
}
