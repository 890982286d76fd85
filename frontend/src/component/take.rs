//! Taking a page away, the same below every page: its address, paper, its rows as a file, the questions
//! that it asked, and how to cite it.

use leptos::prelude::*;
use serde_json::Value;

use super::{copied, copied_later, detail_later, dom, dynamic, load_part, para, seq};
use crate::api;
use crate::format;
use crate::query::common::data_version;
use crate::query::list::Asked;
use crate::url;
use crate::url::list::{List, State};

/// What is taken away, beyond what can be said of any page.
#[derive(Clone, Default)]
pub struct Taken {
    /// What it is called in a citation: "33 actions"; the page's own title where it is empty.
    pub title: String,
    /// The filters in force, in words.
    pub filters: Vec<String>,
    /// Where it is found again; the address in the window where it is empty.
    pub address: String,
    /// Its rows as files: what a link to one says, and where it is.
    pub files: Vec<(String, String)>,
    /// The version of the data that it shows; none where the page did not ask.
    pub data_version: Option<i32>,
}

/// Where the frame reads from what its page is taken away as.
#[derive(Clone, Copy)]
pub struct Taking(pub RwSignal<Taken>);

/// Begins another question of a list: the files and the address of the last answer are not those of the
/// next, which may never come. The version of the data is no other, and need not be asked for.
pub fn begun() {
    if let Some(Taking(taking)) = use_context() {
        taking.update(|taken| {
            *taken = Taken {
                data_version: taken.data_version,
                ..Taken::default()
            };
        });
    }
}

/// Says how a list is taken away as it stands now.
pub fn taken(list: &List, state: &State, counted: String, filters: Vec<String>, data_version: i32) {
    let Some(Taking(taking)) = use_context() else {
        return;
    };
    let asked = Asked::of(list, state);
    taking.set(Taken {
        files: files(
            list.root,
            &[("filter", asked.filter), ("orderBy", asked.order_by)],
            &counted,
        ),
        title: counted,
        filters,
        address: dom::absolute(&list.full_address(state)),
        data_version: Some(data_version),
    });
}

/// Says that a page shows the rows that the API gives for these arguments: they are taken away as files.
pub fn rows(root: &str, arguments: &[(&str, Value)], called: &str) {
    if let Some(Taking(taking)) = use_context() {
        taking.update(|taken| taken.files = files(root, arguments, called));
    }
}

/// The ways to take a page away, below it; and, on paper, what the page is.
pub fn take(taking: RwSignal<Taken>) -> AnyView {
    let address = move || {
        let address = taking.with_untracked(|taken| taken.address.clone());
        match address.is_empty() {
            true => dom::here(),
            false => address,
        }
    };
    let files = move || {
        let files = taking.get().files.into_iter().map(|(words, href)| {
            view! { <li><a href=href download="">{words}</a></li> }.into_any()
        });
        seq(files.collect())
    };
    // The title and the address of a page may change without it: it is read when paper is asked for.
    let printed = RwSignal::new(String::new());
    let before_print = window_event_listener(leptos::ev::beforeprint, move |_| {
        printed.set(taking.with_untracked(|taken| citation(taken, &address())));
    });
    on_cleanup(move || before_print.remove());
    let cite = move || {
        let version = taking.with(|taken| taken.data_version);
        match version {
            Some(_) => cited(&taking.get(), &address()),
            None => load_part("the citation", data_version, move |version: &i32| {
                let mut taken = taking.get_untracked();
                taken.data_version = Some(*version);
                cited(&taken, &address())
            }),
        }
    };
    view! {
        <aside class="gt-take govuk-width-container" aria-label="Take this page away">
            <ul class="gt-take__ways gt-no-print">
                <li>{copied_later("Copy link", address)}</li>
                {dynamic(files)}
                <li>
                    <button type="button" class="gt-link-button" on:click=|_| dom::print()>"Print"</button>
                </li>
            </ul>
            <div class="gt-no-print">
                {detail_later("The questions behind this page (GraphQL)", questions)}
                {detail_later("Cite this page", cite)}
            </div>
            <p class="gt-print-only">{printed}</p>
        </aside>
    }
    .into_any()
}

fn cited(taken: &Taken, address: &str) -> AnyView {
    let cite = citation(taken, address);
    seq(vec![
        view! { <p class="gt-citation">{cite.clone()}</p> }.into_any(),
        copied("Copy citation", &cite),
    ])
}

/// Everything that the page asked, and made again when it asks more.
fn questions() -> AnyView {
    let asked = api::asked();
    if asked.is_empty() {
        return para("This page asked the server nothing.");
    }
    let endpoint = dom::endpoint("/graphql");
    let several = asked.len() > 1;
    let asked = asked
        .into_iter()
        .enumerate()
        .map(|(at, (text, variables))| {
            let variables = serde_json::from_str(&variables).unwrap_or_default();
            let number = several.then_some(at + 1);
            question(number, text, &variables, &endpoint)
        });
    seq(asked.collect())
}

/// Rows as files: what a link to one says, and where it is.
fn files(root: &str, arguments: &[(&str, Value)], called: &str) -> Vec<(String, String)> {
    let said = arguments.iter().filter(|(_, value)| !value.is_null());
    let pairs: Vec<(&str, String)> = said
        .map(|(name, value)| (*name, value.to_string()))
        .collect();
    let file = |ending: &str| {
        let path = format!("{}/download/{root}.{ending}", dom::api_base());
        let words = format!("{} ({called})", ending.to_uppercase());
        (words, url::address(&path, &pairs))
    };
    ["csv", "json"].map(file).into()
}

/// A query, its variables, and both as a command line; with its number where there are several.
fn question(number: Option<usize>, text: &str, variables: &Value, endpoint: &str) -> AnyView {
    let body = serde_json::json!({ "query": text, "variables": variables });
    let asked = [
        ("query", text.to_owned()),
        ("variables", variables.to_string()),
    ];
    let answer = url::address(endpoint, &asked);
    let variables = format!("{variables:#}");
    // A single quote within single quotes of a shell.
    let body = body.to_string().replace('\'', "'\\''");
    let curl = format!(
        "curl -s {endpoint} \\\n  -H 'content-type: application/json' \\\n  --data '{body}'"
    );
    let numbered = |title: &str| match number {
        Some(number) => format!("{title} {number}"),
        None => title.to_owned(),
    };
    let part = |title: &str, words: &str| {
        let title = numbered(title);
        seq(vec![
            view! { <h2 class="govuk-heading-s">{title.clone()}</h2> }.into_any(),
            view! { <pre class="gt-code" tabindex="0" role="group" aria-label=title.clone()>{words.to_owned()}</pre> }
                .into_any(),
            copied(&format!("Copy {}", format::lower_first(&title)), words),
        ])
    };
    seq(vec![
        part("Query", text),
        part("Variables", &variables),
        part("Command line", &curl),
        view! { <p><a href=answer rel="external">{numbered("The answer (JSON)")}</a></p> }
            .into_any(),
    ])
}

/// How to cite a page: what it is, its filters, the version of the data, the day, and where it is.
fn citation(taken: &Taken, address: &str) -> String {
    let title = match taken.title.is_empty() {
        true => dom::title(),
        false => taken.title.clone(),
    };
    citation_on(&dom::today(), &title, taken, address)
}

fn citation_on(today: &str, title: &str, taken: &Taken, address: &str) -> String {
    let filters = match taken.filters.is_empty() {
        true => String::new(),
        false => format!(" ({})", taken.filters.join("; ")),
    };
    let read = format!("read on {}", format::date(today));
    let version = match taken.data_version {
        Some(version) => format!("Data version {version}, {read}"),
        None => format::upper_first(&read),
    };
    format!("Golden Thread: {title}{filters}. {version}. {address}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_says_what_when_and_where() {
        let mut taken = Taken {
            filters: vec!["Local area: Leicestershire".into(), "Words: plan".into()],
            data_version: Some(1834),
            ..Taken::default()
        };
        assert_eq!(
            citation_on(
                "2026-11-22",
                "8 actions",
                &taken,
                "https://x.org/actions?a=b"
            ),
            "Golden Thread: 8 actions (Local area: Leicestershire; Words: plan). Data version 1834, \
             read on 22 November 2026. https://x.org/actions?a=b"
        );
        taken.filters.clear();
        taken.data_version = None;
        assert_eq!(
            citation_on("2026-01-02", "Themes", &taken, "/themes"),
            "Golden Thread: Themes. Read on 2 January 2026. /themes"
        );
    }
}
