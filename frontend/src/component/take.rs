//! Taking a list away: its address, its rows as a file, its question, and how to cite it.

use leptos::prelude::*;
use serde_json::Value;

use super::{copied, copied_later, detail, detail_later, dom, para, seq};
use crate::api;
use crate::format;
use crate::query::list::Asked;
use crate::url;
use crate::url::list::{List, State};

/// What is taken away.
pub struct Taken {
    pub list: &'static List,
    pub state: State,
    pub asked: Asked,
    /// The text of the operation.
    pub text: &'static str,
    /// "33 actions".
    pub title: String,
    /// The filters in force, in words.
    pub filters: Vec<String>,
    pub data_version: i32,
}

/// The ways to take a list away, below it; and, on paper, what the list is.
pub fn take(taken: Taken) -> AnyView {
    let Taken {
        list,
        state,
        asked,
        text,
        title,
        filters,
        data_version,
    } = taken;
    let address = dom::absolute(&list.full_address(&state));
    let cite = citation(&title, &filters, data_version, &dom::today(), &address);
    // A list without columns is no table, and so no file.
    let forms: &[&str] = if list.columns.is_empty() {
        &[]
    } else {
        &["csv", "json"]
    };
    let files = forms.iter().map(|ending| {
        let href = file(list, &asked, ending);
        let words = format!("{} ({title})", ending.to_uppercase());
        view! { <li><a href=href download="">{words}</a></li> }.into_any()
    });
    let question = question(text, &asked.variables(), &dom::endpoint("/graphql"));
    view! {
        <section class="gt-take" id="take" aria-labelledby="take-title">
            <h2 class="govuk-heading-s" id="take-title">"Take this list away"</h2>
            <ul class="gt-take__ways gt-no-print">
                <li>{copied("Copy link", &address)}</li>
                {files.collect::<Vec<_>>()}
                <li>
                    <button type="button" class="gt-link-button" on:click=|_| dom::print()>"Print"</button>
                </li>
            </ul>
            <div class="gt-no-print">{detail("The question behind these figures (GraphQL)", question)}</div>
            {detail("Cite this list", seq(vec![
                view! { <p class="gt-citation">{cite.clone()}</p> }.into_any(),
                view! { <div class="gt-no-print">{copied("Copy citation", &cite)}</div> }.into_any(),
            ]))}
            <p class="gt-print-only">{cite}</p>
        </section>
    }
    .into_any()
}

/// The ways to take a whole page away, below it: its address, paper, and every question that it asked.
pub fn page() -> AnyView {
    let questions = || {
        let endpoint = dom::endpoint("/graphql");
        let asked = api::asked().into_iter().map(|(text, variables)| {
            let variables = serde_json::from_str(&variables).unwrap_or_default();
            question(text, &variables, &endpoint)
        });
        seq(asked.collect())
    };
    view! {
        <aside class="gt-behind govuk-width-container gt-no-print" aria-label="Take this page away">
            <ul class="gt-take__ways">
                <li>{copied_later("Copy link to this page", dom::here)}</li>
                <li>
                    <button type="button" class="gt-link-button" on:click=|_| dom::print()>"Print this page"</button>
                </li>
            </ul>
            {detail_later("The questions behind this page (GraphQL)", questions)}
        </aside>
    }
    .into_any()
}

/// The address of the rows as a file.
fn file(list: &List, asked: &Asked, ending: &str) -> String {
    let mut pairs = vec![("filter", asked.filter.to_string())];
    if !asked.order_by.is_null() {
        pairs.push(("orderBy", asked.order_by.to_string()));
    }
    let path = format!("{}/download/{}.{ending}", dom::api_base(), list.root);
    url::address(&path, &pairs)
}

/// A query, its variables, and both as a command line.
fn question(text: &str, variables: &Value, endpoint: &str) -> AnyView {
    let body = serde_json::json!({ "query": text, "variables": variables });
    let variables = format!("{variables:#}");
    // A single quote within single quotes of a shell.
    let body = body.to_string().replace('\'', "'\\''");
    let curl = format!(
        "curl -s {endpoint} \\\n  -H 'content-type: application/json' \\\n  --data '{body}'"
    );
    let part = |title: &'static str, words: &str| {
        seq(vec![
            view! { <h3 class="govuk-heading-s">{title}</h3> }.into_any(),
            view! { <pre class="gt-code" tabindex="0" role="region" aria-label=title>{words.to_owned()}</pre> }.into_any(),
            copied(&format!("Copy {}", format::lower_first(title)), words),
        ])
    };
    seq(vec![
        para("What this page shows is the answer to this question."),
        part("Query", text),
        part("Variables", &variables),
        part("Command line", &curl),
    ])
}

/// How to cite a list: what it is, its filters, the version of the data, the day, and where it is.
fn citation(
    title: &str,
    filters: &[String],
    data_version: i32,
    today: &str,
    address: &str,
) -> String {
    let filters = match filters.is_empty() {
        true => String::new(),
        false => format!(" ({})", filters.join("; ")),
    };
    format!(
        "Golden Thread: {title}{filters}. Data version {data_version}, read on {}. {address}",
        format::date(today)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_says_what_when_and_where() {
        let filters = [
            "Local area: Leicestershire".to_owned(),
            "Words: plan".to_owned(),
        ];
        assert_eq!(
            citation(
                "8 actions",
                &filters,
                1834,
                "2026-11-22",
                "https://x.org/actions?a=b"
            ),
            "Golden Thread: 8 actions (Local area: Leicestershire; Words: plan). Data version 1834, \
             read on 22 November 2026. https://x.org/actions?a=b"
        );
        assert_eq!(
            citation("8 actions", &[], 1, "2026-01-02", "/a"),
            "Golden Thread: 8 actions. Data version 1, read on 2 January 2026. /a"
        );
    }
}
