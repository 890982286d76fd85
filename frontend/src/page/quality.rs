//! Data-quality notes: what does not hold together in the documents, with both statements, why it
//! matters and what is shown. They judge documents, never areas.

use leptos::prelude::*;

use crate::component::citation::severity_tag;
use crate::component::filter::{filter_layout, from_address, notice};
use crate::component::{
    Chip, Choice, Pager, checkboxes, chips, citation_list, filter_form, heading, link, load_part, none,
    pager, para, quote, results_heading, row, summary_list, text_field,
};
use crate::format;
use crate::query::quality::{self as query, DataQualityNote, DataQualityNoteConnection, NoteChoices};
use crate::query::word::{NoteRule, NoteState, Severity};
use crate::url::quality::{NAMES, PAGE, QualityFilter};

/// The notes that the address asks for.
pub fn quality() -> AnyView {
    let filter = from_address(QualityFilter::parse);
    let ask = move || {
        let filter = filter.get().0;
        async move {
            match filter.note.clone() {
                Some(note) => query::note(note, filter.input()).await,
                None => query::notes(filter.input(), filter.after.clone()).await,
            }
        }
    };
    let results = load_part("the notes", ask, move |page| {
        let filter = filter.get_untracked().0;
        results(&filter, page)
    });
    let panel = load_part("the filters", query::choices, move |choices| {
        let choices = choices.clone();
        let fields = move || fields(&filter.get().0, &choices);
        filter_form("Filter the notes", PAGE, NAMES, fields)
    });
    let chosen = move || filter.with(|(filter, _)| chips_of(filter));
    let content = view! { {notice(filter, QualityFilter::address)} {chosen} {results} };
    view! {
        {heading("Data quality")}
        {para("Where a document contradicts itself, leaves something open or cannot be right, both \
               statements stand here with their places, and with what this site shows. The notes \
               judge documents for completeness; they say nothing about how well an area does.")}
        {filter_layout(panel, content.into_any())}
    }
    .into_any()
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
    view! {
        {text_field("text", "Words", "In the statements, reasons and what is shown", text)}
        {checkboxes("area", "Area", areas.collect())}
        {checkboxes("document", "Document", documents.collect())}
        {checkboxes("severity", "How much it matters", severities.collect())}
        {checkboxes("rule", "Rule", rules.collect())}
        {checkboxes("state", "What has become of it", states.collect())}
    }
    .into_any()
}

/// The filters in force, each with the address of the list without it.
fn chips_of(filter: &QualityFilter) -> AnyView {
    if let Some(note) = &filter.note {
        let words = format!("One note: {}", format::leaf(note));
        return chips(vec![Chip { words, without: PAGE.to_owned() }]);
    }
    let all = filter.pairs();
    let one = |(at, (key, value)): (usize, &(&'static str, String))| {
        let rest: Vec<&(&str, String)> =
            all.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, pair)| pair).collect();
        let rest: Vec<(&str, &str)> = rest.iter().map(|(key, value)| (*key, value.as_str())).collect();
        Chip { words: chip_words(key, value), without: crate::url::address(PAGE, &rest) }
    };
    chips(all.iter().enumerate().map(one).collect())
}

fn chip_words(key: &str, value: &str) -> String {
    let label = match key {
        "rule" => NoteRule::from_slug(value).map(NoteRule::label),
        "severity" => Severity::from_slug(value).map(Severity::label),
        "state" => NoteState::from_slug(value).map(NoteState::label),
        _ => None,
    };
    let name = match key {
        "text" => "Words",
        "area" => "Area",
        "document" => "Document",
        "rule" => "Rule",
        "severity" => "How much it matters",
        _ => "State",
    };
    format!("{name}: {}", label.unwrap_or(value))
}

fn results(filter: &QualityFilter, page: &DataQualityNoteConnection) -> AnyView {
    let title = format::count(page.total_count, "note", "notes");
    let cards: Vec<AnyView> = page.nodes.iter().map(card).collect();
    let empty = match cards.is_empty() {
        true => para("No note fits all of the filters. Take one away, or clear them."),
        false => none(),
    };
    view! {
        {results_heading(&title)}
        {empty}
        {cards}
        {pager(Pager {
            info: &page.page_info,
            begun: filter.after.is_some(),
            first: filter.address(),
            after: &|cursor| filter.after(cursor),
        })}
    }
    .into_any()
}

/// A note: both statements with their places, why it matters, what is shown.
fn card(note: &DataQualityNote) -> AnyView {
    let id = format::anchor(&note.path);
    let second = note.second.as_ref().map(|second| {
        row("It also says", statement(second, note.second_place.as_deref()))
    });
    let about = note.about.as_ref().map(|about| {
        let words = format::record_name(&about.kind, &about.path);
        let about = match format::record_href(&about.kind, &about.path) {
            Some(href) => link(&href, &words),
            None => words.into_any(),
        };
        row("About", about)
    });
    let mut rows = vec![row("The document says", statement(&note.first, Some(&note.first_place)))];
    rows.extend(second);
    rows.push(row("Why it matters", note.why.clone()));
    rows.push(row("What we show", note.shown.clone()));
    rows.extend(about);
    rows.push(row("Document", link(&format::document_href(&note.document.path), &note.document.title)));
    rows.push(row("State", note.state.label()));
    view! {
        <article class="gt-card" id=id>
            <div class="gt-card__header">
                <h3 class="gt-card__title">
                    {link(&format::note_href(&note.path), note.rule.label())}
                    <span class="gt-card__sub">{note.area.name.clone()}</span>
                </h3>
                {severity_tag(note.severity)}
            </div>
            <div class="gt-card__body">{summary_list(rows)} {citation_list(&note.citations)}</div>
        </article>
    }
    .into_any()
}

fn statement(words: &str, place: Option<&str>) -> AnyView {
    let place = place.map(|place| view! { <p class="gt-cite">{place.to_owned()}</p> });
    view! { {quote(words)} {place} }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chips_have_the_words_of_the_page() {
        assert_eq!(chip_words("rule", "no-date"), "Rule: No usable date");
        assert_eq!(chip_words("area", "leicestershire"), "Area: leicestershire");
        assert_eq!(chip_words("text", "31/09"), "Words: 31/09");
    }
}
