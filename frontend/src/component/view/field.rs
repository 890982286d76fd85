//! The form of a list: a control for each part of its filter, its order, its rows and its columns.

use leptos::prelude::*;

use super::count::Counts;
use crate::component::{
    Choice, counted_checkboxes, day_field, detail, none, select, seq, text_field,
};
use crate::query::list::{FacetChoice, Facets};
use crate::url::list::{Kind, List, Order, Param, Size, State, wire};

/// The choices of a part.
pub fn choices_of<'a>(options: &'a Facets, param: &Param) -> &'a [FacetChoice] {
    let own = options.iter().find(|(field, _)| *field == param.field);
    own.map_or(&[], |(_, choices)| choices)
}

/// Whether a value of the address names something. What the form does not offer is left to the server.
pub fn is_known(list: &List, options: &Facets, key: &str, value: &str) -> bool {
    match list.param(key) {
        Some(param) if matches!(param.kind, Kind::Records | Kind::Cells) => {
            choices_of(options, param)
                .iter()
                .any(|choice| choice.value == value)
        }
        _ => true,
    }
}

/// The controls of the form: those of the filter, and how the list is shown.
pub fn fields(list: &'static List, options: &Facets, state: &State, counts: Counts) -> AnyView {
    let mut fields: Vec<AnyView> = list
        .params
        .iter()
        .map(|param| field(list, param, options, state, counts))
        .collect();
    fields.push(detail(
        "Order, rows and columns",
        seq(vec![
            order_field(list, state),
            size_field(state),
            hide_field(list, state),
        ]),
    ));
    seq(fields)
}

fn field(
    list: &'static List,
    param: &'static Param,
    options: &Facets,
    state: &State,
    counts: Counts,
) -> AnyView {
    let chosen = |value: &str| state.values(param.key).any(|own| own == value);
    let first = || {
        state
            .values(param.key)
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let field = param.field;
    match param.kind {
        Kind::Records | Kind::Cells => {
            let choices = choices_of(options, param).iter().map(|choice| Choice {
                value: choice.value.clone(),
                label: choice.label.clone().unwrap_or_else(|| choice.value.clone()),
                chosen: chosen(&choice.value),
            });
            let count = move |value: &str| counts.of(field, value);
            counted_checkboxes(param.key, param.label, choices.collect(), count)
        }
        Kind::Words(words) => {
            let choices = words.iter().map(|(slug, label)| Choice {
                value: (*slug).to_owned(),
                label: (*label).to_owned(),
                chosen: chosen(slug),
            });
            // The form speaks in slugs, the server in the words of the schema.
            let count = move |slug: &str| counts.of(field, &wire(slug));
            counted_checkboxes(param.key, param.label, choices.collect(), count)
        }
        Kind::Yes => {
            let yes = Choice {
                value: "yes".into(),
                label: param.hint.into(),
                chosen: chosen("yes"),
            };
            // What is true is one choice of the server.
            let count = move |_: &str| counts.of(field, "true");
            counted_checkboxes(param.key, param.label, vec![yes], count)
        }
        Kind::Day => day_field(
            param.key,
            param.label,
            param.hint,
            first(),
            list.begin(param).map(|begin| begin.key),
        ),
        Kind::Text => text_field(param.key, param.label, param.hint, first()),
        // It is kept while the others change.
        Kind::Linked => {
            let kept = state.values(param.key).map(|value| {
                view! { <input type="hidden" name=param.key value=value.to_owned() /> }.into_any()
            });
            seq(kept.collect())
        }
    }
}

fn order_field(list: &List, state: &State) -> AnyView {
    if list.sorts.is_empty() {
        return none();
    }
    let is = |order: Option<Order>| state.order == order;
    let natural = Choice {
        value: String::new(),
        label: "As in the documents".into(),
        chosen: is(None),
    };
    let own = list.sorts.iter().flat_map(|sort| {
        [
            (false, sort.label.to_owned()),
            (true, format!("{}, last first", sort.label)),
        ]
        .map(|(descending, label)| Choice {
            value: format!("{}{}", if descending { "-" } else { "" }, sort.key),
            label,
            chosen: is(Some(Order {
                sort: sort.key,
                descending,
            })),
        })
    });
    select(
        "sort",
        "Order",
        std::iter::once(natural).chain(own).collect(),
    )
}

fn size_field(state: &State) -> AnyView {
    let sizes = Size::ALL.map(|(size, slug, label)| Choice {
        // What is usual is left out of the address.
        value: if size == Size::default() {
            String::new()
        } else {
            slug.to_owned()
        },
        label: label.to_owned(),
        chosen: state.size == size,
    });
    select("size", "Rows on a page", sizes.into())
}

fn hide_field(list: &'static List, state: &State) -> AnyView {
    let columns = list.columns.iter().map(|column| Choice {
        value: column.key.to_owned(),
        label: column.label.to_owned(),
        chosen: state.hidden.contains(&column.key),
    });
    counted_checkboxes("hide", "Columns to leave out", columns.collect(), |_| None)
}
