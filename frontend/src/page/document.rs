//! The documents, and one document: everything that was read from it, in the order of its lines.

mod list_page;
mod source;

use leptos::prelude::*;

use self::source::source;
use crate::component::filter::{from_address, notice};
use crate::component::{
    citation_list, contents, crumbs, detail, dynamic, heading_under, link, list, load_page, none,
    not_stated, or_not_stated, para, published_date, remark, row, section, seq, summary_list, tag,
    value::Colour,
};
use crate::format;
use crate::query::common::OrganisationName;
use crate::query::document::{self as query, Document, Extract, GlossaryTerm};
use crate::query::word::PublicationStatus;
use crate::url::source::Place;

pub use list_page::documents;

/// One document, by its path: its text, and what was read from it.
pub fn document(path: &str) -> AnyView {
    let read = from_address(Place::parse);
    let asked = path.to_owned();
    let path = path.to_owned();
    load_page(
        "the document",
        move || query::document(asked.clone()),
        move |document| shown(document, &path, read),
    )
}

fn shown(document: &Document, path: &str, read: Memo<(Place, Vec<String>)>) -> AnyView {
    crumbs(&[("Documents", "/documents")]);
    let parts = [
        ("source", "The text, and what was read from it"),
        ("notes", "What does not hold together"),
        ("glossary", "Terms it explains"),
    ];
    let (lines, extracts) = (document.lines.clone(), document.extracts.clone());
    // Which lines are held is known only now.
    let held: Vec<i32> = lines.iter().map(|line| line.number).collect();
    let read = Memo::new(move |_| {
        let (place, mut removed) = read.get();
        let (place, unknown) = place.among(&held);
        removed.extend(unknown);
        (place, removed)
    });
    let text = dynamic(move || source(&lines, &extracts, read.get().0, record));
    let page = format::document_href(path);
    seq(vec![
        heading_under(&document.area.name, &document.title),
        notice(read, move |place: &Place| place.address(&page)),
        facts(document),
        contents(&parts),
        section(parts[0].0, parts[0].1, text),
        section(parts[1].0, parts[1].1, notes(document)),
        section(
            parts[2].0,
            parts[2].1,
            glossary(&document.glossary_terms.nodes),
        ),
    ])
}

fn facts(document: &Document) -> AnyView {
    let plans = document
        .plans
        .nodes
        .iter()
        .map(|plan| link(&format::plan_href(&plan.path), &plan.title));
    let plans = match document.plans.nodes.is_empty() {
        true => "None".into_any(),
        false => list::items(plans.collect()),
    };
    let mut rows = vec![
        row(
            "Area",
            link(&format::area_href(&document.area.path), &document.area.name),
        ),
        row("Kind", document.kind.label()),
        row("Status", status(document.status)),
        row("Published", published_date(document.published.as_ref())),
        row("Publisher", publisher(document.publisher.as_ref())),
        row("Licence", not_stated(document.licence.as_deref())),
        row("Plans it holds", plans),
        row("File that was read", document.file.clone()),
    ];
    if let Some(url) = &document.url {
        rows.push(row("Where it was published", link(url, url)));
    }
    if let Some(note) = &document.note {
        rows.push(row("Our remark", note.clone()));
    }
    seq(vec![summary_list(rows), citation_list(&document.citations)])
}

fn status(status: PublicationStatus) -> AnyView {
    match status {
        PublicationStatus::Draft => tag(status.label(), Colour::Yellow),
        PublicationStatus::Final => status.label().into_any(),
    }
}

fn publisher(publisher: Option<&OrganisationName>) -> AnyView {
    or_not_stated(publisher, |publisher| publisher.name.clone().into_any())
}

/// How much of a title is shown beside the text that it was read from, in letters.
const TITLE: usize = 90;

/// The record that was read from the place: its kind and what it is called, linked where it has a page.
fn record(extract: &Extract) -> AnyView {
    let Some(record) = &extract.record else {
        return none();
    };
    let words = match record.kind.as_str() {
        // What these are called is a number or a place: their paths say more.
        "SurveyResult" | "IndicatorValue" => format::record_name(&record.kind, &record.path),
        kind => {
            let kind = format::upper_first(format::words(kind).trim());
            format!(
                "{kind}: {}",
                format::shortened(&extract.record_title, TITLE)
            )
        }
    };
    match format::record_href(&record.kind, &record.path) {
        Some(href) => link(&href, &words),
        None => words.into_any(),
    }
}

fn notes(document: &Document) -> AnyView {
    let total = document.quality_notes.total_count;
    if total == 0 {
        return para("Nothing was found.");
    }
    let items = document.quality_notes.nodes.iter().map(|note| {
        let words = format!(
            " ({}): {}",
            format::lower_first(note.severity.label()),
            note.why
        );
        seq(vec![
            link(&format::note_href(&note.path), note.rule.label()),
            words.into_any(),
        ])
    });
    let shown = document.quality_notes.nodes.len();
    let all = format!(
        "See {} with both statements",
        format::count(total, "note", "notes")
    );
    let summary = format!("The first {shown} in short");
    seq(vec![
        link(&format!("/quality?document={}", document.path), &all),
        detail(&summary, list::items(items.collect())),
    ])
}

fn glossary(terms: &[GlossaryTerm]) -> AnyView {
    if terms.is_empty() {
        return para("The document explains no terms.");
    }
    let rows = terms.iter().map(|term| {
        let meaning = match (&term.meaning, &term.expands_to) {
            (None, Some(_)) => none(),
            (meaning, _) => not_stated(meaning.as_deref()),
        };
        let expands = term.expands_to.as_deref().map_or_else(none, para);
        let note = term.note.as_deref().map_or_else(none, remark);
        row(
            &term.term,
            seq(vec![expands, meaning, note, citation_list(&term.citations)]),
        )
    });
    summary_list(rows.collect())
}
