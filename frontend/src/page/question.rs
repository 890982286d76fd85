//! The questions of surveys, and one question: its words, and every figure of every service and year.

use leptos::prelude::*;

use super::survey::figures;
use crate::chart::pairs::pairs;
use crate::component::signed::{themes_of, way_to_take_away};
use crate::component::view::{View, plain, view};
use crate::component::{
    GridRow, citation_list, crumbs, grid, heading_under, history_of, link, list, load_page, none,
    not_stated, notes, para, quote, remark, row, section, seq, summary_list, take,
};
use crate::format;
use crate::query::question::{self as query, QUESTIONS as SOURCE, Question, QuestionRow};
use crate::query::survey::SurveyResult;
use crate::query::word::{Comparability, Polarity, RecordKind};
use crate::url;
use crate::url::question::QUESTIONS;

/// `/surveys/questions`
pub fn questions() -> AnyView {
    view(View {
        list: &QUESTIONS,
        source: SOURCE,
        title: "Survey questions",
        lead: "What parents and carers were asked, in the words of the survey reports. The page of a \
               question has its figures of every service and year.",
        head: "Question",
        cells,
        above: plain,
    })
}

fn cells(row: &QuestionRow) -> Vec<AnyView> {
    let number = row.results.total_count;
    let results = format::count(number, "result", "results");
    let results = match number {
        0 => results.into_any(),
        _ => link(&results_href(&row.path), &results),
    };
    vec![
        seq(vec![
            link(&format::question_href(&row.path), &row.text),
            remark(&row.area.name),
        ]),
        row.group.clone().into_any(),
        row.polarity.label().into_any(),
        link(&format::survey_href(&row.survey.path), &row.survey.title),
        results,
        citation_list(&row.citations),
    ]
}

/// The list of the figures of a question.
fn results_href(path: &str) -> String {
    url::address("/surveys/results", &[("question", path)])
}

/// One question of a survey of an area, by the three steps of its path.
pub fn question(area: &str, survey: &str, question: &str) -> AnyView {
    let path = format!("{area}/{survey}/{question}");
    load_page("the question", move || query::question(path.clone()), shown)
}

fn shown(question: &Question) -> AnyView {
    let own = serde_json::json!({ "question": [question.path] });
    take::rows(
        "surveyResults",
        &[("filter", own)],
        "results of this question",
    );
    let (area, survey) = (&question.area, &question.survey);
    crumbs(&[
        ("Surveys", "/surveys"),
        (&area.name, &format::area_href(&area.path)),
        (&survey.title, &format::survey_href(&survey.path)),
    ]);
    let results: Vec<&SurveyResult> = question.results.nodes.iter().collect();
    let above = format!("{}, {}", area.name, survey.title);
    seq(vec![
        heading_under(&above, &format!("Question: {}", short(&question.text))),
        quote(&question.text),
        notes(&question.data_quality_notes),
        facts(question),
        citation_list(&question.citations),
        section("figures", "Figures, service by service", figures(&results)),
        match question.author {
            Some(_) => way_to_take_away(RecordKind::SurveyQuestion, &question.path, &question.text),
            None => none(),
        },
        history_of(RecordKind::SurveyQuestion, &question.path),
    ])
}

/// The words of a question as far as a title has room for them.
fn short(text: &str) -> String {
    const ROOM: usize = 80;
    if text.chars().count() <= ROOM {
        return text.to_owned();
    }
    let mut short = String::new();
    for word in text.split_whitespace() {
        if short.chars().count() + word.chars().count() >= ROOM {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short.push('…');
    short
}

fn facts(question: &Question) -> AnyView {
    let group = url::address(
        QUESTIONS.path,
        &[
            ("survey", &question.survey.path),
            ("group", &question.group),
        ],
    );
    summary_list(vec![
        row(
            "Survey",
            link(
                &format::survey_href(&question.survey.path),
                &question.survey.title,
            ),
        ),
        row("Heading in the report", link(&group, &question.group)),
        row(
            "Answers people could choose",
            not_stated(question.options.as_deref()),
        ),
        row("Which way is better", direction(question)),
        row(
            "Our themes",
            themes_of(
                RecordKind::SurveyQuestion,
                &question.path,
                &question.themes,
                "this question",
            ),
        ),
        row(
            "As a list",
            link(
                &results_href(&question.path),
                "All results of this question",
            ),
        ),
    ])
}

/// Which way is better, and that it is of the question as a whole where its figures are those of single answers.
fn direction(question: &Question) -> AnyView {
    let figures = &question.results.nodes;
    let is_of_answers = figures.iter().any(|figure| figure.answer.is_some());
    let about = match is_of_answers && question.polarity != Polarity::Neutral {
        true => remark("Said of the question as a whole, and not of each of its answers."),
        false => none(),
    };
    seq(vec![question.polarity.label().into_any(), about])
}

fn figures(results: &[&SurveyResult]) -> AnyView {
    if results.is_empty() {
        return para("No report among the documents prints a figure of this question.");
    }
    seq(vec![charts(results), breaks(results), table(results)])
}

/// For each year, the percentages that can be set against the year before. What cannot is never drawn.
fn charts(results: &[&SurveyResult]) -> AnyView {
    let mut years: Vec<i32> = results.iter().map(|result| result.wave.year).collect();
    years.sort_unstable();
    years.dedup();
    let charts = years.iter().rev().filter_map(|&year| {
        let of_year: Vec<&SurveyResult> = results
            .iter()
            .copied()
            .filter(|result| result.wave.year == year)
            .collect();
        let drawn = figures::comparable(&of_year, about);
        let before = figures::year_before(&of_year, &years);
        let caption = format!("{before} and {year}");
        (!drawn.is_empty()).then(|| pairs(&caption, (before, year), &drawn))
    });
    let charts: Vec<AnyView> = charts.collect();
    match charts.is_empty() {
        true => para("Nothing is drawn: no percentage can be set against one of the year before."),
        false => seq(charts),
    }
}

/// The service and the answer that a figure is of, as far as it is of one.
fn about(result: &SurveyResult) -> String {
    match (result.service.as_deref(), result.answer.as_deref()) {
        (Some(service), Some(answer)) => format!("{service}: {answer}"),
        (None, Some(answer)) => answer.to_owned(),
        (service, None) => service.unwrap_or("No service named").to_owned(),
    }
}

/// Where the series breaks, in words.
fn breaks(results: &[&SurveyResult]) -> AnyView {
    let breaks = results.iter().filter_map(|result| broken(result));
    let breaks: Vec<AnyView> = breaks.map(IntoAny::into_any).collect();
    if breaks.is_empty() {
        return none();
    }
    seq(vec![
        para("The series breaks. These figures must not be read as a change from the year before:"),
        list::items(breaks),
    ])
}

/// Why a figure cannot be set against the one before. None where it can, or where there is none before.
fn broken(result: &SurveyResult) -> Option<String> {
    let year = result.wave.year;
    let figure = format!("the figure of {year} ({})", result.published);
    let before = match &result.previous_published {
        Some(before) => format!("that of the year before ({before})"),
        None => "that of the year before".to_owned(),
    };
    let verdict = match result.comparability {
        Comparability::Comparable | Comparability::NoPrevious => return None,
        Comparability::NotComparable => format!("{figure} cannot be set against {before}."),
        Comparability::Unclear => {
            format!("the source leaves open whether {figure} can be set against {before}.")
        }
    };
    let reason = result.reason.as_deref().unwrap_or_default();
    Some(format!("{}: {verdict} {reason}", about(result)))
}

fn table(results: &[&SurveyResult]) -> AnyView {
    let heads = [
        "Service or answer",
        "Year",
        "Result, as published",
        "Year before, as published",
        "Can they be compared?",
        "Counted from",
    ];
    grid(
        "All figures of this question",
        "gt-table--dense",
        &heads,
        results.iter().map(|result| table_row(result)).collect(),
    )
}

fn table_row(result: &SurveyResult) -> GridRow {
    let head = seq(vec![
        about(result).into_any(),
        figures::place(result),
        notes(&result.data_quality_notes),
        citation_list(&result.citations),
    ]);
    GridRow {
        id: format::anchor(&result.path),
        head,
        cells: vec![
            result.wave.year.to_string().into_any(),
            result.published.clone().into_any(),
            figures::previous(result.previous_published.as_deref(), result.comparability),
            figures::comparability(result.comparability, result.reason.as_deref()),
            figures::base(
                result.count.as_deref(),
                result.base,
                result.base_note.as_deref(),
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::survey::{SurveyQuestion, WaveYear};
    use crate::query::word::ResultKind;

    fn result(comparability: Comparability) -> SurveyResult {
        SurveyResult {
            path: "a/b/2021/c".to_owned(),
            kind: ResultKind::Pair,
            service: Some("Education".to_owned()),
            published: "22%".to_owned(),
            value: Some(22.0),
            previous_published: Some("60%".to_owned()),
            previous_value: Some(60.0),
            count: None,
            base: None,
            base_note: None,
            comparability,
            reason: Some("The question changed.".to_owned()),
            answer: None,
            wording: None,
            author: None,
            link: None,
            wave: WaveYear {
                path: "wave".to_owned(),
                year: 2021,
            },
            question: SurveyQuestion {
                path: "a/b/question-c".to_owned(),
                text: "Understanding".to_owned(),
                group: "Staff".to_owned(),
                polarity: Polarity::Higher,
                options: None,
            },
            citations: Vec::new(),
            data_quality_notes: Vec::new(),
        }
    }

    #[test]
    fn a_break_is_said_with_its_reason() {
        assert_eq!(
            broken(&result(Comparability::NotComparable)).as_deref(),
            Some(
                "Education: the figure of 2021 (22%) cannot be set against that of the year before \
                 (60%). The question changed."
            )
        );
        let unclear = broken(&result(Comparability::Unclear)).unwrap_or_default();
        assert!(unclear.contains("leaves open whether"), "{unclear}");
        assert_eq!(broken(&result(Comparability::Comparable)), None);
        assert_eq!(broken(&result(Comparability::NoPrevious)), None);
    }

    #[test]
    fn figures_of_several_answers_are_told_apart() {
        let of = |service: Option<&str>, answer: Option<&str>| {
            about(&SurveyResult {
                service: service.map(str::to_owned),
                answer: answer.map(str::to_owned),
                ..result(Comparability::NoPrevious)
            })
        };
        assert_eq!(of(None, Some("Yes")), "Yes");
        assert_eq!(of(Some("Health"), Some("Yes")), "Health: Yes");
        assert_eq!(of(Some("Health"), None), "Health");
        assert_eq!(of(None, None), "No service named");
    }

    #[test]
    fn a_title_is_cut_between_words() {
        assert_eq!(short("Timescales"), "Timescales");
        let long = "Parents who said regular communication and engagement with parents is something \
                    schools could do";
        let cut = short(long);
        assert!(cut.chars().count() <= 81, "{cut}");
        assert!(long.starts_with(cut.trim_end_matches('…')), "{cut}");
    }
}
