//! Writes the table of how many texts of the field hold each term, from the search index of a database:
//! `cargo run -p goldenthread --example frequency -- sqlite://data/goldenthread.db > backend/src/domain/compare/frequency.tsv`.
//! Scores change with it: raise `domain::compare::similar::VERSION`.

use std::collections::{BTreeMap, HashSet};

use anyhow::{Context, Result};
use goldenthread::{domain::compare::similar::terms, entity::search};
use sea_orm::{Database, EntityTrait};

/// What fewer texts hold is as rare as what none holds.
const FEWEST: usize = 2;
const FEWEST_ROWS: usize = 3;

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).context("name a database")?;
    let db = Database::connect(address).await?;
    let texts = search::Entity::find().all(&db).await?;
    let mut holding: BTreeMap<String, usize> = BTreeMap::new();
    for text in &texts {
        let all = terms(&format!("{}\n{}", text.title, text.body));
        let each: HashSet<String> = all.into_iter().map(|(term, _)| term).collect();
        for term in each {
            *holding.entry(term).or_default() += 1;
        }
    }
    println!("\t{}", texts.len());
    for (term, number) in holding {
        let fewest = if term.contains(' ') {
            FEWEST_ROWS
        } else {
            FEWEST
        };
        if number >= fewest {
            println!("{term}\t{number}");
        }
    }
    Ok(())
}
