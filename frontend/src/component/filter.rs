//! Forms whose state is the address. What is chosen stays in the browser's own controls until it is
//! sent; then the address changes, and the controls follow the address, also on the way back.

use leptos::ev::SubmitEvent;
use leptos::html::Form;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use wasm_bindgen::JsCast;
use web_sys::{FormData, HtmlFormElement, HtmlInputElement};

use super::{dom, dynamic, none, visually_hidden, watch};
use crate::{format, url};

/// How much of each part of an address is said that is taken out of it: its words, and a reason.
const SAID: usize = 110;

/// One of the values that a control offers.
pub struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// A filter that is in force: words, and the address without it.
pub struct Chip {
    pub words: String,
    pub without: String,
}

/// The filter that the address holds, and what of the address is none. It stands still while another
/// page is on its way, so that a list that is being left is not asked for again.
pub fn from_address<F>(
    parse: impl Fn(&str) -> (F, Vec<String>) + Send + Sync + 'static,
) -> Memo<(F, Vec<String>)>
where
    F: Clone + PartialEq + Send + Sync + 'static,
{
    let location = use_location();
    let here = location.pathname.get_untracked();
    Memo::new(move |earlier: Option<&(F, Vec<String>)>| match earlier {
        Some(earlier) if location.pathname.with(|path| *path != here) => earlier.clone(),
        _ => location.search.with(|search| parse(search)),
    })
}

/// Rewrites an address that held something else than a filter; the notice of it stays on the page
/// until another filter is chosen.
pub fn notice<F>(
    filter: Memo<(F, Vec<String>)>,
    address: impl Fn(&F) -> String + 'static,
) -> AnyView
where
    F: Clone + PartialEq + Send + Sync + 'static,
{
    let read = move || filter.with(|(filter, removed)| (address(filter), removed.clone()));
    notice_of(Box::new(read))
}

fn notice_of(read: Box<dyn Fn() -> (String, Vec<String>)>) -> AnyView {
    let navigate = use_navigate();
    let shown = RwSignal::new(Vec::<String>::new());
    let mut kept = String::new();
    watch(move || {
        let (address, removed) = read();
        if !removed.is_empty() {
            // What is found out only later is added to what was said of the same address.
            let is_same = !kept.is_empty() && dom::here().ends_with(&kept);
            shown.update(|shown| match is_same {
                true => shown.extend(removed),
                false => *shown = removed,
            });
            let replace = NavigateOptions {
                replace: true,
                scroll: false,
                ..Default::default()
            };
            navigate(&address, replace);
            kept = address;
        } else if kept != address {
            shown.set(Vec::new());
        }
    });
    dynamic(move || {
        let shown = shown.get();
        if shown.is_empty() {
            return none();
        }
        let words = format!(
            "Taken out of the address, because this page cannot use it: {}.",
            shown
                .iter()
                .map(|words| format::shortened(words, SAID))
                .collect::<Vec<_>>()
                .join(", ")
        );
        view! { <div class="govuk-inset-text" role="status">{words}</div> }.into_any()
    })
}

/// The filters beside the results; where there is no room for that, above them behind a button. They
/// close again when they were sent, so that the results come into view.
pub fn filter_layout(panel: AnyView, content: AnyView) -> AnyView {
    let (open, search) = (RwSignal::new(false), use_location().search);
    watch(move || {
        search.track();
        open.set(false);
    });
    view! {
        <div class="gt-filter-layout">
            <div class="gt-filter-layout__panel" id="filters" data-open=move || open.get().then_some("true")>
                <button type="button" class="govuk-button govuk-button--secondary gt-filter-toggle"
                    aria-controls="filters" aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)>
                    {dynamic(move || if open.get() { "Hide filters" } else { "Show filters" }.into_any())}
                </button>
                {panel}
            </div>
            <div class="gt-filter-layout__content">{content}</div>
        </div>
    }
    .into_any()
}

/// The form of the filters, with its buttons. Give the fields as a closure that reads the filter from
/// the address. It works as a plain form too.
pub fn filter_form(
    label: &str,
    action: &str,
    names: &[&'static str],
    fields: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let clear = action.to_owned();
    let body = view! {
        <div class="gt-filter__header"><h2 class="gt-filter__title">"Filters"</h2></div>
        {dynamic(fields)}
        <div class="gt-filter__actions">
            <button type="submit" class="govuk-button">"Apply filters"</button>
            <a href=clear on:click=|_| dom::search()>"Clear filters"</a>
        </div>
    };
    query_form(label, "gt-filter", action, names, body.into_any())
}

/// A form that asks for `action` with its controls as the query string. `names` are the controls that
/// are sent, in the order of the address; empty ones are left out.
pub fn query_form(
    label: &str,
    class: &'static str,
    action: &str,
    names: &[&'static str],
    body: AnyView,
) -> AnyView {
    let form = NodeRef::<Form>::new();
    let (action, names) = (action.to_owned(), names.to_vec());
    let target = action.clone();
    let (navigate, location) = (use_navigate(), use_location());
    // A control that somebody has touched no longer follows its attribute, unless the form is reset.
    let mut is_new = true;
    watch(move || {
        location.search.track();
        let was_new = std::mem::take(&mut is_new);
        // Nobody has touched a form that has just been made; whoever is quick is typing by the next frame.
        if let Some(form) = form.get_untracked().filter(|_| !was_new) {
            request_animation_frame(move || form.reset());
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(data) = form
            .get_untracked()
            .and_then(|form| FormData::new_with_form(&form).ok())
        else {
            return;
        };
        let pairs = names.iter().flat_map(|name| {
            let values = data.get_all(name);
            values
                .iter()
                .filter_map(|value| value.as_string())
                .map(|value| (*name, value))
                .collect::<Vec<_>>()
        });
        let pairs: Vec<(&str, String)> = pairs
            .filter(|(_, value)| !value.trim().is_empty())
            .collect();
        dom::search();
        navigate(&url::address(&target, &pairs), Default::default());
    };
    // Whoever sends by a key clicks the button too, and is judged by what the fields hold then.
    let judged = move |_| {
        if let Some(form) = form.get_untracked() {
            judge(&form);
        }
    };
    view! {
        <form class=class method="get" action=action aria-label=label.to_owned() node_ref=form
            on:submit=submit on:click=judged>
            {body}
        </form>
    }
    .into_any()
}

/// Several of several values.
pub fn checkboxes(name: &'static str, legend: &'static str, choices: Vec<Choice>) -> AnyView {
    counted_checkboxes(name, legend, choices, |_| None)
}

/// The same, with how many records each would leave, as soon as that is known.
pub fn counted_checkboxes(
    name: &'static str,
    legend: &'static str,
    choices: Vec<Choice>,
    count: impl Fn(&str) -> Option<i32> + Copy + Send + 'static,
) -> AnyView {
    if choices.is_empty() {
        return none();
    }
    let boxes = choices.into_iter().enumerate().map(|(number, choice)| {
        let id = format!("{name}-{number}");
        let value = choice.value.clone();
        let counted = dynamic(move || match count(&value) {
            Some(count) => format!(" ({count})").into_any(),
            None => none(),
        });
        view! {
            <div class="govuk-checkboxes__item">
                <input class="govuk-checkboxes__input" type="checkbox" id=id.clone() name=name
                    value=choice.value checked=choice.chosen />
                <label class="govuk-label govuk-checkboxes__label" for=id>{choice.label}{counted}</label>
            </div>
        }
        .into_any()
    });
    view! {
        <div class="govuk-form-group gt-filter__group">
            <fieldset class="govuk-fieldset">
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
                <div class="govuk-checkboxes govuk-checkboxes--small gt-filter__options">{boxes.collect::<Vec<_>>()}</div>
            </fieldset>
        </div>
    }
    .into_any()
}

/// One of several values.
pub fn select(name: &'static str, label: &'static str, choices: Vec<Choice>) -> AnyView {
    let options = choices.into_iter().map(|choice| {
        view! { <option value=choice.value selected=choice.chosen>{choice.label}</option> }
            .into_any()
    });
    view! {
        <div class="govuk-form-group gt-filter__group">
            <label class="govuk-label govuk-label--s" for=name>{label}</label>
            <select class="govuk-select" id=name name=name>{options.collect::<Vec<_>>()}</select>
        </div>
    }
    .into_any()
}

/// A line of text. `hint` may be empty.
pub fn text_field(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
) -> AnyView {
    field("text", name, label, hint, value, None)
}

fn field(
    kind: &'static str,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    from: Option<&'static str>,
) -> AnyView {
    let hint_id = format!("{name}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let hint = match hint.is_empty() {
        true => none(),
        false => view! { <div class="govuk-hint" id=hint_id>{hint}</div> }.into_any(),
    };
    view! {
        <div class="govuk-form-group gt-filter__group">
            <label class="govuk-label govuk-label--s" for=name>{label}</label>
            {hint}
            <input class="govuk-input" type=kind id=name name=name value=value maxlength="200"
                autocomplete="off" spellcheck="false" aria-describedby=described data-from=from />
        </div>
    }
    .into_any()
}

/// A day, in the browser's own control for it. `hint` may be empty; `from` names the field of the day that
/// it must not be before.
pub fn day_field(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    value: String,
    from: Option<&'static str>,
) -> AnyView {
    field("date", name, label, hint, value, from)
}

/// A stretch that ends before it begins is refused at its end, in the browser's own way, before it is sent.
fn judge(form: &HtmlFormElement) {
    let input = |name: &str| -> Option<HtmlInputElement> {
        let found = form.elements().named_item(name)?;
        found.dyn_into().ok()
    };
    let Ok(ends) = form.query_selector_all("[data-from]") else {
        return;
    };
    for at in 0..ends.length() {
        let end: Option<HtmlInputElement> = ends.item(at).and_then(|end| end.dyn_into().ok());
        let Some(end) = end else { continue };
        let first = end.get_attribute("data-from");
        let first = first
            .and_then(|name| input(&name))
            .map(|first| first.value());
        let first = first.filter(|first| !first.is_empty()).unwrap_or_default();
        // Days are written as 2020-10-31: the order of letters is that of time.
        let words = match !end.value().is_empty() && end.value() < first {
            true => format!(
                "This is before {}, where the stretch begins. Choose that day or a later one.",
                format::date(&first)
            ),
            false => String::new(),
        };
        end.set_custom_validity(&words);
    }
}

/// The filters in force, each a link to the same list without it. Nothing when there are none.
pub fn chips(chips: Vec<Chip>) -> AnyView {
    if chips.is_empty() {
        return none();
    }
    let chips = chips.into_iter().map(|chip| {
        view! {
            <li>
                <a class="gt-chip" href=chip.without on:click=|_| dom::search()>
                    {visually_hidden("Remove filter: ")} {chip.words}
                </a>
            </li>
        }
        .into_any()
    });
    view! { <ul class="gt-chips" aria-label="Filters in force">{chips.collect::<Vec<_>>()}</ul> }
        .into_any()
}
