//! From tables to records: links are resolved, dates and figures read, themes assigned.

use std::collections::HashMap;

use chrono::NaiveDate;
use serde::Deserialize;
use uuid::Uuid;

use super::{Draft, Problem, concept, file::Table, rule};
use crate::{
    domain::{
        change::Whole,
        date::{self, Reading},
        id::{self, OF_TEAMS},
        order::sort_key,
        row::{Row, Set},
    },
    entity::{citation, plan::SharedStatus, record::Kind, theme},
};

/// Where a record was read.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    lines: [i32; 2],
    place: String,
    quote: Option<String>,
    field: Option<String>,
    document: Option<String>,
}

/// What other records need to know of one that was read before.
#[derive(Clone, Debug, Default)]
pub struct Known {
    pub area: String,
    pub plan: String,
    pub survey: String,
}

/// Reads one table after another and remembers what later ones refer to.
pub struct Reader {
    problems: Vec<Problem>,
    /// Every record of the draft.
    paths: HashMap<(Kind, String), ()>,
    known: HashMap<(Kind, String), Known>,
    themes: Vec<(Uuid, Vec<String>)>,
    /// How many records were read so far under each heading.
    counted: HashMap<String, usize>,
    /// Records that came after another of their kind, with that one.
    followed: HashMap<Uuid, Uuid>,
    /// The values of status schemes, by plan and printed code.
    statuses: HashMap<(String, String), (Uuid, SharedStatus)>,
    /// The lines that are held of each document, by its folder.
    texts: HashMap<String, Vec<(i32, String)>>,
    // The table that is being read.
    file: String,
    line: usize,
    folder: String,
}

/// Reads all tables into records, those that others refer to first.
pub fn read(
    mut tables: Vec<Table<'_>>,
    texts: HashMap<String, Vec<(i32, String)>>,
    draft: &mut Draft,
) {
    let mut reader = Reader {
        problems: std::mem::take(&mut draft.problems),
        paths: HashMap::new(),
        known: HashMap::new(),
        themes: Vec::new(),
        counted: HashMap::new(),
        followed: HashMap::new(),
        statuses: HashMap::new(),
        texts,
        file: String::new(),
        line: 0,
        folder: String::new(),
    };
    tables.retain(|table| reader.register(table));
    tables.sort_by_key(|table| concept::kind(&table.name).map(|kind| kind as usize));
    for table in tables {
        reader.enter(&table);
        match concept::read(table, &mut reader) {
            Ok(record) => draft.records.push(record),
            Err(message) => reader.problem(message),
        }
    }
    draft.problems = reader.problems;
}

impl Reader {
    fn enter(&mut self, table: &Table<'_>) {
        self.file.clone_from(&table.file);
        self.line = table.line;
        self.folder.clone_from(&table.folder);
    }

    /// Notes that a record exists; false, with a problem, for an unknown kind or a second time.
    fn register(&mut self, table: &Table<'_>) -> bool {
        self.enter(table);
        if table.path.split('/').any(|part| part.starts_with(OF_TEAMS)) {
            let path = &table.path;
            self.problem(format!(
                "The path ‘{path}’ has a part that begins with `{OF_TEAMS}`: those are of what teams enter."
            ));
        }
        let Some(kind) = concept::kind(&table.name) else {
            self.problem(format!(
                "There is no kind of record called `{}`.",
                table.name
            ));
            return false;
        };
        if self.paths.insert((kind, table.path.clone()), ()).is_some() {
            self.problem(format!("A second record has the path ‘{}’.", table.path));
            return false;
        }
        true
    }

    pub fn problem(&mut self, message: impl Into<String>) {
        self.problems.push(Problem {
            file: self.file.clone(),
            line: self.line,
            message: message.into(),
        });
    }

    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// The id of a record that must exist.
    pub fn link(&mut self, kind: Kind, path: &str) -> Uuid {
        if !self.paths.contains_key(&(kind, path.to_owned())) {
            self.problem(format!("There is no {kind:?} with the path ‘{path}’."));
        }
        id::of(kind, path)
    }

    /// The id of the record that another one comes after, or that comes after it. Following such links
    /// ends somewhere: a circle is a problem.
    pub fn chain(&mut self, kind: Kind, path: &str, other: Option<&str>) -> Option<Uuid> {
        let other = self.link_to(kind, other)?;
        let own = id::of(kind, path);
        let mut at = Some(other);
        while let Some(next) = at {
            if next == own {
                self.problem(format!("Following the links of ‘{path}’ leads back to it."));
                return None;
            }
            at = self.followed.get(&next).copied();
        }
        self.followed.insert(own, other);
        Some(other)
    }

    pub fn link_to(&mut self, kind: Kind, path: Option<&str>) -> Option<Uuid> {
        path.map(|path| self.link(kind, path))
    }

    /// The id of a record of whatever kind at a path: what a data-quality note is about.
    pub fn link_any(&mut self, path: &str) -> Option<Uuid> {
        let found = self
            .paths
            .keys()
            .filter(|(_, known)| known == path)
            .map(|(kind, _)| *kind);
        let mut kinds: Vec<Kind> = found.collect();
        kinds.sort_by_key(|kind| *kind as usize);
        match kinds.first() {
            Some(kind) => Some(id::of(*kind, path)),
            None => {
                self.problem(format!("There is no record with the path ‘{path}’."));
                None
            }
        }
    }

    /// A sort key that keeps records under `parent` in the order of their file. It ends in the record's
    /// own, so that no two are the same while records move up or down.
    pub fn next_under(&mut self, parent: &str, path: &str) -> String {
        let count = self.counted.entry(parent.to_owned()).or_default();
        *count += 1;
        format!("{}/{count:06}/{}", sort_key(parent), sort_key(path))
    }

    pub fn remember(&mut self, kind: Kind, path: &str, known: Known) {
        self.known.insert((kind, path.to_owned()), known);
    }

    /// What an earlier record told; empty where there is no such record, which is a problem by then.
    pub fn recall(&self, kind: Kind, path: &str) -> Known {
        self.known
            .get(&(kind, path.to_owned()))
            .cloned()
            .unwrap_or_default()
    }

    pub fn add_theme(&mut self, id: Uuid, words: &[String]) {
        self.themes
            .push((id, words.iter().map(|word| word.to_lowercase()).collect()));
    }

    pub fn add_status(&mut self, plan: &str, code: &str, id: Uuid, shared: SharedStatus) {
        self.statuses
            .insert((plan.to_owned(), code.to_owned()), (id, shared));
    }

    /// The value of the plan's scale that a cell names.
    pub fn status(&mut self, plan: &str, published: Option<&str>) -> (Option<Uuid>, SharedStatus) {
        let Some(published) = published else {
            return (None, SharedStatus::NotStated);
        };
        match self.statuses.get(&(plan.to_owned(), published.to_owned())) {
            Some((id, shared)) => (Some(*id), *shared),
            None => {
                self.problem(format!("The scale of ‘{plan}’ has no value ‘{published}’."));
                (None, SharedStatus::Unknown)
            }
        }
    }

    /// A day written as `2020-10-31`.
    pub fn day(&mut self, text: Option<&str>) -> Option<NaiveDate> {
        let text = text?;
        let day = text.parse().ok();
        if day.is_none() {
            self.problem(format!("‘{text}’ is not a day: write it as 2020-10-31."));
        }
        day
    }

    /// The first and the last day of a period: both or neither, the first not after the last.
    pub fn period(
        &mut self,
        from: Option<&str>,
        to: Option<&str>,
    ) -> (Option<NaiveDate>, Option<NaiveDate>) {
        if from.is_some() != to.is_some() {
            self.problem("A period has a first and a last day: give both or neither.");
        }
        let (from, to) = (self.day(from), self.day(to));
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            self.problem(format!("The period ends before it begins: {from} to {to}."));
        }
        (from, to)
    }

    /// Starts a record: its row comes with its citations.
    pub fn whole<E>(
        &mut self,
        kind: Kind,
        path: &str,
        area: Option<&str>,
        cites: Vec<Cite>,
        row: E::Model,
    ) -> Whole
    where
        Row<E>: crate::domain::row::Put + 'static,
        E: sea_orm::EntityTrait,
    {
        let id = id::of(kind, path);
        let area = area.map(|area| id::of(Kind::Area, area));
        let ours = matches!(kind, Kind::Organisation | Kind::Theme | Kind::Indicator);
        if cites.is_empty() && !ours {
            self.problem("The record has no `cite`: no citation, no record.");
        }
        let cites = self.cites(id, cites);
        Whole::new(kind, id, path, area, Row::<E>(row)).with("citations", cites)
    }

    fn cites(&mut self, record: Uuid, cites: Vec<Cite>) -> Set<citation::Entity> {
        let folder = self.folder.clone();
        parts(
            record,
            "citation",
            citation::Column::RecordId,
            citation::Column::Id,
            cites,
            |id, position, cite| {
                let document = cite.document.as_deref().unwrap_or(&folder);
                let document_id = self.link(Kind::Document, document);
                let [line_from, line_to] = self.lines(cite.document.as_deref(), cite.lines);
                citation::Model {
                    id,
                    record_id: record,
                    position,
                    document_id,
                    place: cite.place,
                    line_from,
                    line_to,
                    field: cite.field,
                    quote: cite.quote,
                }
            },
        )
    }

    /// The lines that are held of the document whose folder is being read.
    pub fn text(&mut self) -> Vec<(i32, String)> {
        self.texts.get(&self.folder).cloned().unwrap_or_default()
    }

    /// A stretch of lines of a document, which must be among those held of it, where any are.
    pub fn lines(&mut self, own: Option<&str>, lines: [i32; 2]) -> [i32; 2] {
        let document = own.unwrap_or(&self.folder);
        if let Some(held) = self.texts.get(document) {
            let missing = (lines[0]..=lines[1]).find(|number| {
                held.binary_search_by_key(number, |(held, _)| *held)
                    .is_err()
            });
            if let Some(number) = missing {
                self.problem(format!(
                    "Line {number} of ‘{document}’ is cited, and its text.tsv does not hold it."
                ));
            }
        }
        if lines[0] < 1 || lines[1] < lines[0] {
            self.problem(format!(
                "Lines {} to {} are no stretch of a text.",
                lines[0], lines[1]
            ));
        }
        lines
    }

    /// The document that a dated state or a wording was read in: its own, or the folder's.
    pub fn document(&mut self, own: Option<&str>) -> Uuid {
        let document = own.unwrap_or(&self.folder).to_owned();
        self.link(Kind::Document, &document)
    }

    /// The themes whose rules fire on these texts.
    pub fn themes<'t>(
        &self,
        record: Uuid,
        texts: impl IntoIterator<Item = &'t str>,
    ) -> Set<theme::assignment::Entity> {
        rule::assigned(&self.themes, record, texts)
    }
}

/// The rows of one table that belong to a record, in their order.
pub fn parts<E: sea_orm::EntityTrait, T>(
    owner: Uuid,
    part: &'static str,
    owner_column: E::Column,
    id_column: E::Column,
    items: Vec<T>,
    mut row: impl FnMut(Uuid, i32, T) -> E::Model,
) -> Set<E> {
    let rows = (1..).zip(items).map(|(position, item)| {
        let id = id::of_part(owner, part, position as usize);
        (id, row(id, position, item))
    });
    Set {
        owner: (owner_column, owner),
        id: id_column,
        rows: rows.collect(),
        within: None,
    }
}

/// The columns that every record has.
pub fn head(kind: Kind, path: &str) -> (Uuid, String, String) {
    (id::of(kind, path), path.to_owned(), sort_key(path))
}

/// A date as the four columns that hold it.
pub fn when(text: Option<&str>) -> Reading {
    text.map(date::read).unwrap_or_default()
}
