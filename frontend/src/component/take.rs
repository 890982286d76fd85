//! Taking a page away, the same below every page: its address, paper, its rows as a file, the questions
//! that it asked, and how to cite it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use serde_json::Value;

use super::{copied, copied_later, detail_later, dom, dynamic, load_part, para, seq};
use crate::api::{self, Question};
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
    /// The version of the data that the page was asked to show; none where it shows the newest.
    pub version: Option<i32>,
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
                version: taken.version,
                data_version: taken.data_version,
                ..Taken::default()
            };
        });
    }
}

/// Begins a page that shows a version of the data: what is taken away keeps to it.
pub fn begun_at(version: Option<i32>) {
    if let Some(Taking(taking)) = use_context() {
        taking.set(Taken {
            version,
            ..Taken::default()
        });
    }
}

/// Whether the page was asked to show the data as it was.
pub fn is_past() -> bool {
    use_context()
        .is_some_and(|Taking(taking)| taking.with_untracked(|taken| taken.version.is_some()))
}

/// Says which version of the data a page shows.
pub fn shown_at(data_version: i32) {
    if let Some(Taking(taking)) = use_context() {
        taking.update(|taken| taken.data_version = Some(data_version));
    }
}

/// Says where a page is found again, which version of the data it shows, and what it was asked for in words.
pub fn found_at(address: &str, data_version: i32, filters: Vec<String>) {
    if let Some(Taking(taking)) = use_context() {
        taking.update(|taken| {
            taken.address = dom::absolute(address);
            taken.data_version = Some(data_version);
            taken.filters = filters;
        });
    }
}

/// Says how a list is taken away as it stands now.
pub fn taken(list: &List, state: &State, counted: String, filters: Vec<String>, data_version: i32) {
    let Some(Taking(taking)) = use_context() else {
        return;
    };
    let asked = Asked::of(list, state);
    let version = taking.with_untracked(|taken| taken.version);
    taking.set(Taken {
        files: files(
            list.root,
            version,
            &[("filter", asked.filter), ("orderBy", asked.order_by)],
            &counted,
        ),
        title: counted,
        filters,
        address: dom::absolute(&list.full_address(state)),
        version,
        data_version: Some(data_version),
    });
}

/// Says that a page shows the rows that the API gives for these arguments: they are taken away as files.
pub fn rows(root: &str, arguments: &[(&str, Value)], called: &str) {
    if let Some(Taking(taking)) = use_context() {
        taking.update(|taken| taken.files = files(root, taken.version, arguments, called));
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
    // What a page is may change until paper is asked for: it is read then.
    let printed = RwSignal::new(String::new());
    let before_print = window_event_listener(leptos::ev::beforeprint, move |_| {
        printed.set(untrack(|| citation(&taking.get(), &address())));
    });
    on_cleanup(move || before_print.remove());
    let search = use_location().search;
    // Made again with every change of the page: its title comes with its data, and its address may say
    // more later.
    let cited = move |taken: &Taken| {
        search.track();
        cited(taken, &address())
    };
    let cite = move || {
        let taken = taking.get();
        match taken.data_version {
            Some(_) => cited(&taken),
            None => {
                let ask = move || data_version(taken.version);
                load_part("the citation", ask, move |version: &i32| {
                    let mut taken = taking.get_untracked();
                    taken.data_version = Some(*version);
                    cited(&taken)
                })
            }
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
        .map(|(at, asked)| question(several.then_some(at + 1), &asked, &endpoint));
    seq(asked.collect())
}

/// Rows at a version of the data as files: what a link to one says, and where it is.
fn files(
    root: &str,
    version: Option<i32>,
    arguments: &[(&str, Value)],
    called: &str,
) -> Vec<(String, String)> {
    files_from(&dom::api_base(), root, version, arguments, called)
}

fn files_from(
    base: &str,
    root: &str,
    version: Option<i32>,
    arguments: &[(&str, Value)],
    called: &str,
) -> Vec<(String, String)> {
    let said = arguments.iter().filter(|(_, value)| !value.is_null());
    let mut pairs: Vec<(&str, String)> = said
        .map(|(name, value)| (*name, value.to_string()))
        .collect();
    pairs.extend(version.map(|version| ("asOf", version.to_string())));
    let file = |ending: &str| {
        let path = format!("{base}/download/{root}.{ending}");
        let words = format!("{} ({called})", ending.to_uppercase());
        (words, url::address(&path, &pairs))
    };
    ["csv", "json", "xlsx"].map(file).into()
}

/// A query, its variables, and both as a command line; with its number where there are several.
fn question(number: Option<usize>, asked: &Question, endpoint: &str) -> AnyView {
    let text = asked.query();
    let variables: Value = serde_json::from_str(&asked.variables).unwrap_or_default();
    let body = serde_json::json!({ "query": text, "variables": variables });
    let asked = [
        ("query", text.clone()),
        ("variables", variables.to_string()),
    ];
    let answer = url::address(endpoint, &asked);
    // Behind `#`, where no server sees it and no address is too long.
    let explorer = url::address("/api/explorer", &asked).replacen('?', "#", 1);
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
        part("Query", &text),
        part("Variables", &variables),
        part("Command line", &curl),
        view! { <p><a href=answer rel="external">{numbered("The answer (JSON)")}</a></p> }
            .into_any(),
        view! { <p><a href=explorer rel="external">{numbered("Open in the explorer")}</a></p> }
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
    // A page that is still on its way has no title yet: that of the last one would be wrong.
    let title = match title.is_empty() {
        true => String::new(),
        false => format!(": {title}"),
    };
    let filters = match taken.filters.is_empty() {
        true => String::new(),
        false => format!(" ({})", taken.filters.join("; ")),
    };
    let read = format!("read on {}", format::date(today));
    let version = match taken.data_version {
        Some(version) => format!("Data version {version}, {read}"),
        None => format::upper_first(&read),
    };
    format!("Golden Thread{title}{filters}. {version}. {address}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

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
        assert_eq!(
            citation_on("2026-01-02", "", &taken, "/themes"),
            "Golden Thread. Read on 2 January 2026. /themes"
        );
    }

    #[test]
    fn a_file_keeps_to_the_version_of_its_page() {
        let addresses = |version| -> Vec<String> {
            let arguments = [("a", json!("x/y")), ("basis", Value::Null)];
            let files = files_from("https://x.org", "compare", version, &arguments, "it");
            files.into_iter().map(|(_, address)| address).collect()
        };
        let csv = "https://x.org/download/compare.csv?a=%22x/y%22";
        let json = "https://x.org/download/compare.json?a=%22x/y%22";
        let xlsx = "https://x.org/download/compare.xlsx?a=%22x/y%22";
        assert_eq!(addresses(None), [csv, json, xlsx]);
        let kept = [csv, json, xlsx].map(|address| format!("{address}&asOf=812"));
        assert_eq!(addresses(Some(812)), kept);
    }
}
