//! The form of the figures of a year: a table of what is asked, with a line for each figure.

use leptos::prelude::*;

use super::{Entry, entering, given, line, number};
use crate::api::Answer;
use crate::component::edit::{LINK, NOTE};
use crate::component::form::{Field, Kind, Line, Values, problem};
use crate::component::{load_page, missing_page, none};
use crate::query::account::Problem;
use crate::query::edit::Refusal;
use crate::query::edit::survey::{
    self as query, AddSurveyResultsInput, Asked, Entered, EnteredWave, NewSurveyResultInput,
};

/// The field of the table, as the API calls it.
const RESULTS: &str = "results";
/// The field of what the figures are counted from: one for all of them.
const BASE: &str = "base";
/// The field of whether all is as it was the year before.
const AS_BEFORE: &str = "asBefore";

/// `/areas/{area}/surveys/{survey}/years/{wave}/results/new`
pub fn results(survey: &str, wave: &str) -> AnyView {
    let (survey, wave) = (survey.to_owned(), format!("{survey}/{wave}"));
    let ask = move || {
        let survey = survey.clone();
        async move {
            let questions = query::questions(&survey).await?;
            let head = query::survey(survey).await?;
            Ok(Answer {
                partial: head.partial.or(questions.partial),
                data: (head.data, questions.data),
            })
        }
    };
    load_page("the survey", ask, move |(survey, questions)| {
        let own = survey.waves.nodes.iter().find(|own| own.path == wave);
        match own {
            Some(own) => view(survey, own, questions),
            None => missing_page("The survey has no such year."),
        }
    })
}

/// A figure that can be entered.
#[derive(Clone, Debug, PartialEq)]
struct Cell {
    question: cynic::Id,
    service: Option<String>,
    answer: Option<String>,
    label: String,
    before: String,
}

/// The figures that a year can have: those of the last year before it, and of what was not asked before. What the team
/// has entered of it already is left out.
fn cells(year: &EnteredWave, questions: &[Asked]) -> Vec<Cell> {
    let figures = || {
        questions
            .iter()
            .flat_map(|question| &question.results.nodes)
    };
    let before = figures().map(|figure| figure.wave.year);
    let before = before.filter(|before| *before < year.year).max();
    let mut cells: Vec<Cell> = Vec::new();
    for question in questions {
        let known = &question.results.nodes;
        let cell = |service: Option<&String>, answer: Option<&String>, before: String| Cell {
            question: question.id.clone(),
            service: service.cloned(),
            answer: answer.cloned(),
            label: [Some(&question.text), service, answer]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(": "),
            before,
        };
        let options = question
            .options
            .as_deref()
            .filter(|_| question.author.is_some());
        let options: Vec<String> = options
            .map(|options| options.lines().map(str::to_owned).collect())
            .unwrap_or_default();
        let earlier = known.iter().filter(|one| Some(one.wave.year) == before);
        let mut own: Vec<Cell> = earlier
            .map(|one| {
                let words = format!("{}: {}", one.wave.year, one.published);
                cell(one.service.as_ref(), one.answer.as_ref(), words)
            })
            .collect();
        let none = || "No figure".to_owned();
        own.extend(
            options
                .iter()
                .map(|option| cell(None, Some(option), none())),
        );
        if own.is_empty() {
            own.push(cell(None, None, none()));
        }
        for cell in own {
            let is = |service: &Option<String>, answer: &Option<String>| {
                *service == cell.service && *answer == cell.answer
            };
            let is_entered = known.iter().any(|one| {
                one.author.is_some() && one.wave.path == year.path && is(&one.service, &one.answer)
            });
            let is_twice = cells
                .iter()
                .any(|one| one.question == cell.question && is(&one.service, &one.answer));
            if !is_entered && !is_twice {
                cells.push(cell);
            }
        }
    }
    cells
}

fn view(survey: &Entered, year: &EnteredWave, questions: &[Asked]) -> AnyView {
    let cells = cells(year, questions);
    let lines = cells.iter().map(|cell| Line {
        label: cell.label.clone(),
        before: cell.before.clone(),
    });
    let choice = |value: &str, label: &str| (value.to_owned(), label.to_owned(), String::new());
    let fields = vec![
        Field {
            name: RESULTS,
            label: "Figures",
            hint: "As they are published, such as 64%. Words instead of a number are kept as they are, and are not compared with other years. Leave empty what you do not have: you can enter it later.",
            kind: Kind::Table(lines.collect()),
        },
        line(
            BASE,
            "Counted from how many answers (optional)",
            "If that is the same for all of these figures. Leave it empty where they are not counted from those who answered in this year.",
        ),
        Field {
            name: AS_BEFORE,
            label: "Were the same people asked the same as in the year before?",
            hint: "Figures are set against those of the year before only where you say yes.",
            kind: Kind::Choices(vec![
                choice("yes", "Yes, of all of these figures"),
                choice("no", "No, something changed"),
                choice("unknown", "I do not know"),
            ]),
        },
        line(
            "changed",
            "What changed",
            "Only where something did. It is shown beside the figures.",
        ),
    ];
    let step = year.path.rsplit('/').next().unwrap_or_default();
    let entry = Entry {
        title: format!("Enter results of {}", year.year),
        below: format!("years/{step}/results/new"),
        draft: format!("results of {}", year.path),
        part: "figures",
        about: none(),
        fields,
    };
    let wave = year.id.clone();
    entering(survey, entry, move |values, key| {
        let (input, places) = input(&cells, values, wave.clone(), key)?;
        Ok(Box::pin(async move {
            let answer = query::add_results(input).await?;
            Ok(answer.map(|mut refusals| {
                for refusal in &mut refusals {
                    refusal.path = placed(&refusal.path, &places);
                }
                once(&mut refusals);
                refusals
            }))
        }))
    })
}

/// The row of the table that a path leads to.
fn row_of(path: &[String]) -> Option<usize> {
    match path {
        [field, place, ..] if field == RESULTS => place.parse().ok(),
        _ => None,
    }
}

/// Has what is wrong with the number that all figures are counted from be said once, and not for each of them.
fn once(refusals: &mut Vec<Refusal>) {
    let mut is_said = false;
    refusals.retain(|refusal| {
        let is_base = refusal.path == [BASE];
        let is_again = is_base && is_said;
        is_said |= is_base;
        !is_again
    });
}

/// The path of a problem of what was sent, as one of the form: empty rows of the table were not sent, and what the
/// figures are counted from has a field of its own.
fn placed(path: &[String], places: &[usize]) -> Vec<String> {
    if row_of(path).is_some() && path.last().is_some_and(|part| part == BASE) {
        return vec![BASE.to_owned()];
    }
    let mut path = path.to_vec();
    if let Some(place) = row_of(&path).and_then(|sent| places.get(sent))
        && let Some(part) = path.get_mut(1)
    {
        *part = place.to_string();
    }
    path
}

/// What is sent, with the rows of the table that it holds, or what is missing before it can be.
fn input(
    cells: &[Cell],
    values: &Values,
    wave: cynic::Id,
    key: String,
) -> Result<(AddSurveyResultsInput, Vec<usize>), Vec<Problem>> {
    let mut problems = Vec::new();
    let base = number(values, BASE, &mut problems);
    let as_before = match values.get(AS_BEFORE).as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        "unknown" => None,
        _ => {
            problems.push(problem(AS_BEFORE, "Choose one of these."));
            None
        }
    };
    let changed = given(values, "changed").filter(|_| as_before == Some(false));
    if as_before == Some(false) && changed.is_none() {
        problems.push(problem("changed", "Say what changed."));
    }
    let (mut results, mut places) = (Vec::new(), Vec::new());
    for (place, (cell, figure)) in cells.iter().zip(values.all(RESULTS)).enumerate() {
        if figure.trim().is_empty() {
            continue;
        }
        places.push(place);
        results.push(NewSurveyResultInput {
            question: cell.question.clone(),
            service: cell.service.clone(),
            answer: cell.answer.clone(),
            published: figure,
            base,
        });
    }
    if results.is_empty() {
        problems.insert(0, problem(RESULTS, "Enter at least one figure."));
    }
    match problems.is_empty() {
        true => Ok((
            AddSurveyResultsInput {
                wave,
                note: values.get(NOTE),
                link: given(values, LINK),
                key: Some(key),
                as_before,
                changed,
                results,
            },
            places,
        )),
        false => Err(problems),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::edit::survey::{Figure, Figures};

    fn year(year: i32) -> EnteredWave {
        EnteredWave {
            id: cynic::Id::new(year.to_string()),
            path: format!("a/s/{year}"),
            year,
        }
    }

    fn figure(of: i32, service: &str, author: Option<&str>) -> Figure {
        Figure {
            service: Some(service.to_owned()),
            answer: None,
            published: "46%".to_owned(),
            author: author.map(str::to_owned),
            wave: year(of),
        }
    }

    fn asked(id: &str, options: Option<&str>, nodes: Vec<Figure>) -> Asked {
        Asked {
            id: cynic::Id::new(id),
            text: id.to_owned(),
            group: String::new(),
            options: options.map(str::to_owned),
            author: options.map(|_| "Editor".to_owned()),
            results: Figures { nodes },
        }
    }

    #[test]
    fn a_year_offers_what_the_year_before_had_and_what_is_new() {
        let figures = vec![
            figure(2020, "Old", None),
            figure(2021, "Health", None),
            figure(2021, "Health", None),
            figure(2021, "Schools", None),
            figure(2022, "Schools", Some("Editor")),
        ];
        let questions = [
            asked("timescales", None, figures),
            asked("heard", Some("Yes\nNo"), Vec::new()),
            asked("new", None, Vec::new()),
        ];
        let labels: Vec<String> = cells(&year(2022), &questions)
            .into_iter()
            .map(|cell| format!("{} ({})", cell.label, cell.before))
            .collect();
        assert_eq!(
            labels,
            [
                "timescales: Health (2021: 46%)",
                "heard: Yes (No figure)",
                "heard: No (No figure)",
                "new (No figure)"
            ]
        );
    }

    #[test]
    fn empty_rows_are_not_sent_and_problems_find_their_row() {
        let cells = cells(&year(2022), &[asked("heard", Some("Yes\nNo"), Vec::new())]);
        let values = Values::of([
            (RESULTS, String::new()),
            (RESULTS, "21%".to_owned()),
            (AS_BEFORE, "unknown".to_owned()),
        ]);
        let sent = input(&cells, &values, cynic::Id::new("w"), String::new());
        let sent = sent.ok();
        let sent = sent.map(|(input, places)| (input.results.len(), places));
        assert_eq!(sent, Some((1, vec![1])));
        let path = ["results", "0", "published"].map(str::to_owned);
        assert_eq!(placed(&path, &[1]), ["results", "1", "published"]);
        let path = ["results", "0", "base"].map(str::to_owned);
        assert_eq!(placed(&path, &[1]), ["base"]);
    }
}
