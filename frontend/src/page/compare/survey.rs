//! What the two areas asked families, each question beside the one of the other that is most like it, with who
//! was asked and how many answered.

use leptos::prelude::*;

use super::Names;
use super::counterpart::{Nouns, Row, rows};
use crate::chart::places::{Place, places};
use crate::component::{citation_list, link, list, none, para, remark, remark_of, section, seq};
use crate::format;
use crate::page::survey::figures::by_team;
use crate::query::compare::{AskedQuestion, AskedResult, ComparedQuestions, Comparison};
use crate::query::word::CounterpartClass;

pub fn survey(comparison: &Comparison, names: &Names) -> AnyView {
    let questions = &comparison.survey_questions;
    let one_area = comparison.a.area.path == comparison.b.area.path;
    let body = match questions.is_empty() {
        true if one_area => {
            para("Both plans are of one area: what it asked families is not set beside itself.")
        }
        true => para("Our documents hold no survey of families of either area."),
        false => {
            let all = questions.iter().map(|pair| Row {
                class: pair.class,
                a: asked(pair.a.as_ref()),
                b: asked(pair.b.as_ref()),
                reason: pair.reason.clone(),
            });
            seq(vec![
                para(
                    "Only questions in the same words, with the same answers to choose from, are drawn together. \
                     Surveys are answered by those who choose to: a difference between two may be one of who answered.",
                ),
                rows(Nouns("question", "questions"), all.collect(), names),
                drawn(questions, names),
            ])
        }
    };
    section("surveys", "What families were asked", body)
}

/// A question with its figures: each with its year, who was asked, and of how many answers it is.
fn asked(question: Option<&AskedQuestion>) -> AnyView {
    let Some(question) = question else {
        return remark("None");
    };
    let name = match format::record_href("SurveyQuestion", &question.path) {
        Some(href) => link(&href, &question.text),
        None => question.text.clone().into_any(),
    };
    let options = match &question.options {
        Some(options) => format!("Answers to choose from: {options}"),
        None => "Answers to choose from: not stated".to_owned(),
    };
    let figures = question.results.nodes.iter().map(figure).collect();
    let left = question.results.total_count - question.results.nodes.len() as i32;
    seq(vec![
        name,
        remark(&format!(
            "{}: {}",
            question.survey.title, question.survey.population
        )),
        remark(&options),
        list::items(figures),
        match left {
            0 => none(),
            more => remark(&format!(
                "And {}",
                format::count(more, "more figure", "more figures")
            )),
        },
    ])
}

fn figure(result: &AskedResult) -> AnyView {
    let service = result.service.as_ref();
    let service = service.map(|service| format!(", {service}"));
    let base = match result.base {
        Some(base) => format!("{base} answers"),
        None => "number of answers not stated".to_owned(),
    };
    seq(vec![
        format!(
            "{}: {}{} ({base})",
            result.wave.year,
            result.published,
            service.unwrap_or_default()
        )
        .into_any(),
        remark_of(result.base_note.as_deref()),
        remark_of(result.reason.as_deref()),
        by_team(result.author.as_deref(), result.link.as_deref()),
        citation_list(&result.citations),
    ])
}

/// A picture for each question that both areas asked in the same way.
fn drawn(questions: &[ComparedQuestions], names: &Names) -> AnyView {
    let same = questions
        .iter()
        .filter(|pair| pair.class == CounterpartClass::SameDefinition);
    let charts = same.enumerate().filter_map(|(number, pair)| {
        let (a, b) = (pair.a.as_ref()?, pair.b.as_ref()?);
        let (in_a, in_b) = (newest(a)?, newest(b)?);
        let other = in_a.wave.year != in_b.wave.year;
        let place = |name: &str, result: &AskedResult, other_date| {
            Some(Place {
                label: name.to_owned(),
                text: result.published.clone(),
                value: result.value?,
                date: Some(result.wave.year.to_string()),
                other_date,
            })
        };
        let rows = [place(&names.a, in_a, false)?, place(&names.b, in_b, other)?];
        Some(places(&format!("asked-{number}"), &a.text, &rows))
    });
    seq(charts.collect())
}

/// The one figure of the newest wave that is of all services; nothing where a wave has several, or not all
/// figures are here: which to draw would be a guess.
fn newest(question: &AskedQuestion) -> Option<&AskedResult> {
    let results = &question.results;
    if results.total_count as usize > results.nodes.len() {
        return None;
    }
    let year = results.nodes.iter().map(|result| result.wave.year).max()?;
    let whole = |result: &&AskedResult| result.service.is_none() && result.wave.year == year;
    let mut own = results.nodes.iter().filter(whole);
    own.next().filter(|_| own.next().is_none())
}
