//! The rows of a list, page by page from the API, all of one version of the data.

use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::{App, Refusal, bad, fault, list::List, refusal};
use crate::graphql::{Asker, Question};

/// A version of the data, as a file is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version {
    pub number: i64,
    /// When it was written. Nothing where nothing was.
    pub written: Option<DateTime<Utc>>,
    /// Whether it is to be had also when it is no longer the newest.
    pub is_kept: bool,
}

/// A list on its way into a file.
pub struct Rows {
    app: App,
    pub list: &'static List,
    /// What it is asked with; null for what was left out.
    pub arguments: Map<String, Value>,
    pub version: Version,
    place: Place,
}

/// How far the rows have come.
enum Place {
    Start,
    /// Behind the row of this cursor.
    After(String),
    End,
}

/// A page of them.
pub struct Page {
    pub nodes: Vec<Value>,
    pub is_first: bool,
    pub is_last: bool,
    /// How many rows the whole list has; told with the first page.
    pub total: usize,
    /// Whether the API has more than it gives; nothing where it always gives all.
    pub cut: Option<Value>,
}

impl Rows {
    pub fn new(
        app: App,
        list: &'static List,
        arguments: Map<String, Value>,
        version: Version,
    ) -> Self {
        Self {
            app,
            list,
            arguments,
            version,
            place: Place::Start,
        }
    }

    /// The next page, or why there is none; nothing behind the last.
    pub async fn next(&mut self) -> Result<Option<Page>, Refusal> {
        let after = match &self.place {
            Place::Start => None,
            Place::After(cursor) => Some(cursor.clone()),
            Place::End => return Ok(None),
        };
        let is_first = after.is_none();
        let mut data = self.answer(after).await?;
        // Asked after the rows were read: none of them is newer.
        let newest = match self.version.is_kept {
            true => self.version.number,
            false => self.app.api.history.newest().await.map_err(fault)?.version,
        };
        if newest != self.version.number
            || data.get("dataVersion") != Some(&json!(self.version.number))
        {
            let words = "The data was changed while the file was on its way. Ask for it again.";
            return Err((StatusCode::CONFLICT, words.to_owned()));
        }
        let mut page = data
            .get_mut(&self.list.name)
            .map(Value::take)
            .unwrap_or_default();
        let nodes = match page.get_mut("nodes").map(Value::take) {
            Some(Value::Array(nodes)) => nodes,
            _ => Vec::new(),
        };
        let more = page.pointer("/pageInfo/hasNextPage") == Some(&Value::Bool(true));
        let cursor = page.pointer("/pageInfo/endCursor").and_then(Value::as_str);
        self.place = match cursor.filter(|_| more) {
            Some(cursor) => Place::After(cursor.to_owned()),
            None => Place::End,
        };
        let total = page.get("totalCount").and_then(Value::as_u64);
        let total = total.map_or(nodes.len(), |total| {
            usize::try_from(total).unwrap_or(usize::MAX)
        });
        let is_last = matches!(self.place, Place::End);
        if is_first && is_last && nodes.len() < total {
            let given = nodes.len();
            return Err(bad(format!(
                "There are {total} rows, and these would be {given}: say with `first` how many."
            )));
        }
        Ok(Some(Page {
            is_first,
            is_last,
            total,
            cut: page.get("cut").cloned(),
            nodes,
        }))
    }

    async fn answer(&self, after: Option<String>) -> Result<Value, Refusal> {
        let as_of = self.version.is_kept.then_some(self.version.number);
        let mut variables = self.arguments.clone();
        variables.retain(|_, value| !value.is_null());
        let query = self.list.query(after.is_none(), as_of);
        variables.insert("after".to_owned(), json!(after));
        let question = Question {
            query,
            variables,
            operation: None,
            asker: Asker::default(),
        };
        let Ok(response) = self.app.api.answer(&question).await else {
            let words = "The rows took too long. Narrow the filter.";
            return Err((StatusCode::SERVICE_UNAVAILABLE, words.to_owned()));
        };
        match response.errors.first() {
            Some(error) => Err(refusal(error)),
            None => response.data.into_json().map_err(fault),
        }
    }
}
