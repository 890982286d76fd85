//! The surveys of parents and carers, and one survey: who answered, its figures year on year, the
//! needs, and "You said, we did".

pub(crate) mod feedback;
pub(crate) mod figures;
mod list_page;

use leptos::prelude::*;

use crate::component::signed::{main_way_to, way_to, way_to_edit, way_to_take_away};
use crate::component::{
    Cell, Table, citation_list, contents, crumbs, heading, heading_under, history_among,
    history_of, link, load_page, none, not_stated, notes, or_not_stated, para, row, section, seq,
    subsection, summary_list, table, take,
};
use crate::format;
use crate::page::area::entered;
use crate::query::survey::{self as query, Survey, SurveyWave, SurveyWhole};
use crate::query::word::RecordKind;

pub use list_page::results;

/// Every survey.
pub fn surveys() -> AnyView {
    load_page("the surveys", query::surveys, |surveys| list(surveys))
}

fn list(surveys: &[Survey]) -> AnyView {
    let rows = surveys.iter().map(|survey| {
        let held = waves(survey);
        let years = held.iter().map(|wave| wave.year.to_string());
        let years = years.collect::<Vec<_>>().join(", ");
        let [years, latest] = match held.first() {
            Some(wave) => [years.into_any(), number(wave.respondents)],
            None => ["None yet", "None yet"].map(IntoAny::into_any),
        };
        vec![
            Cell::Head(link(&format::survey_href(&survey.path), &survey.title)),
            Cell::Text(link(
                &format::area_href(&survey.area.path),
                &survey.area.name,
            )),
            Cell::Text(survey.population.clone().into_any()),
            Cell::Text(years),
            Cell::Figure(latest),
        ]
    });
    let head = vec![
        "Survey",
        "Area",
        "Who was asked",
        "Years",
        "Answers in the latest year",
    ];
    let counted = format::count(surveys.len() as i32, "survey", "surveys");
    take::rows("surveys", &[], &counted);
    seq(vec![
        heading("Surveys"),
        para(
            "What parents and carers said, year on year. A change between two years is drawn only \
             where question, population and answers stayed the same; every break is shown with its reason.",
        ),
        list_page::ways(""),
        table(Table {
            caption: "Surveys".into(),
            head,
            rows: rows.collect(),
            cards: true,
        }),
    ])
}

/// The years of a survey, the latest first.
fn waves(survey: &Survey) -> Vec<&SurveyWave> {
    let mut waves: Vec<&SurveyWave> = survey.waves.nodes.iter().collect();
    waves.sort_by_key(|wave| std::cmp::Reverse(wave.year));
    waves
}

/// One survey of an area, by the two parts of its path.
pub fn survey(area: &str, survey: &str) -> AnyView {
    let (area, path) = (area.to_owned(), format!("{area}/{survey}"));
    let ask = move || query::survey(area.clone(), path.clone());
    load_page("the survey", ask, shown)
}

fn shown(whole: &SurveyWhole) -> AnyView {
    let survey = &whole.survey;
    crumbs(&[
        ("Surveys", "/surveys"),
        (&survey.area.name, &format::area_href(&survey.area.path)),
    ]);
    let parts = [
        ("figures", "Year on year"),
        ("needs", "Needs and disabilities named"),
        ("feedback", "You said, we did"),
        ("waves", "Who answered"),
    ];
    let mut facts = vec![
        row(
            "Area",
            link(&format::area_href(&survey.area.path), &survey.area.name),
        ),
        row("Who is asked", survey.population.clone()),
        row(
            "Our remark",
            survey.note.clone().unwrap_or_else(|| "None".to_owned()),
        ),
    ];
    if let Some(author) = &survey.author {
        let by = entered(author, survey.link.as_deref());
        facts.push(row("Entered by", by));
    }
    let held: Vec<AnyView> = waves(survey).into_iter().map(wave).collect();
    let head = seq(vec![
        heading_under(&survey.area.name, &survey.title),
        summary_list(facts),
        notes(&survey.data_quality_notes),
        citation_list(&survey.citations),
        list_page::ways(&survey.path),
    ]);
    let tail = seq(vec![
        match survey.author {
            Some(_) => way_to_take_away(RecordKind::Survey, &survey.path, &survey.title),
            None => none(),
        },
        history_of(RecordKind::Survey, &survey.path),
    ]);
    let (id, title) = parts[3];
    if held.is_empty() {
        let empty = para("No year of this survey has been entered yet.");
        let body = seq(vec![empty, ways_to_add(&survey.path)]);
        return seq(vec![head, section(id, title, body), tail]);
    }
    seq(vec![
        head,
        contents(&parts),
        section(parts[0].0, parts[0].1, figures::figures(&whole.results)),
        section(parts[1].0, parts[1].1, figures::needs(&whole.results)),
        section(
            parts[2].0,
            parts[2].1,
            feedback::feedback(&survey.path, whole.feedback.clone()),
        ),
        section(id, title, seq(vec![ways_to_add(&survey.path), seq(held)])),
        tail,
    ])
}

/// How many, where it is stated.
fn number(number: Option<i32>) -> AnyView {
    or_not_stated(number, |number| number.to_string().into_any())
}

/// One year of a survey.
fn wave(wave: &SurveyWave) -> AnyView {
    let days = match (&wave.fieldwork_from, &wave.fieldwork_to) {
        (Some(from), Some(to)) => Some(format!(
            "{} to {}",
            format::date(&from.0),
            format::date(&to.0)
        )),
        _ => wave.fieldwork.clone(),
    };
    let mut rows = vec![row("When people were asked", not_stated(days.as_deref()))];
    if let Some(asked) = wave.asked {
        rows.push(row("How many were asked", asked.to_string()));
    }
    rows.push(row("How many answered", number(wave.respondents)));
    if let Some(other) = wave.respondents_other {
        rows.push(row("Another number in the same report", other.to_string()));
    }
    if let Some(method) = &wave.method {
        rows.push(row("How people were asked", method.clone()));
    }
    let document = &wave.document;
    rows.push(row(
        "Document",
        link(&format::document_href(&document.path), &document.title),
    ));
    if let Some(author) = &wave.author {
        let source = figures::by_team(Some(author), wave.link.as_deref());
        rows.push(row("Source", source));
    }
    let body = seq(vec![
        summary_list(rows),
        wave.note.as_deref().map_or_else(none, para),
        ways_to_enter(wave),
        notes(&wave.data_quality_notes),
        citation_list(&wave.citations),
        history_among(
            RecordKind::SurveyWave,
            &wave.path,
            &format!("the year {}", wave.year),
        ),
    ]);
    let title = match &wave.label {
        Some(label) => format!("{}: {label}", wave.year),
        None => wave.year.to_string(),
    };
    subsection(&format::anchor(&wave.path), &title, body)
}

/// The ways to the forms of what editors enter of a year. Rows of You said, we did are added to years of the team.
fn ways_to_enter(wave: &SurveyWave) -> AnyView {
    let area = format::area_of(&wave.path);
    let of = format!(": {}", wave.year);
    let results = format::wave_href(&wave.path, "results");
    let row = format::wave_href(&wave.path, "feedback");
    seq(vec![
        way_to(area, results, "Enter results", &of),
        match wave.author {
            Some(_) => seq(vec![
                way_to(area, row, "Add a row to You said, we did", &of),
                way_to_edit(
                    RecordKind::SurveyWave,
                    &wave.path,
                    area,
                    "Change what is said of the year",
                    &wave.year.to_string(),
                ),
                way_to_take_away(RecordKind::SurveyWave, &wave.path, &wave.year.to_string()),
            ]),
            None => none(),
        },
    ])
}

/// The ways to the forms of a year and of a question, for editors.
fn ways_to_add(survey: &str) -> AnyView {
    let (area, page) = (format::area_of(survey), format::survey_href(survey));
    seq(vec![
        main_way_to(area, format!("{page}/years/new"), "Add a year"),
        way_to(area, format!("{page}/questions/new"), "Add a question", ""),
    ])
}
