//! What somebody has made, in its own words.

use serde_json::json;

use super::*;
use crate::query::word::RecordKind;

/// "Name: words", line by line.
fn told(kind: RecordKind, row: &Value) -> Vec<String> {
    let fields = between(None, Some(row));
    let lines = created(kind, &fields, &title_in(&fields), &Names::default());
    let words = lines.iter().map(|line| match &line.shown {
        Shown::Parts(words) => format!("{}: {words}", line.name),
        Shown::On(days) => format!("{}: {}", line.name, days.words()),
        Shown::List(several) => format!("{}: {}", line.name, several.join(" | ")),
        _ => format!("{}: {}", line.name, values(line)),
    });
    words.collect()
}

#[test]
fn a_new_review_says_when_by_whom_and_what_it_found() {
    let finding = |about: Value, finding: &str, statement: &str| json!({ "id": "f", "position": 0, "workstream_id": "w", "finding": finding, "statement": statement, ABOUT: about });
    let row = json!({
        "id": "r", "path": "a/p/review-2026-11-03", "sort_key": "s", "area_id": "a", "plan_id": "p",
        "title": "First review", "by": "DfE and NHS England", "held": "2026-11-03", "held_precision": "day",
        "held_from": "2026-11-03", "held_to": "2026-11-03", "state": "held",
        "outcome": "The Inspectors found progress. More is to come.", "author": "Editor",
        "link": "https://example.org/letter", "citations": [],
        "findings": [
            finding(json!("Workstream 1: Joint work."), "sufficient-progress", "The partners meet."),
            finding(Value::Null, "progress", "More is done."),
        ],
    });
    assert_eq!(
        told(RecordKind::Review, &row),
        [
            "When: 3 November 2026",
            "How it stands: Held",
            "Who reviewed: DfE and NHS England",
            "Outcome: The Inspectors found progress. More is to come.",
            "Findings: Workstream 1: Joint work. Sufficient progress: “The partners meet.” | Progress: “More is done.”",
            "Page with evidence: https://example.org/letter",
        ]
    );
}

#[test]
fn a_new_survey_year_question_and_figure_say_their_own() {
    let of_team = json!({ "author": "Editor", "at": "2026-11-29T12:00:00Z", "survey_id": "s" });
    let with = |more: Value| {
        let mut row = of_team.clone();
        for (name, value) in more.as_object().into_iter().flatten() {
            row[name] = value.clone();
        }
        row
    };
    let survey = json!({
        "id": "s", "path": "a/team-survey-1", "sort_key": "s", "area_id": "a", "title": "Families",
        "population": "Parents and carers", "author": "Editor", "at": "2026-11-29T12:00:00Z", "citations": [],
        "link": "https://example.org/survey",
    });
    assert_eq!(
        told(RecordKind::Survey, &survey),
        [
            "Who is asked: Parents and carers",
            "Page with evidence: https://example.org/survey"
        ]
    );
    let year = with(json!({
        "path": "a/s/team-2022", "year": 2022, "fieldwork_from": "2022-05-01", "fieldwork_to": "2022-05-31",
        "asked": 900, "respondents": 311, "citations": [{ "place": "The whole" }],
    }));
    assert_eq!(
        told(RecordKind::SurveyWave, &year),
        ["Fieldwork: May 2022", "Asked: 900", "Respondents: 311"]
    );
    let question = with(json!({
        "path": "a/s/team-question-1", "text": "Do you feel heard?", "group": "Involvement", "polarity": "higher",
        "options": "Yes\nNo", "themes": [],
    }));
    assert_eq!(
        told(RecordKind::SurveyQuestion, &question),
        [
            "Group: Involvement",
            "Options: Yes | No",
            "Polarity: Higher"
        ]
    );
    let figure = with(json!({
        "path": "a/s/team-2022/team-age", "published": "58%", "value": 58.0, "answer": "Yes", "as_before": true,
        "comparability": "no-previous", "reason": "No year before this one is here.", "kind": "stand-alone",
    }));
    let fields = between(None, Some(&figure));
    let title = Title {
        words: Some("Do you feel heard? (2022)".to_owned()),
        ..Title::default()
    };
    let lines = created(RecordKind::SurveyResult, &fields, &title, &Names::default());
    let names: Vec<&str> = lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(names, ["Published", "Answer", "As before"]);
}

#[test]
fn a_new_reading_says_what_it_is_of() {
    let line = only(
        "observations",
        json!([]),
        json!([{ "id": "o", "as_of": "2021-05-01", "published": "45%" }]),
    );
    assert_eq!(parts(&line), "New: “45%” (1 May 2021).");
}
