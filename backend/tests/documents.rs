//! Reads the published documents themselves and holds every bundled record against them: the lines
//! a record cites exist, and its published words stand in them.
//!
//! The documents are no part of the project. They are looked for in `../shared/documents` beside
//! it, or where `GOLDENTHREAD_DOCUMENTS` says; without them nothing can be checked, and a line
//! says so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    sync::LazyLock,
};

use regex::Regex;
use toml::{Table, Value};

/// How many words in a row must stand together in the cited lines.
const RUN: usize = 5;

/// The fields of each table that hold published words. `a.b` is the field `b` of the parts `a`.
const PUBLISHED: &[(&str, &[&str])] = &[
    ("document", &["title", "published"]),
    ("inspection", &["outcome", "inspectors", "report_published"]),
    ("weakness", &["statement"]),
    (
        "plan",
        &["title", "period", "version", "sponsors", "monitoring"],
    ),
    ("scheme", &["value.label", "value.definition"]),
    (
        "workstream",
        &["title", "outcomes", "leads_published", "member.published"],
    ),
    (
        "action",
        &[
            "text",
            "steps",
            "lead",
            "evidence",
            "evidence_published",
            "impact_published",
            "due",
            "status",
        ],
    ),
    (
        "measure",
        &["text", "baseline", "target", "observation.published"],
    ),
    (
        "review",
        &["title", "by", "held", "outcome", "finding.statement"],
    ),
    ("meeting", &["held", "who", "purpose"]),
    ("wave", &["fieldwork"]),
    ("result", &["value", "previous", "count", "published"]),
    (
        "feedback",
        &["service", "comment", "promised", "done", "next"],
    ),
    ("value", &["published", "as_at"]),
    ("priority", &["title", "statement", "point.text"]),
    ("term", &["term", "meaning", "expands_to"]),
    ("note", &["first", "second"]),
];

/// Fields that hold words of ours, which nothing is checked against, by record path and field.
const OURS: &[(&str, &str)] = &[
    // The report writes "The next external DfE /NHSE review will take place in April 2024".
    ("worcestershire/review-2024-04", "title"),
    // The six priorities that the strategy announces and does not name.
    (
        "worcestershire/send-strategy-2021/further-priorities",
        "title",
    ),
];

/// The words of a text, without what the extraction made of its typography.
fn words(text: &str) -> Vec<String> {
    static EMPHASIS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"</?[biu]>").unwrap());
    static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"</?[A-Za-z][^>]*>").unwrap());
    static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\[([^\]]*)\]\([^)]*\)").unwrap());
    let text = EMPHASIS.replace_all(text, "");
    let text = TAG.replace_all(&text, " ");
    let text = LINK.replace_all(&text, "$1");
    let text = text
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace('*', "")
        // The marker is a field of its own in the records.
        .replace("New in 2021 –", "")
        .replace("New in 2021", "");
    text.split_whitespace()
        .map(|word| word.trim_start_matches(['-', '•', '\u{f0b7}', '\u{f0a7}']))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The cited lines in the orders in which they can be read.
struct Passage {
    /// Line after line, and each column of the table from top to bottom.
    streams: Vec<Vec<String>>,
    cells: Vec<Vec<String>>,
    runs: HashSet<Vec<String>>,
}

impl Passage {
    fn new(ranges: &[&[String]]) -> Self {
        let mut streams = Vec::new();
        let mut cells = Vec::new();
        for lines in ranges {
            let mut columns: BTreeMap<usize, Vec<String>> = BTreeMap::new();
            let mut rows = Vec::new();
            for line in *lines {
                rows.extend(words(line));
                for (column, cell) in line.split('\t').enumerate() {
                    let cell = words(cell);
                    columns.entry(column).or_default().extend(cell.clone());
                    cells.push(cell);
                }
            }
            streams.push(rows);
            streams.extend(columns.into_values());
        }
        let runs = streams
            .iter()
            .flat_map(|stream| stream.windows(RUN))
            .map(<[String]>::to_vec)
            .collect();
        Self {
            streams,
            cells,
            runs,
        }
    }

    fn holds_whole(&self, text: &[String]) -> bool {
        let joined = text.join(" ");
        let apart = |letter: Option<char>| !letter.is_some_and(char::is_alphanumeric);
        self.streams.iter().any(|stream| {
            let stream = stream.join(" ");
            stream.match_indices(&joined).any(|(at, found)| {
                apart(stream[..at].chars().next_back())
                    && apart(stream[at + found.len()..].chars().next())
            })
        })
    }

    /// Whether the run stands together, or goes over from the end of one cell into the start of
    /// another, as a row broken over lines or pages does.
    fn holds_run(&self, run: &[String]) -> bool {
        self.runs.contains(run)
            || (1..run.len()).any(|at| {
                let (end, rest) = run.split_at(at);
                self.cells.iter().any(|cell| cell.ends_with(end)) && self.goes_on(rest)
            })
    }

    /// Whether cells go on with these words: whole short cells, and the start of one.
    fn goes_on(&self, words: &[String]) -> bool {
        self.cells.iter().any(|cell| cell.starts_with(words))
            || (1..words.len()).any(|at| {
                let (whole, rest) = words.split_at(at);
                self.cells.iter().any(|cell| cell == whole) && self.goes_on(rest)
            })
    }

    /// The first run of words that the passage does not hold.
    fn missing(&self, text: &str) -> Option<String> {
        let text = words(text);
        if text.is_empty() || self.holds_whole(&text) {
            return None;
        }
        if text.len() < RUN {
            return (!self.holds_run(&text)).then(|| text.join(" "));
        }
        text.windows(RUN)
            .find(|run| !self.holds_run(run))
            .map(|run| run.join(" "))
    }
}

/// A line range of a document.
struct Place {
    document: String,
    from: usize,
    to: usize,
    quote: Option<String>,
}

#[derive(Default)]
struct Report {
    records: usize,
    places: usize,
    texts: usize,
    faults: Vec<String>,
}

struct Library {
    documents: HashMap<String, Vec<String>>,
}

impl Library {
    fn lines(&self, place: &Place) -> Result<&[String], String> {
        let lines = self
            .documents
            .get(&place.document)
            .ok_or_else(|| format!("there is no document `{}`", place.document))?;
        if place.from < 1 || place.from > place.to || place.to > lines.len() {
            return Err(format!(
                "lines {} to {} are not in `{}`, which has {}",
                place.from,
                place.to,
                place.document,
                lines.len()
            ));
        }
        let cited = &lines[place.from - 1..place.to];
        if cited.iter().all(|line| line.trim().is_empty()) {
            return Err(format!(
                "lines {} to {} of `{}` are empty",
                place.from, place.to, place.document
            ));
        }
        Ok(cited)
    }
}

fn text<'a>(table: &'a Table, field: &str) -> Option<&'a str> {
    table.get(field).and_then(Value::as_str)
}

fn place(table: &Table, document: &str) -> Option<Place> {
    let lines = table.get("lines")?.as_array()?;
    let number = |at: usize| usize::try_from(lines.get(at)?.as_integer()?).ok();
    Some(Place {
        document: text(table, "document").unwrap_or(document).to_owned(),
        from: number(0)?,
        to: number(1)?,
        quote: text(table, "quote").map(str::to_owned),
    })
}

/// The strings at a field, which may be of the record, a list of it, or of its parts.
fn strings<'a>(record: &'a Table, field: &str) -> Vec<&'a str> {
    if let Some((part, field)) = field.split_once('.') {
        return record
            .get(part)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_table)
            .flat_map(|part| strings(part, field))
            .collect();
    }
    match record.get(field) {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

impl Report {
    fn look(&mut self, label: &str, passage: &Passage, text: &str) {
        self.texts += 1;
        if let Some(run) = passage.missing(text) {
            self.faults.push(format!(
                "{label}: “{run}” does not stand in the cited lines"
            ));
        }
    }

    fn record(&mut self, library: &Library, kind: &str, record: &Table, document: &str) {
        self.records += 1;
        let path = text(record, "path").unwrap_or("(no path)");
        let mut cited = Vec::new();
        for citation in record
            .get("cite")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_table)
        {
            self.places += 1;
            let Some(place) = place(citation, document) else {
                self.faults
                    .push(format!("{path}: a citation without lines"));
                continue;
            };
            match library.lines(&place) {
                Ok(lines) => {
                    if let Some(quote) = &place.quote {
                        self.look(&format!("{path} (quote)"), &Passage::new(&[lines]), quote);
                    }
                    cited.push(lines);
                }
                Err(fault) => self.faults.push(format!("{path}: {fault}")),
            }
        }
        // Parts with a place of their own: wordings and states.
        for (part, field) in [("wording", "text"), ("state", "statement")] {
            for part in record
                .get(part)
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .filter_map(Value::as_table)
            {
                self.places += 1;
                match place(part, document)
                    .ok_or_else(|| "a state without lines".to_owned())
                    .and_then(|place| library.lines(&place).map(<[String]>::to_vec))
                {
                    Ok(lines) => {
                        let passage = Passage::new(&[&lines]);
                        self.look(
                            &format!("{path} ({field})"),
                            &passage,
                            text(part, field).unwrap_or_default(),
                        );
                    }
                    Err(fault) => self.faults.push(format!("{path}: {fault}")),
                }
            }
        }
        let passage = Passage::new(&cited);
        let fields = PUBLISHED
            .iter()
            .find(|(table, _)| *table == kind)
            .map_or(&[][..], |(_, fields)| fields);
        for field in fields.iter().filter(|field| !OURS.contains(&(path, field))) {
            for text in strings(record, field) {
                self.look(&format!("{path} ({field})"), &passage, text);
            }
        }
    }
}

fn tables(folder: &Path) -> Vec<(PathBuf, Table)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let table = fs::read_to_string(&path).unwrap().parse().unwrap();
            (path, table)
        })
        .collect()
}

fn records(table: &Table) -> impl Iterator<Item = (&str, &Table)> {
    table.iter().flat_map(|(kind, rows)| {
        rows.as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_table)
            .map(move |row| (kind.as_str(), row))
    })
}

/// Says something past the test harness, which holds back what a passing test prints.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

#[test]
fn every_published_word_stands_in_the_lines_that_its_record_cites() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shelf = std::env::var_os("GOLDENTHREAD_DOCUMENTS")
        .map_or_else(|| root.join("../../shared/documents"), PathBuf::from);
    let mut folders: Vec<PathBuf> = fs::read_dir(root.join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    let own = folders
        .iter()
        .filter(|path| path.join("document.toml").is_file())
        .count();
    assert_eq!(own, 5, "five documents are bundled");
    let bundled: Vec<(String, Vec<(PathBuf, Table)>)> = folders
        .iter()
        .map(|folder| {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            (name, tables(folder))
        })
        .collect();
    if !shelf.is_dir() {
        let count: usize = bundled
            .iter()
            .flat_map(|(_, files)| files)
            .map(|(_, table)| records(table).count())
            .sum();
        say(&format!(
            "documents: absent ({} is no folder), so the cited lines and published words of {count} records were not checked against them",
            shelf.display()
        ));
        return;
    }
    let mut library = Library {
        documents: HashMap::new(),
    };
    for (_, files) in &bundled {
        for (_, table) in files {
            for (_, document) in records(table).filter(|(kind, _)| *kind == "document") {
                let file = shelf.join(text(document, "file").unwrap());
                let read = fs::read_to_string(&file)
                    .unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
                // As every editor counts them: a form feed or a no-break space ends no line.
                let lines = read.split('\n').map(str::to_owned).collect();
                library
                    .documents
                    .insert(text(document, "path").unwrap().to_owned(), lines);
            }
        }
    }
    let mut report = Report::default();
    for (document, files) in &bundled {
        for (_, table) in files {
            for (kind, record) in records(table) {
                report.record(&library, kind, record, document);
            }
        }
    }
    say(&format!(
        "documents: {} texts of {} records and their {} places were held against {} documents",
        report.texts,
        report.records,
        report.places,
        library.documents.len()
    ));
    let mut list = String::new();
    for fault in &report.faults {
        let _ = writeln!(list, "{fault}");
    }
    assert!(
        report.faults.is_empty(),
        "{} faults:\n{list}",
        report.faults.len()
    );
}
