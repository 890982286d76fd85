//! Lists.

use leptos::prelude::*;

use super::{dynamic, none, not_stated};

/// A line of a summary list: what it is, and the value.
pub struct Row {
    key: String,
    value: AnyView,
}

/// A line of a summary list.
pub fn row(key: &str, value: impl IntoAny) -> Row {
    Row {
        key: key.to_owned(),
        value: value.into_any(),
    }
}

/// The fields of a record.
pub fn summary_list(rows: Vec<Row>) -> AnyView {
    let rows = rows.into_iter().map(|row| {
        view! {
            <div class="govuk-summary-list__row">
                <dt class="govuk-summary-list__key">{row.key}</dt>
                <dd class="govuk-summary-list__value">{row.value}</dd>
            </div>
        }
        .into_any()
    });
    view! { <dl class="govuk-summary-list">{rows.collect::<Vec<_>>()}</dl> }.into_any()
}

/// Views with bullets. Nothing when there are none.
pub fn items(items: Vec<AnyView>) -> AnyView {
    if items.is_empty() {
        return none();
    }
    let items: Vec<_> = items
        .into_iter()
        .map(|item| view! { <li>{item}</li> }.into_any())
        .collect();
    view! { <ul class="govuk-list govuk-list--bullet">{items}</ul> }.into_any()
}

/// Steps in the order of time: a line above (a date), and what happened.
pub fn strip(steps: Vec<(AnyView, AnyView)>) -> AnyView {
    let steps = steps.into_iter().map(|(date, what)| {
        view! { <li class="gt-strip__item"><span class="gt-strip__date">{date}</span> {what}</li> }.into_any()
    });
    view! { <ol class="gt-strip">{steps.collect::<Vec<_>>()}</ol> }.into_any()
}

/// Numbers that say how much there is: `(number, of what, address of the list)`.
pub fn stats(stats: Vec<(i32, &'static str, &'static str)>) -> AnyView {
    let stats = stats.into_iter().map(|(number, words, href)| {
        view! {
            <li class="gt-stat">
                <span class="gt-stat__value">{number}</span>
                <span class="gt-stat__label">
                    {match href.is_empty() { true => words.into_any(), false => super::link(href, words) }}
                </span>
            </li>
        }
        .into_any()
    });
    view! { <ul class="gt-stats">{stats.collect::<Vec<_>>()}</ul> }.into_any()
}

/// Facts of a record in columns, for cards.
pub fn facts(rows: Vec<Row>) -> AnyView {
    let rows = rows
        .into_iter()
        .map(|row| view! { <div><dt>{row.key}</dt><dd>{row.value}</dd></div> }.into_any());
    view! { <dl class="gt-facts">{rows.collect::<Vec<_>>()}</dl> }.into_any()
}

/// A record in a box of its own: its title at a level of heading, its content, and where it is from.
pub fn card(id: &str, title: AnyView, body: AnyView, foot: AnyView) -> AnyView {
    view! {
        <article class="gt-card" id=id.to_owned() tabindex="-1">
            <div class="gt-card__header"><h4 class="gt-card__title">{title}</h4></div>
            <div class="gt-card__body">{body}</div>
            <div class="gt-card__foot">{foot}</div>
        </article>
    }
    .into_any()
}

/// Published words with bullets; an empty list is not stated in the source.
pub fn bullets(words: &[String]) -> AnyView {
    match words {
        [] => not_stated(None),
        [one] => one.clone().into_any(),
        _ => items(words.iter().map(|words| words.clone().into_any()).collect()),
    }
}

/// A part that is closed at first, and whose content is asked for when it is opened.
pub fn detail_later(summary: &str, body: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    // Made again whenever it is opened: what it tells of may have changed.
    let opened = RwSignal::new(0_u32);
    let body = dynamic(move || if opened.get() > 0 { body() } else { none() });
    let open = move |event: leptos::ev::Event| {
        let is_open = event_target::<web_sys::Element>(&event).has_attribute("open");
        if is_open {
            opened.update(|opened| *opened += 1);
        }
    };
    view! {
        <details class="govuk-details gt-later" on:toggle=open>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary.to_owned()}</span>
            </summary>
            <div class="govuk-details__text">{body}</div>
        </details>
    }
    .into_any()
}

/// A part that is closed at first. What is inside stays in the document, so that it is found and printed.
pub fn detail(summary: &str, body: impl IntoAny) -> AnyView {
    view! {
        <details class="govuk-details">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary.to_owned()}</span>
            </summary>
            <div class="govuk-details__text">{body.into_any()}</div>
        </details>
    }
    .into_any()
}
