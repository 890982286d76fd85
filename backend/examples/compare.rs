//! How long the page of a comparison takes the server, beside reading the same rows alone:
//!
//! `cargo run --release --example generate -- sqlite:///tmp/two.db 1000 both`
//! `cargo run --release --example compare -- sqlite:///tmp/two.db`
//!
//! Both questions go the way that a request goes, without the network, in turn and in one run, so that what the
//! machine is busy with falls on both.

#![recursion_limit = "256"]

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use goldenthread::{database, graphql};
use serde_json::{Value, json};

const ROUNDS: usize = 15;
const PLANS: [&str; 2] = ["leicestershire/wsoa-2020", "worcestershire/app-2022"];

/// The question of the page, as the page sends it.
const PAGE: &str = include_str!("../../frontend/operation/compare.graphql");

/// The rows of a plan with what the page shows of each, and nothing set beside anything.
const ROWS: &str = "query($plan: [String!], $after: String, $first: Boolean!) {
  actions(filter: {plan: $plan}, first: 100, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes {
      path reference text leadPublished
      status { published shared }
      due { published kind precision from to problem reason usable }
      citations { place lineFrom lineTo quote document { path title } }
      themes { method basis theme { path name } }
    }
  }
  measures(filter: {plan: $plan}, first: 100) @include(if: $first) {
    nodes {
      path number text baseline target
      citations { place lineFrom lineTo quote document { path title } }
      themes { method basis theme { path name } }
    }
  }
}";

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().context("give the address of a database")?;
    let (db, ()) = database::prepared(&address, async |_| Ok(())).await?;
    let api = graphql::Api::new(db, graphql::Limits::default());
    let (mut rows, mut page) = (Vec::new(), Vec::new());
    let mut size = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let read = read(&api).await?;
        rows.push(begun.elapsed());
        let begun = Instant::now();
        let answer = ask(
            &api,
            PAGE,
            json!({"a": PLANS[0], "b": PLANS[1], "pairs": 200}),
        )
        .await?;
        page.push(begun.elapsed());
        size = answer.to_string().len();
        ensure!(read > 0, "the plans hold no actions: generate some");
    }
    let (rows, page) = (median(rows), median(page));
    println!("median of {ROUNDS}, in turn");
    println!("rows of both plans alone  {:>8.1} ms", millis(rows));
    println!(
        "page of the comparison    {:>8.1} ms, {} kB",
        millis(page),
        size / 1_000
    );
    println!(
        "ratio                     {:>8.2}",
        page.as_secs_f64() / rows.as_secs_f64()
    );
    Ok(())
}

/// Reads all rows of both plans, page by page, and says how many actions there were.
async fn read(api: &graphql::Api) -> Result<usize> {
    let mut found = 0;
    for plan in PLANS {
        let mut after = Value::Null;
        loop {
            let variables = json!({"plan": [plan], "after": after, "first": after.is_null()});
            let answer = ask(api, ROWS, variables).await?;
            let actions = &answer["actions"];
            found += actions["nodes"].as_array().map_or(0, Vec::len);
            if actions["pageInfo"]["hasNextPage"] != true {
                break;
            }
            after = actions["pageInfo"]["endCursor"].clone();
        }
    }
    Ok(found)
}

async fn ask(api: &graphql::Api, query: &str, variables: Value) -> Result<Value> {
    let mut question = graphql::Question::new(query);
    if let Value::Object(variables) = variables {
        question.variables = variables;
    }
    let response = api.answer(&question).await?;
    ensure!(response.errors.is_empty(), "{:?}", response.errors);
    Ok(response.data.into_json()?)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
