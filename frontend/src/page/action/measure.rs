//! Measures as a table, for plans and for single actions.

use leptos::prelude::*;

use crate::component::said::evidence;
use crate::component::signed::{way_to_edit, way_to_themes};
use crate::component::{
    Cell, Table, anchored, by_team, citation_list, history_among, link, list, none, not_stated,
    notes, published_date, remark, remark_of, seq, table,
};
use crate::format;
use crate::query::plan::{Measure, Observation, TeamFigure};
use crate::query::word::{MeasurePolarity, MeasureUnit, RecordKind};

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
            Cell::Text(readings(&measure.observations)),
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
    let team = team.map(|figure| figure.text.clone().into_any());
    by_team(team, not_stated(published))
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

fn readings(observations: &[Observation]) -> AnyView {
    if observations.is_empty() {
        return not_stated(None);
    }
    list::items(observations.iter().map(reading).collect())
}

/// A reading as published or as the team has entered it, with its date and what is remarked of it. Also shown in the list of measures.
pub fn reading(reading: &Observation) -> AnyView {
    let mut views = vec![reading.published.clone().into_any()];
    if let Some(date) = &reading.as_of {
        views.extend([" (".into_any(), published_date(Some(date)), ")".into_any()]);
    }
    views.push(remark_of(reading.note.as_deref()));
    if let Some(author) = &reading.author {
        views.push(remark(&format!("Entered by the team: {author}")));
    }
    views.push(evidence(reading.link.as_deref()));
    seq(views)
}
