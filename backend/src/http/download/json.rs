//! JSON: one object with all rows in it, or JSON Lines, a row a line.

use serde_json::{Value, json};

use super::rows::{Page, Rows};

/// A page of a list, in an object that says first what was asked for.
pub fn piece(rows: &Rows, page: &Page) -> String {
    let mut text = String::new();
    if page.is_first {
        let mut head = rows.arguments.clone();
        let more = json!({
            "list": rows.list.name,
            "dataVersion": rows.version.number,
            "totalCount": page.total,
            "retrieved": super::now(),
        });
        if let Value::Object(more) = more {
            head.extend(more);
        }
        head.extend(page.cut.clone().map(|cut| ("cut".to_owned(), cut)));
        let head = Value::Object(head).to_string();
        text.push_str(head.strip_suffix('}').unwrap_or(&head));
        text.push_str(",\"nodes\":[");
    }
    for (number, node) in page.nodes.iter().enumerate() {
        if number > 0 || !page.is_first {
            text.push(',');
        }
        text.push('\n');
        text.push_str(&node.to_string());
    }
    if page.is_last {
        text.push_str("\n]}\n");
    }
    text
}

/// A page of a list as lines.
pub fn lines(page: &Page) -> String {
    page.nodes.iter().map(|node| format!("{node}\n")).collect()
}
