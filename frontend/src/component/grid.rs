//! Tables whose columns are named by the data: years, or the two plans of a comparison.

use leptos::prelude::*;

/// A row: what it is about, and a cell for each further column.
pub struct GridRow {
    /// The place that links can name; may be empty.
    pub id: String,
    pub head: AnyView,
    pub cells: Vec<AnyView>,
}

/// A table. On a narrow screen its rows become cards, and every cell says which column it is of.
/// `class` is more of the table's classes; `heads` has one for the first column too.
pub fn grid(caption: &str, class: &'static str, heads: &[&str], rows: Vec<GridRow>) -> AnyView {
    let columns: Vec<String> = heads
        .iter()
        .skip(1)
        .map(|head| (*head).to_owned())
        .collect();
    let rows = rows.into_iter().map(|row| {
        let cells = row.cells.into_iter().zip(&columns).map(|(cell, column)| {
            view! { <td class="govuk-table__cell" data-label=column.clone()>{cell}</td> }.into_any()
        });
        let id = (!row.id.is_empty()).then_some(row.id);
        view! {
            <tr class="govuk-table__row" id=id>
                <th scope="row" class="govuk-table__header">{row.head}</th>
                {cells.collect::<Vec<_>>()}
            </tr>
        }
        .into_any()
    });
    let rows: Vec<AnyView> = rows.collect();
    let heads = heads.iter().map(|head| {
        view! { <th scope="col" class="govuk-table__header">{(*head).to_owned()}</th> }.into_any()
    });
    view! {
        <div class="gt-table-scroll" tabindex="0" role="region" aria-label=caption.to_owned()>
            <table class=format!("govuk-table gt-table--cards {class}")>
                <caption class="govuk-table__caption govuk-visually-hidden">{caption.to_owned()}</caption>
                <thead class="govuk-table__head">
                    <tr class="govuk-table__row">{heads.collect::<Vec<_>>()}</tr>
                </thead>
                <tbody class="govuk-table__body">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
