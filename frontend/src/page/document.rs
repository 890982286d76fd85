//! The documents, and one document: everything that was read from it, in the order of its lines.

use leptos::prelude::*;

use crate::component::table::table;
use crate::component::{
    Cell, Table, citation_list, contents, crumbs, detail, heading, heading_under, link, list,
    load_page, none, not_stated, or_not_stated, para, published_date, quote, remark, row, section,
    seq, summary_list, tag, value::Colour,
};
use crate::format;
use crate::query::common::OrganisationName;
use crate::query::document::{self as query, Document, DocumentRow, Extract, GlossaryTerm};
use crate::query::word::PublicationStatus;

/// Every published document that records were read from.
pub fn documents() -> AnyView {
    load_page("the documents", query::documents, |documents| {
        all(documents)
    })
}

fn all(documents: &[DocumentRow]) -> AnyView {
    let rows = documents.iter().map(|document| {
        vec![
            Cell::Head(link(
                &format::document_href(&document.path),
                &document.title,
            )),
            Cell::Text(link(
                &format::area_href(&document.area.path),
                &document.area.name,
            )),
            Cell::Text(document.kind.label().into_any()),
            Cell::Text(status(document.status)),
            Cell::Text(published_date(document.published.as_ref())),
            Cell::Text(publisher(document.publisher.as_ref())),
            Cell::Figure(notes_link(
                &document.path,
                document.quality_notes.total_count,
            )),
        ]
    });
    let head = vec![
        "Document",
        "Area",
        "Kind",
        "Status",
        "Published",
        "Publisher",
        "Notes",
    ];
    seq(vec![
        heading("Documents"),
        para(
            "Every record of this site was read from one of these documents, and cites the place. \
             A document's page lists what was taken from it, line by line.",
        ),
        table(Table {
            caption: "Documents".into(),
            head,
            rows: rows.collect(),
            cards: true,
        }),
    ])
}

/// One document, by its path.
pub fn document(path: &str) -> AnyView {
    let path = path.to_owned();
    load_page("the document", move || query::document(path.clone()), shown)
}

fn shown(document: &Document) -> AnyView {
    crumbs(&[("Documents", "/documents")]);
    let parts = [
        ("extracts", "What was taken from it"),
        ("notes", "What does not hold together"),
        ("glossary", "Terms it explains"),
    ];
    seq(vec![
        heading_under(&document.area.name, &document.title),
        facts(document),
        contents(&parts),
        section(parts[0].0, parts[0].1, extracts(&document.extracts)),
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
        row("Plans it holds", plans),
        row("File that was read", document.file.clone()),
    ];
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

/// The number of notes on a document, as a link to them.
fn notes_link(path: &str, count: i32) -> AnyView {
    match count {
        0 => "0".into_any(),
        _ => link(
            &format!("/quality?document={path}"),
            &format::count(count, "note", "notes"),
        ),
    }
}

/// The extracts by line. Several records may be read from one line: its first extract has the
/// anchor that citations lead to.
fn extracts(extracts: &[Extract]) -> AnyView {
    let mut last = 0;
    let items: Vec<AnyView> = extracts
        .iter()
        .map(|extract| {
            let anchored = extract.line_from != last;
            last = extract.line_from;
            one(extract, anchored)
        })
        .collect();
    let how_many = i32::try_from(extracts.len()).unwrap_or(i32::MAX);
    let how_many = format::count(how_many, "place", "places");
    seq(vec![
        para(&format!(
            "{how_many}, in the order of the extracted text of the document."
        )),
        view! { <ol class="gt-extracts">{items}</ol> }.into_any(),
    ])
}

fn one(extract: &Extract, anchored: bool) -> AnyView {
    let id = anchored.then(|| format!("line-{}", extract.line_from));
    let lines = format::upper_first(&format::lines(extract.line_from, extract.line_to));
    let field = extract
        .field
        .as_ref()
        .map(|field| format!(" ({})", format::words(field)));
    let field = field.unwrap_or_default().into_any();
    let quoted = extract.quote.as_deref().map_or_else(none, quote);
    view! {
        <li class="gt-extract" id=id>
            <span class="gt-extract__lines">{lines}</span>
            {seq(vec![record(extract), field, remark(&extract.place), quoted])}
        </li>
    }
    .into_any()
}

/// The record that was read from the place: its kind and its name in paths, linked where it has a page.
fn record(extract: &Extract) -> AnyView {
    let Some(record) = &extract.record else {
        return none();
    };
    let words = format::record_name(&record.kind, &record.path);
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
