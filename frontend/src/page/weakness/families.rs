//! What families say under the themes of a weakness: the end of its golden thread.

use std::rc::Rc;

use leptos::prelude::*;

use crate::component::{list, load_part, none, para, remark, seq};
use crate::page::thread;
use crate::query::thread::{self as query, Thread};
use crate::query::word::ThreadStage;

/// The questions of surveys and the comments of parents that share a theme with the weakness.
pub fn families(area: &str, weakness: &str) -> AnyView {
    let (area, weakness) = (area.to_owned(), weakness.to_owned());
    load_part(
        "what families say",
        move || query::thread(area.clone(), Vec::new(), Some(weakness.clone())),
        |thread: &Rc<Thread>| {
            let said = thread.nodes.iter();
            let said = said.filter(|node| node.stage == ThreadStage::Evidence);
            let items = said.map(|node| {
                let because = node.because.as_deref().map_or_else(none, remark);
                seq(vec![thread::words(node), because])
            });
            seq(vec![
                para(
                    "Questions and comments of surveys of the area that fall under a theme of this weakness. \
                     That they belong together is inferred from the theme: no document says so.",
                ),
                list::items(items.collect()),
            ])
        },
    )
}
