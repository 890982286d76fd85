//! Comma-separated values, as RFC 4180 has them.

use serde_json::Value;

use super::{Refusal, column::Column, fault, list::List, rows::Page};

/// A page of a list as lines, the names of the columns before the first.
pub fn piece(list: &List, page: &Page) -> Result<Vec<u8>, Refusal> {
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    if page.is_first {
        csv.write_record(list.columns.iter().map(Column::heading))
            .map_err(fault)?;
    }
    for node in &page.nodes {
        csv.write_record(list.columns.iter().map(|column| cell(column, node)))
            .map_err(fault)?;
    }
    csv.into_inner().map_err(fault)
}

fn cell(column: &Column, node: &Value) -> String {
    harmless(column.text(node))
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay.
fn harmless(cell: String) -> String {
    let suspicious = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    match suspicious && cell.parse::<f64>().is_err() {
        true => format!("'{cell}"),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_made_harmless_and_a_number_is_not() {
        for (cell, shown) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("-5.5", "-5.5"),
            ("- a", "'- a"),
            ("a=b", "a=b"),
        ] {
            assert_eq!(harmless(cell.to_owned()), shown);
        }
    }
}
