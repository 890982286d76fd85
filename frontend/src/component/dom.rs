//! The few things that the page asks of the browser directly. None of them can fail loudly.

use std::cell::Cell;
use std::time::Duration;

use js_sys::{Function, Promise};
use leptos::prelude::{ArcRwSignal, Get, GetUntracked, Set, document, set_timeout, window};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AddEventListenerOptions, Element, Event, EventInit, HtmlElement, HtmlInputElement,
    HtmlSelectElement, HtmlTextAreaElement,
};

/// What the browser remembers of who is signed in: that somebody is.
const SIGNED_IN: &str = "signed-in";
/// What ends the title of every page.
const SITE: &str = " – Golden Thread";

/// How far the page is on its way to the one who asked for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrival {
    /// It is the first page of the visit: the browser has the focus, and keeps it.
    First,
    /// Another page was asked for: its heading takes the focus.
    Changing,
    /// It is there; its heading may be made again.
    Settled,
}

thread_local! {
    /// The title of the page, without the name of the site; empty until the page has one. The browser's own
    /// cannot be watched, and is the last page's while another is on its way.
    static TITLE: ArcRwSignal<String> = ArcRwSignal::new(String::new());
    static ARRIVAL: Cell<Arrival> = const { Cell::new(Arrival::First) };
    /// Whether a form was sent whose results have not taken the focus yet.
    static SEARCHED: Cell<bool> = const { Cell::new(false) };
}

/// Where the API is: the content of `<meta name="api-base">`, empty for the page's own origin.
pub fn api_base() -> String {
    let meta = document()
        .query_selector("meta[name=api-base]")
        .ok()
        .flatten();
    let base = meta
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default();
    base.trim_end_matches('/').to_owned()
}

/// The address of a path of the API, as one would share it.
pub fn endpoint(path: &str) -> String {
    match api_base() {
        base if base.is_empty() => absolute(path),
        base => format!("{base}{path}"),
    }
}

/// The address of this page, as it is now.
pub fn here() -> String {
    window().location().href().unwrap_or_default()
}

/// The same within the site.
pub fn here_within() -> String {
    let location = window().location();
    [location.pathname(), location.search()]
        .map(Result::unwrap_or_default)
        .concat()
}

/// The title of this page, without the name of the site; empty while it is not known. Who reads it inside a
/// view has it made again when there is another.
pub fn title() -> String {
    TITLE.with(Get::get)
}

/// Begins another page: the title of the last one is not its own.
pub fn untitle() {
    name("");
}

fn name(title: &str) {
    TITLE.with(|known| {
        if known.get_untracked() != title {
            known.set(title.to_owned());
        }
    });
}

/// What is kept for this window under a name, until it is closed.
pub fn kept(name: &str) -> Option<String> {
    let storage = window().session_storage().ok().flatten()?;
    storage.get_item(name).ok().flatten()
}

/// Keeps words for this window; nothing where they are empty.
pub fn keep(name: &str, words: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        // Where the browser keeps nothing, nothing is kept.
        let _ = match words.is_empty() {
            true => storage.remove_item(name),
            false => storage.set_item(name, words),
        };
    }
}

/// The names of all that is kept for this window.
pub fn kept_names() -> Vec<String> {
    let Ok(Some(storage)) = window().session_storage() else {
        return Vec::new();
    };
    let places = 0..storage.length().unwrap_or_default();
    places
        .filter_map(|at| storage.key(at).ok().flatten())
        .collect()
}

/// What of the address stands behind `#`.
pub fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// A word that nobody has used before.
pub fn fresh() -> String {
    let part = || (js_sys::Math::random() * 1e15) as u64;
    format!("{:x}-{:x}-{:x}", js_sys::Date::now() as u64, part(), part())
}

/// Whether somebody has signed in here and not out again, as far as the browser remembers: who has not is not
/// asked about.
pub fn has_signed_in() -> bool {
    let storage = window().local_storage().ok().flatten();
    storage.is_some_and(|storage| storage.get_item(SIGNED_IN).ok().flatten().is_some())
}

/// Remembers whether somebody is signed in.
pub fn set_signed_in(is: bool) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = match is {
            true => storage.set_item(SIGNED_IN, "yes"),
            false => storage.remove_item(SIGNED_IN),
        };
    }
}

/// Today, as 2026-11-22.
pub fn today() -> String {
    let now = String::from(js_sys::Date::new_0().to_iso_string());
    now.get(..10).unwrap_or_default().to_owned()
}

/// Now, in milliseconds since some moment.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// A number from 0 to 1 that nobody can foretell.
pub fn luck() -> f64 {
    js_sys::Math::random()
}

/// Waits.
pub async fn pause(length: Duration) {
    let length = i32::try_from(length.as_millis()).unwrap_or(i32::MAX);
    until(|done| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(done, length);
    })
    .await;
}

/// Waits for an event of the window, such as `online`.
pub async fn happened(event: &str) {
    let once = AddEventListenerOptions::new();
    once.set_once(true);
    until(|done| {
        let _ = window()
            .add_event_listener_with_callback_and_add_event_listener_options(event, done, &once);
    })
    .await;
}

/// Waits until somebody sees the page: it stands behind no other window or tab.
pub async fn seen() {
    while document().hidden() {
        happened("visibilitychange").await;
    }
}

/// Waits until the browser has called what it is given.
async fn until(mut begin: impl FnMut(&Function)) {
    let called = Promise::new(&mut |done, _| begin(&done));
    let _ = JsFuture::from(called).await;
}

/// Opens the browser's own window for printing.
pub fn print() {
    let _ = window().print();
}

/// Puts words where the reader's next paste takes them from, and says so. Where the browser refuses, it
/// says that.
pub fn copy(words: String) {
    spawn_local(async move {
        let clipboard = window().navigator().clipboard();
        let copied = JsFuture::from(clipboard.write_text(&words)).await;
        announce(match copied {
            Ok(_) => "Copied",
            Err(_) => "The browser did not allow it to be copied",
        });
    });
}

/// A path of this site, or an address elsewhere, as one would share it.
pub fn absolute(path: &str) -> String {
    match path.starts_with('/') {
        true => format!("{}{path}", window().location().origin().unwrap_or_default()),
        false => path.to_owned(),
    }
}

/// Notes that another page was asked for: its heading will take the focus.
pub fn arrive() {
    ARRIVAL.set(Arrival::Changing);
    SEARCHED.set(false);
}

/// Notes that a form was sent: the heading of its results will take the focus.
pub fn search() {
    SEARCHED.set(true);
}

/// Names the window, with the name of the site, and, after a change of address, moves the focus to the
/// page's heading (or to the place that the address names after `#`) and reads the title out.
pub fn entitle(title: &str) {
    name(title);
    let title = &format!("{title}{SITE}");
    document().set_title(title);
    let arrival = ARRIVAL.replace(Arrival::Settled);
    if arrival == Arrival::Settled {
        return;
    }
    if arrival == Arrival::Changing {
        announce(title);
    }
    // The heading is in the document only after this view is, and the new address in the browser
    // only after this turn.
    let settle = move || {
        if !reach_named() && arrival == Arrival::Changing {
            focus("page-title");
        }
    };
    set_timeout(settle, Duration::ZERO);
}

/// Moves the focus to the heading of the results, once, after a form was sent.
pub fn show_results() {
    if SEARCHED.replace(false) {
        set_timeout(|| focus("results"), Duration::ZERO);
    }
}

/// Goes to the place that the address names after `#`. False if it names none, or none that is there.
fn reach_named() -> bool {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#')
        .is_some_and(|place| !place.is_empty() && reach(place))
}

/// Goes to the place that the address names, once what has just arrived is in the document: unless the reader has
/// moved meanwhile, or has been taken back to where he was.
pub fn reach_named_later() {
    let reach = || {
        if window().scroll_y().unwrap_or_default() < 1.0 {
            reach_named();
        }
    };
    set_timeout(reach, Duration::ZERO);
}

/// Scrolls to a place in the page and moves the focus there. False if there is none.
pub fn reach(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else {
        return false;
    };
    // A closed part of the page is opened for the one who asks for something inside.
    if let Ok(Some(details)) = element.closest("details") {
        let _ = details.set_attribute("open", "");
    }
    element.scroll_into_view();
    focus(id);
    true
}

/// Moves the focus to an element, whether or not the keyboard could.
pub fn focus(id: &str) {
    let element = document()
        .get_element_by_id(id)
        .and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        // What the keyboard reaches by itself is to stay within its reach.
        if element.tab_index() < 0 && !element.has_attribute("tabindex") {
            let _ = element.set_attribute("tabindex", "-1");
        }
        let _ = element.focus();
    }
}

/// Moves the focus to the first control of a form.
pub fn enter(form: &Element) {
    let first = form.query_selector("input:not([type=hidden]), textarea, select, button");
    let first = first.ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        let _ = first.focus();
    }
}

/// Whether the browser takes what is written into a control of a form for none of its kind.
pub fn is_refused(form: &Element, name: &str) -> bool {
    let found = form.query_selector(&format!("[name=\"{name}\"]:invalid"));
    found.is_ok_and(|found| found.is_some())
}

/// Writes into the controls of a name, and says so to the form around them.
pub fn fill(name: &str, values: &[String]) {
    if let Some(page) = document().document_element() {
        fill_in(&page, name, values);
    }
}

/// The same of those in one form: a page may have several, with fields of the same name.
pub fn fill_in(form: &Element, name: &str, values: &[String]) {
    let Ok(found) = form.query_selector_all(&format!("[name=\"{name}\"]")) else {
        return;
    };
    for at in 0..found.length() {
        let Some(control) = found.item(at) else {
            continue;
        };
        let value = usize::try_from(at).ok().and_then(|at| values.get(at));
        let value = value.map_or("", String::as_str);
        if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "radio" | "checkbox" => input.set_checked(values.contains(&input.value())),
                _ => input.set_value(value),
            }
        } else if let Some(area) = control.dyn_ref::<HtmlTextAreaElement>() {
            area.set_value(value);
        } else if let Some(choice) = control.dyn_ref::<HtmlSelectElement>() {
            choice.set_value(value);
        }
        if let Some(control) = control.dyn_ref::<HtmlElement>() {
            tell(control, "change");
            tell_input(control);
        }
    }
}

/// Says to the form around a control that what stands in it was changed, as the browser says it of what is typed.
pub fn tell_input(control: &HtmlElement) {
    tell(control, "input");
}

fn tell(control: &HtmlElement, what: &str) {
    let bubbles = EventInit::new();
    bubbles.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict(what, &bubbles) {
        let _ = control.dispatch_event(&event);
    }
}

/// Has a screen reader say something when it is next silent. It is emptied first, so that the same
/// words are said again.
pub fn announce(text: &str) {
    say("");
    let text = text.to_owned();
    set_timeout(move || say(&text), Duration::from_millis(200));
}

fn say(text: &str) {
    if let Some(element) = document().get_element_by_id("announcer") {
        element.set_text_content(Some(text));
    }
}
