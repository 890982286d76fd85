//! Queries that were asked before. The same few are asked again and again, with other variables: each is read once.

use std::sync::Arc;

use async_graphql::{
    ServerError,
    parser::{
        parse_query,
        types::{ExecutableDocument, OperationDefinition},
    },
};
use moka::sync::Cache;

use super::Limits;

/// How many bytes of queries are remembered. What is made of one takes some ten times its bytes.
const ROOM: u64 = 4 * 1024 * 1024;

/// What queries say, by their text. Cheap to clone.
#[derive(Clone)]
pub struct Known(Cache<String, Arc<ExecutableDocument>>);

impl Default for Known {
    fn default() -> Self {
        let weigh = |query: &String, _: &_| u32::try_from(query.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(ROOM).weigher(weigh).build())
    }
}

impl Known {
    /// What a query says. One that is longer than the limits allow is an error, and is not read; one that cannot
    /// be read says nothing: what is wrong with it is said by whoever runs it.
    pub fn read(
        &self,
        limits: &Limits,
        query: &str,
    ) -> Result<Option<Arc<ExecutableDocument>>, ServerError> {
        if let Some(known) = self.0.get(query) {
            return Ok(Some(known));
        }
        limits.allow(query)?;
        let Ok(document) = parse_query(query).map(Arc::new) else {
            return Ok(None);
        };
        self.0.insert(query.to_owned(), document.clone());
        Ok(Some(document))
    }
}

/// The operation that would run; all of them where nobody says which.
pub fn chosen<'a>(
    document: &'a ExecutableDocument,
    name: Option<&'a str>,
) -> impl Iterator<Item = &'a OperationDefinition> {
    let operations = document.operations.iter();
    let chosen = operations.filter(move |(own, _)| match (name, own) {
        (Some(name), Some(own)) => own.as_str() == name,
        _ => true,
    });
    chosen.map(|(_, operation)| &operation.node)
}
