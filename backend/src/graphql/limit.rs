//! How much one query may ask for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    ObjectType, SchemaBuilder, ServerError, SubscriptionType, ValidationResult, Value,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation},
};

use crate::domain::{Error, page::MAX_SIZE};

/// The limits of a query. The error that refuses one names the limit.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How deep fields may nest.
    pub depth: usize,
    /// The estimated cost of a query: one for each field, a list counted as often as its `first`, or
    /// as such a list usually has rows.
    pub cost: usize,
    /// How long an answer may take.
    pub time: Duration,
}

impl Default for Limits {
    /// Area → plans → workstreams → actions → measures → citations → document, with every field on
    /// the way, stays well inside.
    fn default() -> Self {
        Self {
            depth: 24,
            cost: 1_000_000,
            time: Duration::from_secs(30),
        }
    }
}

pub fn apply<Q, M, S>(builder: SchemaBuilder<Q, M, S>, limits: Limits) -> SchemaBuilder<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    builder
        .extension(limits)
        // What a parser may not be made to do, whatever the query means.
        .limit_recursive_depth(limits.depth + 8)
        .limit_directives(8)
}

/// Depth and cost are known once a query is valid; the library's own refusal does not say the limit.
impl ExtensionFactory for Limits {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_trait::async_trait]
impl Extension for Limits {
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let found = next.run(ctx).await?;
        if found.depth > self.depth {
            return Err(vec![over(
                "depth",
                self.depth,
                found.depth,
                "Ask for fewer levels",
            )]);
        }
        if found.complexity > self.cost {
            return Err(vec![over(
                "cost",
                self.cost,
                found.complexity,
                "Ask for fewer records with `first`, for fewer levels, or for fewer fields",
            )]);
        }
        Ok(found)
    }
}

fn over(limit: &str, most: usize, found: usize, remedy: &str) -> ServerError {
    let message =
        format!("The {limit} of this query is {found}; it may be at most {most}. {remedy}.");
    let mut error = ServerError::new(message, None);
    let extensions = error.extensions.get_or_insert_with(Default::default);
    extensions.set("code", "OVER_LIMIT");
    extensions.set("limit", limit);
    extensions.set("most", Value::from(most));
    extensions.set("found", Value::from(found));
    error
}

/// The cost of a list: its fields as often as rows were asked for, or as such a list usually has.
pub fn page_cost(size: Option<i32>, usual: usize, fields: usize) -> usize {
    let rows = size
        .and_then(|size| usize::try_from(size).ok())
        .map_or(usual, |size| size.min(MAX_SIZE as usize));
    rows.max(1).saturating_mul(fields).saturating_add(1)
}

/// The most records that one answer may hold, however its query was estimated.
pub const MOST_RECORDS: usize = 100_000;

/// What is left of that during one request.
pub struct Budget(AtomicUsize);

impl Default for Budget {
    fn default() -> Self {
        Self(AtomicUsize::new(MOST_RECORDS))
    }
}

impl Budget {
    /// Takes rows out of the budget, or says that there are too many.
    pub fn spend(&self, rows: usize) -> Result<(), Error> {
        self.0
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(rows))
            .map(drop)
            .map_err(|_| {
                Error::bad_input(
                    "query",
                    format!(
                        "The answer would hold more than {MOST_RECORDS} records. Ask for fewer with `first`, or for fewer levels."
                    ),
                )
            })
    }
}
