//! Fills a database with the bundled records and any number of generated actions, to measure lists at the
//! size of a whole country:
//!
//! `cargo run --example generate -- sqlite:///tmp/large.db 20000`
//!
//! With `both` behind it they are of Leicestershire's and of Worcestershire's plan in turn, to compare the two.
//!
//! The actions go the way that every record goes: written as a file, read, committed. Their words are
//! those of the bundled actions, so that searches find what they would.

use std::ops::Range;

use anyhow::{Context, Result, bail, ensure};
use goldenthread::{
    database,
    domain::change::Author,
    import::{self, Missing, bundle},
};

/// How many actions are written in one transaction.
const AT_ONCE: usize = 2_000;

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().context("give the address of a database")?;
    let count: usize = arguments
        .next()
        .context("give a number of actions")?
        .parse()?;
    let plans: &[&str] = match arguments.next().as_deref() {
        None => &PLANS[..1],
        Some("both") => &PLANS,
        Some(other) => bail!("`{other}` means nothing here: write `both`, or nothing"),
    };
    let (db, ()) = database::prepared(&address, async |db| {
        bundle::seed(db).await?;
        Ok(())
    })
    .await?;
    let texts = texts();
    ensure!(!texts.is_empty(), "the bundled records hold no actions");
    let author = Author {
        id: None,
        at: chrono::Utc::now(),
        name: "Generator".to_owned(),
        reason: "To measure".to_owned(),
        source: "examples/generate".to_owned(),
    };
    for from in (0..count).step_by(AT_ONCE) {
        let files = files(&texts, plans, from..count.min(from + AT_ONCE));
        // What the actions point at is read again with them; it is there already, and stays.
        let all = bundle::files();
        let all = all
            .iter()
            .chain([&files])
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let written = import::commit(&db, import::read(all), &author, Missing::Stays).await?;
        println!("{} written", from + written.created);
    }
    Ok(())
}

/// The words of every bundled action.
fn texts() -> Vec<String> {
    let files = bundle::files()
        .into_iter()
        .filter(|(name, _)| name.ends_with("actions.toml"));
    let lines = files.flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.filter(|line| line.starts_with("text = ")).collect()
}

/// The plans that actions can be generated in.
const PLANS: [&str; 2] = ["leicestershire/wsoa-2020", "worcestershire/app-2022"];

/// Some actions as a file, spread over the plans, their workstreams, statuses and months.
fn files(texts: &[String], plans: &[&str], numbers: Range<usize>) -> (String, String) {
    const STATUSES: [&str; 4] = ["AMBER", "GREEN", "PINK", "BLUE"];
    let mut file = String::new();
    for number in numbers {
        let plan = plans[number % plans.len()];
        // Worcestershire's plan states no status.
        let is_rated = plan == PLANS[0];
        let text = &texts[number % texts.len()];
        let (stream, status) = (1 + number % 2, STATUSES[number / 2 % 4]);
        let (day, month, year) = (1 + number % 28, 1 + number / 7 % 12, 2020 + number / 5 % 4);
        let lead = number % 40;
        let reference = format!("{stream}.{}", 100 + number);
        let status = match is_rated {
            true => format!("status = \"{status}\"\n"),
            false => String::new(),
        };
        file.push_str(&format!(
            "[[action]]\npath = \"{plan}/{reference}\"\n\
             workstream = \"{plan}/workstream-{stream}\"\nreference = \"{reference}\"\n{text}\n\
             due = \"{day:02}/{month:02}/{year}\"\n{status}lead = \"Lead {lead}\"\nleads = [{{ name = \"Lead {lead}\" }}]\n\
             cite = [{{ lines = [9, 9], place = \"Generated\" }}]\n\n",
        ));
    }
    ("leicestershire-wsoa-2020/generated.toml".to_owned(), file)
}
