//! Which lists there are, and the columns of each, read from the schema: every field of a record that
//! needs no argument and holds a value, or a few of them, or parts that do.

use serde_json::Value;
use tokio::sync::OnceCell;

use crate::graphql;

/// A list that can be had as a file: a field of the root whose answer has nodes.
#[derive(Clone, Debug)]
pub struct List {
    /// The root field, such as `actions`.
    pub name: String,
    /// What it can be asked with, but for the place in it.
    pub arguments: Vec<Argument>,
    /// Whether its nodes come page by page.
    is_paged: bool,
    /// Whether there may be more than it gives, which its answer says.
    pub may_be_cut: bool,
    pub columns: Vec<Column>,
}

/// An argument of a list.
#[derive(Clone, Debug)]
pub struct Argument {
    pub name: String,
    /// Its type as the schema writes it: `[ActionOrder!]`.
    of: String,
}

impl Argument {
    pub fn is_required(&self) -> bool {
        self.of.ends_with('!')
    }
}

/// A column: the way from a record to its value.
#[derive(Clone, Debug)]
pub struct Column {
    steps: Vec<String>,
    last: Last,
}

/// What stands at the end of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last {
    /// A value, or several.
    Value,
    /// The places that the record was read from.
    Citations,
    /// The pieces of a text.
    Pieces,
}

impl List {
    /// The question for a page of the list, with everything that its columns need. How many rows there are is
    /// counted for the first page only.
    pub fn query(&self, is_first: bool, as_of: Option<i64>) -> String {
        let fields: Vec<String> = self.columns.iter().map(Column::selection).collect();
        let (mut variables, mut arguments) = (String::new(), String::new());
        for Argument { name, of } in &self.arguments {
            variables += &format!(", ${name}: {of}");
            arguments += &format!("{name}: ${name}, ");
        }
        let cut = if self.may_be_cut { "cut " } else { "" };
        let (place, info) = match (self.is_paged, is_first) {
            (true, true) => (
                "first: 100, after: $after",
                "totalCount pageInfo { hasNextPage endCursor } ",
            ),
            (true, false) => (
                "first: 100, after: $after",
                "pageInfo { hasNextPage endCursor } ",
            ),
            (false, _) => ("", ""),
        };
        let after = if self.is_paged { "$after: String" } else { "" };
        let as_of = as_of.map_or(String::new(), |version| {
            format!(" @asOf(version: {version})")
        });
        format!(
            "query({after}{variables}){as_of} {{ dataVersion {}({arguments}{place}) {{ {cut}{info}nodes {{ {} }} }} }}",
            self.name,
            fields.join(" ")
        )
    }
}

impl Column {
    /// Its name: `due.from`.
    pub fn heading(&self) -> String {
        self.steps.join(".")
    }

    fn selection(&self) -> String {
        let inner = match self.last {
            Last::Value => "",
            Last::Citations => " { document { path title } place lineFrom lineTo }",
            Last::Pieces => " { text }",
        };
        let mut selection = String::new();
        for step in &self.steps {
            if !selection.is_empty() {
                selection.push_str(" { ");
            }
            selection.push_str(step);
        }
        selection.push_str(inner);
        selection.push_str(&" }".repeat(self.steps.len().saturating_sub(1)));
        selection
    }

    /// The value of a record, as a cell of a table. Null is an empty cell; several values are lines, in the
    /// same order in all columns of a list of parts: `themes.theme.path` and `themes.method`.
    pub fn cell(&self, node: &Value) -> String {
        let values = reach(node, &self.steps);
        harmless(match self.last {
            Last::Citations => lines(&values, place),
            Last::Pieces => {
                let words = values.iter().filter_map(|piece| piece.get("text"));
                words.map(text).collect()
            }
            Last::Value => lines(&values, text),
        })
    }
}

/// What stands at the end of a way; where it leads through a list, of each of its items.
fn reach<'a>(node: &'a Value, steps: &[String]) -> Vec<&'a Value> {
    match (node, steps) {
        (Value::Array(items), _) => items.iter().flat_map(|item| reach(item, steps)).collect(),
        (_, []) => vec![node],
        (_, [step, rest @ ..]) => node.get(step).map_or(Vec::new(), |next| reach(next, rest)),
    }
}

fn lines(values: &[&Value], one: fn(&Value) -> String) -> String {
    values
        .iter()
        .map(|value| one(value))
        .collect::<Vec<_>>()
        .join("\n")
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn place(citation: &Value) -> String {
    let at = |way: &str| citation.pointer(way).map(text).unwrap_or_default();
    format!(
        "{} [{}], {} (lines {} to {})",
        at("/document/title"),
        at("/document/path"),
        at("/place"),
        at("/lineFrom"),
        at("/lineTo")
    )
}

/// A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay.
fn harmless(cell: String) -> String {
    let suspicious = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    match suspicious && cell.parse::<f64>().is_err() {
        true => format!("'{cell}"),
        false => cell,
    }
}

/// Every list, with its columns. They are read once: the schema does not change while the server runs.
pub async fn lists() -> &'static [List] {
    static LISTS: OnceCell<Vec<List>> = OnceCell::const_new();
    LISTS.get_or_init(read).await
}

const TYPES: &str = "{ __schema { queryType { name } types { name kind fields { name \
    args { name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } \
    type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";

async fn read() -> Vec<List> {
    let response = graphql::introspect(TYPES).await;
    let data = response.data.into_json().unwrap_or_default();
    let types = data
        .pointer("/__schema/types")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    let root = fields_of(&types, "Query");
    root.iter()
        .filter_map(|field| list(&types, field))
        .collect()
}

/// What stands in a list besides its arguments: where to begin, and how much of it.
const PLACE: [&str; 4] = ["first", "after", "last", "before"];

fn list(types: &[Value], field: &Value) -> Option<List> {
    let answer = named(field.get("type")?)?;
    let parts = fields_of(types, &answer);
    let nodes = parts.iter().find(|field| name(field) == "nodes")?;
    let record = named(nodes.get("type")?)?;
    let mut columns = Vec::new();
    for field in fields_of(types, &record) {
        add(types, field, &[], &mut columns);
    }
    let (place, own): (Vec<&Value>, Vec<&Value>) = field
        .get("args")?
        .as_array()?
        .iter()
        .partition(|argument| PLACE.contains(&name(argument)));
    let own = own.into_iter().filter_map(|argument| {
        Some(Argument {
            name: name(argument).to_owned(),
            of: written(argument.get("type")?)?,
        })
    });
    Some(List {
        name: name(field).to_owned(),
        arguments: own.collect(),
        is_paged: place.iter().any(|argument| name(argument) == "after"),
        may_be_cut: parts.iter().any(|field| name(field) == "cut"),
        columns,
    })
}

/// The type of the pieces of a text that has marks in it.
const PIECE: &str = "TextPiece";

/// Adds the columns of a field: the field itself where it holds values; the path of a record; the fields of
/// a part, such as a date.
fn add(types: &[Value], field: &Value, before: &[String], columns: &mut Vec<Column>) {
    let arguments = field.get("args").and_then(Value::as_array);
    let (Some(kind), true) = (field.get("type"), arguments.is_none_or(Vec::is_empty)) else {
        return;
    };
    let Some(of) = named(kind) else { return };
    let mut steps = before.to_vec();
    steps.push(name(field).to_owned());
    if name(field) == "citations" && before.is_empty() {
        columns.push(Column {
            steps,
            last: Last::Citations,
        });
        return;
    }
    if is_value(types, &of) {
        columns.push(Column {
            steps,
            last: Last::Value,
        });
        return;
    }
    if of == PIECE {
        columns.push(Column {
            steps,
            last: Last::Pieces,
        });
        return;
    }
    // A list of parts is lines; lists in it would be lines of lines. Places are told by `citations`.
    if (is_list(kind) && !before.is_empty()) || before.len() > 1 || of == "Citation" {
        return;
    }
    let inner = fields_of(types, &of);
    match inner.iter().any(|field| name(field) == "path") {
        true => {
            steps.push("path".to_owned());
            columns.push(Column {
                steps,
                last: Last::Value,
            });
        }
        false => inner
            .iter()
            .for_each(|field| add(types, field, &steps, columns)),
    }
}

fn name(of: &Value) -> &str {
    of.get("name").and_then(Value::as_str).unwrap_or_default()
}

/// The named type inside lists and what may not be null.
fn named(kind: &Value) -> Option<String> {
    match kind.get("name").and_then(Value::as_str) {
        Some(name) => Some(name.to_owned()),
        None => named(kind.get("ofType")?),
    }
}

/// A type as the schema writes it.
fn written(kind: &Value) -> Option<String> {
    let inner = || kind.get("ofType").and_then(written);
    match kind.get("kind").and_then(Value::as_str)? {
        "NON_NULL" => Some(format!("{}!", inner()?)),
        "LIST" => Some(format!("[{}]", inner()?)),
        _ => Some(name(kind).to_owned()),
    }
}

fn is_list(kind: &Value) -> bool {
    let inner = kind.get("ofType").filter(|inner| !inner.is_null());
    kind.get("kind").and_then(Value::as_str) == Some("LIST") || inner.is_some_and(is_list)
}

fn is_value(types: &[Value], of: &str) -> bool {
    let found = types.iter().find(|one| name(one) == of);
    let kind = found
        .and_then(|found| found.get("kind"))
        .and_then(Value::as_str);
    matches!(kind, Some("SCALAR" | "ENUM"))
}

fn fields_of<'a>(types: &'a [Value], of: &str) -> &'a [Value] {
    let found = types.iter().find(|one| name(one) == of);
    let fields = found
        .and_then(|found| found.get("fields"))
        .and_then(Value::as_array);
    fields.map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_are_values_lines_and_places() {
        let column = |steps: &[&str], last| Column {
            steps: steps.iter().map(|step| (*step).into()).collect(),
            last,
        };
        let node = json!({
            "due": { "from": "2020-10-31", "to": null }, "steps": ["a", "b"],
            "citations": [{
                "document": { "path": "d", "title": "T" }, "place": "p", "lineFrom": 1, "lineTo": 2,
            }],
        });
        assert_eq!(
            column(&["due", "from"], Last::Value).cell(&node),
            "2020-10-31"
        );
        assert_eq!(column(&["due", "to"], Last::Value).cell(&node), "");
        assert_eq!(column(&["none", "to"], Last::Value).cell(&node), "");
        let parts = json!({ "themes": [{ "theme": { "path": "x" }, "note": null }, { "theme": { "path": "y" }, "note": "n" }] });
        let cell = |steps: &[&str]| column(steps, Last::Value).cell(&parts);
        assert_eq!(
            (
                cell(&["themes", "theme", "path"]),
                cell(&["themes", "note"])
            ),
            ("x\ny".to_owned(), "\nn".to_owned())
        );
        assert_eq!(column(&["steps"], Last::Value).cell(&node), "a\nb");
        assert_eq!(
            column(&["citations"], Last::Citations).cell(&node),
            "T [d], p (lines 1 to 2)"
        );
        assert_eq!(
            column(&["due", "from"], Last::Value).selection(),
            "due { from }"
        );
        assert_eq!(column(&["a"], Last::Value).heading(), "a");
    }

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
