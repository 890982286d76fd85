//! The text of a document, line by line, beside what was read from each. Only lines that something was
//! read from are held; where others were between them, that is said.

use leptos::prelude::*;

use crate::component::{detail, none, para, remark, seq, visually_hidden};
use crate::format;
use crate::query::document::{DocumentLine, Extract};
use crate::url::source::Place;

/// A stretch of lines that follow each other, and what was read from it.
#[derive(Debug, PartialEq)]
struct Passage {
    from: i32,
    to: i32,
}

/// The text beside the records; `record` shows the record of an extract.
pub fn source(
    lines: &[DocumentLine],
    extracts: &[Extract],
    place: Place,
    record: fn(&Extract) -> AnyView,
) -> AnyView {
    let mut last = 0;
    let passages = passages(lines, extracts).into_iter().map(|passage| {
        let gap = passage.from - last - 1;
        last = passage.to;
        let within = |number: i32| (passage.from..=passage.to).contains(&number);
        let text = lines.iter().filter(|line| within(line.number));
        let text: Vec<AnyView> = text
            .map(|line| one(line, place.holds(line.number)))
            .collect();
        let read = extracts.iter().filter(|extract| within(extract.line_from));
        let mut read: Vec<&Extract> = read.collect();
        // What was read from one line stands by kind and record, 1.9 before 1.10.
        read.sort_by_key(|extract| {
            let record = extract.record.as_ref();
            let record = record.map(|record| (&record.kind, record.path.len(), &record.path));
            (extract.line_from, record)
        });
        let read = read.into_iter();
        let (notes, read): (Vec<&Extract>, Vec<&Extract>) =
            read.partition(|extract| is_note(extract));
        let read = read
            .into_iter()
            .map(|extract| read_from(extract, place, record));
        let read: Vec<AnyView> = read.collect();
        let notes = notes
            .into_iter()
            .map(|extract| read_from(extract, place, record));
        let notes = noted(notes.collect());
        view! {
            {skipped(gap)}
            <div class="gt-passage">
                <div class="gt-passage__text">{text}</div>
                <div><ul class="gt-passage__read">{read}</ul>{notes}</div>
            </div>
        }
        .into_any()
    });
    let passages: Vec<AnyView> = passages.collect();
    seq(vec![
        para(
            "On the left the words of the document, on the right what was read from them. Lines that nothing \
             was read from are left out, and so are names and contact details that are not needed.",
        ),
        view! { <div class="gt-source">{passages}</div> }.into_any(),
    ])
}

/// A note on the data cites what it speaks of; what was read from a place comes first.
fn is_note(extract: &Extract) -> bool {
    extract
        .record
        .as_ref()
        .is_some_and(|record| record.kind == "DataQualityNote")
}

fn noted(notes: Vec<AnyView>) -> AnyView {
    if notes.is_empty() {
        return none();
    }
    let words = format::count(
        notes.len() as i32,
        "data-quality note speaks",
        "data-quality notes speak",
    );
    let list = view! { <ul class="gt-passage__read">{notes}</ul> };
    detail(&format!("{words} of this place"), list)
}

fn skipped(lines: i32) -> AnyView {
    match lines {
        ..=0 => none(),
        _ => view! {
            <p class="gt-passage__gap">{format!("{} left out", format::count(lines, "line", "lines"))}</p>
        }
        .into_any(),
    }
}

fn one(line: &DocumentLine, marked: bool) -> AnyView {
    let class = if marked {
        "gt-line gt-line--marked"
    } else {
        "gt-line"
    };
    let said = match marked {
        true => visually_hidden("Cited line: "),
        false => none(),
    };
    let number = line.number.to_string();
    view! {
        <div class=class id=format!("line-{}", line.number) tabindex="-1">
            <span class="gt-line__number">{visually_hidden("Line ")}{number}</span>
            <span class="gt-line__words">{said}{format::plain(&line.text)}</span>
        </div>
    }
    .into_any()
}

fn read_from(extract: &Extract, place: Place, record: fn(&Extract) -> AnyView) -> AnyView {
    let lines = format::upper_first(&format::lines(extract.line_from, extract.line_to));
    let class = match place.lines {
        Some(lines) if lines == (extract.line_from, extract.line_to) => "gt-read gt-read--marked",
        _ => "gt-read",
    };
    let field = extract
        .field
        .as_ref()
        .map(|field| format!(" (its {})", format::words(field)));
    let quoted = extract.quote.as_ref().map(|quote| format!(": “{quote}”"));
    let more = format!(
        "{}{}",
        field.unwrap_or_default(),
        quoted.unwrap_or_default()
    );
    view! { <li class=class>{record(extract)} {more} {remark(&format!("{lines}. {}", extract.place))}</li> }
        .into_any()
}

/// The stretches into which the text falls: lines that an extract spans are kept together, others stand
/// by themselves.
fn passages(lines: &[DocumentLine], extracts: &[Extract]) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    for line in lines {
        let begun = extracts
            .iter()
            .filter(|extract| extract.line_from == line.number);
        let to = begun.map(|extract| extract.line_to).max();
        match passages.last_mut() {
            Some(last) if line.number <= last.to => last.to = last.to.max(to.unwrap_or(last.to)),
            _ => passages.push(Passage {
                from: line.number,
                to: to.unwrap_or(line.number),
            }),
        }
    }
    passages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_an_extract_spans_stand_together() {
        let line = |number| DocumentLine {
            number,
            text: String::new(),
        };
        let extract = |line_from, line_to| Extract {
            place: String::new(),
            line_from,
            line_to,
            field: None,
            quote: None,
            record_title: String::new(),
            record: None,
        };
        let lines = [3, 4, 5, 6, 9].map(line);
        let extracts = [extract(3, 4), extract(4, 5), extract(9, 9)];
        let found = passages(&lines, &extracts);
        let ends: Vec<(i32, i32)> = found
            .iter()
            .map(|passage| (passage.from, passage.to))
            .collect();
        assert_eq!(ends, [(3, 5), (6, 6), (9, 9)]);
    }
}
