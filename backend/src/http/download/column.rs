//! A column of a file, and the cells in it.

use serde_json::Value;

/// A column: the way from a record to its value.
#[derive(Clone, Debug, Default)]
pub struct Column {
    pub steps: Vec<String>,
    pub last: Last,
    pub kind: Kind,
    /// What the schema says of it.
    pub description: String,
    /// Whether a cell may hold several values, one a line.
    pub is_list: bool,
    pub may_be_null: bool,
    /// The type of the record whose path it is.
    pub record: Option<String>,
}

/// What stands at the end of the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Last {
    /// A value, or several.
    #[default]
    Value,
    /// The places that the record was read from.
    Citations,
    /// The pieces of a text.
    Pieces,
}

/// What a value is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Text,
    Integer,
    Number,
    Boolean,
    /// A day of the calendar.
    Date,
    /// A time, in Coordinated Universal Time.
    Time,
    /// One of these words.
    Choice(Vec<String>),
    /// Anything, as JSON.
    Json,
}

impl Kind {
    /// What a value of a scalar type of the schema is.
    pub fn of(scalar: &str) -> Self {
        match scalar {
            "Int" => Self::Integer,
            "Float" => Self::Number,
            "Boolean" => Self::Boolean,
            "NaiveDate" => Self::Date,
            "DateTime" => Self::Time,
            "JSON" => Self::Json,
            _ => Self::Text,
        }
    }
}

impl Column {
    /// Its name: `due.from`.
    pub fn heading(&self) -> String {
        self.steps.join(".")
    }

    /// What it holds, in words.
    pub fn described(&self) -> String {
        let several = match self.is_list {
            true => " One a line where there are several.",
            false => "",
        };
        format!("{}{several}", self.description)
    }

    /// The value of a record. Nothing where there is none, or several, or more than a value.
    pub fn value<'a>(&self, node: &'a Value) -> Option<&'a Value> {
        match self.is_list || self.last != Last::Value {
            true => None,
            false => reach(node, &self.steps).into_iter().next(),
        }
    }

    /// The same in words. Null is nothing; several values are lines, in the same order in all columns of a
    /// list of parts: `themes.theme.path` and `themes.method`.
    pub fn text(&self, node: &Value) -> String {
        let values = reach(node, &self.steps);
        match self.last {
            Last::Citations => lines(&values, place),
            Last::Pieces => {
                let words = values.iter().filter_map(|piece| piece.get("text"));
                words.map(text).collect()
            }
            // A line is a value: one of several lines is written in one.
            Last::Value if self.is_list => {
                lines(&values, |value| text(value).replace(['\n', '\r'], " "))
            }
            Last::Value => lines(&values, text),
        }
    }
}

/// What a question asks for, so that these columns can be filled. A field is named once, however many
/// columns lead through it: it would be answered as often as it is named.
pub fn selection(columns: &[Column]) -> String {
    selected(columns, 0)
}

/// The same, from a step on.
fn selected(columns: &[Column], depth: usize) -> String {
    let fields = columns.chunk_by(|one, other| one.steps.get(depth) == other.steps.get(depth));
    let fields = fields.filter_map(|columns| {
        let column = columns.first()?;
        let field = column.steps.get(depth)?;
        Some(match (column.steps.len() > depth + 1, column.last) {
            (true, _) => format!("{field} {{ {} }}", selected(columns, depth + 1)),
            (false, Last::Value) => field.clone(),
            (false, Last::Citations) => {
                format!("{field} {{ document {{ path title }} place lineFrom lineTo }}")
            }
            (false, Last::Pieces) => format!("{field} {{ text }}"),
        })
    });
    fields.collect::<Vec<_>>().join(" ")
}

/// What stands at the end of a way; where it leads through a list, of each of its items.
fn reach<'a>(node: &'a Value, steps: &[String]) -> Vec<&'a Value> {
    match (node, steps) {
        (Value::Array(items), _) => items.iter().flat_map(|item| reach(item, steps)).collect(),
        // An item that has nothing here keeps its line: the lines of two columns belong together.
        (Value::Null, _) | (_, []) => vec![node],
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_are_values_lines_and_places() {
        let column = |steps: &[&str], last| Column {
            steps: steps.iter().map(|step| (*step).into()).collect(),
            last,
            ..Column::default()
        };
        let node = json!({
            "due": { "from": "2020-10-31", "to": null }, "steps": ["a", "b"],
            "citations": [{
                "document": { "path": "d", "title": "T" }, "place": "p", "lineFrom": 1, "lineTo": 2,
            }],
        });
        assert_eq!(
            column(&["due", "from"], Last::Value).text(&node),
            "2020-10-31"
        );
        assert_eq!(column(&["due", "to"], Last::Value).text(&node), "");
        assert_eq!(column(&["none", "to"], Last::Value).text(&node), "");
        let parts = json!({ "themes": [{ "theme": { "path": "x" }, "note": null }, { "theme": { "path": "y" }, "note": "n" }] });
        let cell = |steps: &[&str]| column(steps, Last::Value).text(&parts);
        assert_eq!(
            (
                cell(&["themes", "theme", "path"]),
                cell(&["themes", "note"])
            ),
            ("x\ny".to_owned(), "\nn".to_owned())
        );
        assert_eq!(column(&["steps"], Last::Value).text(&node), "a\nb");
        assert_eq!(
            column(&["citations"], Last::Citations).text(&node),
            "T [d], p (lines 1 to 2)"
        );
        assert_eq!(column(&["a"], Last::Value).heading(), "a");
    }

    #[test]
    fn a_field_is_asked_for_once() {
        let column = |steps: &[&str]| Column {
            steps: steps.iter().map(|step| (*step).into()).collect(),
            ..Column::default()
        };
        let columns = [
            column(&["path"]),
            column(&["due", "from"]),
            column(&["due", "to"]),
            column(&["themes", "theme", "path"]),
            column(&["themes", "method"]),
        ];
        assert_eq!(
            selection(&columns),
            "path due { from to } themes { theme { path } method }"
        );
    }
}
