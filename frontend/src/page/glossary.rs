//! The list of terms that documents explain.

use leptos::prelude::*;

use crate::component::view::{View, plain, view};
use crate::component::{anchored, citation_list, link, not_stated, remark, remark_of, seq, strong};
use crate::format;
use crate::query::glossary::{GLOSSARY as SOURCE, TermRow};
use crate::url::glossary::GLOSSARY;

/// `/glossary`
pub fn glossary() -> AnyView {
    view(View {
        list: &GLOSSARY,
        source: SOURCE,
        title: "Glossary",
        lead: "The terms and abbreviations that the documents explain, in their own words. One term may \
               mean different things in different documents.",
        head: "Term",
        cells,
        above: plain,
    })
}

fn cells(row: &TermRow) -> Vec<AnyView> {
    let term = seq(vec![strong(row.term.clone()), remark(&row.area.name)]);
    let document = link(
        &format::document_href(&row.document.path),
        &row.document.title,
    );
    let expands = row.expands_to.clone();
    vec![
        anchored(&row.path, term),
        expands.map_or_else(|| remark("Not an abbreviation"), IntoAny::into_any),
        not_stated(row.meaning.as_deref()),
        document,
        citation_list(&row.citations),
        remark_of(row.note.as_deref()),
    ]
}
