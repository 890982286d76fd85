//! Search over the texts of all records: the best first, marked where the words stand, narrowed by kind and
//! area. One line of words does for everything; what it understands is said beside it.

use leptos::prelude::*;

use crate::component::filter::{filter_layout, from_address, notice, query_form};
use crate::component::list;
use crate::component::{
    Chip, Choice, Pager, chips, counted_checkboxes, dom, dynamic, heading, link, load_part, none,
    pager, para, results_heading, seq, take, text_field, visually_hidden,
};
use crate::format;
use crate::query::common::{AreaCount, AreaName};
use crate::query::search::{self as query, Found, KindCount, SearchHit, SearchHits, TextPiece};
use crate::query::word::RecordKind;
use crate::url::keep;
use crate::url::search::{NAMES, PAGE, Search};

/// `/search`
pub fn search() -> AnyView {
    seq(vec![
        heading("Search"),
        load_part("the search", query::areas, |areas: &Vec<AreaName>| {
            body(areas.clone())
        }),
    ])
}

fn body(areas: Vec<AreaName>) -> AnyView {
    let address = from_address(Search::parse);
    let areas = StoredValue::new(areas);
    // The search whose place the server does not know.
    let lost = RwSignal::new(None::<Search>);
    let read = Memo::new(move |_| {
        let (mut asked, mut removed) = address.get();
        let known =
            |path: &str| areas.with_value(|areas| areas.iter().any(|area| area.path == path));
        removed.extend(keep("area", &mut asked.area, known));
        if lost.with(|lost| lost.as_ref() == Some(&asked)) {
            removed.extend(asked.after.take().map(|after| format!("after={after}")));
        }
        (asked, removed)
    });
    let asked = Memo::new(move |_| read.with(|(search, _)| search.clone()));
    // What can be narrowed is known only when something was found.
    let narrow = RwSignal::new(None::<(Vec<KindCount>, Vec<AreaCount>)>);
    let fields = move || {
        let narrow = narrow.get();
        asked.with(|asked| areas.with_value(|areas| fields(asked, narrow, areas)))
    };
    let submit = view! {
        <div class="gt-filter__actions"><button type="submit" class="govuk-button">"Search"</button></div>
    };
    let fields = seq(vec![dynamic(fields), submit.into_any()]);
    let panel = query_form("Search", "gt-filter", PAGE, NAMES, fields);
    let results = load_part(
        "what was found",
        move || {
            take::begun();
            query::search(asked.get())
        },
        move |Found {
                  hits,
                  lost: unknown,
              }: &Found| {
            narrow.set(Some((hits.kinds.clone(), hits.areas.clone())));
            if unknown.is_some() {
                lost.set(unknown.clone());
            }
            asked.with_untracked(|asked| areas.with_value(|areas| results(asked, hits, areas)))
        },
    );
    seq(vec![
        notice(read, Search::address),
        filter_layout(panel, results),
    ])
}

/// The controls; how many there are of each kind and area is known when there is an answer.
fn fields(
    asked: &Search,
    counted: Option<(Vec<KindCount>, Vec<AreaCount>)>,
    areas: &[AreaName],
) -> AnyView {
    // Before anything was searched for there is nothing to count.
    let is_counted = counted.is_some() && asked.text.is_some();
    let (kinds, counts) = counted.unwrap_or_default();
    // Chosen ones stay in the form, whether or not they are among what was found.
    let chosen = asked
        .kind
        .iter()
        .filter(|kind| !kinds.iter().any(|count| count.kind == **kind));
    let offered = kinds.iter().map(|count| count.kind).chain(chosen.copied());
    let offered = offered.map(|kind| Choice {
        value: kind.slug().to_owned(),
        label: kind.label().to_owned(),
        chosen: asked.kind.contains(&kind),
    });
    let offered = offered.collect();
    let count = move |slug: &str| {
        Some(
            kinds
                .iter()
                .find(|count| count.kind.slug() == slug)
                .map_or(0, |count| count.count),
        )
    };
    let count = StoredValue::new(count);
    let in_area = StoredValue::new(move |path: &str| {
        let found = counts.iter().find(|one| one.area.path == path);
        is_counted.then_some(found.map_or(0, |found| found.count))
    });
    let areas = areas.iter().map(|area| Choice {
        value: area.path.clone(),
        label: area.name.clone(),
        chosen: asked.area.contains(&area.path),
    });
    let hint = "All of the words, in any of their forms. Add * for the beginning of a word (transit*), and put words in a row between quotation marks.";
    seq(vec![
        text_field("q", "Words", hint, asked.text.clone().unwrap_or_default()),
        counted_checkboxes("kind", "Kind of record", offered, move |slug| {
            count.with_value(|count| count(slug))
        }),
        counted_checkboxes("area", "Local area", areas.collect(), move |path| {
            in_area.with_value(|count| count(path))
        }),
    ])
}

fn results(asked: &Search, hits: &SearchHits, areas: &[AreaName]) -> AnyView {
    if asked.text.is_none() {
        return seq(vec![
            results_heading("What are you looking for?"),
            para(
                "Type a word or two, such as annual review, speech and language, or a place, a role or a date as a document prints it.",
            ),
        ]);
    }
    let filters = asked.filters();
    let words = |key: &str, value: &str| match key {
        "kind" => {
            let kind = RecordKind::from_slug(value);
            kind.map_or_else(|| value.to_owned(), |kind| kind.label().to_owned())
        }
        _ => {
            let area = areas.iter().find(|area| area.path == value);
            area.map_or(value, |area| area.name.as_str()).to_owned()
        }
    };
    let chosen = filters.iter().map(|(key, value)| Chip {
        words: words(key, value),
        without: asked.without(key, value).address(),
    });
    let typed = asked.text.clone().unwrap_or_default();
    let counted = format::count(hits.total_count, "record", "records");
    let title = format!("{counted} for “{typed}”");
    if hits.total_count > 0 {
        let best = format!("the best 2,000 of {counted}");
        let called = if hits.cut { &best } else { &counted };
        take::rows("search", &asked.arguments(), called);
    }
    let after = |cursor: &str| {
        Search {
            after: Some(cursor.to_owned()),
            ..asked.clone()
        }
        .address()
    };
    seq(vec![
        results_heading(&title),
        match hits.cut {
            true => para(
                "Only the first 2,000 of them are ranked here: narrow the search to see the best of all.",
            ),
            false => none(),
        },
        chips(chosen.collect()),
        match hits.nodes.is_empty() {
            true => nothing(asked, hits),
            false => groups(asked, hits),
        },
        pager(Pager {
            info: &hits.page_info,
            begun: asked.after.is_some(),
            first: asked.first().address(),
            after: &after,
        }),
    ])
}

/// What to do when nothing was found.
fn nothing(asked: &Search, hits: &SearchHits) -> AnyView {
    let meant = hits.suggestion.as_deref().map_or_else(none, |suggestion| {
        let href = asked.instead(suggestion).address();
        let suggestion = suggestion.to_owned();
        view! { <p>"Did you mean " <a href=href on:click=|_| dom::search()>{suggestion}</a> "?"</p> }.into_any()
    });
    let elsewhere = match asked.filters().is_empty() {
        true => none(),
        false => {
            let all = Search {
                kind: Vec::new(),
                area: Vec::new(),
                ..asked.first()
            };
            view! { <p>{link(&all.address(), "Search all kinds of records and all areas")}</p> }
                .into_any()
        }
    };
    seq(vec![
        meant,
        alone(asked, hits),
        elsewhere,
        para(
            "A record is found when it holds all of the words. Try fewer words, the beginning of a word with * after it, or another spelling.",
        ),
    ])
}

/// What each part of the search finds alone; nothing where it has one part only.
fn alone(asked: &Search, hits: &SearchHits) -> AnyView {
    let parts = hits.parts.iter().map(|part| {
        let href = asked.instead(&part.text).address();
        let (records, hold) = match part.count {
            1 => ("1 record".to_owned(), "holds"),
            count => (format!("{} records", format::grouped(count)), "hold"),
        };
        let words = format!("{records} {hold} {}", part.text);
        view! { <a href=href on:click=|_| dom::search()>{words}</a> }.into_any()
    });
    let parts: Vec<AnyView> = parts.collect();
    match parts.is_empty() {
        true => none(),
        false => seq(vec![
            para("No record holds all of it, but"),
            list::items(parts),
        ]),
    }
}

/// The hits by kind: each kind once, in the order of its best hit.
fn groups(asked: &Search, hits: &SearchHits) -> AnyView {
    let mut groups: Vec<(RecordKind, Vec<&SearchHit>)> = Vec::new();
    for hit in &hits.nodes {
        match groups.iter_mut().find(|(kind, _)| *kind == hit.kind) {
            Some((_, group)) => group.push(hit),
            None => groups.push((hit.kind, vec![hit])),
        }
    }
    let groups = groups.into_iter().map(|(kind, group)| {
        let count = hits.kinds.iter().find(|count| count.kind == kind);
        let title = match count {
            Some(count) => format!("{}: {} in all", kind.label(), format::grouped(count.count)),
            None => kind.label().to_owned(),
        };
        view! {
            <section class="gt-hits__kind">
                <h3 class="govuk-heading-s">{title}</h3>
                {only(asked, hits, kind)}
                {found(&group)}
            </section>
        }
        .into_any()
    });
    seq(groups.collect())
}

/// The way to the hits of one kind alone, where there are others.
fn only(asked: &Search, hits: &SearchHits, kind: RecordKind) -> AnyView {
    if hits.kinds.len() < 2 || asked.kind == [kind] {
        return none();
    }
    let href = asked.only(kind).address();
    view! {
        <p>
            <a href=href on:click=|_| dom::search()>
                "Only these" {visually_hidden(&format!(": {}", kind.label()))}
            </a>
        </p>
    }
    .into_any()
}

fn found(hits: &[&SearchHit]) -> AnyView {
    let items = hits.iter().map(|hit| {
        let kind = hit
            .record
            .as_ref()
            .map(|record| record.kind.as_str())
            .unwrap_or_default();
        let title = match hit.title.is_empty() {
            true => format::leaf(&hit.path).to_owned().into_any(),
            false => marked(&hit.title),
        };
        let title = match format::record_href(kind, &hit.path) {
            Some(href) => view! { <a href=href>{title}</a> }.into_any(),
            None => title,
        };
        let area = hit
            .area
            .as_ref()
            .map_or(String::new(), |area| format!(", {}", area.name));
        view! {
            <li class="gt-hit">
                <h4 class="govuk-heading-s gt-hit__title">{title}</h4>
                <p class="gt-hit__kind">{format!("{}{area}", hit.kind.label())}</p>
                <p class="gt-hit__text">{marked(&hit.excerpt)}</p>
            </li>
        }
        .into_any()
    });
    view! { <ol class="gt-hits">{items.collect::<Vec<_>>()}</ol> }.into_any()
}

/// A text with what was searched for marked.
fn marked(pieces: &[TextPiece]) -> AnyView {
    let pieces = pieces.iter().map(|piece| match piece.hit {
        true => view! { <mark>{piece.text.clone()}</mark> }.into_any(),
        false => piece.text.clone().into_any(),
    });
    seq(pieces.collect())
}
