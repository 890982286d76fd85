//! Starts the page. Should it ever panic, a notice in plain HTML takes its place: a page that has
//! panicked answers to nothing any more.

use frontend::app::App;
use leptos::prelude::*;

fn main() {
    std::panic::set_hook(Box::new(|panic| {
        leptos::logging::error!("{panic}");
        if let Some(notice) = document().get_element_by_id("gt-reload") {
            let _ = notice.remove_attribute("hidden");
            if let Ok(Some(link)) = notice.query_selector("a") {
                let _ = link.set_attribute("href", "");
            }
        }
    }));
    if let Some(start) = document().get_element_by_id("gt-start") {
        start.remove();
    }
    mount_to_body(App);
}
