//! Pages with evidence that parts of a record name.

use serde_json::Value;

use super::{list, part::meaning, text_of};

/// A page with evidence: what it is called, where that is said, and its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub title: Option<String>,
    pub address: String,
}

impl Page {
    fn of(part: &Value) -> Option<Self> {
        let address = text_of(part.get("link")).filter(|link| is_address(link))?;
        Some(Self {
            title: text_of(part.get("title")).map(str::to_owned),
            address: address.to_owned(),
        })
    }
}

/// The pages that the parts name which are new or say something else, each once.
pub fn pages(before: &Value, after: &Value) -> Vec<Page> {
    let known: Vec<Value> = list(Some(before)).iter().map(meaning).collect();
    let new = list(Some(after)).iter();
    let new = new.filter(|part| !known.contains(&meaning(part)));
    let mut pages: Vec<Page> = Vec::new();
    for page in new.filter_map(Page::of) {
        if !pages.contains(&page) {
            pages.push(page);
        }
    }
    pages
}

/// Whether a value is the address of a page.
pub fn is_address(words: &str) -> bool {
    let starts = ["https://", "http://"];
    starts.iter().any(|start| words.starts_with(start)) && !words.contains(char::is_whitespace)
}
