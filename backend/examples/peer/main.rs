//! Fills a database with the data set that other GraphQL servers are measured on, to be measured beside them:
//!
//! `cargo run --release --example peer -- sqlite:///tmp/peer.db folder/of/csv`
//!
//! The folder holds `area.csv`, `plan.csv`, `workstream.csv`, `action.csv` and `measure.csv`. Their rows go the
//! way that every record goes: written as files, read, committed. What their tables call `id` is the number of a
//! record in its path. A status that their scale has and ours lacks stands on one of ours that theirs does not use.

use std::{fmt::Write, path::Path};

use anyhow::{Context, Result, ensure};
use goldenthread::{
    database,
    domain::change::Author,
    import::{self, CommitError, Missing},
};
use serde::{Deserialize, de::DeserializeOwned};

/// How many areas are written in one transaction, with all that they have.
const AT_ONCE: usize = 15;

/// Each of their statuses, and what it is on the shared scale: one to one, so that a filter finds the same.
const STATUSES: [(&str, &str); 5] = [
    ("not_started", "not-started"),
    ("on_track", "on-track"),
    ("delayed", "delayed"),
    ("at_risk", "in-progress"),
    ("complete", "completed"),
];

const DOCUMENT: &str = "[[document]]\npath = \"peer\"\ntitle = \"Rows made to measure\"\nkind = \"app\"\narea = \"area-1\"\n\
    status = \"final\"\nfile = \"peer.csv\"\ncite = [{ lines = [1, 1], place = \"Row\" }]\n";
const CITE: &str = "cite = [{ document = \"peer\", lines = [1, 1], place = \"Row\" }]";

#[derive(Deserialize)]
struct Area {
    id: usize,
    code: String,
    name: String,
    region: String,
}

#[derive(Deserialize)]
struct Plan {
    id: usize,
    area_id: usize,
    title: String,
    cycle: String,
    published_on: String,
}

#[derive(Deserialize)]
struct Workstream {
    id: usize,
    plan_id: usize,
    title: String,
    theme: String,
    lead: String,
}

#[derive(Deserialize)]
struct Action {
    id: usize,
    workstream_id: usize,
    title: String,
    description: String,
    status: String,
    owner: String,
    due_on: String,
    progress: String,
}

#[derive(Deserialize)]
struct Measure {
    id: usize,
    workstream_id: usize,
    name: String,
    unit: String,
    baseline: String,
    target: String,
    latest: String,
}

#[tokio::main]
async fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments.next().context("give the address of a database")?;
    let folder = arguments.next().context("give the folder of the rows")?;
    let rows = Rows::read(Path::new(&folder))?;
    ensure!(!rows.areas.is_empty(), "there are no areas");
    let author = Author {
        id: None,
        at: chrono::Utc::now(),
        name: "Peer".to_owned(),
        reason: "To measure".to_owned(),
        source: "examples/peer".to_owned(),
    };
    let (db, ()) = database::prepared(&address, async |_| Ok(())).await?;
    for areas in rows.areas.chunks(AT_ONCE) {
        let files = rows.files(areas)?;
        let files = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()));
        let written = import::commit(&db, import::read(files), &author, Missing::Stays).await;
        if let Err(CommitError::Problems(problems)) = &written {
            for problem in problems.iter().take(10) {
                eprintln!("{problem}");
            }
        }
        println!("{} written", written?.created);
    }
    Ok(())
}

/// The rows of all tables, with the plan and the area that each belongs to.
struct Rows {
    areas: Vec<Area>,
    plans: Vec<Plan>,
    workstreams: Vec<Workstream>,
    actions: Vec<Action>,
    measures: Vec<Measure>,
}

impl Rows {
    fn read(folder: &Path) -> Result<Self> {
        Ok(Self {
            areas: table(folder, "area")?,
            plans: table(folder, "plan")?,
            workstreams: table(folder, "workstream")?,
            actions: table(folder, "action")?,
            measures: table(folder, "measure")?,
        })
    }

    /// Some areas with all that they have, as files.
    fn files(&self, areas: &[Area]) -> Result<Vec<(String, String)>> {
        // Every file names the document of the first area, which is there with all of them.
        let mut text = area(&self.areas[0])?;
        for one in areas.iter().filter(|one| one.id != self.areas[0].id) {
            text += &area(one)?;
        }
        let mut files = vec![
            ("reference/areas.toml".to_owned(), text),
            ("peer/document.toml".to_owned(), DOCUMENT.to_owned()),
            ("peer/text.tsv".to_owned(), "1\tRow\n".to_owned()),
        ];
        let ids: Vec<usize> = areas.iter().map(|area| area.id).collect();
        let mut add = |name: &str, text| files.push((format!("peer/{name}.toml"), text));
        let mut paths = Paths::default();
        let mut text = String::new();
        for row in self.plans.iter().filter(|row| ids.contains(&row.area_id)) {
            text += &plan(row, &mut paths)?;
        }
        add("plan", text);
        let mut text = String::new();
        for row in &self.workstreams {
            if let Some(plan) = paths.plan(row.plan_id) {
                let path = format!("{plan}/{}", row.id);
                text += &workstream(row, &plan, &path)?;
                paths.workstreams.push((row.id, path));
            }
        }
        add("workstreams", text);
        let (mut actions, mut measures) = (String::new(), String::new());
        for (id, path) in &paths.workstreams {
            for row in self.actions.iter().filter(|row| row.workstream_id == *id) {
                actions += &action(row, path)?;
            }
            for row in self.measures.iter().filter(|row| row.workstream_id == *id) {
                measures += &measure(row, path)?;
            }
        }
        add("actions", actions);
        add("measures", measures);
        Ok(files)
    }
}

/// The paths of what was written, by number.
#[derive(Default)]
struct Paths {
    plans: Vec<(usize, String)>,
    workstreams: Vec<(usize, String)>,
}

impl Paths {
    fn plan(&self, id: usize) -> Option<String> {
        let found = self.plans.iter().find(|(number, _)| *number == id);
        found.map(|(_, path)| path.clone())
    }
}

fn table<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>> {
    let path = folder.join(format!("{name}.csv"));
    let rows =
        csv::Reader::from_path(&path).with_context(|| format!("{} is missing", path.display()))?;
    let rows = rows.into_deserialize().collect::<Result<_, _>>();
    rows.with_context(|| format!("{} does not hold the rows expected", path.display()))
}

fn area(row: &Area) -> Result<String> {
    let Area {
        id,
        code,
        name,
        region,
    } = row;
    let mut text = String::new();
    writeln!(
        text,
        "[[area]]\npath = \"area-{id}\"\nname = \"{name}\"\ncouncil = \"{name}\"\nkind = \"county\"\n\
         gss_code = \"{code}\"\nregion = \"{region}\"\ncode_source = \"{id}\"\n{CITE}",
    )?;
    Ok(text)
}

fn plan(row: &Plan, paths: &mut Paths) -> Result<String> {
    let Plan {
        id,
        area_id,
        title,
        cycle,
        published_on,
    } = row;
    let path = format!("area-{area_id}/plan-{id}");
    let mut text = String::new();
    writeln!(
        text,
        "[[plan]]\npath = \"{path}\"\narea = \"area-{area_id}\"\ndocument = \"peer\"\nkind = \"app\"\n\
         title = \"{title}\"\nperiod = \"{cycle}\"\nperiod_from = \"{published_on}\"\nperiod_to = \"{published_on}\"\nstatus = \"final\"\n\
         scheme = \"{path}/scheme\"\n{CITE}\n\
         [[scheme]]\npath = \"{path}/scheme\"\ntitle = \"Scale\"\nplan = \"{path}\"\n{CITE}",
    )?;
    for (code, shared) in STATUSES {
        writeln!(
            text,
            "[[scheme.value]]\ncode = \"{code}\"\nlabel = \"{code}\"\nshared = \"{shared}\""
        )?;
    }
    paths.plans.push((*id, path));
    Ok(text)
}

fn workstream(row: &Workstream, plan: &str, path: &str) -> Result<String> {
    let Workstream {
        id,
        title,
        theme,
        lead,
        ..
    } = row;
    let mut text = String::new();
    writeln!(
        text,
        "[[workstream]]\npath = \"{path}\"\nplan = \"{plan}\"\nnumber = \"{id}\"\ntitle = \"{title}\"\n\
         outcomes = [\"{theme}\"]\nleads_published = \"{lead}\"\n{CITE}",
    )?;
    Ok(text)
}

fn action(row: &Action, workstream: &str) -> Result<String> {
    let Action {
        id,
        title,
        description,
        status,
        owner,
        due_on,
        progress,
        ..
    } = row;
    let mut day = due_on.splitn(3, '-');
    let (year, month, day) = (day.next(), day.next(), day.next());
    let part = |part: Option<&str>| part.map(str::to_owned).context("a date has three parts");
    let due = format!("{}/{}/{}", part(day)?, part(month)?, part(year)?);
    let mut text = String::new();
    writeln!(
        text,
        "[[action]]\npath = \"{workstream}/{id}\"\nworkstream = \"{workstream}\"\nreference = \"{id}\"\n\
         text = \"{title}\"\nevidence_published = \"{description}\"\nimpact_published = \"{progress}\"\n\
         status = \"{status}\"\nlead = \"{owner}\"\nleads = [{{ name = \"{owner}\" }}]\ndue = \"{due}\"\n{CITE}",
    )?;
    Ok(text)
}

fn measure(row: &Measure, workstream: &str) -> Result<String> {
    let Measure {
        id,
        name,
        unit,
        baseline,
        target,
        latest,
        ..
    } = row;
    // Their unit is a word, and what of a figure we keep as a unit is a kind of figure.
    let kind = if unit == "percent" {
        "percent"
    } else {
        "number"
    };
    let mut text = String::new();
    writeln!(
        text,
        "[[measure]]\npath = \"{workstream}/measure-{id}\"\nworkstream = \"{workstream}\"\nnumber = \"{id}\"\n\
         text = \"{name}\"\nunit = \"{kind}\"\npolarity = \"not-stated\"\nbaseline = \"{baseline}\"\n\
         target = \"{target}\"\nnote = \"{unit}\"\n{CITE}\n\
         [[measure.observation]]\nas_of = \"January 2026\"\npublished = \"{latest}\"",
    )?;
    Ok(text)
}
