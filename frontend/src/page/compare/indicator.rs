//! The indicators that the documents of both areas print, beside the figures of region and England that they
//! print with them. Every figure has its date.

use leptos::prelude::*;

use super::Names;
use super::counterpart::{Nouns, Row, rows};
use crate::chart::places::{Place, places};
use crate::component::{citation_list, link, list, para, remark, section, seq};
use crate::format;
use crate::query::compare::{ComparedIndicator, Comparison, PrintedFigure};
use crate::query::word::Geography;

pub fn indicators(comparison: &Comparison, names: &Names) -> AnyView {
    let indicators = &comparison.indicators;
    let one_area = comparison.a.area.path == comparison.b.area.path;
    let body = match indicators.is_empty() {
        true if one_area => {
            para("Both plans are of one area: its figures are not set beside themselves.")
        }
        true => para("Our documents print no figures of indicators for either area."),
        false => {
            let all = indicators.iter().map(|one| Row {
                class: one.class,
                a: figures(one, &one.a),
                b: figures(one, &one.b),
                reason: one.reason.clone(),
            });
            seq(vec![
                para(
                    "Figures as the documents print them, with those of region and England beside them. Figures of \
                     different dates are not drawn together.",
                ),
                rows(Nouns("indicator", "indicators"), all.collect(), names),
                drawn(indicators, names),
            ])
        }
    };
    section("indicators", "Indicators", body)
}

/// The name of the indicator and what one area's documents print of it.
fn figures(compared: &ComparedIndicator, figures: &[PrintedFigure]) -> AnyView {
    if figures.is_empty() {
        return remark("None");
    }
    let name = link(
        &format::indicator_href(&compared.indicator.path),
        &compared.indicator.name,
    );
    let items = figures.iter().map(|figure| {
        let words = format!(
            "{}: {} ({}, {})",
            figure.geography_name,
            figure.published,
            figure.measure.label().to_lowercase(),
            date(figure)
        );
        seq(vec![words.into_any(), citation_list(&figure.citations)])
    });
    seq(vec![name, list::items(items.collect())])
}

/// The period of a figure and its day, as published, each once.
fn date(figure: &PrintedFigure) -> String {
    let day = figure.as_at.as_ref().map(|day| day.published.clone());
    match (figure.period.clone(), day) {
        (None, None) => "no date stated".to_owned(),
        (Some(period), Some(day)) if !period.contains(&day) => format!("{period}, {day}"),
        (Some(words), _) | (None, Some(words)) => words,
    }
}

/// A picture for each indicator of which both areas have a figure of one date, with region and England.
fn drawn(indicators: &[ComparedIndicator], names: &Names) -> AnyView {
    let drawn = indicators.iter().filter(|one| !one.together.is_empty());
    let charts = drawn.enumerate().map(|(number, one)| {
        let mut rows: Vec<Place> = Vec::new();
        for figure in &one.together {
            let label = match figure.geography {
                Geography::Area => figure.geography_name.clone(),
                _ => format!("{}: {}", figure.geography.label(), figure.geography_name),
            };
            let Some(value) = figure.value else { continue };
            // Both documents may print the same figure of England.
            if rows
                .iter()
                .all(|row| row.label != label || row.text != figure.published)
            {
                rows.push(Place {
                    label,
                    text: figure.published.clone(),
                    value,
                    date: Some(date(figure)),
                    other_date: false,
                });
            }
        }
        let caption = format!("{}: {} and {}", one.indicator.name, names.a, names.b);
        places(&format!("indicator-{number}"), &caption, &rows)
    });
    seq(charts.collect())
}
