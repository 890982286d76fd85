//! What changed as a table for a spreadsheet, in the words of the page: a row for each thing that a team said and for
//! each field that is another.

use js_sys::encode_uri_component;
use leptos::prelude::*;

use super::record::{Group, grouped, told, words};
use crate::component::{dom, none};
use crate::format;
use crate::format::difference::{Days, Line, Said, Shown};
use crate::format::period::Period;
use crate::query::change::{Changed, Opening, Records};
use crate::query::weakness::TextChange;
use crate::query::word::{Deed, TextChangeKind};

const HEAD: [&str; 17] = [
    "Part of",
    "Workstream",
    "Kind",
    "Number",
    "Record",
    "Change",
    "What",
    "Was",
    "Is now",
    "Since",
    "Why",
    "Evidence",
    "Written by",
    "Written (UTC)",
    "Times written",
    "Source",
    "Page",
];

/// Where in a row it says why.
const WHY: usize = 10;

/// A way to take what is shown with one as such a table.
pub fn file(opening: &Opening, records: &Records, period: &Period) -> AnyView {
    let listed = [&records.shown, &records.imported];
    let groups = listed.map(|listed| grouped(opening, listed));
    let rows = groups
        .iter()
        .flatten()
        .flat_map(|group| rows(opening, records, group));
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
fn rows(opening: &Opening, records: &Records, group: &Group<'_>) -> Vec<Row> {
    let own = group.kinds.iter().flat_map(|(_, records)| records);
    let of = |record: &&Changed| {
        let about = About {
            group: &group.title,
            record,
        };
        let told = told(opening, records, record);
        let said = told.said.iter().map(|said| about.said(said));
        let lines = told.lines.iter().map(|line| about.line(line));
        let mut rows: Vec<Row> = said.chain(lines).collect();
        // What was written last may be no row: an update that was taken back is not there any more.
        if !rows.iter().any(|row| row[WHY] == record.reason) {
            rows.push(about.row(about.whole()));
        }
        rows
    };
    own.flat_map(of).collect()
}

/// A record of which rows are made.
struct About<'a> {
    group: &'a str,
    record: &'a Changed,
}

/// What a row says beside which record it is of.
struct Told {
    what: String,
    was: String,
    is: String,
    since: String,
    why: String,
    evidence: String,
    by: String,
    at: String,
    source: String,
}

impl About<'_> {
    fn said(&self, said: &Said) -> Row {
        let what = match said.stands {
            true => "What its team said",
            false => "What its team said; of a later day it has said otherwise",
        };
        self.row(Told {
            what: what.to_owned(),
            was: said.from.clone(),
            is: said.to.clone(),
            since: said.since.clone(),
            why: said.note.clone(),
            evidence: said.link.clone().unwrap_or_default(),
            by: said.author.clone(),
            at: said.at.clone(),
            source: self.record.source.clone(),
        })
    }

    fn line(&self, line: &Line) -> Row {
        let mut sides = both(&line.shown);
        // What a record held that is gone, it holds no more.
        if self.record.deed == Deed::Deleted && sides[0].is_empty() {
            sides.reverse();
        }
        let [was, is] = sides;
        let told = self.whole();
        let own = match &line.written {
            Some(written) => Told {
                why: written.reason.clone(),
                by: written.actor.clone(),
                at: written.at.0.clone(),
                source: written.source.clone(),
                ..told
            },
            None => told,
        };
        self.row(Told {
            what: line.name.clone(),
            was,
            is,
            evidence: line.addresses().join(" "),
            ..own
        })
    }

    /// That it is new, or gone, and what was last written of it.
    fn whole(&self) -> Told {
        let Self { record, .. } = self;
        Told {
            what: String::new(),
            was: String::new(),
            is: String::new(),
            since: String::new(),
            why: record.reason.clone(),
            evidence: String::new(),
            by: record.actor.clone(),
            at: record.at.0.clone(),
            source: record.source.clone(),
        }
    }

    fn row(&self, told: Told) -> Row {
        let Self { group, record } = self;
        let page = match record.deed {
            Deed::Deleted => None,
            _ => format::record_href(&record.kind.typename(), &record.path),
        };
        let title = &record.title;
        [
            (*group).to_owned(),
            title.within.clone().unwrap_or_default(),
            record.kind.label().to_owned(),
            title.number.clone().unwrap_or_default(),
            title.words.clone().unwrap_or_else(|| words(record)),
            record.deed.label().to_owned(),
            told.what,
            told.was,
            told.is,
            told.since,
            told.why,
            // Where the source is the page with the evidence, it stands where evidence does.
            match told.evidence.is_empty() && told.source.starts_with("http") {
                true => told.source.clone(),
                false => told.evidence,
            },
            told.by,
            minute(&told.at),
            record.times.to_string(),
            told.source,
            page.map(|path| dom::absolute(&path)).unwrap_or_default(),
        ]
    }
}

/// What a field held and what it holds.
fn both(shown: &Shown) -> [String; 2] {
    match shown {
        Shown::Values(was, is) => [was, is].map(|value| value.clone().unwrap_or_default()),
        Shown::Days(was, is) => {
            [was, is].map(|days| days.as_ref().map(Days::sorted).unwrap_or_default())
        }
        Shown::On(days) => [String::new(), days.sorted()],
        Shown::Text(pieces) => {
            [TextChangeKind::Added, TextChangeKind::Removed].map(|other| without(pieces, other))
        }
        Shown::Parts(words) => [String::new(), words.clone()],
        Shown::List(several) => [String::new(), several.join("\n")],
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
    fn why_is_where_its_head_says() {
        assert_eq!(HEAD[WHY], "Why");
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
