//! How much one query may ask for.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Request, Response, ServerError, ValidationResult, Value,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation},
};
use sea_orm::DatabaseConnection;

use super::Schema;
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

/// The schema over a database, with its limits.
#[derive(Clone)]
pub struct Api {
    pub limits: Limits,
    schema: Schema,
    /// The same, and only to say by how much a query is over a limit: the library's refusal does not, and
    /// asking it with every query would slow them all.
    measuring: Schema,
}

impl Api {
    pub fn new(db: DatabaseConnection, limits: Limits) -> Self {
        let builder = || {
            super::builder()
                // What a parser may not be made to do, whatever the query means.
                .limit_recursive_depth(limits.depth + 8)
                .limit_directives(8)
                .data(db.clone())
        };
        Self {
            limits,
            schema: builder()
                .limit_depth(limits.depth)
                .limit_complexity(limits.cost)
                .finish(),
            measuring: builder().extension(limits).finish(),
        }
    }

    /// The answer to a request, which is told `again` where it is over a limit.
    pub async fn execute(&self, request: Request, again: impl FnOnce() -> Request) -> Response {
        let response = self.schema.execute(request).await;
        let is_over = |error: &ServerError| OVER.contains(&error.message.as_str());
        if response.errors.iter().any(is_over) {
            return self.measuring.execute(again()).await;
        }
        response
    }
}

/// What the library says of a query over one of its limits.
const OVER: [&str; 2] = ["Query is nested too deep.", "Query is too complex."];

impl ExtensionFactory for Limits {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(*self)
    }
}

#[async_trait::async_trait]
impl Extension for Limits {
    /// Refuses a query that is over a limit, with both numbers, and runs none.
    async fn validation(
        &self,
        ctx: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        let found = next.run(ctx).await?;
        let error = if found.depth > self.depth {
            over("depth", self.depth, found.depth, "Ask for fewer levels")
        } else {
            let remedy =
                "Ask for fewer records with `first`, for fewer levels, or for fewer fields";
            over("cost", self.cost, found.complexity, remedy)
        };
        Err(vec![error])
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

/// More than any limit, and little enough that the costs of all lists of a query can be added up.
const ENDLESS: usize = 1 << 40;

/// The cost of a root field before anything it holds: each asks the database by itself, so a query may
/// have some hundreds of them and not thousands.
pub const ROOT: usize = 4_000;

/// The cost of a list: its fields as often as rows were asked for, or as such a list usually has.
pub fn page_cost(size: Option<i32>, usual: usize, fields: usize) -> usize {
    let rows = size
        .and_then(|size| usize::try_from(size).ok())
        .map_or(usual, |size| size.min(MAX_SIZE as usize));
    rows.max(1)
        .saturating_mul(fields)
        .saturating_add(1)
        .min(ENDLESS)
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
