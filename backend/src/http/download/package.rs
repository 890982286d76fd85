//! The whole data set as one file: a Frictionless Data Package, packed as it is read. The tables come first,
//! and then `datapackage.json`, which says how long each is and its hash. The same version of the data is
//! the same file, byte for byte.

use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
    vec,
};

use axum::body::Bytes;
use chrono::{DateTime, Datelike, SecondsFormat, Timelike, Utc};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use zip::{
    ZipWriter,
    write::{SimpleFileOptions, StreamWriter},
};

use super::{
    App, Pieces, Refusal, csv, fault,
    list::List,
    rows::{Page, Rows, Version},
    table,
};
use crate::domain::cite::RIGHTS;

const DESCRIPTION: &str = "What England's local areas promised to do about weaknesses in their provision for special educational needs and disabilities, what they did, and what parents then said: read from published documents, each record with its place in them. An empty cell is what the source does not state, unless its field says otherwise; several values in a cell are lines; a text that a spreadsheet would take for a formula has an apostrophe before it.";

/// A package on its way.
pub struct Package {
    app: App,
    version: Version,
    lists: Vec<&'static List>,
    /// Those that are still to come.
    rest: vec::IntoIter<&'static List>,
    table: Option<Table>,
    /// Nothing when all is packed.
    zip: Option<ZipWriter<StreamWriter<Packed>>>,
    packed: Packed,
    resources: Vec<Value>,
    sources: Vec<Value>,
}

/// The table that is being packed.
struct Table {
    rows: Rows,
    bytes: usize,
    hash: Sha256,
}

impl Pieces for Package {
    async fn next(&mut self) -> Result<Option<Bytes>, Refusal> {
        while self.pack().await? {
            let piece = self.packed.take();
            // Little goes in before anything comes out.
            if !piece.is_empty() {
                return Ok(Some(piece.into()));
            }
        }
        Ok(None)
    }
}

impl Package {
    pub fn new(app: App, lists: &'static [List], version: Version) -> Self {
        let lists: Vec<&List> = lists.iter().filter(|list| list.needs_nothing()).collect();
        let packed = Packed::default();
        Self {
            app,
            version,
            rest: lists.clone().into_iter(),
            lists,
            table: None,
            zip: Some(ZipWriter::new_stream(packed.clone())),
            packed,
            resources: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// Packs the next page of rows, and what describes them after the last. False where all is packed.
    async fn pack(&mut self) -> Result<bool, Refusal> {
        let Some(zip) = &mut self.zip else {
            return Ok(false);
        };
        let table = match &mut self.table {
            Some(table) => table,
            None => {
                let Some(list) = self.rest.next() else {
                    return self.finish();
                };
                zip.start_file(table::path(list), options(self.version.written))
                    .map_err(fault)?;
                self.table.insert(Table {
                    rows: Rows::new(self.app.clone(), list, Map::new(), self.version),
                    bytes: 0,
                    hash: Sha256::new(),
                })
            }
        };
        let list = table.rows.list;
        let page = table.rows.next().await?;
        if let Some(page) = &page {
            let piece = csv::piece(list, page)?;
            table.bytes += piece.len();
            table.hash.update(&piece);
            zip.write_all(&piece).map_err(fault)?;
            if list.name == "documents" {
                self.sources.extend(page.nodes.iter().map(source));
            }
        }
        if page.is_none_or(|Page { is_last, .. }| is_last)
            && let Some(table) = self.table.take()
        {
            let mut resource = table::resource(list, &self.lists);
            resource["bytes"] = json!(table.bytes);
            resource["hash"] = json!(format!("sha256:{}", hex(&table.hash.finalize())));
            self.resources.push(resource);
        }
        Ok(true)
    }

    /// Packs what describes the tables, and the list of what is packed.
    fn finish(&mut self) -> Result<bool, Refusal> {
        let Some(mut zip) = self.zip.take() else {
            return Ok(false);
        };
        zip.start_file("datapackage.json", options(self.version.written))
            .map_err(fault)?;
        let written = self.version.written;
        let package = json!({
            "profile": "data-package",
            "name": "goldenthread",
            "title": "Golden Thread",
            "description": DESCRIPTION,
            "version": self.version.number.to_string(),
            "created": written.map(|at| at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            "rights": RIGHTS,
            "sources": self.sources,
            "resources": self.resources,
        });
        serde_json::to_writer_pretty(&mut zip, &package).map_err(fault)?;
        zip.finish().map_err(fault)?;
        Ok(true)
    }
}

/// A document that records were read from. What it does not state is left out.
fn source(document: &Value) -> Value {
    let told = [
        ("title", "/title"),
        ("document", "/path"),
        ("publisher", "/publisher/path"),
        ("published", "/published/published"),
    ];
    let told = told.into_iter().filter_map(|(name, way)| {
        let value = document.pointer(way).filter(|value| !value.is_null())?;
        Some((name.to_owned(), value.clone()))
    });
    Value::Object(told.collect())
}

/// How a file is packed: of the time at which its version of the data was written.
fn options(written: Option<DateTime<Utc>>) -> SimpleFileOptions {
    let options = SimpleFileOptions::default();
    let time = written.and_then(|at| {
        let part = |number: u32| u8::try_from(number).ok();
        zip::DateTime::from_date_and_time(
            u16::try_from(at.year()).ok()?,
            part(at.month())?,
            part(at.day())?,
            part(at.hour())?,
            part(at.minute())?,
            part(at.second())?,
        )
        .ok()
    });
    options.last_modified_time(time.unwrap_or_default())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What is packed and not yet sent.
#[derive(Clone, Default)]
struct Packed(Arc<Mutex<Vec<u8>>>);

impl Packed {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut packed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        packed.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
