//! Data-quality notes: what does not hold together in the documents, with both statements, why it
//! matters and what is shown. They judge documents, never areas.

use std::sync::Arc;

use leptos::prelude::*;

use crate::component::citation::severity_tag;
use crate::component::filter::{filter_layout, from_address, notice};
use crate::component::{
    Chip, Choice, Pager, checkboxes, chips, citation_list, cite, dynamic, filter_form, heading,
    link, list, load_part, none, pager, para, quote, results_heading, row, seq, summary_list,
    text_field,
};
use crate::format;
use crate::query::quality::{
    self as query, DataQualityNote, DataQualityNoteConnection, NoteChoices,
};
use crate::query::word::{NoteRule, NoteState, Severity};
use crate::url::{
    self,
    quality::{NAMES, PAGE, QualityFilter},
};

/// The notes that the address asks for.
pub fn quality() -> AnyView {
    seq(vec![
        heading("Data quality"),
        para(
            "Where a document contradicts itself, leaves something open or cannot be right, both \
             statements stand here with their places, and with what this site shows. The notes \
             judge documents for completeness; they say nothing about how well an area does.",
        ),
        load_part("the filters", query::choices, body),
    ])
}

fn body(choices: &NoteChoices) -> AnyView {
    let choices = Arc::new(choices.clone());
    let address = from_address(QualityFilter::parse);
    let read = Memo::new({
        let choices = Arc::clone(&choices);
        move |_| {
            let (mut filter, mut removed) = address.get();
            removed.extend(filter.keep_known(|key, value| known(&choices, key, value)));
            (filter, removed)
        }
    });
    let filter = Memo::new(move |_| read.with(|(filter, _)| filter.clone()));
    let ask = move || {
        let filter = filter.get();
        async move {
            match filter.note.clone() {
                Some(note) => query::note(note, filter.input()).await,
                None => query::notes(filter.input(), filter.after.clone()).await,
            }
        }
    };
    let results = load_part("the notes", ask, move |page: &DataQualityNoteConnection| {
        filter.with_untracked(|filter| results(filter, page))
    });
    let panel = {
        let choices = Arc::clone(&choices);
        let fields = move || filter.with(|filter| fields(filter, &choices));
        filter_form("Filter the notes", PAGE, NAMES, fields)
    };
    let chosen = dynamic(move || filter.with(|filter| chips_of(filter, &choices)));
    let notice = notice(read, QualityFilter::address);
    filter_layout(panel, seq(vec![notice, chosen, results]))
}

/// Whether an area or a document of the address exists.
fn known(choices: &NoteChoices, key: &str, value: &str) -> bool {
    match key {
        "area" => choices
            .local_areas
            .nodes
            .iter()
            .any(|area| area.path == value),
        _ => choices
            .documents
            .nodes
            .iter()
            .any(|document| document.path == value),
    }
}

fn fields(filter: &QualityFilter, choices: &NoteChoices) -> AnyView {
    let areas = choices.local_areas.nodes.iter().map(|area| Choice {
        value: area.path.clone(),
        label: area.name.clone(),
        chosen: filter.area.contains(&area.path),
    });
    let documents = choices.documents.nodes.iter().map(|document| Choice {
        value: document.path.clone(),
        label: document.title.clone(),
        chosen: filter.document.contains(&document.path),
    });
    let severities = Severity::ALL.iter().map(|severity| Choice {
        value: severity.slug().to_owned(),
        label: severity.label().to_owned(),
        chosen: filter.severity.contains(severity),
    });
    let rules = NoteRule::ALL.iter().map(|rule| Choice {
        value: rule.slug().to_owned(),
        label: rule.label().to_owned(),
        chosen: filter.rule.contains(rule),
    });
    let states = NoteState::ALL.iter().map(|state| Choice {
        value: state.slug().to_owned(),
        label: state.label().to_owned(),
        chosen: filter.state.contains(state),
    });
    let text = filter.text.clone().unwrap_or_default();
    seq(vec![
        text_field(
            "text",
            "Words",
            "In the statements, reasons and what is shown",
            text,
        ),
        checkboxes("area", "Area", areas.collect()),
        checkboxes("document", "Document", documents.collect()),
        checkboxes("severity", "How much it matters", severities.collect()),
        checkboxes("rule", "Rule", rules.collect()),
        checkboxes("state", "What has become of it", states.collect()),
    ])
}

/// The filters in force, each with the address of the list without it.
fn chips_of(filter: &QualityFilter, choices: &NoteChoices) -> AnyView {
    if let Some(note) = &filter.note {
        let words = format!("One note: {}", format::leaf(note));
        return chips(vec![Chip {
            words,
            without: PAGE.to_owned(),
        }]);
    }
    let all = filter.pairs();
    let one = |(at, (key, value)): (usize, &(&'static str, String))| Chip {
        words: chip_words(choices, key, value),
        without: url::without(PAGE, &all, at),
    };
    chips(all.iter().enumerate().map(one).collect())
}

fn chip_words(choices: &NoteChoices, key: &str, value: &str) -> String {
    let area = || {
        choices
            .local_areas
            .nodes
            .iter()
            .find(|area| area.path == value)
    };
    let document = || {
        choices
            .documents
            .nodes
            .iter()
            .find(|document| document.path == value)
    };
    let (name, label) = match key {
        "area" => ("Area", area().map(|area| area.name.as_str())),
        "document" => (
            "Document",
            document().map(|document| document.title.as_str()),
        ),
        "rule" => ("Rule", NoteRule::from_slug(value).map(NoteRule::label)),
        "severity" => (
            "How much it matters",
            Severity::from_slug(value).map(Severity::label),
        ),
        "state" => ("State", NoteState::from_slug(value).map(NoteState::label)),
        _ => ("Words", None),
    };
    format!("{name}: {}", label.unwrap_or(value))
}

/// The notes of a page, under their documents.
fn results(filter: &QualityFilter, page: &DataQualityNoteConnection) -> AnyView {
    let title = format::count(page.total_count, "note", "notes");
    let mut parts = vec![results_heading(&title)];
    if page.nodes.is_empty() {
        parts.push(para(
            "No note fits all of the filters. Take one away, or clear them.",
        ));
    }
    let mut document = "";
    for note in &page.nodes {
        if note.document.path != document {
            document = &note.document.path;
            parts.push(heading_of(note));
        }
        parts.push(card(note));
    }
    parts.push(pager(Pager {
        info: &page.page_info,
        begun: filter.after.is_some(),
        first: filter.address(),
        after: &|cursor| filter.after(cursor),
    }));
    seq(parts)
}

/// The document that the notes below are about.
fn heading_of(note: &DataQualityNote) -> AnyView {
    let words = format!("{}: {}", note.area.name, note.document.title);
    let title = link(&format::document_href(&note.document.path), &words);
    view! { <h3 class="govuk-heading-s">{title}</h3> }.into_any()
}

/// A note: both statements with their places, why it matters, what is shown.
fn card(note: &DataQualityNote) -> AnyView {
    let mut rows = vec![row(
        "The document says",
        statement(&note.first, Some(&note.first_place)),
    )];
    if let Some(second) = &note.second {
        rows.push(row(
            "It also says",
            statement(second, note.second_place.as_deref()),
        ));
    }
    rows.push(row("Why it matters", note.why.clone()));
    rows.push(row("What we show", note.shown.clone()));
    if let Some(about) = &note.about {
        let words = format::record_name(&about.kind, &about.path);
        let about = match format::record_href(&about.kind, &about.path) {
            Some(href) => link(&href, &words),
            None => words.into_any(),
        };
        rows.push(row("About", about));
    }
    rows.push(row("State", note.state.label()));
    let title = seq(vec![
        link(&format::note_href(&note.path), note.rule.label()),
        " ".into_any(),
        severity_tag(note.severity),
    ]);
    list::card(
        &format::anchor(&note.path),
        title,
        summary_list(rows),
        citation_list(&note.citations),
    )
}

fn statement(words: &str, place: Option<&str>) -> AnyView {
    seq(vec![quote(words), place.map_or_else(none, cite)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::common::AreaName;
    use crate::query::quality::{AreaChoices, DocumentChoices};

    #[test]
    fn chips_have_the_words_of_the_page() {
        let area = AreaName {
            path: "leicestershire".into(),
            name: "Leicestershire".into(),
        };
        let choices = NoteChoices {
            local_areas: AreaChoices { nodes: vec![area] },
            documents: DocumentChoices { nodes: Vec::new() },
        };
        let words = |key, value| chip_words(&choices, key, value);
        assert_eq!(words("rule", "no-date"), "Rule: No usable date");
        assert_eq!(words("area", "leicestershire"), "Area: Leicestershire");
        assert_eq!(words("text", "31/09"), "Words: 31/09");
    }
}
