//! `cargo xtask bench`: our server beside other GraphQL servers and lower bounds, on one data set and in one run,
//! so that what the machine is busy with falls on all. Nothing is asserted: it prints what was measured, and each
//! ratio beside its aim.
//!
//! The peers are not ours and no part of this project: they are copied from a folder beside it, or from
//! `GOLDENTHREAD_PEERS`, and without them there is nothing to stand beside.

mod server;

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, ensure};
use serde_json::{Map, Value, json};

use self::server::{OURS, Postgres, Server};
use crate::tools;

/// What is asked: an area with its actions, a text in a status (rare words, and common ones), two areas with all
/// they have. The names are those of the peers' harness.
const QUERIES: [(char, &str); 4] = [
    ('a', include_str!("../../backend/examples/peer/a.graphql")),
    ('b', include_str!("../../backend/examples/peer/b.graphql")),
    ('d', include_str!("../../backend/examples/peer/b.graphql")),
    ('c', include_str!("../../backend/examples/peer/c.graphql")),
];

/// Runs the peers named (all, if none is) and ours.
pub fn run(named: &[String]) -> Result<()> {
    let Some(peers) = peers()? else {
        println!(
            "There are no peers to stand beside: keep them at ../shared/peers, or name their folder in GOLDENTHREAD_PEERS."
        );
        return Ok(());
    };
    let folder = tools::target().join("bench/peers");
    server::install(&peers, &folder)?;
    let binary = server::build()?;
    let cluster = Postgres::start(&folder)?;
    server::fill(&folder)?;
    server::enlist(&folder, &binary)?;
    bodies(&folder)?;
    same_answers(&folder, &binary)?;
    let rows = measure(&folder, named)?;
    drop(cluster);
    report(&rows);
    Ok(())
}

/// Where the peers are.
fn peers() -> Result<Option<PathBuf>> {
    if let Some(named) = env::var_os("GOLDENTHREAD_PEERS") {
        let named = PathBuf::from(named);
        ensure!(
            named.join("bench/run.sh").is_file(),
            "GOLDENTHREAD_PEERS names a folder without bench/run.sh"
        );
        return Ok(Some(named));
    }
    let beside = tools::root().join("../shared/peers");
    Ok(beside.join("bench/run.sh").is_file().then_some(beside))
}

/// Writes what ours are asked: the questions of the peers, in our words.
fn bodies(folder: &Path) -> Result<()> {
    let mut python = tools::command("python3");
    python
        .arg(folder.join("bench/bodies.py"))
        .env("WORK", folder.join(".work"));
    tools::run(&mut python, "writing the questions")?;
    for (name, query) in QUERIES {
        let theirs = lines(folder, "plain", name)?;
        let ours = theirs.iter().map(|body| {
            let variables = &body["variables"];
            let area = |name: &str| format!("area-{}", variables[name]);
            let variables = match name {
                'a' => json!({"area": area("id")}),
                'c' => json!({"l": area("l"), "r": area("r")}),
                _ => json!({"status": shared(&variables["status"]), "text": variables["text"]}),
            };
            json!({"query": query, "variables": variables}).to_string() + "\n"
        });
        let path = body_file(folder, "ours", name);
        fs::write(path, ours.collect::<String>()).context("the questions could not be written")?;
    }
    Ok(())
}

/// What a status of theirs is on our scale, as `backend/examples/peer` writes it.
fn shared(status: &Value) -> &'static str {
    match status.as_str() {
        Some("not_started") => "NOT_STARTED",
        Some("on_track") => "ON_TRACK",
        Some("delayed") => "DELAYED",
        Some("at_risk") => "IN_PROGRESS",
        _ => "COMPLETED",
    }
}

fn body_file(folder: &Path, shape: &str, name: char) -> PathBuf {
    folder.join(format!(".work/bodies/{shape}-{name}.jsonl"))
}

fn lines(folder: &Path, shape: &str, name: char) -> Result<Vec<Value>> {
    let text = fs::read_to_string(body_file(folder, shape, name))
        .context("the peers' questions could not be read")?;
    text.lines()
        .map(|line| serde_json::from_str(line).context("a question is not JSON"))
        .collect()
}

/// Makes sure that ours give what flat SQL gives, before anything is timed.
fn same_answers(folder: &Path, binary: &Path) -> Result<()> {
    let mut raw = tools::command(folder.join("peers/raw-axum/target/release/anchor-raw"));
    raw.env("PORT", "4100")
        .env("SQLITE", folder.join(".work/data/anchor.sqlite"));
    let _raw = Server::start(raw, 4100)?;
    for one in OURS {
        let mut words = Vec::new();
        let line = server::start(folder, binary, one);
        words.extend(line.split(' '));
        let mut command = tools::command(words[0]);
        command.args(&words[1..]);
        let (name, port, _) = one;
        let _ours = Server::start(command, port)?;
        for (query, _) in QUERIES {
            // Their table of flat SQL answers b and d by the same statement.
            let flat = format!("http://127.0.0.1:4100/flat/{query}");
            let questions = lines(folder, "plain", query)?;
            let ours = lines(folder, "ours", query)?;
            let mut compared = 0;
            for (theirs, ours) in questions.iter().zip(&ours).step_by(7) {
                let expected = plain(ask(&flat, theirs)?);
                let found = plain(ask(&format!("http://127.0.0.1:{port}/graphql"), ours)?);
                ensure!(
                    expected == found,
                    "{name} answers {query} differently: {ours}"
                );
                compared += 1;
            }
            println!("{name:12} {query}: {compared} answers are those of flat SQL");
        }
    }
    Ok(())
}

fn ask(url: &str, body: &Value) -> Result<Value> {
    let mut curl = tools::command("curl");
    curl.args(["-sS", "-H", "content-type: application/json", "-d"])
        .args([&body.to_string(), url]);
    let answer: Value = serde_json::from_str(&tools::read(&mut curl)?)
        .with_context(|| format!("{url} answers no JSON"))?;
    ensure!(answer["errors"].is_null(), "{url}: {}", answer["errors"]);
    Ok(answer["data"].clone())
}

/// An answer without what differs between the shapes and not between the data: ids, the layers of lists and of
/// typed values, and whether a figure is written as text.
fn plain(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let wraps = |name: &str| object.len() == 1 && object.contains_key(name);
            if let Some(name) = ["nodes", "published", "from", "value"]
                .into_iter()
                .find(|name| wraps(name))
            {
                return plain(object[name].clone());
            }
            let fields = object.into_iter().filter(|(name, _)| name != "id");
            let fields: Map<String, Value> =
                fields.map(|(name, value)| (name, plain(value))).collect();
            Value::Object(fields)
        }
        // One value in a list of its own: the outcomes of a workstream, the observations of a measure.
        Value::Array(mut items) if items.len() == 1 && !items[0]["title"].is_string() => {
            plain(items.remove(0))
        }
        Value::Array(items) => items.into_iter().map(plain).collect(),
        Value::Number(number) => Value::String(
            number
                .as_f64()
                .map_or_else(|| number.to_string(), |number| number.to_string()),
        ),
        other => other,
    }
}

/// One line of the harness: requests a second, and processor milliseconds for each, the server's and PostgreSQL's.
struct Row {
    label: String,
    rate: f64,
    cpu: f64,
}

fn measure(folder: &Path, named: &[String]) -> Result<Vec<Row>> {
    let mut child = tools::command("bash")
        .current_dir(folder)
        .arg("bench/run.sh")
        .args(named)
        .env("QUERIES", "a b d c")
        .env("OHA", server::asker(folder)?)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .context("the harness could not be started")?;
    let mut rows = Vec::new();
    let output = child.stdout.take().context("the harness has no output")?;
    for line in BufReader::new(output).lines() {
        let line = line.context("the harness could not be read")?;
        println!("{line}");
        let words: Vec<&str> = line.split_whitespace().collect();
        let number = |place: usize| words.get(place).and_then(|word| word.parse::<f64>().ok());
        if let (Some(label), Some(rate), Some(server), Some(database)) =
            (words.first(), number(1), number(6), number(7))
        {
            ensure!(
                line.contains("{'200': ") && !line.contains("', '"),
                "not every answer was one: {line}"
            );
            rows.push(Row {
                label: (*label).to_owned(),
                rate,
                cpu: server + database,
            });
        }
    }
    let status = child.wait().context("the harness is lost")?;
    ensure!(status.success(), "the harness failed: {status}");
    Ok(rows)
}

/// Each ratio beside its aim, as far as what it needs was measured.
fn report(rows: &[Row]) {
    let rows: HashMap<&str, &Row> = rows.iter().map(|row| (row.label.as_str(), row)).collect();
    let cpu = |label: String| rows.get(label.as_str()).map(|row| row.cpu);
    let rate = |label: &str| rows.get(label).map(|row| row.rate);
    let ratio = |one: Option<f64>, other: Option<f64>| Some(one? / other?);
    let least = |labels: [String; 2]| labels.into_iter().filter_map(cpu).reduce(f64::min);
    let of = |name: &str, query: char| format!("{name}-{query}");
    println!("\n{:66}{:>9}  aim", "ratio", "measured");
    let print = |what: String, found: Option<f64>, aim: &str| {
        if let Some(found) = found {
            println!("{what:66}{found:>9.2}  {aim}");
        }
    };
    for (query, aim) in [('a', "at most 1.4"), ('c', "at most 1.6")] {
        let ours = cpu(of("ours-pg", query));
        let flat = ratio(ours, cpu(of("flat", query)));
        print(
            format!("CPU of {query}, ours on PostgreSQL to flat SQL"),
            flat,
            aim,
        );
        let bare = ratio(ours, cpu(of("asyncgraphql", query)));
        print(
            format!("CPU of {query}, ours on PostgreSQL to async-graphql without ORM"),
            bare,
            "",
        );
        let node = least([of("yoga", query), of("postgraphile", query)]);
        let node = ratio(node, ours);
        print(
            format!("CPU of {query}, the best Node peer to ours on PostgreSQL"),
            node,
            "at least 2",
        );
        let lite = ratio(cpu(of("ours-sqlite", query)), cpu(of("sqlite", query)));
        print(
            format!("CPU of {query}, ours on SQLite to rusqlite"),
            lite,
            "at most 3",
        );
        let kept = ratio(rate(&of("ours-kept", query)), rate(&of("static", query)));
        print(
            format!("requests a second of {query}, ours kept to a static answer"),
            kept,
            "at least 0.33",
        );
    }
    for query in ['b', 'd'] {
        // The lower bound on SQLite knows no d.
        let peers = ["yoga", "postgraphile", "strawberry", "flat", "sqlite"];
        let peers = peers
            .iter()
            .filter(|peer| query == 'b' || **peer != "sqlite");
        for (peer, ours) in peers.flat_map(|peer| [(peer, "ours-pg"), (peer, "ours-sqlite")]) {
            let times = ratio(cpu(of(peer, query)), cpu(of(ours, query)));
            print(
                format!("CPU of {query}, {peer} to {ours}"),
                times,
                "at least 5",
            );
        }
    }
}
