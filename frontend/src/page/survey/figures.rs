//! The figures of a survey: by heading, a chart of what can be compared and a table of everything.
//! The chart takes comparable pairs only; a break stands in the table, with its reason.

use leptos::prelude::*;

use crate::chart::bars::{Bar, bars};
use crate::chart::pairs::{Pair, pairs};
use crate::component::{
    citation_list, none, not_stated, notes, para, subsection, tag, value::Colour,
};
use crate::format;
use crate::query::survey::SurveyResult;
use crate::query::word::{Comparability, Polarity, ResultKind};

/// Everything but the list of needs, by heading, in the order of the report.
pub fn figures(results: &[SurveyResult]) -> AnyView {
    let shown = || results.iter().filter(|result| result.kind != ResultKind::Need);
    let mut groups: Vec<&str> = Vec::new();
    for result in shown() {
        if !groups.contains(&result.question.group.as_str()) {
            groups.push(&result.question.group);
        }
    }
    // What is compared from year to year comes first: it is what the page is about.
    let compared = |group: &str| shown().any(|result| of(result, group) && result.previous_published.is_some());
    groups.sort_by_key(|group| !compared(group));
    let parts = groups.into_iter().enumerate().map(|(number, group)| {
        let of_group: Vec<&SurveyResult> = shown().filter(|result| of(result, group)).collect();
        subsection(&format!("group-{number}"), group, part(group, &of_group))
    });
    let parts: Vec<AnyView> = parts.collect();
    view! {
        {para("Figures in the second column are those of the year before, as the report prints them. \
               Where question, population or answers changed, the two must not be read as a change.")}
        {parts}
    }
    .into_any()
}

fn of(result: &SurveyResult, group: &str) -> bool {
    result.question.group == group
}

fn part(group: &str, results: &[&SurveyResult]) -> AnyView {
    let year = results.iter().map(|result| result.wave.year).max().unwrap_or_default();
    let drawn = pairs(&format!("{group}: {} and {year}", year - 1), (year - 1, year), &comparable(results));
    view! { {drawn} {table(group, year, results)} }.into_any()
}

/// What may be drawn. A pair that the report states twice is drawn once.
fn comparable(results: &[&SurveyResult]) -> Vec<Pair> {
    let mut drawn: Vec<Pair> = Vec::new();
    let mut seen: Vec<(&str, f64, f64)> = Vec::new();
    for result in results {
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
        drawn.push(Pair { label: label(result), now, before, comparable: true });
    }
    drawn
}

fn label(result: &SurveyResult) -> String {
    match &result.service {
        Some(service) => format!("{}: {service}", result.question.text),
        None => result.question.text.clone(),
    }
}

fn table(group: &str, year: i32, results: &[&SurveyResult]) -> AnyView {
    let (now, before) = (year.to_string(), (year - 1).to_string());
    let rows: Vec<AnyView> = results.iter().map(|result| table_row(result, &now, &before)).collect();
    let caption = format!("{group}: all figures");
    view! {
        <div class="gt-table-scroll" tabindex="0" role="region" aria-label=caption.clone()>
            <table class="govuk-table gt-table--cards gt-table--dense">
                <caption class="govuk-table__caption govuk-table__caption--s">{caption.clone()}</caption>
                <thead class="govuk-table__head">
                    <tr class="govuk-table__row">
                        <th scope="col" class="govuk-table__header">"What was asked"</th>
                        <th scope="col" class="govuk-table__header">{now.clone()}</th>
                        <th scope="col" class="govuk-table__header">{before.clone()}</th>
                        <th scope="col" class="govuk-table__header">"Can they be compared?"</th>
                        <th scope="col" class="govuk-table__header">"Counted from"</th>
                    </tr>
                </thead>
                <tbody class="govuk-table__body">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn table_row(result: &SurveyResult, now: &str, before: &str) -> AnyView {
    let previous = match (&result.previous_published, result.comparability) {
        (Some(previous), _) => previous.clone().into_any(),
        (None, Comparability::NoPrevious) => none(),
        (None, _) => not_stated(None),
    };
    let polarity = match result.question.polarity {
        Polarity::Neutral => none(),
        polarity => view! { <span class="gt-remark">{polarity.label()}</span> }.into_any(),
    };
    let options = result.question.options.as_ref().map(|options| {
        view! { <span class="gt-remark">{format!("Answers: {options}")}</span> }
    });
    view! {
        <tr class="govuk-table__row" id=format::anchor(&result.path)>
            <th scope="row" class="govuk-table__header">
                {label(result)} {polarity} {options}
                <span class="gt-remark">{result.kind.label()}</span>
                {notes(&result.data_quality_notes)}
                {citation_list(&result.citations)}
            </th>
            <td class="govuk-table__cell" data-label=now.to_owned()>{result.published.clone()}</td>
            <td class="govuk-table__cell" data-label=before.to_owned()>{previous}</td>
            <td class="govuk-table__cell" data-label="Can they be compared?">{comparability(result)}</td>
            <td class="govuk-table__cell" data-label="Counted from">{base(result)}</td>
        </tr>
    }
    .into_any()
}

/// The judgement in a word, and its reason.
fn comparability(result: &SurveyResult) -> AnyView {
    let word = result.comparability.label();
    let word = match result.comparability {
        Comparability::Comparable | Comparability::NoPrevious => word.into_any(),
        Comparability::NotComparable => tag(word, Colour::Orange),
        Comparability::Unclear => tag(word, Colour::Grey),
    };
    let reason = result.reason.clone().map(|reason| view! { <span class="gt-remark">{reason}</span> });
    view! { {word} {reason} }.into_any()
}

/// "143 of 214", with what that rests on.
fn base(result: &SurveyResult) -> AnyView {
    let words = match (&result.count, result.base) {
        (Some(count), Some(base)) if *count != base.to_string() => Some(format!("{count} of {base}")),
        (_, Some(base)) => Some(base.to_string()),
        (Some(count), None) => Some(count.clone()),
        (None, None) => None,
    };
    let note = result.base_note.clone().map(|note| view! { <span class="gt-remark">{note}</span> });
    view! { {not_stated(words.as_deref())} {note} }.into_any()
}

/// The list of needs and disabilities, as the report ranks them.
pub fn needs(results: &[SurveyResult]) -> AnyView {
    let needs: Vec<&SurveyResult> = results.iter().filter(|result| result.kind == ResultKind::Need).collect();
    if needs.is_empty() {
        return not_stated(None);
    }
    let rows = needs.iter().map(|need| {
        let text = match (&need.count, need.base) {
            (Some(count), Some(base)) => format!("{} ({count} of {base})", need.published),
            _ => need.published.clone(),
        };
        let share = need.value.map(|value| value / 100.0);
        Bar { label: need.question.text.clone(), text, share }
    });
    let bars = bars("Needs and disabilities", ("Need", "Named by"), rows.collect());
    let reasons = needs.iter().map(|need| {
        let reason = need.base_note.as_ref().or(need.reason.as_ref());
        view! {
            <li id=format::anchor(&need.path)>
                {need.question.text.clone()} {reason.map(|reason| format!(": {reason}"))}
                {notes(&need.data_quality_notes)}
                {citation_list(&need.citations)}
            </li>
        }
        .into_any()
    });
    view! {
        {para("A child may have several: the shares do not add up to 100.")}
        {bars}
        <h3 class="govuk-heading-s">"Where these figures come from"</h3>
        <ul class="govuk-list govuk-list--spaced">{reasons.collect::<Vec<_>>()}</ul>
    }
    .into_any()
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
            wave: WaveYear { year: 2021 },
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
        let drawn = comparable(&[&broken, &unclear, &plain]);
        assert_eq!(drawn.len(), 1);
        assert_eq!(drawn.first().map(|pair| (pair.now, pair.before)), Some((25.0, 22.0)));
    }

    #[test]
    fn a_pair_stated_twice_is_drawn_once() {
        let table = result("a", 60.0, 46.0, Comparability::Comparable);
        let headline = result("b", 60.0, 46.0, Comparability::Comparable);
        assert_eq!(comparable(&[&table, &headline]).len(), 1);
    }
}
