//! What changed in an area between two days, as somebody takes it to a meeting. See `change/` for what is said of it.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::json;

use crate::component::filter::{from_address, notice, query_form};
use crate::component::{
    crumbs, day_field, dom, dynamic, heading_under, link, list, load_page, load_part, none, para,
    results_heading, seq, take,
};
use crate::format::period::{Period, moved};
use crate::format::{self, difference::is_person};
use crate::query::change::{self as query, ChangedArea, Found, Opening, Records};
use crate::url;
use crate::url::changes::{Changes, NAMES};

mod file;
mod record;
mod summary;

/// The most records that a file of them holds; one of single writes holds any number.
const MOST_ROWS: i32 = 1_000;

/// `/areas/{area}/changes`
pub fn changes(area: &str) -> AnyView {
    let path = area.to_owned();
    let read = from_address(Changes::parse);
    load_page(
        "what changed",
        move || query::opening(path.clone(), dom::today()),
        move |opening: &Opening| shown(opening, read),
    )
}

fn shown(opening: &Opening, read: Memo<(Changes, Vec<String>)>) -> AnyView {
    let area = &opening.area;
    crumbs(&[
        ("Areas", "/areas"),
        (&area.name, &format::area_href(&area.path)),
    ]);
    let page = format::changes_href(&area.path);
    let (today, meeting) = (dom::today(), opening.meeting.clone());
    let asked = Memo::new(move |_| {
        read.with(|(asked, _)| (asked.clone(), asked.period(&today, meeting.as_deref())))
    });
    let fields = dynamic(move || asked.with(|(_, period)| fields(period)));
    let submit = view! {
        <div class="govuk-button-group"><button type="submit" class="govuk-button">"Show what changed"</button></div>
    };
    let form = query_form(
        "Between which days",
        "gt-choose",
        &page,
        NAMES,
        seq(vec![fields, submit.into_any()]),
    );
    let (id, opening) = (area.id.clone(), Rc::new(opening.clone()));
    let head = seq(vec![
        heading_under(&area.name, "What changed since the last meeting"),
        form,
        explained(opening.meeting.as_deref()),
    ]);
    let address = move |asked: &Changes| asked.address(&page);
    let results = load_part(
        "what changed",
        move || {
            take::begun();
            let (asked, period) = asked.get();
            query::changed(id.clone(), period, asked.imported)
        },
        move |found: &Found| {
            let (asked, period) = asked.get_untracked();
            results(&opening, &asked, &period, found)
        },
    );
    let gone = link(
        &format::removed_href(&area.path),
        "What was taken away and is not back",
    );
    let foot = view! { <p class="gt-no-print">{gone}</p> }.into_any();
    seq(vec![head, notice(read, address), results, foot])
}

fn fields(period: &Period) -> AnyView {
    let since = day_field("since", "From", "", period.since.clone(), None);
    let until = day_field("until", "To", "", period.until.clone(), Some("since"));
    seq(vec![since, until])
}

/// What the two days mean, and where the first comes from.
fn explained(meeting: Option<&str>) -> AnyView {
    let meeting = match meeting {
        Some(day) => format!(
            "The plans of this area date its last meeting before today {}: the first day, where none is chosen. They \
             do not say that it took place.",
            format::date(day)
        ),
        None => "The plans of this area date no meeting before today: where no day is chosen, the last 90 days are \
                 shown."
            .to_owned(),
    };
    let words = format!(
        "Both days count, from midnight to midnight in Coordinated Universal Time. A day is when something was written \
         here, not when it was true. {meeting}"
    );
    view! { <p class="gt-cite">{words}</p> }.into_any()
}

fn results(opening: &Opening, asked: &Changes, period: &Period, found: &Found) -> AnyView {
    let area = &opening.area;
    let records = match found {
        Found::TooMuch => return too_much(area, period),
        Found::Some(records) => records,
    };
    let page = format::changes_href(&area.path);
    take::found_at(
        &asked.whole(period).address(&page),
        records.data_version,
        vec![period.words()],
    );
    let title = match (records.single.len(), records.added.is_empty()) {
        (0, true) => "Nothing changed".to_owned(),
        (0, false) => "Nothing changed but for what was added at once".to_owned(),
        (single, _) => format!("{} changed", counted(single as i32)),
    };
    let words = format!(
        "{}, both days included. Data version {}.",
        period.words(),
        records.data_version
    );
    let head = seq(vec![
        results_heading(&title),
        view! { <p class="gt-lead">{words}</p> }.into_any(),
    ]);
    if records.total == 0 {
        return seq(vec![head, nothing(area, period)]);
    }
    files(area, period, records.total);
    seq(vec![
        head,
        summary::summary(&records.single),
        file::file(opening, records, period),
        record::groups(opening, records),
        imported(opening, asked, period, records),
        left_out(records),
    ])
}

/// "1 record", "1,834 records".
fn counted(number: i32) -> String {
    match number {
        1 => "1 record".to_owned(),
        _ => format!("{} records", format::grouped(number)),
    }
}

/// Offers all records as the change log has them: a row a record, or, where those are too many for one, a row a write.
fn files(area: &ChangedArea, period: &Period, total: i32) {
    if total > MOST_ROWS {
        return writes(area, period);
    }
    let (from, to) = period.ends();
    let arguments = [
        ("of", json!(area.id.inner())),
        ("from", json!({ "at": from })),
        ("to", json!({ "at": to })),
        ("first", json!(total)),
        ("afterImport", json!(true)),
    ];
    let called = format!(
        "{} as the change log has them, for programs",
        counted(total)
    );
    take::rows("diff", &arguments, &called);
}

fn writes(area: &ChangedArea, period: &Period) {
    let (since, until) = period.begins();
    let filter = json!({ "area": [area.path], "since": since, "until": until });
    take::rows(
        "changes",
        &[("filter", filter)],
        "every single change as the change log has it, for programs",
    );
}

/// What is said where the server does not read as much at once.
fn too_much(area: &ChangedArea, period: &Period) -> AnyView {
    writes(area, period);
    seq(vec![
        results_heading("Too much changed to be shown here"),
        view! { <p class="gt-lead">{format!("{}, both days included.", period.words())}</p> }
            .into_any(),
        para(
            "More than 20,000 changes were written between these days. Choose days that are closer together, or take \
              every single change with you as a file: the links are below.",
        ),
    ])
}

/// What is said where nothing changed, with ways to look further.
fn nothing(area: &ChangedArea, period: &Period) -> AnyView {
    let page = format::changes_href(&area.path);
    let way = |words: &str, days: i32| {
        let since = moved(&period.since, -days);
        let until = period.until.as_str();
        let href = url::address(&page, &[("since", since.as_str()), ("until", until)]);
        let words = format!("{words}, from {}", format::date(&since));
        view! { <a href=href on:click=|_| dom::search()>{words}</a> }.into_any()
    };
    let ways = list::items(vec![
        way("Look 90 days further back", 90),
        way("Look a year further back", 365),
    ]);
    let words = format!(
        "Nothing about {} was written between these days, or what was written is again as it was before.",
        area.name
    );
    view! {
        <div class="govuk-inset-text">{para(&words)}</div>
        <div class="gt-no-print">{ways}</div>
    }
    .into_any()
}

/// What an import added: summed up, and listed where that is asked for.
fn imported(opening: &Opening, asked: &Changes, period: &Period, records: &Records) -> AnyView {
    if records.added.is_empty() {
        return none();
    }
    let other = Changes {
        imported: !asked.imported,
        ..asked.whole(period)
    };
    let href = other.address(&format::changes_href(&opening.area.path));
    let (words, body) = match asked.imported {
        true => (
            "Sum them up again",
            record::listed(opening, &records.imported),
        ),
        false => ("List them one by one", none()),
    };
    let (by, about) = match records.added.iter().any(|one| is_person(&one.actor)) {
        true => (
            "added many at once: with a plan that was published, with a table of figures, or by an import",
            "What is added with a plan or a table of figures is what those say. What an import adds is new in this database, which does not say that anything happened in the area.",
        ),
        false => (
            "added by an import",
            "They are new in this database, which does not say that anything happened in the area.",
        ),
    };
    view! {
        <section class="gt-section" id="imported">
            <h2 class="govuk-heading-m">{format!("{} {by}", counted(records.added.len() as i32))}</h2>
            {para(&format!("{}.", format::upper_first(&summary::kinds(&records.added))))}
            {para(about)}
            <p class="gt-no-print"><a href=href on:click=|_| dom::search()>{words}</a></p>
            {body}
        </section>
    }
    .into_any()
}

/// What is not shown, and where it is.
fn left_out(records: &Records) -> AnyView {
    let mut words = Vec::new();
    if records.single.len() > records.shown.len() {
        words.push(format!(
            "Of {} the first {} are shown here.",
            counted(records.single.len() as i32),
            records.shown.len()
        ));
    }
    let told = records.single.len() + records.added.len();
    if records.total as usize > told {
        words.push(format!(
            "Only the first {} of {}, in the order of their paths, are told of here.",
            format::grouped(told as i32),
            counted(records.total)
        ));
    }
    match words.is_empty() {
        true => none(),
        false => {
            let words = format!(
                "{} The files at the end of the page hold everything.",
                words.join(" ")
            );
            view! { <div class="govuk-inset-text">{words}</div> }.into_any()
        }
    }
}
