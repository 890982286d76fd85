//! A list of records as a page: filters with counts, chips, order, page sizes, columns, and ways to take
//! it away. What is particular to one kind of record is in its [`View`]; everything else is here once.

mod count;
mod field;
mod nothing;

use std::rc::Rc;

use futures_util::future::join;
use leptos::prelude::*;
use serde_json::json;

pub use self::count::Beside;
use self::count::Counts;
use self::field::{choices_of, fields, is_known};
use self::nothing::nothing;
use super::filter::{self, Chip};
use super::live::{self, Scope};
use super::{
    Pager, chips, filter_form, heading, load_part, none, pager, para, results_heading, seq, table,
    take,
};
use crate::format;
use crate::query::list::{Facets, Found, MOST_ROWS, Source, rows};
use crate::url::list::{Kind, List, Order, Size, State};

/// A kind of record as a list.
pub struct View<R: 'static> {
    pub list: &'static List,
    pub source: Source<R>,
    pub title: &'static str,
    pub lead: &'static str,
    /// The heading of the first column.
    pub head: &'static str,
    /// The cells of a row: the first, then one for each of the list's columns.
    pub cells: fn(&R) -> Vec<AnyView>,
    /// What is said above the rows, such as what of them cannot be judged. May give nothing.
    pub above: fn(&Found<R>, &State, Beside) -> AnyView,
}

/// What is shown of an answer, whatever its rows are.
struct Shown {
    rows: Rows,
    above: AnyView,
    total: i32,
    data_version: i32,
    page_info: crate::query::common::PageInfo,
}

enum Rows {
    /// The cells of each row.
    Table(Vec<Vec<AnyView>>),
    /// Shown in a way of its own.
    Own(AnyView),
}

/// The page of a list, as a table.
pub fn view<R: 'static>(view: View<R>) -> AnyView {
    page(view, None)
}

/// The page of a list whose rows are shown in a way of their own.
pub fn view_as<R: 'static>(view: View<R>, own: fn(&Found<R>) -> AnyView) -> AnyView {
    page(view, Some(own))
}

fn page<R: 'static>(view: View<R>, own: Option<fn(&Found<R>) -> AnyView>) -> AnyView {
    let View {
        list,
        source,
        title,
        lead,
        head,
        cells,
        above,
    } = view;
    let address = filter::from_address(move |search| list.parse(search));
    let first = StoredValue::new_local(None);
    let live = live::live();
    let choices = move || {
        let (asked, _) = address.get_untracked();
        async move {
            let choices = (source.counts)(json!({}));
            // Page after page is not waited for: the form comes before.
            if asked.size == Size::All {
                return choices.await;
            }
            // The first rows are asked for together with what the form offers, and shown with it.
            let rows = rows(source, list, asked.clone());
            let (choices, rows) = join(choices, rows).await;
            first.try_set_value(Some((asked, rows)));
            choices
        }
    };
    let body = move |options: &Facets| {
        let replaced = RwSignal::new(None);
        let frame = frame(list, address, options.clone(), replaced);
        let (state, counts, options) = (frame.state, frame.counts, frame.options.clone());
        let results = load_part(
            list.nouns.1,
            move || {
                take::begun();
                live.track();
                let state = state.get();
                let ready = first.try_update_value(Option::take).flatten();
                let asked = ready.filter(|(asked, _)| *asked == state);
                async move {
                    match asked {
                        Some((_, rows)) => rows,
                        None => rows(source, list, state).await,
                    }
                }
            },
            move |found: &Rc<Found<R>>| {
                let scope = Scope::of_list(list, &state.get_untracked());
                if live.arrived(found.data_version, scope) {
                    counts.forget();
                }
                counts.ask(source.counts);
                if found.instead.is_some() {
                    replaced.set(found.instead.clone());
                }
                let asked = state.get_untracked();
                let row = |row: &R| marked(cells(row), (source.path)(row));
                let shown = Shown {
                    rows: match own {
                        _ if found.rows.is_empty() => {
                            Rows::Own(nothing(source, list, &options, &asked))
                        }
                        Some(own) => Rows::Own(own(found)),
                        None => Rows::Table(found.rows.iter().map(row).collect()),
                    },
                    above: above(found, &asked, counts.beside(&asked)),
                    total: found.total,
                    data_version: found.data_version,
                    page_info: found.page_info.clone(),
                };
                let results = results(list, head, &options, &asked, shown);
                live.announce(found.total, list.nouns, found.rows.iter().map(source.path));
                results
            },
        );
        (frame.around)(seq(vec![live.of_list(list.nouns), results]))
    };
    seq(vec![
        heading(title),
        view! { <p class="gt-lead">{lead}</p> }.into_any(),
        load_part("the filters", choices, body),
    ])
}

/// What stands around the results.
struct Frame {
    state: Memo<State>,
    counts: Counts,
    options: Rc<Facets>,
    around: Box<dyn FnOnce(AnyView) -> AnyView>,
}

fn frame(
    list: &'static List,
    address: Memo<(State, Vec<String>)>,
    options: Facets,
    replaced: RwSignal<Option<(State, State)>>,
) -> Frame {
    let known = options.clone();
    let read = Memo::new(move |_| {
        let (mut state, mut removed) = address.get();
        removed.extend(state.keep(|key, value| is_known(list, &known, key, value)));
        if let Some((asked, instead)) = replaced.get()
            && asked == state
        {
            removed.extend(state.beyond(&instead));
            state = instead;
        }
        (state, removed)
    });
    let state = Memo::new(move |_| read.with(|(state, _)| state.clone()));
    let offered = options.clone();
    let counts = Counts::new(list, options.clone(), state);
    let fields = move || state.with(|state| fields(list, &offered, state, counts));
    let label = format!("Filter the {}", list.nouns.1);
    let panel = filter_form(&label, list.path, &list.names(), fields);
    Frame {
        state,
        counts,
        options: Rc::new(options),
        around: Box::new(move |results| {
            seq(vec![
                filter::notice(read, move |state: &State| list.address(state)),
                filter::filter_layout(panel, results),
            ])
        }),
    }
}

/// A value of a filter in the words of the page.
fn words(list: &List, options: &Facets, key: &str, value: &str) -> String {
    let Some(param) = list.param(key) else {
        return value.to_owned();
    };
    let named = choices_of(options, param)
        .iter()
        .find(|choice| choice.value == value);
    let value = match param.kind {
        Kind::Words(words) => words
            .iter()
            .find(|(slug, _)| *slug == value)
            .map(|(_, label)| (*label).to_owned()),
        Kind::Day => Some(format::date(value)),
        Kind::Linked => Some(format::leaf(value).to_owned()),
        _ => named.and_then(|choice| choice.label.clone()),
    }
    .unwrap_or_else(|| value.to_owned());
    // "Status, on the scale shared by all plans" is long for a chip.
    let label = param.label.split(',').next().unwrap_or(param.label);
    format!("{label}: {value}")
}

fn results(
    list: &'static List,
    head: &'static str,
    options: &Facets,
    state: &State,
    shown: Shown,
) -> AnyView {
    let filters: Vec<String> = state
        .pairs
        .iter()
        .map(|(key, value)| words(list, options, key, value))
        .collect();
    let narrowed = match filters.len() {
        0 => String::new(),
        number => format!(", {}", format::count(number as i32, "filter", "filters")),
    };
    let counted = format::count(shown.total, list.nouns.0, list.nouns.1);
    let title = format!("{counted}{narrowed}");
    let chosen = filters.iter().enumerate().map(|(at, words)| Chip {
        words: words.clone(),
        without: list.address(&state.without(at)),
    });
    let chosen = chosen.collect();
    let info = shown.page_info.clone();
    let cut = state.size == Size::All && info.has_next_page;
    take::taken(list, state, counted, filters, shown.data_version);
    let after = |cursor: &str| list.address(&state.from(Some(cursor)));
    seq(vec![
        results_heading(&title),
        chips(chosen),
        shown.above,
        match shown.rows {
            Rows::Table(rows) => rows_of(list, head, state, rows),
            Rows::Own(view) => view,
        },
        match cut {
            true => para(&format!(
                "The first {MOST_ROWS} are shown. The file below holds all of them."
            )),
            false => none(),
        },
        pager(Pager {
            info: &info,
            begun: state.after.is_some(),
            first: list.address(&state.from(None)),
            after: &after,
        }),
    ])
}

fn rows_of(
    list: &'static List,
    head: &'static str,
    state: &State,
    rows: Vec<Vec<AnyView>>,
) -> AnyView {
    let shown: Vec<bool> = list
        .columns
        .iter()
        .map(|column| !state.hidden.contains(&column.key))
        .collect();
    let columns = list.columns.iter().zip(&shown).filter(|(_, shown)| **shown);
    let heads = columns.map(|(column, _)| table::Head {
        words: column.label,
        sort: sort_link(list, state, column.key),
    });
    let heads = std::iter::once(table::Head {
        words: head,
        sort: None,
    })
    .chain(heads);
    let rows = rows.into_iter().map(|cells| {
        let mut cells = cells.into_iter();
        let first = cells.next().map(table::Cell::Head);
        let others = cells
            .zip(&shown)
            .filter(|(_, shown)| **shown)
            .map(|(cell, _)| table::Cell::Text(cell));
        first.into_iter().chain(others).collect()
    });
    table::sorted(table::Sorted {
        caption: format!("{}, page by page", format::upper_first(list.nouns.1)),
        heads: heads.collect(),
        rows: rows.collect(),
    })
}

/// The cells of a row, marked where its record has changed since the page was opened.
fn marked(mut cells: Vec<AnyView>, path: &str) -> Vec<AnyView> {
    if let Some(first) = cells.first_mut() {
        let words = std::mem::replace(first, none());
        *first = seq(vec![words, live::mark(path)]);
    }
    cells
}

/// How the list is ordered by a column, and the address that orders it so, or the other way round.
fn sort_link(list: &List, state: &State, key: &str) -> Option<table::SortLink> {
    let sort = list.sorts.iter().find(|sort| sort.key == key)?.key;
    let now = state
        .order
        .filter(|order| order.sort == sort)
        .map(|order| order.descending);
    let next = match now {
        None => Some(Order {
            sort,
            descending: false,
        }),
        Some(false) => Some(Order {
            sort,
            descending: true,
        }),
        Some(true) => None,
    };
    Some(table::SortLink {
        descending: now,
        href: list.address(&state.ordered(next)),
    })
}

/// Nothing above the rows.
pub fn plain<R>(_: &Found<R>, _: &State, _: Beside) -> AnyView {
    none()
}
