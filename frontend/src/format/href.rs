//! Where records are shown: paths of the API as addresses of the page.

use super::{span, upper_first, words};
use crate::query::word::RecordKind;
use crate::url::history::{History, PAGE};
use crate::url::source::Place;

/// A record by its kind (`__typename`) and the last step of its path: "Action 1.10". The whole path
/// where there is no page to look it up, and of a figure, whose last step is but "value" or "change".
pub fn record_name(kind: &str, path: &str) -> String {
    let name = match record_href(kind, path) {
        // A year that a team has entered is a year like others.
        Some(_) if kind == "SurveyWave" => leaf(path).trim_start_matches("team-"),
        Some(_) if kind != "IndicatorValue" => leaf(path),
        _ => path,
    };
    let kind = words(kind);
    // The steps of some kinds begin with its name: `measure-1.3.1` is "Measure 1.3.1".
    let own = kind.split(' ').next_back().unwrap_or_default();
    let rest = name
        .strip_prefix(own)
        .and_then(|rest| rest.strip_prefix('-'));
    let name = rest.unwrap_or(name);
    format!("{} {name}", upper_first(kind.trim()))
}

/// What a review is called by the days on which it is held: "Review of 9 June 2021". Its path keeps the day that was
/// entered at first, and is said where no days are known.
pub fn review_name(path: &str, from: Option<&str>, to: Option<&str>) -> String {
    match span(from, to) {
        Some(days) => format!("Review of {days}"),
        None => record_name("Review", path),
    }
}

/// The last step of a path: `leicestershire/wsoa-2020/1.10` is `1.10`.
pub fn leaf(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The path of the area of a record whose path begins with it.
pub fn area_of(path: &str) -> &str {
    path.split('/').next().unwrap_or(path)
}

/// `/areas/leicestershire`.
pub fn area_href(path: &str) -> String {
    format!("/areas/{path}")
}

/// `/areas/leicestershire/team`.
pub fn team_href(area: &str) -> String {
    format!("{}/team", area_href(area))
}

/// The page on which the administrators of the team of an area remove a name.
pub fn redact_href(area: &str) -> String {
    format!("{}/redact", team_href(area))
}

/// The page of a member of the team of an area.
pub fn member_href(area: &str, member: &str) -> String {
    format!("{}/{member}", team_href(area))
}

/// The drafts of the team of an area.
pub fn drafts_href(area: &str) -> String {
    format!("{}/drafts", area_href(area))
}

/// A draft of the team of an area.
pub fn draft_href(area: &str, draft: &str) -> String {
    format!("{}/{draft}", drafts_href(area))
}

/// `leicestershire/wsoa-2020` is at `/areas/leicestershire/plans/wsoa-2020`.
pub fn plan_href(path: &str) -> String {
    match path.split_once('/') {
        Some((area, plan)) => format!("/areas/{area}/plans/{plan}"),
        None => "/areas".to_owned(),
    }
}

/// `leicestershire/wsoa-2020/1.10` is at `/areas/leicestershire/plans/wsoa-2020/actions/1.10`.
pub fn action_href(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((plan, reference)) => format!("{}/actions/{reference}", plan_href(plan)),
        None => "/actions".to_owned(),
    }
}

/// The form of how several actions of a plan stand.
pub fn several_href(plan: &str) -> String {
    format!("{}/update", plan_href(plan))
}

/// The form with which an update of how an action stands is taken back.
pub fn take_back_href(action: &str, update: &str) -> String {
    format!("{}/updates/{update}/take-back", action_href(action))
}

/// The form with which a reading that a team has given of a measure is taken back, by its day.
pub fn take_reading_href(measure: &str, day: &str) -> String {
    let form = edit_href(RecordKind::Measure, measure);
    let measure = form.trim_end_matches("/edit");
    format!("{measure}/readings/{day}/take-back")
}

/// What changed in an area: `/areas/leicestershire/changes`.
pub fn changes_href(area: &str) -> String {
    format!("{}/changes", area_href(area))
}

/// What was taken away of an area and is not back: `/areas/leicestershire/removed`.
pub fn removed_href(area: &str) -> String {
    format!("{}/removed", area_href(area))
}

/// The history of a record: below the page of an action, and on a page of its own for whatever else.
pub fn history_href(kind: RecordKind, path: &str) -> String {
    match kind {
        RecordKind::Action => format!("{}/history", action_href(path)),
        _ => History {
            record: Some((kind, path.to_owned())),
            after: None,
        }
        .address(PAGE),
    }
}

/// The form of a review of a plan.
pub fn new_review_href(plan: &str) -> String {
    format!("{}/reviews/new", plan_href(plan))
}

/// The form of a survey of an area.
pub fn new_survey_href(area: &str) -> String {
    format!("{}/surveys/new", area_href(area))
}

/// The form of the themes of a record of whatever kind.
pub const THEMES_FORM: &str = "/themes/edit";

/// The same of one record.
pub fn themes_form_href(kind: RecordKind, path: &str) -> String {
    History {
        record: Some((kind, path.to_owned())),
        after: None,
    }
    .address(THEMES_FORM)
}

/// The form of what editors enter of a year of a survey: its `results`, or a row of its `feedback`.
pub fn wave_href(wave: &str, what: &str) -> String {
    let (survey, wave) = wave.rsplit_once('/').unwrap_or((wave, ""));
    format!("{}/years/{wave}/{what}/new", survey_href(survey))
}

/// The form of what editors change of a record. Those of other kinds have none: their page stands for it.
pub fn edit_href(kind: RecordKind, path: &str) -> String {
    let steps: Vec<&str> = path.split('/').collect();
    match (kind, steps.as_slice()) {
        (RecordKind::Action, _) => format!("{}/edit", action_href(path)),
        (RecordKind::Measure, [area, plan, measure]) => {
            format!("/areas/{area}/plans/{plan}/measures/{measure}/edit")
        }
        (RecordKind::Workstream, [area, plan, workstream]) => {
            format!("/areas/{area}/plans/{plan}/workstreams/{workstream}/edit")
        }
        (RecordKind::Review, [area, plan, review]) => {
            format!("/areas/{area}/plans/{plan}/reviews/{review}/edit")
        }
        (RecordKind::FeedbackItem, [area, survey, year, row]) => {
            format!("/areas/{area}/surveys/{survey}/feedback/{year}/{row}/edit")
        }
        (RecordKind::SurveyResult, [area, survey, wave, result]) => {
            format!("/areas/{area}/surveys/{survey}/years/{wave}/results/{result}/edit")
        }
        (RecordKind::SurveyWave, [area, survey, wave]) => {
            format!("/areas/{area}/surveys/{survey}/years/{wave}/edit")
        }
        (RecordKind::DataQualityNote, [document, note]) => {
            format!("/quality/{document}/{note}/edit")
        }
        _ => record_href(&kind.typename(), path).unwrap_or_else(|| area_href(path)),
    }
}

/// `worcestershire/parent-carer-survey` is at `/areas/worcestershire/surveys/parent-carer-survey`.
pub fn survey_href(path: &str) -> String {
    match path.split_once('/') {
        Some((area, survey)) => format!("/areas/{area}/surveys/{survey}"),
        None => "/surveys".to_owned(),
    }
}

/// `worcestershire/weakness-1` is at `/areas/worcestershire/weaknesses/weakness-1`.
pub fn weakness_href(path: &str) -> String {
    match path.split_once('/') {
        Some((area, weakness)) => format!("/areas/{area}/weaknesses/{weakness}"),
        None => "/weaknesses".to_owned(),
    }
}

/// The place on the page of its area that shows an inspection or a review.
pub fn area_part_href(path: &str) -> String {
    format!("{}#{}", area_href(area_of(path)), anchor(path))
}

/// The place on the page of its plan that shows a part of it: a part has the path of its plan before its
/// own last steps.
pub fn plan_part_href(path: &str) -> String {
    let mut steps = path.split('/');
    match (steps.next(), steps.next()) {
        (Some(area), Some(plan)) => {
            format!("{}#{}", plan_href(&format!("{area}/{plan}")), anchor(path))
        }
        _ => plan_href(path),
    }
}

/// `worcestershire/parent-carer-survey/question-age` is at
/// `/areas/worcestershire/surveys/parent-carer-survey/questions/question-age`.
pub fn question_href(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((survey, question)) => format!("{}/questions/{question}", survey_href(survey)),
        None => "/surveys/questions".to_owned(),
    }
}

/// `/indicators/ehc-plans-total`.
pub fn indicator_href(path: &str) -> String {
    format!("/indicators/{path}")
}

/// `/documents/leicestershire-wsoa-2020`.
pub fn document_href(path: &str) -> String {
    format!("/documents/{path}")
}

/// Lines of a document, marked on its page.
pub fn source_href(document: &str, lines: (i32, i32)) -> String {
    let place = Place { lines: Some(lines) };
    format!(
        "{}#line-{}",
        place.address(&document_href(document)),
        lines.0
    )
}

/// The page of one data-quality note. An anchor would not do: the list of all has many pages.
pub fn note_href(path: &str) -> String {
    format!("/quality?note={path}")
}

/// A path as the id of an element: `leicestershire/wsoa-2020/1.10` is `leicestershire--wsoa-2020--1.10`.
pub fn anchor(path: &str) -> String {
    path.replace('/', "--")
}

/// The page, or the place in one, that shows a record of a kind (`__typename`). `None` when none does.
pub fn record_href(kind: &str, path: &str) -> Option<String> {
    let steps = path.split('/').count();
    Some(match kind {
        "LocalArea" => area_href(path),
        "Plan" => plan_href(path),
        "Action" => action_href(path),
        "Document" => document_href(path),
        "Organisation" => format!("/workstreams?organisation={path}"),
        "DataQualityNote" => note_href(path),
        "Theme" => format!("/themes#{}", anchor(path)),
        "Survey" => survey_href(path),
        "Weakness" => weakness_href(path),
        "Inspection" | "Review" => area_part_href(path),
        "Workstream" | "Measure" | "StatusScheme" | "StrategyPriority" | "Meeting" if steps > 2 => {
            plan_part_href(path)
        }
        "SurveyQuestion" if steps > 2 => question_href(path),
        // The path of a figure does not say which question it answers: it stands on the survey's page.
        "SurveyResult" | "SurveyWave" | "FeedbackItem" if steps > 2 => {
            let survey: Vec<&str> = path.split('/').take(2).collect();
            format!("{}#{}", survey_href(&survey.join("/")), anchor(path))
        }
        "Indicator" => indicator_href(path),
        "IndicatorValue" => {
            let (indicator, _) = path.split_once('/')?;
            format!("{}#{}", indicator_href(indicator), anchor(path))
        }
        "GlossaryTerm" => {
            let (document, _) = path.split_once("/glossary/")?;
            format!("/glossary?document={document}")
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_have_addresses() {
        let href = |kind, path| record_href(kind, path).unwrap_or_default();
        assert_eq!(
            href("Action", "leicestershire/wsoa-2020/1.10"),
            "/areas/leicestershire/plans/wsoa-2020/actions/1.10"
        );
        assert_eq!(
            href("Weakness", "worcestershire/weakness-1"),
            "/areas/worcestershire/weaknesses/weakness-1"
        );
        assert_eq!(
            href("Inspection", "worcestershire/revisit-2021"),
            "/areas/worcestershire#worcestershire--revisit-2021"
        );
        assert_eq!(
            href("Workstream", "worcestershire/app-2022/workstream-1"),
            "/areas/worcestershire/plans/app-2022#worcestershire--app-2022--workstream-1"
        );
        assert_eq!(
            href(
                "SurveyQuestion",
                "worcestershire/parent-survey/question-age"
            ),
            "/areas/worcestershire/surveys/parent-survey/questions/question-age"
        );
        assert_eq!(
            href("SurveyResult", "worcestershire/parent-survey/2021/age"),
            "/areas/worcestershire/surveys/parent-survey#worcestershire--parent-survey--2021--age"
        );
        assert_eq!(href("Indicator", "absence"), "/indicators/absence");
        assert_eq!(
            href("IndicatorValue", "absence/leicestershire/2020/value"),
            "/indicators/absence#absence--leicestershire--2020--value"
        );
        assert_eq!(
            href("GlossaryTerm", "strategy-2021/glossary/annual-review"),
            "/glossary?document=strategy-2021"
        );
        assert_eq!(record_href("GlossaryTerm", "annual-review"), None);
    }

    #[test]
    fn forms_stand_below_what_they_change() {
        for (kind, path, href) in [
            (
                RecordKind::Action,
                "a/p/1.10",
                "/areas/a/plans/p/actions/1.10/edit",
            ),
            (
                RecordKind::Measure,
                "a/p/measure-1.1",
                "/areas/a/plans/p/measures/measure-1.1/edit",
            ),
            (
                RecordKind::Workstream,
                "a/p/workstream-1",
                "/areas/a/plans/p/workstreams/workstream-1/edit",
            ),
            (
                RecordKind::FeedbackItem,
                "a/s/2021/you-said-1",
                "/areas/a/surveys/s/feedback/2021/you-said-1/edit",
            ),
            (
                RecordKind::SurveyResult,
                "a/s/team-2022/team-age",
                "/areas/a/surveys/s/years/team-2022/results/team-age/edit",
            ),
            (
                RecordKind::DataQualityNote,
                "d/note-1",
                "/quality/d/note-1/edit",
            ),
            (
                RecordKind::Review,
                "a/p/review-2021-02-03",
                "/areas/a/plans/p/reviews/review-2021-02-03/edit",
            ),
        ] {
            assert_eq!(edit_href(kind, path), href);
        }
    }

    #[test]
    fn every_record_has_a_history() {
        assert_eq!(
            history_href(RecordKind::Action, "leicestershire/wsoa-2020/1.10"),
            "/areas/leicestershire/plans/wsoa-2020/actions/1.10/history"
        );
        assert_eq!(
            history_href(RecordKind::Indicator, "absence"),
            "/history?kind=indicator&path=absence"
        );
    }
}
