//! A workbook of Excel: the rows, and a sheet that says what they are. A workbook is whole before its first
//! byte can be sent, so its rows and then the file itself are kept on disk: the memory that it takes does
//! not grow with them.

use std::io::{BufWriter, Seek};

use axum::body::Body;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use serde_json::Value;
use tokio_util::io::ReaderStream;

use super::{
    Refusal, bad,
    column::{Column, Kind},
    fault,
    rows::Rows,
};
use crate::domain::cite::{RIGHTS, Reference};

/// How many rows a sheet of Excel has below its head.
const MOST_ROWS: usize = 1_048_575;
/// How many characters a cell of Excel holds, and how many are left of a text that is longer.
const LONGEST: usize = 32_767;
const LEFT: usize = 32_000;
/// How wide a column may be, in characters.
const WIDTHS: (usize, usize) = (8, 60);
/// How many bytes of the file go out at once.
const PIECE: usize = 64 * 1024;
/// The largest whole number that Excel keeps to its last digit.
const LARGEST: u64 = 1 << 53;

/// A list as a workbook. `origin` is where the client found this server.
pub async fn body(mut rows: Rows, origin: &str) -> Result<Body, Refusal> {
    let columns = &rows.list.columns;
    let mut book = Workbook::new();
    let title = format!("Golden Thread: {}", rows.list.name);
    book.set_properties(&DocProperties::new().set_title(title));
    let sheet = book.add_worksheet_with_constant_memory().map_err(fault)?;
    sheet.set_name(&rows.list.name).map_err(fault)?;
    let bold = Format::new().set_bold();
    for (at, column) in (0..).zip(columns) {
        sheet
            .write_string_with_format(0, at, column.heading(), &bold)
            .map_err(fault)?;
    }
    let mut widths: Vec<usize> = columns.iter().map(|one| width(&one.heading())).collect();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let mut last = 0;
    while let Some(page) = rows.next().await? {
        if page.total > MOST_ROWS {
            return Err(bad(format!(
                "A sheet of Excel has room for {MOST_ROWS} rows, and these are {}. Narrow the filter, or ask for .csv.",
                page.total
            )));
        }
        let sheet = book.worksheet_from_index(0).map_err(fault)?;
        for node in &page.nodes {
            last += 1;
            for (at, column) in (0..).zip(columns) {
                write(sheet, (last, at), column, node, &day).map_err(fault)?;
            }
        }
        // The first rows are enough to see how wide a column is.
        for node in page.nodes.iter().filter(|_| page.is_first) {
            for (widest, column) in widths.iter_mut().zip(columns) {
                *widest = width(&column.text(node)).max(*widest);
            }
        }
    }
    let sheet = book.worksheet_from_index(0).map_err(fault)?;
    finish(sheet, last, &widths).map_err(fault)?;
    about(book.add_worksheet(), &rows, last, cite(&rows, origin)).map_err(fault)?;
    // Packing takes a while: nobody else is to wait for it.
    let saved = tokio::task::spawn_blocking(move || {
        let mut file = tempfile::tempfile().map_err(fault)?;
        book.save_to_writer(BufWriter::new(&file)).map_err(fault)?;
        file.rewind().map_err(fault)?;
        Ok(file)
    });
    let file = saved.await.map_err(fault)??;
    let file = tokio::fs::File::from_std(file);
    Ok(Body::from_stream(ReaderStream::with_capacity(file, PIECE)))
}

/// Writes a cell: what is a number, a truth or a day as such, all else as text, which is never a formula.
fn write(
    sheet: &mut Worksheet,
    (row, at): (u32, u16),
    column: &Column,
    node: &Value,
    day: &Format,
) -> Result<(), XlsxError> {
    match (column.value(node), &column.kind) {
        (Some(Value::Number(number)), _) if number.as_u64().is_none_or(|it| it <= LARGEST) => {
            sheet.write_number(row, at, number.as_f64().unwrap_or(f64::NAN))?
        }
        (Some(Value::Bool(truth)), _) => sheet.write_boolean(row, at, *truth)?,
        // Excel knows no day before 1900: such a day stays text.
        (Some(Value::String(text)), Kind::Date) => match ExcelDateTime::parse_from_str(text) {
            Ok(date) => sheet.write_datetime_with_format(row, at, &date, day)?,
            Err(_) => sheet.write_string(row, at, text)?,
        },
        _ => sheet.write_string(row, at, short(column.text(node)))?,
    };
    Ok(())
}

/// A text as far as a cell holds it, which then says so.
fn short(mut text: String) -> String {
    let long = text.encode_utf16().count();
    let mut units = 0;
    let mut letters = text.char_indices();
    if long > LONGEST
        && let Some((end, _)) = letters.find(|(_, letter)| {
            units += letter.len_utf16();
            units > LEFT
        })
    {
        text.truncate(end);
        text += &format!("… [cut: of {long} characters, a cell of Excel holds {LONGEST}]");
    }
    text
}

/// How many characters wide a text is.
fn width(text: &str) -> usize {
    let lines = text.lines().map(|line| line.chars().count());
    lines.max().unwrap_or_default()
}

/// Makes a table of the rows down to the last.
fn finish(sheet: &mut Worksheet, last: u32, widths: &[usize]) -> Result<(), XlsxError> {
    let (least, most) = WIDTHS;
    let mut right = 0;
    for (at, width) in (0_u16..).zip(widths) {
        let width = u32::try_from(width.clamp(&least, &most) + 2).unwrap_or_default();
        sheet.set_column_width(at, width)?;
        right = at;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, last, right)?;
    Ok(())
}

/// What the rows are, what they may be used for, and what each column holds.
fn about(sheet: &mut Worksheet, rows: &Rows, count: u32, cite: String) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    let prose = Format::new().set_text_wrap();
    sheet.set_name("About")?;
    sheet.set_column_width(0, 30)?;
    sheet.set_column_width(1, 100)?;
    let list = rows.list;
    let asked = rows.arguments.iter().filter(|(_, value)| !value.is_null());
    let asked = asked.map(|(name, value)| (name.as_str(), value.to_string()));
    let mut lines = vec![("List", format!("{}: {}", list.name, list.description))];
    lines.extend(asked);
    lines.extend([
        ("Rows", count.to_string()),
        ("Data version", rows.version.number.to_string()),
        ("Retrieved", super::now()),
        ("Licence", RIGHTS.to_owned()),
        ("How to cite", cite),
        ("", String::new()),
    ]);
    let mut row = 0;
    for (name, words) in lines {
        sheet.write_string_with_format(row, 0, name, &bold)?;
        sheet.write_string_with_format(row, 1, short(words), &prose)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, "Column", &bold)?;
    sheet.write_string_with_format(row, 1, "What it holds", &bold)?;
    for column in &list.columns {
        row += 1;
        sheet.write_string(row, 0, column.heading())?;
        sheet.write_string_with_format(row, 1, column.described(), &prose)?;
    }
    Ok(())
}

/// How to cite the rows, with an address that brings these again.
fn cite(rows: &Rows, origin: &str) -> String {
    let (name, version) = (&rows.list.name, rows.version.number);
    let mut address = form_urlencoded::Serializer::new(String::new());
    for (name, value) in &rows.arguments {
        if !value.is_null() {
            address.append_pair(name, &value.to_string());
        }
    }
    address.append_pair("asOf", &version.to_string());
    let reference = Reference {
        title: name.clone(),
        url: format!("{origin}/download/{name}.xlsx?{}", address.finish()),
        version,
        read: chrono::Utc::now().date_naive(),
    };
    reference.text()
}
