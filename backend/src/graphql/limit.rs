//! How much one query may ask for.

use std::{
    future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    ServerError, ValidationResult, Value,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation},
};
use clap::Args;
use tokio::{
    sync::watch,
    time::{error::Elapsed, timeout},
};

use crate::domain::{Error, page::MAX_SIZE};

/// The limits of a query. The error that refuses one names the limit.
#[derive(Clone, Copy, Debug, Args)]
pub struct Limits {
    /// How deep the fields of a query may nest.
    // Area → plans → workstreams → actions → measures → citations → document, with every field on the
    // way, stays well inside.
    #[arg(
        long = "limit-depth",
        env = "GOLDENTHREAD_LIMIT_DEPTH",
        default_value_t = Limits::DEFAULT.depth
    )]
    pub depth: usize,
    /// The estimated cost of a query: one for each field, a list counted as often as its `first`, or
    /// as such a list usually has rows.
    #[arg(
        long = "limit-cost",
        env = "GOLDENTHREAD_LIMIT_COST",
        default_value_t = Limits::DEFAULT.cost
    )]
    pub cost: usize,
    /// How many fields of a query may have an alias.
    #[arg(
        long = "limit-aliases",
        env = "GOLDENTHREAD_LIMIT_ALIASES",
        default_value_t = Limits::DEFAULT.aliases
    )]
    pub aliases: usize,
    /// How many words and signs a query may have.
    #[arg(
        long = "limit-tokens",
        env = "GOLDENTHREAD_LIMIT_TOKENS",
        default_value_t = Limits::DEFAULT.tokens
    )]
    pub tokens: usize,
    /// How many fields a query may have once its fragments are written out.
    #[arg(
        long = "limit-fields",
        env = "GOLDENTHREAD_LIMIT_FIELDS",
        default_value_t = Limits::DEFAULT.fields
    )]
    pub fields: usize,
    /// How many directives may stand at one place.
    #[arg(
        long = "limit-directives",
        env = "GOLDENTHREAD_LIMIT_DIRECTIVES",
        default_value_t = Limits::DEFAULT.directives
    )]
    pub directives: usize,
    /// How many bytes the body of a request may have.
    #[arg(long = "limit-body", env = "GOLDENTHREAD_LIMIT_BODY", default_value_t = Limits::DEFAULT.body)]
    pub body: usize,
    /// How many seconds an answer may take.
    #[arg(
        long = "limit-seconds",
        env = "GOLDENTHREAD_LIMIT_SECONDS",
        default_value_t = Limits::DEFAULT.seconds
    )]
    pub seconds: u64,
    /// How many points a client may spend in a minute: a query costs one, a file or a permalink 20. 0 limits
    /// nobody.
    #[arg(
        long = "limit-rate",
        env = "GOLDENTHREAD_LIMIT_RATE",
        default_value_t = Limits::DEFAULT.rate
    )]
    pub rate: u32,
    /// How many proxies of yours stand before the server: clients are told apart by what the outermost of them
    /// writes into X-Forwarded-For.
    #[arg(
        long = "trust-proxies",
        env = "GOLDENTHREAD_TRUST_PROXIES",
        default_value_t = Limits::DEFAULT.proxies
    )]
    pub proxies: usize,
    /// How many bytes of answers are kept to be given again; 0 keeps none.
    #[arg(
        long = "cache-bytes",
        env = "GOLDENTHREAD_CACHE_BYTES",
        default_value_t = Limits::DEFAULT.cache
    )]
    pub cache: u64,
    /// Do not let clients read the schema, nor guess it from errors.
    #[arg(long, env = "GOLDENTHREAD_NO_INTROSPECTION")]
    pub no_introspection: bool,
}

impl Limits {
    /// What is in force where nothing is said.
    const DEFAULT: Self = Self {
        depth: 24,
        cost: 1_000_000,
        aliases: 100,
        tokens: 8_000,
        fields: 20_000,
        directives: 8,
        body: 256 * 1024,
        seconds: 30,
        rate: 12_000,
        proxies: 0,
        cache: 64 * 1024 * 1024,
        no_introspection: false,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Whether the library refused a query for being over one of its limits.
pub fn is_over(error: &ServerError) -> bool {
    ["Query is nested too deep.", "Query is too complex."].contains(&error.message.as_str())
}

impl Limits {
    /// How long an answer may take.
    pub fn time(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

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
            over(
                "depth",
                "depth",
                self.depth,
                found.depth,
                "Ask for fewer levels",
            )
        } else {
            let remedy =
                "Ask for fewer records with `first`, for fewer levels, or for fewer fields";
            over("cost", "cost", self.cost, found.complexity, remedy)
        };
        Err(vec![error])
    }
}

pub(super) fn over(
    what: &str,
    limit: &str,
    most: usize,
    found: usize,
    remedy: &str,
) -> ServerError {
    let message =
        format!("The {what} of this query is {found}; it may be at most {most}. {remedy}.");
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

/// How many rows of a list without cursors are given when nobody says, and at most.
const USUAL_ROWS: usize = 100;
const MOST_ROWS: usize = 1_000;

/// How many rows of a list without cursors somebody asks for.
pub fn rows(first: Option<i32>) -> Result<usize, Error> {
    match first.map(usize::try_from) {
        None => Ok(USUAL_ROWS),
        Some(Ok(rows)) if (1..=MOST_ROWS).contains(&rows) => Ok(rows),
        Some(_) => Err(Error::bad_input(
            "first",
            format!("`first` must be between 1 and {MOST_ROWS}."),
        )),
    }
}

/// The most records that one answer may hold, however its query was estimated.
pub const MOST_RECORDS: usize = 100_000;

/// What is left of that, and of time, during one answer.
#[derive(Clone)]
pub struct Budget(Arc<Left>);

struct Left {
    records: AtomicUsize,
    /// Whether the answer to an event has begun.
    begun: watch::Sender<bool>,
}

impl Default for Budget {
    fn default() -> Self {
        Self(Arc::new(Left {
            records: AtomicUsize::new(MOST_RECORDS),
            begun: watch::Sender::new(false),
        }))
    }
}

impl Budget {
    /// Waits for the next event of a subscription.
    pub fn renew(&self) {
        self.0.records.store(MOST_RECORDS, Ordering::Relaxed);
        self.0.begun.send_replace(false);
    }

    /// The event has come: its answer begins.
    pub fn begin(&self) {
        self.0.begun.send_replace(true);
    }

    /// Waits until an answer has begun and taken so long.
    pub async fn late(&self, limit: Duration) -> Elapsed {
        // It fails when the budget is gone, and we hold it.
        let _ = self.0.begun.subscribe().wait_for(|begun| *begun).await;
        loop {
            if let Err(late) = timeout(limit, future::pending::<()>()).await {
                return late;
            }
        }
    }

    /// Takes rows out of the budget, or says that there are too many.
    pub fn spend(&self, rows: usize) -> Result<(), Error> {
        self.0
            .records
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
