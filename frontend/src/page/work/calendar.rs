//! The link of the calendar: made, made anew, ended.

use leptos::prelude::*;

use crate::component::deed::{Deeds, Sure, sure};
use crate::component::form::{Sent, Values, form};
use crate::component::{para, seq};
use crate::query::work;

/// What is said of a link that was just made.
const TOLD: &str = "Give it to your calendar, where it subscribes to another by its address. Copy it now: it is not shown again. Whoever has it can read the calendar without signing in, so keep it as you keep a password.";

/// What the calendar is, and the ways to make its link and to end it.
pub fn calendar(is_open: bool, deeds: Deeds) -> AnyView {
    let about = para(
        "The calendar on your computer or phone can show the days on which actions are due: of those that you lead and, where you are an editor, of all of the area. It reads them by a link of your own. Whoever has the link can read them too.",
    );
    if !is_open {
        let send = move |_: Values| make(deeds, "There is a link to your calendar.");
        return seq(vec![
            about,
            form(
                None,
                para("You have no link."),
                Vec::new(),
                "Make a link",
                send,
            ),
        ]);
    }
    let another = Sure {
        id: "another-link".to_owned(),
        button: "Make another link",
        of: String::new(),
        about:
            "The link that you have now will lead nowhere. Calendars that read it need the new one."
                .to_owned(),
        yes: "Make it now",
    };
    let end = Sure {
        id: "end-link".to_owned(),
        button: "End the link",
        of: String::new(),
        about: "Calendars that read it will be told nothing any more.".to_owned(),
        yes: "End it now",
    };
    seq(vec![
        about,
        para("You have a link. It was shown when it was made."),
        sure(another, move || {
            make(deeds, "There is another link to your calendar.")
        }),
        sure(end, move || {
            let words = "The link to your calendar has ended.".to_owned();
            deeds.send(work::unlink_calendar(), words)
        }),
    ])
}

fn make(deeds: Deeds, words: &'static str) -> Sent {
    Box::pin(async move { deeds.linked(work::link_calendar().await, words.to_owned(), TOLD) })
}
