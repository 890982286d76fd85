//! Tables, and the lists of records that they show page by page.

use leptos::prelude::*;

use super::{dom, none, text};
use crate::query::common::PageInfo;

/// A cell of a table.
pub enum Cell {
    /// What the row is about: a heading of the row.
    Head(AnyView),
    Text(AnyView),
    /// A figure, aligned with those above and below.
    Figure(AnyView),
}

/// A table. It scrolls sideways by itself, and the keyboard can reach it to do so.
pub struct Table {
    /// What the table shows, as its caption. No other table on the page has the same.
    pub caption: String,
    /// The headings of the columns.
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<Cell>>,
    /// Whether rows become cards where there is no room: right for records, wrong for figures that are
    /// read down a column.
    pub cards: bool,
}

/// Shows a table. One without rows says so.
pub fn table(table: Table) -> AnyView {
    let Table {
        caption,
        head,
        rows,
        cards,
    } = table;
    if rows.is_empty() {
        return text::para("Nothing to show.");
    }
    let figures: Vec<bool> = (0..head.len())
        .map(|column| {
            rows.iter()
                .all(|row| matches!(row.get(column), Some(Cell::Figure(_))))
        })
        .collect();
    let names = head.clone();
    let heads = head.into_iter().zip(figures).map(|(words, figure)| {
        let class = match figure {
            true => "govuk-table__header govuk-table__header--numeric",
            false => "govuk-table__header",
        };
        view! { <th scope="col" class=class>{words}</th> }.into_any()
    });
    let heads = heads.collect();
    let class = match cards {
        true => "govuk-table gt-table--cards",
        false => "govuk-table",
    };
    framed(caption, class, heads, cells(rows, &names))
}

/// The rows of a table; every cell says which column it is of.
fn cells(rows: Vec<Vec<Cell>>, names: &[&'static str]) -> Vec<AnyView> {
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(names).map(|(cell, &name)| match cell {
            Cell::Head(view) => view! { <th scope="row" class="govuk-table__header">{view}</th> }.into_any(),
            Cell::Text(view) => view! { <td class="govuk-table__cell" data-label=name>{view}</td> }.into_any(),
            Cell::Figure(view) => {
                view! { <td class="govuk-table__cell govuk-table__cell--numeric" data-label=name>{view}</td> }.into_any()
            }
        });
        view! { <tr class="govuk-table__row">{cells.collect::<Vec<_>>()}</tr> }.into_any()
    });
    rows.collect()
}

fn framed(
    caption: String,
    class: &'static str,
    heads: Vec<AnyView>,
    rows: Vec<AnyView>,
) -> AnyView {
    let region = format!("Table: {caption}");
    view! {
        <div class="gt-table-scroll" tabindex="0" role="region" aria-label=region>
            <table class=class>
                <caption class="govuk-table__caption govuk-table__caption--s">{caption}</caption>
                <thead class="govuk-table__head"><tr class="govuk-table__row">{heads}</tr></thead>
                <tbody class="govuk-table__body">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The heading of a column, and the way to order by it where there is one.
pub struct Head {
    pub words: &'static str,
    pub sort: Option<SortLink>,
}

/// How a table is ordered by a column now (nothing when it is not, and whether the other way round), and
/// the address that changes it.
pub struct SortLink {
    pub descending: Option<bool>,
    pub href: String,
}

/// A table of records whose columns can be ordered by.
pub struct Sorted {
    pub caption: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
}

/// Shows a table of records. Where there is no room, its rows become cards.
pub fn sorted(table: Sorted) -> AnyView {
    let Sorted {
        caption,
        heads,
        rows,
    } = table;
    let names: Vec<&'static str> = heads.iter().map(|head| head.words).collect();
    let heads = heads.into_iter().map(head).collect();
    let class = match names.len() > 5 {
        true => "govuk-table gt-table--cards gt-table--wide",
        false => "govuk-table gt-table--cards",
    };
    framed(caption, class, heads, cells(rows, &names))
}

fn head(head: Head) -> AnyView {
    let Head { words, sort } = head;
    let Some(SortLink { descending, href }) = sort else {
        return view! { <th scope="col" class="govuk-table__header">{words}</th> }.into_any();
    };
    let (state, sign) = match descending {
        None => ("none", ""),
        Some(false) => ("ascending", " ↑"),
        Some(true) => ("descending", " ↓"),
    };
    // The router reads `replace`: to order a list anew is no step that Back should have to undo.
    view! {
        <th scope="col" class="govuk-table__header" aria-sort=state>
            <a class="gt-sort" href=href prop:replace=true on:click=|_| dom::search()>
                {words}<span aria-hidden="true">{sign}</span>
            </a>
        </th>
    }
    .into_any()
}

/// The heading of results ("33 actions"), which takes the focus after a form was sent and is read
/// out. Once on a page, in the view that is shown when the results have arrived.
pub fn results_heading(words: &str) -> AnyView {
    dom::show_results();
    dom::announce(words);
    view! { <h2 class="govuk-heading-m" id="results" tabindex="-1">{words.to_owned()}</h2> }
        .into_any()
}

/// The ways to the other pages of a list.
pub struct Pager<'a> {
    pub info: &'a PageInfo,
    /// Whether an address now names a cursor: then the first page is offered.
    pub begun: bool,
    /// The address of the first page.
    pub first: String,
    /// The address of the page after a cursor.
    pub after: &'a dyn Fn(&str) -> String,
}

/// Links to the first and the next page of a list. Nothing when all is on this one.
pub fn pager(pager: Pager) -> AnyView {
    let Pager {
        info,
        begun,
        first,
        after,
    } = pager;
    let next = info
        .end_cursor
        .as_deref()
        .filter(|_| info.has_next_page)
        .map(after);
    if next.is_none() && !begun {
        return none();
    }
    let step = |href: String, rel: &'static str, words: &'static str| {
        view! {
            <div class="govuk-pagination__next">
                <a class="govuk-pagination__link" href=href rel=rel on:click=|_| dom::search()>
                    <span class="govuk-pagination__link-title">{words}</span>
                </a>
            </div>
        }
        .into_any()
    };
    view! {
        <nav class="govuk-pagination" aria-label="Pages of results">
            {begun.then(|| step(first, "first", "First page"))}
            {next.map(|href| step(href, "next", "Next page"))}
        </nav>
    }
    .into_any()
}
