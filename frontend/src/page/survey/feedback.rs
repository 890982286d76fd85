//! "You said, we did", year by year: what parents said, what was promised the year before, done and planned.

use leptos::prelude::*;

use crate::component::filter::{filter_layout, from_address, notice};
use crate::component::said::{Said, said};
use crate::component::signed::{themes_of, way_to_edit, way_to_take_away};
use crate::component::{
    Chip, Choice, checkboxes, chips, citation_list, dom, dynamic, filter_form, history_among, link,
    list, none, not_stated, notes, para, quote, remark, row, seq, strong, subsection, summary_list,
    tag, text_field, value::Colour,
};
use crate::format;
use crate::page::survey::figures::by_team;
use crate::query::feedback::{CarriedOn, FeedbackItem, FeedbackUpdate};
use crate::query::word::RecordKind;
use crate::url::{
    self,
    survey::{FeedbackFilter, NAMES, NO_SERVICE},
};

/// The rows of a survey with their filter. All rows are here, so the filter does not ask the server.
pub fn feedback(survey: &str, items: Vec<FeedbackItem>) -> AnyView {
    if items.is_empty() {
        return not_stated(None);
    }
    let page = format::survey_href(survey);
    let items = StoredValue::new(items);
    let address = from_address(FeedbackFilter::parse);
    let read = Memo::new(move |_| {
        let (mut filter, mut removed) = address.get();
        items.with_value(|items| {
            removed.extend(filter.keep_known(|key, value| known(items, key, value)))
        });
        (filter, removed)
    });
    let filter = Memo::new(move |_| read.with(|(filter, _)| filter.clone()));
    let fields = move || filter.with(|filter| items.with_value(|items| fields(filter, items)));
    let panel = filter_form("Filter the rows", &page, NAMES, fields);
    let notice = {
        let page = page.clone();
        notice(read, move |filter: &FeedbackFilter| filter.address(&page))
    };
    let results = dynamic(move || {
        filter.with(|filter| items.with_value(|items| results(filter, items, &page)))
    });
    filter_layout(panel, seq(vec![notice, results]))
}

/// Whether some row has a heading or service of the address.
fn known(items: &[FeedbackItem], key: &str, value: &str) -> bool {
    items.iter().any(|item| match key {
        "heading" => item.table_published == value,
        _ => item.service.as_deref().unwrap_or(NO_SERVICE) == value,
    })
}

/// What the filter offers: every heading and service that occurs, with its number of rows.
fn fields(filter: &FeedbackFilter, items: &[FeedbackItem]) -> AnyView {
    let headings = counted(items.iter().map(|item| item.table_published.as_str()));
    let services = counted(
        items
            .iter()
            .map(|item| item.service.as_deref().unwrap_or(NO_SERVICE)),
    );
    let choices = |counted: Vec<(&str, usize)>, chosen: &[String]| {
        let choice = |(value, number): (&str, usize)| Choice {
            value: value.to_owned(),
            label: format!("{} ({number})", service_label(value)),
            chosen: chosen.iter().any(|one| one == value),
        };
        counted.into_iter().map(choice).collect::<Vec<_>>()
    };
    let new = items.iter().filter(|item| item.is_new).count();
    let new = Choice {
        value: "yes".to_owned(),
        label: format!("Only those marked as new ({new})"),
        chosen: filter.new,
    };
    let text = filter.text.clone().unwrap_or_default();
    seq(vec![
        text_field(
            "text",
            "Words",
            "In what was said, promised, done or planned",
            text,
        ),
        checkboxes(
            "heading",
            "Theme or service of the table",
            choices(headings, &filter.heading),
        ),
        checkboxes(
            "service",
            "Service area",
            choices(services, &filter.service),
        ),
        checkboxes("new", "New comments", vec![new]),
    ])
}

/// Each value once, in the order of its first row, with how often it occurs.
fn counted<'a>(values: impl Iterator<Item = &'a str>) -> Vec<(&'a str, usize)> {
    let mut counted: Vec<(&str, usize)> = Vec::new();
    for value in values {
        match counted.iter_mut().find(|(known, _)| *known == value) {
            Some((_, number)) => *number += 1,
            None => counted.push((value, 1)),
        }
    }
    counted
}

fn service_label(value: &str) -> &str {
    match value {
        NO_SERVICE => "Not stated in the source",
        value => value,
    }
}

fn results(filter: &FeedbackFilter, items: &[FeedbackItem], page: &str) -> AnyView {
    let found: Vec<&FeedbackItem> = items.iter().filter(|item| holds(filter, item)).collect();
    dom::show_results();
    let title = match found.len() == items.len() {
        true => format!("{} rows", items.len()),
        false => format!("{} of {} rows", found.len(), items.len()),
    };
    let mut parts = vec![
        chips_of(filter, page),
        view! { <h3 class="govuk-heading-m" id="results" tabindex="-1">{title}</h3> }.into_any(),
    ];
    if found.is_empty() {
        parts.push(para(
            "No row fits all of the filters. Take one away, or clear them.",
        ));
    }
    parts.extend(by_year(found).into_iter().map(of_year));
    seq(parts)
}

/// Rows with their year, the newest first: each year counts its rows from one.
fn by_year(rows: Vec<&FeedbackItem>) -> Vec<(i32, Vec<&FeedbackItem>)> {
    let mut years: Vec<(i32, Vec<&FeedbackItem>)> = Vec::new();
    for row in rows {
        let year = row.wave.year;
        match years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, rows)) => rows.push(row),
            None => years.push((year, vec![row])),
        }
    }
    years.sort_by_key(|(year, _)| std::cmp::Reverse(*year));
    years
}

/// The rows of a year under its heading.
fn of_year((year, rows): (i32, Vec<&FeedbackItem>)) -> AnyView {
    let number = i32::try_from(rows.len()).unwrap_or(i32::MAX);
    let title = format!("{year}: {}", format::count(number, "row", "rows"));
    let rows = rows.into_iter().map(card).collect();
    subsection(&format!("feedback-{year}"), &title, seq(rows))
}

fn holds(filter: &FeedbackFilter, item: &FeedbackItem) -> bool {
    let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
    let texts = [
        item.comment.clone(),
        text(&item.promised),
        text(&item.done),
        text(&item.next),
    ];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    filter.holds(
        &item.table_published,
        item.service.as_deref(),
        item.is_new,
        &texts,
    )
}

fn chips_of(filter: &FeedbackFilter, page: &str) -> AnyView {
    let all = filter.pairs();
    let one = |(at, (key, value)): (usize, &(&'static str, String))| {
        let words = match *key {
            "heading" => format!("Table: {value}"),
            "service" => format!("Service: {}", service_label(value)),
            "text" => format!("Words: {value}"),
            _ => "Only new".to_owned(),
        };
        Chip {
            words,
            without: url::without(page, &all, at),
        }
    };
    chips(all.iter().enumerate().map(one).collect())
}

fn card(item: &FeedbackItem) -> AnyView {
    let new = match item.is_new {
        true => tag("Marked as new", Colour::Blue),
        false => none(),
    };
    let service = item
        .service
        .as_deref()
        .unwrap_or("service not stated in the source");
    let title = format!("Row {}: {} ({service}) ", item.number, item.table_published);
    let of = named(item.number, item.wave.year);
    let mut rows = vec![
        row("Parents and carers said", quote(&item.comment)),
        row(
            "Promised the year before",
            promised(item.promised.as_deref(), item.carries_on.as_ref()),
        ),
        row("What has been done", published(item.done.as_deref())),
        row("Planned next", published(item.next.as_deref())),
        row(
            "Our themes",
            themes_of(RecordKind::FeedbackItem, &item.path, &item.themes, &of),
        ),
    ];
    if !item.updates.is_empty() {
        rows.push(row(
            "What became of it, as the team says",
            updates(&item.updates),
        ));
    }
    if let Some(earlier) = &item.carries_on {
        rows.push(row("Carries on", carried_on(earlier)));
    }
    if !item.carried_on_by.is_empty() {
        let later = item.carried_on_by.iter();
        let later = later.map(|later| other(&later.path, later.number, later.wave.year));
        rows.push(row("Carried on by", list::items(later.collect())));
    }
    if item.author.is_some() {
        let entered = by_team(item.author.as_deref(), item.link.as_deref());
        rows.push(row("Source", entered));
    }
    if let Some(note) = &item.note {
        rows.push(row("Our remark", note.clone()));
    }
    list::card(
        &format::anchor(&item.path),
        seq(vec![title.into_any(), new]),
        seq(vec![
            summary_list(rows),
            way_to_outcome(&item.path, &of),
            match item.author.is_some() {
                true => way_to_take_away(RecordKind::FeedbackItem, &item.path, &of),
                false => none(),
            },
            notes(&item.data_quality_notes),
            history_among(RecordKind::FeedbackItem, &item.path, &of),
        ]),
        citation_list(&item.citations),
    )
}

/// Which row it is, among those of all years.
pub(crate) fn named(number: i32, year: i32) -> String {
    format!("row {number} of {year}")
}

/// The row of another year that belongs to a row.
fn other(path: &str, number: i32, year: i32) -> AnyView {
    let words = format::upper_first(&named(number, year));
    match format::record_href("FeedbackItem", path) {
        Some(href) => link(&href, &words),
        None => words.into_any(),
    }
}

fn carried_on(row: &CarriedOn) -> AnyView {
    other(&row.path, row.number, row.wave.year)
}

/// What a row promises the years after it: its plan, or else what it was promised itself. Where from, and its words.
pub(crate) fn promise<'w>(
    next: Option<&'w str>,
    promised: Option<&'w str>,
) -> Option<(&'static str, &'w str)> {
    // A printed NA promises nothing.
    let stated = |words: Option<&'w str>| words.filter(|words| *words != "NA");
    let plan = stated(next).map(|words| ("planned next", words));
    plan.or_else(|| stated(promised).map(|words| ("promised the year before it", words)))
}

/// What was promised the year before: as the row says, and as the row that it carries on says, which is named. Not
/// stated only where neither says it.
pub(crate) fn promised(own: Option<&str>, earlier: Option<&CarriedOn>) -> AnyView {
    let of_earlier = earlier.and_then(|row| {
        let (from, words) = promise(row.next.as_deref(), row.promised.as_deref())?;
        (own != Some(words)).then(|| {
            let from = format!(": {from}");
            seq(vec![carried_on(row), from.into_any(), quote(words)])
        })
    });
    match (own, of_earlier) {
        (None, Some(of_earlier)) => of_earlier,
        (own, of_earlier) => seq(vec![published(own), of_earlier.unwrap_or_else(none)]),
    }
}

/// The way to the form of what became of a row, for editors.
pub(crate) fn way_to_outcome(path: &str, of: &str) -> AnyView {
    way_to_edit(
        RecordKind::FeedbackItem,
        path,
        format::area_of(path),
        "Say what became of it",
        of,
    )
}

/// What a team has said of what became of a row, the newest first.
pub(crate) fn updates(updates: &[FeedbackUpdate]) -> AnyView {
    said(updates.iter().rev().map(|update| {
        let since = format!(" since {}", format::date(&update.effective_on.0));
        Said {
            head: seq(vec![strong(update.outcome.label()), since.into_any()]),
            note: &update.note,
            link: update.link.as_deref(),
            author: &update.author,
            at: &update.at,
        }
    }))
}

/// Published words. A printed NA is the source's own word, and not the same as stating nothing.
pub(crate) fn published(words: Option<&str>) -> AnyView {
    match words {
        Some("NA") => seq(vec!["NA".into_any(), remark("Printed so in the source")]),
        Some(words) => quote(words),
        None => not_stated(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::survey::WaveYear;

    fn item(number: i32, year: i32) -> FeedbackItem {
        FeedbackItem {
            path: format!("a/s/{year}/said-{number}"),
            number,
            table_published: "Listen".to_owned(),
            service: None,
            comment: "Tell us more.".to_owned(),
            promised: None,
            done: None,
            next: None,
            is_new: true,
            wave: WaveYear {
                path: format!("a/s/{year}"),
                year,
            },
            carries_on: None,
            carried_on_by: Vec::new(),
            author: None,
            link: None,
            updates: Vec::new(),
            note: None,
            citations: Vec::new(),
            data_quality_notes: Vec::new(),
            themes: Vec::new(),
        }
    }

    #[test]
    fn rows_stand_under_their_year_and_the_newest_year_is_first() {
        let items = [item(1, 2021), item(2, 2021), item(1, 2024)];
        let years = by_year(items.iter().collect());
        let numbers: Vec<(i32, Vec<i32>)> = years
            .into_iter()
            .map(|(year, rows)| (year, rows.iter().map(|row| row.number).collect()))
            .collect();
        assert_eq!(numbers, [(2024, vec![1]), (2021, vec![1, 2])]);
    }

    #[test]
    fn a_row_promises_what_it_plans_or_else_what_it_was_promised() {
        let plan = ("planned next", "A toolkit");
        let older = ("promised the year before it", "A leaflet");
        assert_eq!(promise(Some(plan.1), Some(older.1)), Some(plan));
        assert_eq!(promise(Some("NA"), Some(older.1)), Some(older));
        assert_eq!(promise(None, Some("NA")), None);
    }

    #[test]
    fn values_are_counted_in_the_order_of_the_report() {
        let counted = counted(["Health", "Education", "Health"].into_iter());
        assert_eq!(counted, [("Health", 2), ("Education", 1)]);
    }
}
