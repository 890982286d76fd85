//! The themes: what falls under each, and the rule that says so.

use leptos::prelude::*;

use crate::component::{crumbs, heading, link, load_part, none, section};
use crate::format;
use crate::query::theme::{self, Theme};
use crate::url;

/// `/themes`
pub fn themes() -> AnyView {
    crumbs(&[]);
    view! {
        {heading("Themes")}
        <p class="gt-lead">"Unlike plans are compared under themes of our own."</p>
        <p>
            "A record comes under a theme because the source’s own heading says so, because a rule fired on its words, or because a reviewer decided it. The method, and the words it rests on, stand with every record. A record may have several themes, or none."
        </p>
        {load_part("the themes", theme::themes, |themes: &Vec<Theme>| view(themes))}
    }
    .into_any()
}

fn view(themes: &[Theme]) -> AnyView {
    let version = match themes.first() {
        Some(theme) => {
            view! { <p>{format!("Version {} of the taxonomy.", theme.taxonomy_version)}</p> }
                .into_any()
        }
        None => none(),
    };
    let themes = themes.iter().map(|theme| {
        let href = url::address("/actions", &[("theme", &theme.path)]);
        let words = theme
            .words
            .iter()
            .map(|word| format!("“{word}”"))
            .collect::<Vec<_>>()
            .join(", ");
        let body = view! {
            <p>{theme.definition.clone()}</p>
            <p>"The rule fires on: " {words} "."</p>
            <p>{link(&href, &format!("Actions under {}", theme.name))}</p>
        };
        section(&format::anchor(&theme.path), &theme.name, body)
    });
    (version, themes.collect::<Vec<_>>()).into_any()
}
