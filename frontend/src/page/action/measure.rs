//! Measures as a table, for plans and for single actions.

use leptos::prelude::*;

use crate::component::said::evidence;
use crate::component::signed::{way_to, way_to_edit, way_to_themes};
use crate::component::{
    Cell, Table, anchored, by_team, citation_list, history_among, link, list, none, not_stated,
    notes, published_date, remark, remark_of, seq, table,
};
use crate::format;
use crate::query::plan::{Measure, Observation, TeamFigure};
use crate::query::word::{MeasurePolarity, MeasureUnit, RecordKind, TargetComparison};

/// Measures in printed order. `of` completes the caption "Measures of …"; `with_action` adds the action that each belongs to.
pub fn measures(of: &str, measures: &[Measure], with_action: bool) -> AnyView {
    let mut head = vec!["Measure", "Unit", "Baseline", "Target", "Readings"];
    if with_action {
        head.insert(1, "Action");
    }
    let rows = measures.iter().map(|measure| {
        let mut cells = vec![
            Cell::Head(words(measure)),
            Cell::Text(unit(measure)),
            Cell::Text(figure(
                measure.team_baseline.as_ref(),
                measure.baseline.as_deref(),
            )),
            Cell::Text(figure(
                measure.team_target.as_ref(),
                measure.target.as_deref(),
            )),
            Cell::Text(readings(measure)),
        ];
        if with_action {
            let action = match &measure.action {
                Some(action) => link(&format::action_href(&action.path), &action.reference),
                None => "The workstream".into_any(),
            };
            cells.insert(1, Cell::Text(action));
        }
        cells
    });
    table(Table {
        caption: format!("Measures of {of}"),
        head,
        rows: rows.collect(),
        cards: true,
    })
}

/// A baseline or a target: the team's, if it has set one, and the published one always.
pub fn figure(team: Option<&TeamFigure>, published: Option<&str>) -> AnyView {
    let team = team.map(|figure| {
        let number = beside(&figure.text, figure.value, figure.comparison);
        seq(vec![
            figure.text.clone().into_any(),
            remark_of(number.as_deref()),
        ])
    });
    by_team(team, not_stated(published))
}

/// The number that goes with words, where they do not say it themselves: files and searches have it too.
fn beside(words: &str, value: Option<f64>, comparison: Option<TargetComparison>) -> Option<String> {
    let value = value?;
    let lower = words.to_lowercase();
    let is_sign = |letter: char| "-\u{2212}\u{2013}".contains(letter);
    let is_part = |letter: char| letter.is_ascii_digit() || ".,".contains(letter);
    let mut parts = words.split(|letter| !is_part(letter));
    let own = digits(value.abs());
    let is_said =
        parts.any(|part| is_number(part, &own)) && (value >= 0.0 || words.contains(is_sign));
    let compared = comparison.filter(|own| *own != TargetComparison::Equal);
    let is_compared = compared.is_none_or(|own| {
        let word = own.slug().replace('-', " ");
        lower.contains(own.label()) || lower.contains(&word)
    });
    let compared = compared.map(|own| format!("{} ", own.label()));
    (!is_said || !is_compared).then(|| {
        format!(
            "As a number: {}{}",
            compared.unwrap_or_default(),
            digits(value)
        )
    })
}

/// A number in digits. The browser writes it: what Rust brings for that weighs as much as this page.
#[cfg(target_arch = "wasm32")]
fn digits(value: f64) -> String {
    let words = js_sys::Number::from(value).to_string_with_radix(10);
    words.map(String::from).unwrap_or_default()
}

/// The same where there is no browser.
#[cfg(not(target_arch = "wasm32"))]
fn digits(value: f64) -> String {
    value.to_string()
}

/// Whether a part of some words is a number, given its digits: "1,200" is 1200, and "70.50" is 70.5.
fn is_number(part: &str, digits: &str) -> bool {
    let plain = part.trim_matches(['.', ',']).replace(',', "");
    let plain = match plain.contains('.') {
        true => plain.trim_end_matches('0').trim_end_matches('.'),
        false => plain.as_str(),
    };
    plain == digits
}

fn words(measure: &Measure) -> AnyView {
    let placeholder = measure
        .placeholder
        .then_some("The source has a placeholder here, not a figure.");
    seq(vec![
        anchored(&measure.path, measure.text.clone().into_any()),
        remark_of(placeholder),
        remark_of(measure.note.as_deref()),
        notes(&measure.data_quality_notes),
        way_to_edit(
            RecordKind::Measure,
            &measure.path,
            format::area_of(&measure.path),
            "Add a reading, or set target or baseline",
            &format!("measure {}", measure.number),
        ),
        way_to_themes(
            RecordKind::Measure,
            &measure.path,
            "See and change the themes",
            &format!("measure {}", measure.number),
        ),
        citation_list(&measure.citations),
        history_among(
            RecordKind::Measure,
            &measure.path,
            &format!("measure {}", measure.number),
        ),
    ])
}

fn unit(measure: &Measure) -> AnyView {
    let unit = match measure.unit {
        MeasureUnit::Text => not_stated(None),
        unit => unit.label().into_any(),
    };
    let polarity = match measure.polarity {
        MeasurePolarity::NotStated => none(),
        polarity => remark(polarity.label()),
    };
    seq(vec![unit, polarity])
}

fn readings(measure: &Measure) -> AnyView {
    if measure.observations.is_empty() {
        return not_stated(None);
    }
    let items = measure.observations.iter().map(|one| {
        let way = one.day_of_team().map_or_else(none, |day| {
            way_to(
                format::area_of(&measure.path),
                format::take_reading_href(&measure.path, day),
                "Wrong? Take this reading back",
                &format!(": measure {}, {}", measure.number, format::date(day)),
            )
        });
        seq(vec![reading(one), way])
    });
    list::items(items.collect())
}

/// A reading as published or as the team has entered it, with its date and what is remarked of it. Also shown in the list of measures.
pub fn reading(reading: &Observation) -> AnyView {
    let mut views = vec![reading.published.clone().into_any()];
    if let Some(date) = &reading.as_of {
        views.extend([" (".into_any(), published_date(Some(date)), ")".into_any()]);
    }
    let number = beside(&reading.published, reading.value, None);
    views.push(remark_of(number.as_deref()));
    views.push(remark_of(reading.note.as_deref()));
    if let Some(author) = &reading.author {
        views.push(remark(&format!("Entered by the team: {author}")));
    }
    views.push(evidence(reading.link.as_deref()));
    seq(views)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_shown_where_the_words_do_not_say_it() {
        for (words, value, told) in [
            ("92% of plans", Some(92.0), None),
            ("1,200 families, nearly", Some(1_200.0), None),
            ("70.50% of plans", Some(70.5), None),
            ("12 of 14.", Some(14.0), None),
            ("\u{2212}3%", Some(-3.0), None),
            ("Nearly all", None, None),
            ("Nearly all", Some(92.5), Some("As a number: 92.5")),
            ("3 fewer", Some(-3.0), Some("As a number: -3")),
        ] {
            assert_eq!(beside(words, value, None).as_deref(), told, "{words}");
        }
        for (words, comparison, told) in [
            ("at least 95%", TargetComparison::AtLeast, None),
            ("95%", TargetComparison::Equal, None),
            (
                "95%",
                TargetComparison::AtLeast,
                Some("As a number: at least 95"),
            ),
            ("Above 95%", TargetComparison::Above, None),
        ] {
            let found = beside(words, Some(95.0), Some(comparison));
            assert_eq!(found.as_deref(), told, "{words}");
        }
    }
}
