//! Which lists there are, and what is in them, read from the schema: every field of a record that needs no
//! argument and holds a value, or a few of them, or parts that do, is a column.

use serde_json::Value;
use tokio::sync::OnceCell;

use super::column::{self, Column, Kind, Last};
use crate::graphql;

/// A list that can be had as a file: a field of the root whose answer has nodes.
#[derive(Debug)]
pub struct List {
    /// The root field, such as `actions`.
    pub name: String,
    /// What the schema says of it.
    pub description: String,
    /// The type of its rows, such as `Action`, and what the schema says of it.
    pub of: String,
    pub of_description: String,
    /// What it can be asked with, but for the place in it.
    pub arguments: Vec<Argument>,
    /// Whether its nodes come page by page.
    is_paged: bool,
    /// Whether its answer says how many rows there are.
    is_counted: bool,
    /// Whether there may be more than it gives, which its answer says.
    may_be_cut: bool,
    pub columns: Vec<Column>,
}

/// An argument of a list.
#[derive(Debug)]
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

impl List {
    /// Whether it can be asked for as a whole.
    pub fn needs_nothing(&self) -> bool {
        !self.arguments.iter().any(Argument::is_required)
    }

    /// Whether its rows are records, each with a path of its own. What is no record, an event or a change, has
    /// the path of the record that it is about.
    pub fn has_records(&self) -> bool {
        self.columns.iter().any(|column| column.heading() == "id")
    }

    /// The question for a page of the list, with everything that its columns need, at a version of the data or
    /// now. How many rows there are is counted for the first page only.
    pub fn query(&self, is_first: bool, as_of: Option<i64>) -> String {
        let (mut variables, mut arguments) = (String::new(), String::new());
        for Argument { name, of } in &self.arguments {
            variables += &format!(", ${name}: {of}");
            arguments += &format!("{name}: ${name}, ");
        }
        let cut = if self.may_be_cut { "cut " } else { "" };
        let total = match is_first && self.is_counted {
            true => "totalCount ",
            false => "",
        };
        let (place, info) = match self.is_paged {
            true => (
                "first: 100, after: $after",
                "pageInfo { hasNextPage endCursor } ",
            ),
            false => ("", ""),
        };
        let after = if self.is_paged { "$after: String" } else { "" };
        let as_of = as_of.map_or(String::new(), |version| {
            format!(" @asOf(version: {version})")
        });
        format!(
            "query({after}{variables}){as_of} {{ dataVersion {}({arguments}{place}) {{ {cut}{total}{info}nodes {{ {} }} }} }}",
            self.name,
            column::selection(&self.columns)
        )
    }
}

/// Every list, with its columns. They are read once: the schema does not change while the server runs.
pub async fn lists() -> &'static [List] {
    static LISTS: OnceCell<Vec<List>> = OnceCell::const_new();
    LISTS.get_or_init(read).await
}

const TYPES: &str = "{ __schema { types { name kind description enumValues { name } fields { name description \
    args { name type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } \
    type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";

async fn read() -> Vec<List> {
    let response = graphql::introspect(TYPES).await;
    let data = response.data.into_json().unwrap_or_default();
    let types = data.pointer("/__schema/types").and_then(Value::as_array);
    let schema = Schema(types.map_or(&[], Vec::as_slice));
    let root = schema.fields("Query").iter();
    root.filter_map(|field| schema.list(field)).collect()
}

/// What a list that comes page by page is asked with besides: where to begin, and how much of it.
const PLACE: [&str; 4] = ["first", "after", "last", "before"];
/// The type of the pieces of a text that has marks in it.
const PIECE: &str = "TextPiece";

/// The types of the schema, as it describes itself.
struct Schema<'a>(&'a [Value]);

impl<'a> Schema<'a> {
    fn list(&self, field: &Value) -> Option<List> {
        let answer = named(field.get("type")?)?;
        let parts = self.fields(&answer);
        let nodes = parts.iter().find(|field| name(field) == "nodes")?;
        let has = |part: &str| parts.iter().any(|field| name(field) == part);
        let of = named(nodes.get("type")?)?;
        let mut columns = Vec::new();
        for field in self.fields(&of) {
            self.add(field, &Way::default(), &mut columns);
        }
        let arguments = field.get("args")?.as_array()?.iter();
        let is_paged = arguments.clone().any(|argument| name(argument) == "after");
        let own = arguments.filter(|argument| !is_paged || !PLACE.contains(&name(argument)));
        let own = own.filter_map(|argument| {
            Some(Argument {
                name: name(argument).to_owned(),
                of: written(argument.get("type")?)?,
            })
        });
        Some(List {
            name: name(field).to_owned(),
            description: described(field),
            of_description: self.named(&of).map(described).unwrap_or_default(),
            of,
            arguments: own.collect(),
            is_paged,
            is_counted: has("totalCount"),
            may_be_cut: has("cut"),
            columns,
        })
    }

    /// Adds the columns of a field: the field itself where it holds values; the path of a record; the fields
    /// of a part, such as a date.
    fn add(&self, field: &Value, before: &Way, columns: &mut Vec<Column>) {
        let arguments = field.get("args").and_then(Value::as_array);
        let (Some(kind), true) = (field.get("type"), arguments.is_none_or(Vec::is_empty)) else {
            return;
        };
        let Some(of) = named(kind) else { return };
        let way = before.to(field, kind);
        let depth = before.steps.len();
        if name(field) == "citations" && depth == 0 {
            return columns.push(way.column(Last::Citations, Kind::Text));
        }
        if let Some(kind) = self.value(&of) {
            return columns.push(way.column(Last::Value, kind));
        }
        if of == PIECE {
            return columns.push(way.column(Last::Pieces, Kind::Text));
        }
        // A list of parts is lines; lists in it would be lines of lines. Places are told by `citations`.
        // A file is for nobody in particular, who sees no members.
        if (is_list(kind) && depth > 0) || depth > 1 || ["Citation", "Member"].contains(&&*of) {
            return;
        }
        let inner = self.fields(&of);
        match inner.iter().find(|field| name(field) == "path") {
            Some(path) => {
                let kind = path.get("type").unwrap_or(&Value::Null);
                let column = way.to(path, kind).column(Last::Value, Kind::Text);
                columns.push(Column {
                    record: Some(of),
                    ..column
                });
            }
            None => inner
                .iter()
                .for_each(|field| self.add(field, &way, columns)),
        }
    }

    fn named(&self, of: &str) -> Option<&'a Value> {
        self.0.iter().find(|one| name(one) == of)
    }

    fn fields(&self, of: &str) -> &'a [Value] {
        let fields = self
            .named(of)
            .and_then(|found| found.get("fields"))
            .and_then(Value::as_array);
        fields.map_or(&[], Vec::as_slice)
    }

    /// What kind of value a type is; nothing where it has fields.
    fn value(&self, of: &str) -> Option<Kind> {
        let found = self.named(of)?;
        match found.get("kind")?.as_str()? {
            "SCALAR" => Some(Kind::of(of)),
            "ENUM" => {
                let choices = found.get("enumValues")?.as_array()?.iter();
                Some(Kind::Choice(choices.map(|one| name(one).into()).collect()))
            }
            _ => None,
        }
    }
}

/// The way from a record to a field.
#[derive(Default)]
struct Way {
    steps: Vec<String>,
    description: String,
    /// Whether it leads through a list.
    is_list: bool,
    /// Whether it may end before the field.
    may_be_null: bool,
}

impl Way {
    /// One step further.
    fn to(&self, field: &Value, kind: &Value) -> Self {
        let step = name(field).to_owned();
        let words = [self.description.as_str(), &described(field)].join(" ");
        Self {
            steps: self.steps.iter().cloned().chain([step]).collect(),
            description: words.trim().to_owned(),
            is_list: self.is_list || is_list(kind),
            may_be_null: self.may_be_null
                || kind.get("kind").and_then(Value::as_str) != Some("NON_NULL"),
        }
    }

    fn column(self, last: Last, kind: Kind) -> Column {
        Column {
            steps: self.steps,
            last,
            kind,
            description: self.description,
            is_list: self.is_list,
            may_be_null: self.may_be_null,
            record: None,
        }
    }
}

fn name(of: &Value) -> &str {
    of.get("name").and_then(Value::as_str).unwrap_or_default()
}

/// What the schema says of something, as one line.
fn described(of: &Value) -> String {
    let words = of.get("description").and_then(Value::as_str);
    let words = words.unwrap_or_default().split_whitespace();
    words.collect::<Vec<_>>().join(" ")
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
