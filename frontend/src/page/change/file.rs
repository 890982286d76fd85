//! What changed as a table for a spreadsheet, in the words of the page: a row for each thing that a team said and for
//! each field that is another.

use js_sys::encode_uri_component;
use leptos::prelude::*;

use super::record::{Group, grouped, told, words};
use crate::component::{dom, none};
use crate::format;
use crate::format::difference::{Line, Said, Shown};
use crate::format::period::Period;
use crate::query::change::{Changed, Opening, Records};
use crate::query::weakness::TextChange;
use crate::query::word::{Deed, TextChangeKind};

const HEAD: [&str; 14] = [
    "Part of",
    "Kind",
    "Record",
    "Change",
    "What",
    "Was",
    "Is now",
    "Why",
    "Evidence",
    "Last written by",
    "Last written (UTC)",
    "Times written",
    "Source",
    "Page",
];

/// A way to take what is shown with one as such a table.
pub fn file(opening: &Opening, records: &Records, period: &Period) -> AnyView {
    let listed = [&records.shown, &records.imported];
    let groups = listed.map(|records| grouped(opening, records));
    let rows = groups
        .iter()
        .flatten()
        .flat_map(|group| rows(opening, group));
    let rows: Vec<Row> = rows.collect();
    if rows.is_empty() {
        return none();
    }
    let data = encode_uri_component(&table(&rows));
    let name = format!(
        "{}-changes-{}-to-{}.csv",
        opening.area.path, period.since, period.until
    );
    view! {
        <p class="gt-no-print">
            <a href=format!("data:text/csv;charset=utf-8,{data}") download=name>
                "What is listed here as a table for a spreadsheet (CSV)"
            </a>
        </p>
    }
    .into_any()
}

type Row = [String; HEAD.len()];

/// The rows of records that stand together.
fn rows(opening: &Opening, group: &Group<'_>) -> Vec<Row> {
    let records = group.kinds.iter().flat_map(|(_, records)| records);
    let of = |record: &&Changed| {
        let about = About {
            group: &group.title,
            record,
        };
        let told = told(opening, record);
        let said = told.said.iter().map(|said| about.said(said));
        let lines = told.lines.iter().map(|line| about.line(line));
        let mut rows: Vec<Row> = said.chain(lines).collect();
        if rows.is_empty() {
            rows.push(about.whole());
        }
        rows
    };
    records.flat_map(of).collect()
}

/// A record of which rows are made.
struct About<'a> {
    group: &'a str,
    record: &'a Changed,
}

impl About<'_> {
    fn said(&self, said: &Said) -> Row {
        let Self { record, .. } = self;
        let evidence = said.link.clone().unwrap_or_default();
        let why = [said.note.clone(), evidence];
        let values = [
            "What the team said".to_owned(),
            said.from.clone(),
            said.words(),
        ];
        self.row(
            values,
            why,
            [said.author.clone(), minute(&said.at)],
            &record.source,
        )
    }

    fn line(&self, line: &Line) -> Row {
        let [was, is] = both(&line.shown);
        self.written([line.name.clone(), was, is])
    }

    /// That it is new, or gone.
    fn whole(&self) -> Row {
        self.written(Default::default())
    }

    fn written(&self, values: [String; 3]) -> Row {
        let Self { record, .. } = self;
        let why = [record.reason.clone(), String::new()];
        let by = [record.actor.clone(), minute(&record.at.0)];
        self.row(values, why, by, &record.source)
    }

    fn row(
        &self,
        [what, was, is]: [String; 3],
        [why, evidence]: [String; 2],
        [by, at]: [String; 2],
        source: &str,
    ) -> Row {
        let Self { group, record } = self;
        let page = match record.deed {
            Deed::Deleted => None,
            _ => format::record_href(&record.kind.typename(), &record.path),
        };
        [
            (*group).to_owned(),
            record.kind.label().to_owned(),
            words(record),
            record.deed.label().to_owned(),
            what,
            was,
            is,
            why,
            evidence,
            by,
            at,
            record.times.to_string(),
            source.to_owned(),
            page.map(|path| dom::absolute(&path)).unwrap_or_default(),
        ]
    }
}

/// What a field held and what it holds.
fn both(shown: &Shown) -> [String; 2] {
    match shown {
        Shown::Values(was, is) => [was, is].map(|value| value.clone().unwrap_or_default()),
        Shown::Text(pieces) => {
            [TextChangeKind::Added, TextChangeKind::Removed].map(|other| without(pieces, other))
        }
        Shown::Parts(words) => [String::new(), words.clone()],
    }
}

fn without(pieces: &[TextChange], other: TextChangeKind) -> String {
    let own = pieces.iter().filter(|piece| piece.kind != other);
    own.map(|piece| piece.text.as_str()).collect()
}

/// A moment as a spreadsheet reads it: 2026-11-29 18:05.
fn minute(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}

/// The rows under their head, as RFC 4180 has them; with the mark by which Excel knows the letters.
fn table(rows: &[Row]) -> String {
    let lines = std::iter::once(HEAD.map(str::to_owned)).chain(rows.iter().cloned());
    let lines = lines.map(|row| row.map(|cell| quoted(&cell)).join(","));
    format!("\u{feff}{}\r\n", lines.collect::<Vec<_>>().join("\r\n"))
}

/// A cell. What a spreadsheet would take for a formula gets an apostrophe before it; numbers stay.
fn quoted(cell: &str) -> String {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    let mark = if is_formula { "'" } else { "" };
    format!("\"{mark}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_are_no_formulas() {
        for (cell, shown) in [
            ("a \"b\"\nc", "\"a \"\"b\"\"\nc\""),
            ("=1+1", "\"'=1+1\""),
            ("-5.5", "\"-5.5\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(cell), shown);
        }
    }

    #[test]
    fn a_text_is_whole_before_and_after() {
        let piece = |kind, text: &str| TextChange {
            kind,
            text: text.to_owned(),
        };
        let pieces = vec![
            piece(TextChangeKind::Kept, "By "),
            piece(TextChangeKind::Removed, "May"),
            piece(TextChangeKind::Added, "June"),
        ];
        assert_eq!(both(&Shown::Text(pieces)), ["By May", "By June"]);
        assert_eq!(minute("2026-11-29T18:05:09Z"), "2026-11-29 18:05");
    }
}
