//! Where a record comes from, and what is doubtful about it.

use leptos::prelude::*;

use super::signed::way_to_edit;
use super::{detail, link, list, none, quote, remark, tag, value::Colour, visually_hidden};
use crate::format;
use crate::query::common::{Citation, DocumentName, NoteBrief};
use crate::query::word::{RecordKind, Severity};

/// The places that a record was read from, closed at first: each leads to the extract on the page of
/// its document.
pub fn citation_list(citations: &[Citation]) -> AnyView {
    citation_list_of("", citations)
}

/// The same where the reader knows the document of this title: only others are named.
pub fn citation_list_of(known: &str, citations: &[Citation]) -> AnyView {
    let Some(first) = citations.first() else {
        return none();
    };
    let place = match first.document.title.as_str() {
        title if title == known => first.place.clone(),
        title => format!("{title}, {}", first.place),
    };
    let summary = match citations.len() {
        1 => format!("Source: {place}"),
        several => format!("Sources: {several} places, first {place}"),
    };
    let places = list::items(citations.iter().map(citation).collect());
    view! { <div class="gt-sources">{detail(&summary, places)}</div> }.into_any()
}

/// The way to the history of a record, below everything else that is known of it.
pub fn history_of(kind: RecordKind, path: &str) -> AnyView {
    let href = format::history_href(kind, path);
    let words = format!("History of this {}", kind.nouns().0);
    view! { <p class="gt-cite gt-no-print">{link(&href, &words)}</p> }.into_any()
}

/// The way to the history of one of several records on a page. Which of them it is is told to those who listen.
pub fn history_among(kind: RecordKind, path: &str, of: &str) -> AnyView {
    let href = format::history_href(kind, path);
    let of = format!(" of {of}");
    view! { <p class="gt-cite gt-no-print"><a class="govuk-link" href=href>"History" {visually_hidden(&of)}</a></p> }
        .into_any()
}

/// One place, with a link to it.
pub fn citation(citation: &Citation) -> AnyView {
    let lines = format::lines(citation.line_from, citation.line_to);
    let place = (citation.line_from, citation.line_to);
    let href = format::source_href(&citation.document.path, place);
    let words = format!("{}, {}", citation.document.title, citation.place);
    let field = citation
        .field
        .as_ref()
        .map(|field| format!(", for its {}", format::words(field)));
    let quoted = citation.quote.as_deref().map(quote);
    view! { {link(&href, &words)} {format!(" ({lines}){}", field.unwrap_or_default())} {quoted} }
        .into_any()
}

/// A place in a document: words, address, and the line that it begins with.
pub fn place_link(document: &DocumentName, place: &str, line: i32) -> AnyView {
    let href = format::source_href(&document.path, (line, line));
    view! { <p class="gt-cite">"Source: " {link(&href, &format!("{}, {place}", document.title))}</p> }.into_any()
}

/// What of a record does not hold together. Nothing when nothing was found.
pub fn notes(notes: &[NoteBrief]) -> AnyView {
    if notes.is_empty() {
        return none();
    }
    let items = notes.iter().map(|note| {
        view! {
            <li class="gt-note">
                {severity_tag(note.severity)} " "
                {link(&format::note_href(&note.path), note.rule.label())}
                {remark(&format!("{} {}", note.why, note.shown))}
                {way_to_edit(
                    RecordKind::DataQualityNote,
                    &note.path,
                    &note.area.path,
                    "Rule on it",
                    note.rule.label(),
                )}
            </li>
        }
        .into_any()
    });
    // What is only good to know is not dressed up as a warning.
    let (class, title) = match notes.iter().all(|note| note.severity == Severity::Note) {
        true => ("govuk-inset-text gt-notes", "Good to know"),
        false => (
            "govuk-inset-text gt-notes gt-notes--care",
            "Read this with care",
        ),
    };
    view! {
        <div class=class>
            <p><strong>{title}</strong></p>
            <ul class="govuk-list">{items.collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

/// How much a note matters.
pub fn severity_tag(severity: Severity) -> AnyView {
    let colour = match severity {
        Severity::Error => Colour::Red,
        Severity::Warning => Colour::Yellow,
        Severity::Note => Colour::Grey,
    };
    tag(severity.label(), colour)
}
