//! The indicators that the documents of both areas print, beside the figures of region and England that they
//! print with them. Every figure has its date.

use leptos::prelude::*;

use super::Names;
use super::counterpart::{Nouns, Row, rows};
use crate::chart::places::{Place, places};
use crate::component::{citation_list, link, list, para, remark, section, seq};
use crate::format;
use crate::query::compare::{ComparedIndicator, Comparison, PrintedFigure};
use crate::query::word::{CounterpartClass, Geography, ValueKind};

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
            date(figure).unwrap_or("no date stated")
        );
        seq(vec![words.into_any(), citation_list(&figure.citations)])
    });
    seq(vec![name, list::items(items.collect())])
}

/// The day of a figure where it has one, or its period, as published.
fn date(figure: &PrintedFigure) -> Option<&str> {
    let day = figure.as_at.as_ref().map(|day| day.published.as_str());
    day.or(figure.period.as_deref())
}

/// A picture for each indicator of which both areas have a figure of one date, with region and England.
fn drawn(indicators: &[ComparedIndicator], names: &Names) -> AnyView {
    let same = indicators
        .iter()
        .filter(|one| one.class == CounterpartClass::SameDefinition);
    let charts = same.enumerate().filter_map(|(number, one)| {
        let own = |figures: &'_ [PrintedFigure]| -> Vec<PrintedFigure> {
            let is = |figure: &&PrintedFigure| {
                figure.measure == ValueKind::Value && figure.value.is_some()
            };
            figures.iter().filter(is).cloned().collect()
        };
        let (a, b) = (own(&one.a), own(&one.b));
        let of_area = |figure: &&PrintedFigure| figure.geography == Geography::Area;
        let day = a.iter().filter(of_area).find_map(|figure| {
            let day = date(figure)?.to_lowercase();
            let both = b.iter().filter(of_area);
            let both = both
                .filter_map(date)
                .any(|other| other.to_lowercase() == day);
            both.then_some(day)
        })?;
        let mut rows: Vec<Place> = Vec::new();
        for (name, figures) in [(&names.a, &a), (&names.b, &b)] {
            for figure in figures {
                let label = match figure.geography {
                    Geography::Area => name.clone(),
                    _ => format!("{}: {}", figure.geography.label(), figure.geography_name),
                };
                if date(figure).map(str::to_lowercase).as_ref() != Some(&day)
                    || rows.iter().any(|row| row.label == label)
                {
                    continue;
                }
                rows.push(Place {
                    label,
                    text: figure.published.clone(),
                    value: figure.value?,
                    date: date(figure).map(str::to_owned),
                    other_date: false,
                });
            }
        }
        Some(places(
            &format!("indicator-{number}"),
            &one.indicator.name,
            &rows,
        ))
    });
    seq(charts.collect())
}
