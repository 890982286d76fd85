//! The data-quality ledger: what does not hold together in the documents, with both statements.

use leptos::prelude::*;

use crate::component::citation::severity_tag;
use crate::component::signed::way_to_edit;
use crate::component::view::{View, plain, view};
use crate::component::{
    anchored, citation_list, cite, history_among, link, none, quote, remark, seq,
};
use crate::format;
use crate::query::quality::{DataQualityNote, NOTES as SOURCE};
use crate::query::word::RecordKind;
use crate::url::quality::NOTES;

/// Every data-quality note, as the address asks for them.
pub fn quality() -> AnyView {
    view(View {
        list: &NOTES,
        source: SOURCE,
        title: "Data quality",
        lead: "Where a document contradicts itself, leaves something open or cannot be right, both \
               statements stand here with their places, and with what this site shows. The notes \
               judge documents for completeness; they say nothing about how well an area does.",
        head: "Note",
        cells,
        above: plain,
    })
}

fn cells(note: &DataQualityNote) -> Vec<AnyView> {
    let about = note.about.as_ref().map_or_else(none, |about| {
        let words = format::record_name(&about.kind, &about.path);
        let about = match format::record_href(&about.kind, &about.path) {
            Some(href) => link(&href, &words),
            None => words.into_any(),
        };
        seq(vec![remark("About"), about])
    });
    let title = seq(vec![
        link(&format::note_href(&note.path), note.rule.label()),
        " ".into_any(),
        severity_tag(note.severity),
        remark(&format!("{}: {}", note.area.name, note.document.title)),
        about,
        citation_list(&note.citations),
    ]);
    let second = note.second.as_deref();
    vec![
        anchored(&note.path, title),
        statement(&note.first, Some(&note.first_place)),
        second.map_or_else(none, |second| {
            statement(second, note.second_place.as_deref())
        }),
        note.why.clone().into_any(),
        note.shown.clone().into_any(),
        state(note),
    ]
}

/// What has become of it, and the words of whoever ruled so.
fn state(note: &DataQualityNote) -> AnyView {
    let who = match (&note.ruling_author, &note.ruled_at) {
        (Some(author), Some(at)) => cite(&format!("{author}, {}", at.words())),
        _ => none(),
    };
    let ruling = note.ruling.as_ref().map_or_else(none, |ruling| {
        view! { <p class="gt-said">{ruling.clone()}</p> }.into_any()
    });
    let way = way_to_edit(
        RecordKind::DataQualityNote,
        &note.path,
        &note.area.path,
        "Rule on it",
        note.rule.label(),
    );
    let history = history_among(RecordKind::DataQualityNote, &note.path, note.rule.label());
    seq(vec![
        note.state.label().into_any(),
        ruling,
        who,
        way,
        history,
    ])
}

fn statement(words: &str, place: Option<&str>) -> AnyView {
    seq(vec![quote(words), place.map_or_else(none, cite)])
}
