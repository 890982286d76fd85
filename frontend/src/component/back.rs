//! The way back: who comes back to a page by the browser's own button finds the focus where it was when
//! the page was left, on the link that was followed or on the button of the form that was sent.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::time::Duration;

use leptos::ev::{Event, popstate};
use leptos::prelude::{document, set_timeout, window_event_listener};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};

use super::dom;

/// What can be left by: a link, or the button of a form.
const WAYS: &str = "a[href], button[type=submit]";

/// How often, and how long apart, a page that is on its way back is asked whether it is there.
const TRIES: u32 = 60;
const APART: Duration = Duration::from_millis(50);

/// One of the ways out of a page: where it leads or what it says, and which of those that are the same.
#[derive(Clone, PartialEq)]
struct Way {
    name: String,
    number: usize,
}

thread_local! {
    /// How each address was left last.
    static LEFT: RefCell<HashMap<String, Way>> = RefCell::default();
    /// Grows with everything that the reader does: a focus that comes after it would disturb.
    static DEEDS: Cell<u32> = const { Cell::new(0) };
}

/// Begins to note how pages are left. Once, when the page starts.
pub fn remember() {
    for event in ["click", "submit", "keydown"] {
        let listener = Closure::<dyn Fn(Event)>::new(|event: Event| noted(&event));
        // Before the router hears of it, which changes the address.
        let _ = document().add_event_listener_with_callback_and_bool(
            event,
            listener.as_ref().unchecked_ref(),
            true,
        );
        listener.forget();
    }
    window_event_listener(popstate, |_| {
        let left = LEFT.with_borrow(|left| left.get(&dom::here_within()).cloned());
        if let Some(way) = left {
            give_focus(way, DEEDS.get(), TRIES);
        }
    });
}

fn noted(event: &Event) {
    DEEDS.set(DEEDS.get().wrapping_add(1));
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let way = match event.type_().as_str() {
        "click" => target.and_then(|target| target.closest(WAYS).ok().flatten()),
        "submit" => {
            target.and_then(|form| form.query_selector("button[type=submit]").ok().flatten())
        }
        _ => None,
    };
    let Some(way) = way else {
        return;
    };
    let name = name_of(&way);
    let same = ways().into_iter().filter(|other| name_of(other) == name);
    let number = same.take_while(|other| **other != way).count();
    LEFT.with_borrow_mut(|left| left.insert(dom::here_within(), Way { name, number }));
}

/// Gives the focus to a way out as soon as it is there again, unless the reader has moved on.
fn give_focus(way: Way, deeds: u32, tries: u32) {
    let again = move || {
        if DEEDS.get() != deeds {
            return;
        }
        let busy = document().query_selector("[aria-busy=true]").ok().flatten();
        let mut same = ways()
            .into_iter()
            .filter(|other| name_of(other) == way.name);
        match same.nth(way.number) {
            Some(found) if busy.is_none() => {
                // Parts are closed again when their page is made again, and what is in one takes no focus.
                let mut part = found.closest("details").ok().flatten();
                while let Some(around) = part {
                    let _ = around.set_attribute("open", "");
                    let outer = around.parent_element();
                    part = outer.and_then(|outer| outer.closest("details").ok().flatten());
                }
                let _ = found.focus();
                // The heading of a page that has just arrived takes the focus in its next turn: once more, after it.
                if tries > 0 {
                    give_focus(way, deeds, 0);
                }
            }
            _ if tries > 0 => give_focus(way, deeds, tries - 1),
            _ => {}
        }
    };
    set_timeout(again, APART);
}

/// Every way out of the page as it is now.
fn ways() -> Vec<HtmlElement> {
    let Ok(found) = document().query_selector_all(WAYS) else {
        return Vec::new();
    };
    let nodes = (0..found.length()).filter_map(|at| found.item(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

fn name_of(way: &Element) -> String {
    way.get_attribute("href")
        .or_else(|| way.text_content())
        .unwrap_or_default()
}
