//! The figures of indicators, and one indicator: the local area beside its region and England, for
//! each period, and every figure as printed.

use leptos::prelude::*;

use crate::chart::places::{Place, places};
use crate::component::view::{View, plain, view};
use crate::component::{
    GridRow, citation_list, contents, crumbs, grid, heading, history_of, link, load_page, none,
    not_stated, notes, para, published_date, remark, remark_of, row, section, seq, summary_list,
    take,
};
use crate::format;
use crate::query::common::PublishedDate;
use crate::query::indicator::{self as query, FIGURES as SOURCE, Figure, FigureRow, Indicator};
use crate::query::word::{Geography, RecordKind, ValueKind};
use crate::url::indicator::INDICATORS;

/// `/indicators`
pub fn indicators() -> AnyView {
    view(View {
        list: &INDICATORS,
        source: SOURCE,
        title: "Indicators",
        lead: "The statistics that documents quote, figure by figure as printed. Only figures of one \
               indicator, kind and date may be set side by side.",
        head: "Indicator",
        cells,
        above: plain,
    })
}

fn cells(row: &FigureRow) -> Vec<AnyView> {
    // To the figure itself: the page of an indicator holds those of all periods.
    let href = format::record_href("IndicatorValue", &row.path)
        .unwrap_or_else(|| format::indicator_href(&row.indicator.path));
    vec![
        seq(vec![
            link(&href, &row.indicator.name),
            remark(&row.area.name),
        ]),
        seq(vec![
            row.geography_name.clone().into_any(),
            remark(row.geography.label()),
        ]),
        not_stated(row.period.as_deref()),
        row.published.clone().into_any(),
        row.measure.label().into_any(),
        published_date(row.as_at.as_ref()),
        citation_list(&row.citations),
    ]
}

/// One indicator, by its path.
pub fn indicator(path: &str) -> AnyView {
    let path = path.to_owned();
    load_page(
        "the indicator",
        move || query::indicator(path.clone()),
        shown,
    )
}

fn shown(indicator: &Indicator) -> AnyView {
    crumbs(&[("Indicators", "/indicators")]);
    let own = serde_json::json!({ "indicator": [indicator.path] });
    take::rows(
        "indicatorValues",
        &[("filter", own)],
        "figures of this indicator",
    );
    let sets = sets(indicator);
    let ids: Vec<String> = (1..=sets.len())
        .map(|number| format!("set-{number}"))
        .collect();
    let titles: Vec<String> = sets.iter().map(|set| title(set)).collect();
    let parts: Vec<(&str, &str)> = ids
        .iter()
        .zip(&titles)
        .map(|(id, title)| (id.as_str(), title.as_str()))
        .collect();
    let sections = sets.iter().zip(&parts).map(|(set, (id, title))| {
        let body = seq(vec![charts(id, set), table(title, set)]);
        section(id, title, body)
    });
    let sections: Vec<AnyView> = sections.collect();
    let figures = match sections.is_empty() {
        true => para("No document quotes a figure of this indicator."),
        false => seq(vec![contents(&parts), seq(sections)]),
    };
    seq(vec![
        heading(&indicator.name),
        facts(indicator),
        figures,
        history_of(RecordKind::Indicator, &indicator.path),
    ])
}

fn facts(indicator: &Indicator) -> AnyView {
    let list = format!("/indicators?indicator={}", indicator.path);
    let rows = vec![
        row("Definition", indicator.definition.clone()),
        row("Unit", indicator.unit.label()),
        row("Which way is better", indicator.polarity.label()),
        row("Source that the documents name", indicator.source.clone()),
        row("As a list", link(&list, "All figures of this indicator")),
    ];
    seq(vec![
        summary_list(rows),
        citation_list(&indicator.citations),
    ])
}

/// The figures by period, in the order of the documents. A document heads the columns of one row with
/// several periods ("Base year 2020", "Regional as at Jan 2020"); the path says what stands in one row.
fn sets(indicator: &Indicator) -> Vec<Vec<&Figure>> {
    type Key<'a> = (&'a str, &'a str);
    let mut sets: Vec<(Key, Vec<&Figure>)> = Vec::new();
    for figure in &indicator.values.nodes {
        let key = (figure.area.path.as_str(), period(&indicator.path, figure));
        match sets.iter_mut().find(|(other, _)| *other == key) {
            Some((_, set)) => set.push(figure),
            None => sets.push((key, vec![figure])),
        }
    }
    sets.into_iter().map(|(_, set)| set).collect()
}

/// `2020-08` of `ehc-plans-total/leicestershire/2020-08/value`; the published words of any other path.
fn period<'a>(indicator: &str, figure: &'a Figure) -> &'a str {
    let own = figure
        .path
        .strip_prefix(indicator)
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|rest| rest.strip_prefix(figure.area.path.as_str()))
        .and_then(|rest| rest.strip_prefix('/'))
        .and_then(|rest| rest.split_once('/'));
    own.map(|(period, _)| period)
        .or(figure.period.as_deref())
        .unwrap_or_default()
}

/// "Leicestershire: Base year 2020, as at August 2020", in the words of the local area's first figure.
fn title(set: &[&Figure]) -> String {
    let first = set
        .iter()
        .find(|figure| figure.geography == Geography::Area)
        .or(set.first());
    let Some(first) = first else {
        return String::new();
    };
    let period = first.period.as_deref().unwrap_or("period not stated");
    let date = first.as_at.as_ref();
    let date = date.map(|date| format!(", as at {}", date.published));
    format!("{}: {period}{}", first.area.name, date.unwrap_or_default())
}

/// A chart for each kind of figure that is printed for the local area and for another place.
fn charts(id: &str, set: &[&Figure]) -> AnyView {
    let charts = ValueKind::ALL.iter().filter_map(|kind| {
        let of_kind: Vec<&Figure> = drawn(set, *kind);
        let is_area = |figure: &&Figure| figure.geography == Geography::Area;
        let area = of_kind.iter().find(|figure| is_area(figure))?;
        if of_kind.iter().all(is_area) {
            return None;
        }
        let own = date(area);
        let rows: Vec<Place> = of_kind
            .iter()
            .map(|figure| place(figure, date(figure) != own))
            .collect();
        let caption = format!("{}: {}", area.geography_name, kind.label());
        Some(places(&format!("{id}-{}", kind.slug()), &caption, &rows))
    });
    let charts: Vec<AnyView> = charts.collect();
    match charts.is_empty() {
        true => {
            para("Nothing is drawn: no figure of the region or of England stands beside this one.")
        }
        false => seq(charts),
    }
}

/// The figures of a kind that are numbers: the area's, the region's, then England's. One that a document
/// states twice is drawn once.
fn drawn<'a>(set: &[&'a Figure], kind: ValueKind) -> Vec<&'a Figure> {
    let mut drawn: Vec<&Figure> = Vec::new();
    for geography in Geography::ALL {
        let of_place = set.iter().filter(|figure| {
            figure.geography == *geography && figure.measure == kind && figure.value.is_some()
        });
        for figure in of_place {
            let same = |other: &&Figure| {
                other.geography == figure.geography
                    && other.geography_name == figure.geography_name
                    && other.value == figure.value
                    && date(other) == date(figure)
            };
            if !drawn.iter().any(same) {
                drawn.push(figure);
            }
        }
    }
    drawn
}

fn place(figure: &Figure, other_date: bool) -> Place {
    Place {
        label: format!("{}: {}", figure.geography.label(), figure.geography_name),
        text: figure.published.clone(),
        value: figure.value.unwrap_or_default(),
        date: figure.as_at.as_ref().map(|date| date.published.clone()),
        other_date,
    }
}

/// The date of a figure so that two spellings of one date are the same.
fn date(figure: &Figure) -> Option<String> {
    figure.as_at.as_ref().map(day_of)
}

fn day_of(date: &PublishedDate) -> String {
    match (&date.from, &date.to) {
        (Some(from), Some(to)) => format!("{}/{}", from.0, to.0),
        _ => date.published.clone(),
    }
}

fn table(title: &str, set: &[&Figure]) -> AnyView {
    let heads = [
        "Of",
        "Kind of figure",
        "Figure, as published",
        "Period",
        "As at",
    ];
    let rows = set.iter().map(|figure| table_row(figure));
    grid(
        &format!("{title}: all figures"),
        "gt-table--dense",
        &heads,
        rows.collect(),
    )
}

fn table_row(figure: &Figure) -> GridRow {
    let head = seq(vec![
        figure.geography_name.clone().into_any(),
        remark(figure.geography.label()),
        notes(&figure.data_quality_notes),
        citation_list(&figure.citations),
    ]);
    let from = figure.period_from.as_ref().map(|day| day.0.as_str());
    let to = figure.period_to.as_ref().map(|day| day.0.as_str());
    let days = format::span(from, to)
        .filter(|days| figure.period.as_ref() != Some(days))
        .map_or_else(none, |days| remark(&format!("That is {days}")));
    GridRow {
        id: format::anchor(&figure.path),
        head,
        cells: vec![
            seq(vec![
                figure.measure.label().into_any(),
                remark_of(figure.note.as_deref()),
            ]),
            figure.published.clone().into_any(),
            seq(vec![not_stated(figure.period.as_deref()), days]),
            published_date(figure.as_at.as_ref()),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::{AreaName, DocumentName, NaiveDate};

    fn figure(path: &str, geography: Geography, value: f64, day: Option<(&str, &str)>) -> Figure {
        Figure {
            path: format!("plans/leicestershire/{path}"),
            geography,
            geography_name: geography.label().to_owned(),
            period: Some("Base year 2020".to_owned()),
            period_from: None,
            period_to: None,
            measure: ValueKind::Value,
            published: format!("{value}%"),
            value: Some(value),
            as_at: day.map(|(published, day)| PublishedDate {
                published: published.to_owned(),
                precision: None,
                from: Some(NaiveDate(day.to_owned())),
                to: Some(NaiveDate(day.to_owned())),
            }),
            note: None,
            area: AreaName {
                path: "leicestershire".to_owned(),
                name: "Leicestershire".to_owned(),
            },
            document: DocumentName {
                path: "document".to_owned(),
                title: "Document".to_owned(),
            },
            citations: Vec::new(),
            data_quality_notes: Vec::new(),
        }
    }

    #[test]
    fn what_stands_in_one_row_is_told_by_the_path() {
        let figure = figure("2020-08/regional-value", Geography::Region, 67.8, None);
        assert_eq!(period("plans", &figure), "2020-08");
        assert_eq!(period("other", &figure), "Base year 2020");
    }

    #[test]
    fn a_figure_stated_twice_is_drawn_once_whatever_the_spelling_of_its_date() {
        let january = |words| Some((words, "2020-01-01"));
        let table = figure("2020-01/a", Geography::Area, 92.0, january("January 2020"));
        let again = figure("2020-01/b", Geography::Area, 92.0, january("Jan 2020"));
        let other = figure("2020-01/c", Geography::Area, 92.0, None);
        let region = figure("2020-01/d", Geography::Region, 67.8, january("Jan 2020"));
        let set = [&region, &table, &again, &other];
        let drawn: Vec<&str> = drawn(&set, ValueKind::Value)
            .iter()
            .map(|figure| format::leaf(&figure.path))
            .collect();
        assert_eq!(drawn, ["a", "c", "d"]);
    }
}
