//! The history of a record: who wrote it, when, what was and what is, and why; the newest first.

use leptos::prelude::*;

use crate::component::deed::Deeds;
use crate::component::difference::difference;
use crate::component::filter::{from_address, notice};
use crate::component::{
    cite, crumbs, detail, dom, dynamic, heading_under, link, list, missing_page, none, para, quote,
    seq, strong, take,
};
use crate::format;
use crate::format::difference::{difference as compared, who};
use crate::query::history::{self as query, Change, History};
use crate::query::word::{Deed, RecordKind};
use crate::url::history::{History as Asked, PAGE};

mod back;

use back::Ways;

/// `/areas/{area}/plans/{plan}/actions/{reference}/history`
pub fn action(area: &str, plan: &str, reference: &str) -> AnyView {
    let path = format!("{area}/{plan}/{reference}");
    let page = format::history_href(RecordKind::Action, &path);
    history(page, Some((RecordKind::Action, path)))
}

/// `/history?kind=measure&path=leicestershire/wsoa-2020/measure-3.2`
pub fn record() -> AnyView {
    history(PAGE.to_owned(), None)
}

/// The history of one record, or of whatever record the address names.
fn history(page: String, own: Option<(RecordKind, String)>) -> AnyView {
    let read = from_address(Asked::parse);
    let lost = RwSignal::new(None::<String>);
    let is_own = own.is_some();
    let read = Memo::new(move |_| {
        let (mut asked, mut removed) = read.get();
        // The page of one record is of no other.
        let other = asked.record.take_if(|_| is_own);
        removed.extend(other.map(|(kind, path)| format!("kind={}, path={path}", kind.slug())));
        let gone = asked
            .after
            .take_if(|after| lost.with(|lost| lost.as_ref() == Some(after)));
        removed.extend(gone.map(|after| format!("after={after}")));
        (asked, removed)
    });
    let record = Memo::new(move |_| {
        let asked = read.with(|(asked, _)| asked.record.clone());
        own.clone().or(asked)
    });
    let here = page.clone();
    let address = move |asked: &Asked| asked.address(&here);
    let deeds = Deeds::begin();
    let body = dynamic(move || {
        let Some((kind, path)) = record.get() else {
            return missing_page(
                "An address of a history names a kind of record and a path, such as /history?kind=measure&path=leicestershire/wsoa-2020/measure-3.2.",
            );
        };
        let page = page.clone();
        let ask = move || {
            take::begun();
            let after = read.with(|(asked, _)| asked.after.clone());
            query::history(kind, path.clone(), after)
        };
        deeds.load_page("the history", ask, move |found: &History| {
            if found.lost.is_some() {
                lost.set(found.lost.clone());
            }
            let asked = read.with_untracked(|(asked, _)| asked.clone());
            shown(&page, &asked, found, deeds)
        })
    });
    seq(vec![notice(read, address), body])
}

fn shown(page: &str, asked: &Asked, found: &History, deeds: Deeds) -> AnyView {
    let typename = found.kind.typename();
    let name = match &found.title.number {
        Some(number) => format!("{} {number}", found.kind.label()),
        None => found.name(),
    };
    let is_gone = asked.after.is_none()
        && found
            .changes
            .first()
            .is_some_and(|change| change.deed == Deed::Deleted);
    let href = format::record_href(&typename, &found.path).filter(|_| !is_gone);
    ways_back(found, &name, href.as_deref());
    let own = asked.from(None).address(page);
    take::found_at(&asked.address(page), found.data_version, Vec::new());
    let counted = format::count(found.total, "change", "changes");
    let words = match asked.after.is_some() {
        true => format!("{counted} in all, the newest first. Older ones are shown here."),
        false => format!("{counted}, the newest first."),
    };
    let title = found.title.words.as_deref().map_or_else(none, quote);
    let now = href.map(|href| (href, format!("{name} as it is now")));
    let way = match now.or_else(|| way_to_gone(found).filter(|_| is_gone)) {
        Some((href, words)) => {
            view! { <p class="gt-no-print">{link(&href, &words)}</p> }.into_any()
        }
        None => none(),
    };
    let newest = asked.after.is_some().then(|| own.clone());
    let is_newest = |place: usize| newest.is_none() && place == 0;
    let ways = Ways::of(found, asked.address(page), newest.clone(), is_gone, deeds);
    // Whatever was taken away and added again begins several times.
    let begun = found
        .changes
        .iter()
        .position(|change| change.deed == Deed::Created);
    let steps = found.changes.iter().enumerate().map(|(place, change)| {
        let back = match &ways {
            Some(ways) if !is_newest(place) => ways.to(change),
            _ => none(),
        };
        let away = match &ways {
            Some(ways) if begun == Some(place) => ways.away(change),
            _ => none(),
        };
        let again = match &ways {
            Some(ways) if is_newest(place) => ways.again(change),
            _ => none(),
        };
        let (when, what) = step(found, change);
        (when, seq(vec![what, back, away, again]))
    });
    view! {
        {heading_under(&name, "History")}
        {deeds.show_once()}
        {title}
        {way}
        {para(&format!("{words} Days and times are in Coordinated Universal Time, and say when something was written here."))}
        {list::strip(steps.collect())}
        {older(page, asked, found, own)}
    }
    .into_any()
}

/// The way to all that was taken away of the area of a record.
fn way_to_gone(found: &History) -> Option<(String, String)> {
    let area = found.changes.first()?.area.as_ref()?;
    let words = format!("All that was taken away of {}", area.name);
    Some((format::removed_href(&area.path), words))
}

fn ways_back(found: &History, name: &str, href: Option<&str>) {
    let area = found
        .changes
        .first()
        .and_then(|change| change.area.as_ref());
    let mut steps = Vec::new();
    if let Some(area) = area {
        steps.push(("Areas".to_owned(), "/areas".to_owned()));
        steps.push((area.name.clone(), format::area_href(&area.path)));
    }
    if let Some(href) = href.filter(|_| found.kind != RecordKind::Area) {
        steps.push((name.to_owned(), href.to_owned()));
    }
    let steps: Vec<(&str, &str)> = steps
        .iter()
        .map(|(words, href)| (words.as_str(), href.as_str()))
        .collect();
    crumbs(&steps);
}

/// A change: when, what it did, by whom, what was and what is, why, and from what source.
fn step(found: &History, change: &Change) -> (AnyView, AnyView) {
    let fields = change.fields();
    let said = compared(&fields, &found.names);
    let who = who(&change.actor, change.actor_name.as_deref());
    let deed = match change.deed {
        Deed::Created => "Added",
        other => other.label(),
    };
    let head = format!("{deed} by: {who}. Version {}.", change.version);
    let is_told = |words: &str| {
        said.said
            .iter()
            .any(|said| said.note == words || said.link.as_deref() == Some(words))
    };
    let why = match is_told(&change.reason) {
        true => none(),
        false => para(&format!("Why: {}", change.reason)),
    };
    let source = match is_told(&change.source) {
        true => none(),
        false => cite(&format!("Source: {}", change.source)),
    };
    let body = match change.deed {
        Deed::Updated => difference(&said),
        Deed::Created => detail("What it held at first", difference(&said)),
        Deed::Deleted => detail("What it held until then", difference(&said)),
    };
    let what = seq(vec![
        view! { <p>{strong(head)}</p> }.into_any(),
        body,
        why,
        source,
    ]);
    (change.at.words().into_any(), what)
}

/// The ways to older changes, and back to the newest. Nothing where all are shown.
fn older(page: &str, asked: &Asked, found: &History, first: String) -> AnyView {
    let info = &found.page_info;
    let next = info.end_cursor.as_deref().filter(|_| info.has_next_page);
    let next = next.map(|cursor| asked.from(Some(cursor)).address(page));
    let first = asked.after.is_some().then_some(first);
    if next.is_none() && first.is_none() {
        return none();
    }
    let step = |href: String, rel: &'static str, words: &'static str| {
        view! {
            <div class="govuk-pagination__next">
                <a class="govuk-pagination__link" href=href rel=rel on:click=|_| dom::arrive()>
                    <span class="govuk-pagination__link-title">{words}</span>
                </a>
            </div>
        }
        .into_any()
    };
    view! {
        <nav class="govuk-pagination" aria-label="Pages of the history">
            {first.map(|href| step(href, "first", "Newest changes"))}
            {next.map(|href| step(href, "next", "Older changes"))}
        </nav>
    }
    .into_any()
}
