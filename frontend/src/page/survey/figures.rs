//! The figures of a survey: by heading, a chart of what can be compared and a table of everything.
//! The chart takes comparable percentages only; a break stands in the table, with its reason, and so does a count.

use leptos::prelude::*;

use crate::chart::bars::{Bar, bars};
use crate::chart::pairs::{Pair, pairs};
use crate::component::signed::{way_to_edit, way_to_take_away};
use crate::component::{
    GridRow, citation_list, detail, grid, history_among, link, none, not_stated, notes, para,
    remark, row, seq, subsection, summary_list, tag, value::Colour,
};
use crate::format;
use crate::page::area::entered;
use crate::query::survey::SurveyResult;
use crate::query::word::{Comparability, Polarity, RecordKind, ResultKind};

/// Everything but the list of needs, by heading, in the order of the report.
pub fn figures(results: &[SurveyResult]) -> AnyView {
    if results.is_empty() {
        return para("No figure of this survey has been entered yet.");
    }
    let shown = || {
        results
            .iter()
            .filter(|result| result.kind != ResultKind::Need)
    };
    let mut groups: Vec<&str> = Vec::new();
    for result in shown() {
        if !groups.contains(&result.question.group.as_str()) {
            groups.push(&result.question.group);
        }
    }
    // What is compared from year to year comes first: it is what the page is about.
    let compared = |group: &str| {
        shown().any(|result| of(result, group) && result.previous_published.is_some())
    };
    groups.sort_by_key(|group| !compared(group));
    let all = years(results.iter());
    let parts = groups.into_iter().enumerate().map(|(number, group)| {
        let of_group: Vec<&SurveyResult> = shown().filter(|result| of(result, group)).collect();
        let own = years(of_group.iter().copied());
        let is_one = own.len() < 2;
        let parts = own.into_iter().map(|year| {
            let of_year = of_group.iter().copied();
            let of_year: Vec<_> = of_year.filter(|result| result.wave.year == year).collect();
            let before = year_before(&of_year, &all);
            let caption = match is_one {
                true => group.to_owned(),
                false => format!("{group}, {year}"),
            };
            part(&caption, (before, year), &of_year)
        });
        subsection(&format!("group-{number}"), group, seq(parts.collect()))
    });
    let words = "Figures in the second column are those of the year before, as the report prints them, or as they are \
                 here where the team entered the year. Where question, population or answers changed, the two must \
                 not be read as a change.";
    seq(std::iter::once(para(words)).chain(parts).collect())
}

fn of(result: &SurveyResult, group: &str) -> bool {
    result.question.group == group
}

/// The years of some figures, the latest first.
fn years<'r>(results: impl Iterator<Item = &'r SurveyResult>) -> Vec<i32> {
    let mut years: Vec<i32> = results.map(|result| result.wave.year).collect();
    years.sort_unstable_by(|one, other| other.cmp(one));
    years.dedup();
    years
}

/// The year that some figures of one year are set against: those of a report against the year before, which it prints;
/// those that a team entered against the year that is here before it.
pub(crate) fn year_before(of_year: &[&SurveyResult], years: &[i32]) -> i32 {
    let year = of_year.first().map_or(0, |result| result.wave.year);
    let is_of_team = of_year.iter().any(|result| result.author.is_some());
    let here = years.iter().copied().filter(|before| *before < year).max();
    here.filter(|_| is_of_team).unwrap_or(year - 1)
}

/// The figures of a heading in one year, beside those of the year before.
fn part(group: &str, years: (i32, i32), results: &[&SurveyResult]) -> AnyView {
    let (before, year) = years;
    let drawn = pairs(
        &format!("{group}: {before} and {year}"),
        years,
        &comparable(results, label),
    );
    seq(vec![drawn, table(group, years, results)])
}

/// Whether a figure is printed as a percentage: only those are drawn on a scale from 0 to 100.
fn is_share(published: &str) -> bool {
    published.trim_end().ends_with('%')
}

/// Whether a figure and the one of the year before are both percentages.
fn are_shares(result: &SurveyResult) -> bool {
    let before = result.previous_published.as_deref();
    is_share(&result.published) && before.is_some_and(is_share)
}

/// What may be drawn, each pair under its label. One that the report states twice is drawn once; a count is not.
pub(crate) fn comparable(
    results: &[&SurveyResult],
    label: fn(&SurveyResult) -> String,
) -> Vec<Pair> {
    let mut drawn: Vec<Pair> = Vec::new();
    let mut seen: Vec<(&str, f64, f64)> = Vec::new();
    for result in results.iter().filter(|result| are_shares(result)) {
        let (Comparability::Comparable, Some(now), Some(before)) =
            (result.comparability, result.value, result.previous_value)
        else {
            continue;
        };
        let figure = (result.question.path.as_str(), now, before);
        if seen.contains(&figure) {
            continue;
        }
        seen.push(figure);
        drawn.push(Pair {
            label: label(result),
            now,
            before,
            comparable: true,
        });
    }
    drawn
}

fn label(result: &SurveyResult) -> String {
    let parts = [&result.service, &result.answer].into_iter().flatten();
    let parts = std::iter::once(&result.question.text).chain(parts);
    parts.map(String::as_str).collect::<Vec<_>>().join(": ")
}

fn table(group: &str, (before, year): (i32, i32), results: &[&SurveyResult]) -> AnyView {
    let (now, before) = (year.to_string(), before.to_string());
    let heads = [
        "What was asked",
        &now,
        &before,
        "Can they be compared?",
        "Counted from",
    ];
    let rows = results.iter().map(|result| table_row(result));
    grid(
        &format!("{group}: all figures"),
        "gt-table--dense",
        &heads,
        rows.collect(),
    )
}

/// Which way a figure is better. Of the share of one answer nobody has said it: the question has one direction for all.
fn direction(result: &SurveyResult) -> Option<&'static str> {
    match (result.question.polarity, &result.answer) {
        (Polarity::Neutral, _) | (_, Some(_)) => None,
        (polarity, None) => Some(polarity.label()),
    }
}

fn table_row(result: &SurveyResult) -> GridRow {
    let options = result.question.options.as_ref();
    let options = options.map_or_else(none, |options| remark(&format!("Answers: {options}")));
    let head = seq(vec![
        link(
            &format::question_href(&result.question.path),
            &label(result),
        ),
        direction(result).map_or_else(none, remark),
        options,
        place(result),
        notes(&result.data_quality_notes),
        citation_list(&result.citations),
    ]);
    let cells = vec![
        result.published.clone().into_any(),
        previous(result.previous_published.as_deref(), result.comparability),
        comparability(result.comparability, result.reason.as_deref()),
        base(
            result.count.as_deref(),
            result.base,
            result.base_note.as_deref(),
        ),
    ];
    GridRow {
        id: format::anchor(&result.path),
        head,
        cells,
    }
}

/// Where in the report a figure stands; of one that a team entered, who, how it was asked, and the way to change it.
pub(crate) fn place(result: &SurveyResult) -> AnyView {
    let Some(author) = result.author.as_deref() else {
        let kind = format::lower_first(result.kind.label());
        return remark(&format!("In the report: {kind}"));
    };
    let wording = result.wording.as_deref();
    let asked = wording.map(|words| remark(&format!("Asked in {}: “{words}”", result.wave.year)));
    let of = format!("{}, {}", label(result), result.wave.year);
    let (kind, path) = (RecordKind::SurveyResult, result.path.as_str());
    seq(vec![
        asked.unwrap_or_else(none),
        by_team(Some(author), result.link.as_deref()),
        way_to_edit(kind, path, format::area_of(path), "Change this figure", &of),
        way_to_take_away(kind, path, &of),
        history_among(kind, path, &of),
    ])
}

/// That the team has entered something, where no document states it.
pub(crate) fn by_team(author: Option<&str>, link: Option<&str>) -> AnyView {
    author.map_or_else(none, |author| {
        seq(vec![remark("Entered by"), entered(author, link)])
    })
}

/// The figure of the year before as printed, or that none is.
pub(crate) fn previous(published: Option<&str>, comparability: Comparability) -> AnyView {
    match (published, comparability) {
        (None, Comparability::NoPrevious) => remark("None printed"),
        (published, _) => not_stated(published),
    }
}

/// The judgement in a word, and its reason.
pub(crate) fn comparability(comparability: Comparability, reason: Option<&str>) -> AnyView {
    let word = comparability.label();
    let word = match comparability {
        Comparability::Comparable | Comparability::NoPrevious => word.into_any(),
        Comparability::NotComparable => tag(word, Colour::Orange),
        Comparability::Unclear => tag(word, Colour::Grey),
    };
    seq(vec![word, reason.map_or_else(none, remark)])
}

/// "143 of 214", with what that rests on.
pub(crate) fn base(count: Option<&str>, base: Option<i32>, note: Option<&str>) -> AnyView {
    let words = match (count, base) {
        (Some(count), Some(base)) if count != base.to_string() => {
            Some(format!("{count} of {base}"))
        }
        (_, Some(base)) => Some(base.to_string()),
        (Some(count), None) => Some(count.to_owned()),
        (None, None) => None,
    };
    seq(vec![
        not_stated(words.as_deref()),
        note.map_or_else(none, remark),
    ])
}

/// The list of needs and disabilities, as the report ranks them.
pub fn needs(results: &[SurveyResult]) -> AnyView {
    let needs = || {
        results
            .iter()
            .filter(|result| result.kind == ResultKind::Need)
    };
    if needs().next().is_none() {
        return not_stated(None);
    }
    let all = years(needs());
    let is_one = all.len() < 2;
    let bars = all.iter().map(|year| {
        let rows = needs().filter(|need| need.wave.year == *year).map(bar);
        let title = match is_one {
            true => "Needs and disabilities".to_owned(),
            false => format!("Needs and disabilities, {year}"),
        };
        bars(&title, ("Need", "Named by"), rows.collect())
    });
    let bars = seq(bars.collect());
    let from = needs().map(|need| {
        let reason = need.base_note.as_deref().or(need.reason.as_deref());
        let body = seq(vec![
            reason.map_or_else(none, remark),
            by_team(need.author.as_deref(), need.link.as_deref()),
            notes(&need.data_quality_notes),
            citation_list(&need.citations),
        ]);
        let name = match is_one {
            true => need.question.text.clone(),
            false => format!("{}, {}", need.question.text, need.wave.year),
        };
        row(&name, body)
    });
    seq(vec![
        para("A child may have several: the shares do not add up to 100."),
        bars,
        detail(
            "Where these figures come from",
            summary_list(from.collect()),
        ),
    ])
}

/// How many named a need.
fn bar(need: &SurveyResult) -> Bar {
    let text = match (&need.count, need.base) {
        (Some(count), Some(base)) => format!("{} ({count} of {base})", need.published),
        _ => need.published.clone(),
    };
    Bar {
        id: format::anchor(&need.path),
        label: need.question.text.clone(),
        text,
        share: need
            .value
            .filter(|_| is_share(&need.published))
            .map(|value| value / 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::survey::{SurveyQuestion, WaveYear};

    fn result(path: &str, now: f64, before: f64, comparability: Comparability) -> SurveyResult {
        SurveyResult {
            path: path.to_owned(),
            kind: ResultKind::Pair,
            service: Some("Education".to_owned()),
            published: format!("{now}%"),
            value: Some(now),
            previous_published: Some(format!("{before}%")),
            previous_value: Some(before),
            count: None,
            base: None,
            base_note: None,
            comparability,
            reason: None,
            answer: None,
            wording: None,
            author: None,
            link: None,
            wave: WaveYear {
                path: "wave".to_owned(),
                year: 2021,
            },
            question: SurveyQuestion {
                path: "question".to_owned(),
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
    fn a_question_that_changed_is_never_drawn() {
        let broken = result("a", 22.0, 60.0, Comparability::NotComparable);
        let unclear = result("b", 22.0, 60.0, Comparability::Unclear);
        let plain = result("c", 25.0, 22.0, Comparability::Comparable);
        let drawn = comparable(&[&broken, &unclear, &plain], label);
        assert_eq!(drawn.len(), 1);
        assert_eq!(
            drawn.first().map(|pair| (pair.now, pair.before)),
            Some((25.0, 22.0))
        );
    }

    #[test]
    fn a_direction_is_said_of_the_figure_of_a_question_and_of_no_single_answer() {
        let whole = result("a", 60.0, 46.0, Comparability::Comparable);
        assert_eq!(direction(&whole), Some("Higher is better"));
        let answer = Some("Not satisfied".to_owned());
        assert_eq!(direction(&SurveyResult { answer, ..whole }), None);
    }

    #[test]
    fn a_count_is_never_drawn_as_a_percentage() {
        let count = |now: &str, before: &str| SurveyResult {
            published: now.to_owned(),
            previous_published: Some(before.to_owned()),
            ..result("a", 1204.0, 438.0, Comparability::Comparable)
        };
        assert!(comparable(&[&count("1204", "438")], label).is_empty());
        assert!(comparable(&[&count("12%", "438")], label).is_empty());
        assert_eq!(comparable(&[&count("12 %", "43% ")], label).len(), 1);
        assert_eq!(bar(&count("80", "55")).share, None);
        assert!(bar(&count("80%", "55%")).share.is_some());
    }

    #[test]
    fn a_pair_stated_twice_is_drawn_once() {
        let table = result("a", 60.0, 46.0, Comparability::Comparable);
        let headline = result("b", 60.0, 46.0, Comparability::Comparable);
        assert_eq!(comparable(&[&table, &headline], label).len(), 1);
    }
}
