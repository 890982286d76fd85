//! A list as a resource of a data package: what its table is, in the words of Frictionless's Table Schema.

use serde_json::{Map, Value, json};

use super::{
    column::{Column, Kind, Last},
    list::List,
};

/// What there is to say of a table before it is written. `lists` are all that are in the package.
pub fn resource(list: &List, lists: &[&List]) -> Value {
    let fields: Vec<Value> = list.columns.iter().map(field).collect();
    let mut schema = Map::new();
    schema.insert("fields".to_owned(), fields.into());
    schema.insert("missingValues".to_owned(), json!([""]));
    if list.has_records() {
        schema.insert("primaryKey".to_owned(), json!(["path"]));
    }
    let keys = list.columns.iter();
    let keys: Vec<Value> = keys
        .filter_map(|column| foreign_key(column, list, lists))
        .collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".to_owned(), keys.into());
    }
    json!({
        "name": name(list),
        "profile": "tabular-data-resource",
        "path": path(list),
        "title": list.description.trim_end_matches('.'),
        "description": list.of_description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

/// The name of its file.
pub fn path(list: &List) -> String {
    format!("{}.csv", list.name)
}

/// A name as the specification wants it, in small letters: `data-quality-notes`.
fn name(list: &List) -> String {
    let mut name = String::new();
    for letter in list.name.chars() {
        if letter.is_uppercase() {
            name.push('-');
        }
        name.extend(letter.to_lowercase());
    }
    name
}

fn field(column: &Column) -> Value {
    let is_plain = column.last == Last::Value && !column.is_list;
    let kind = match (&column.kind, is_plain) {
        (Kind::Integer, true) => "integer",
        (Kind::Number, true) => "number",
        (Kind::Boolean, true) => "boolean",
        (Kind::Date, true) => "date",
        (Kind::Time, true) => "datetime",
        (Kind::Json, true) => "any",
        _ => "string",
    };
    let mut field = json!({
        "name": column.heading(),
        "type": kind,
        "description": column.described(),
    });
    let mut constraints = Map::new();
    if is_plain && !column.may_be_null {
        constraints.insert("required".to_owned(), json!(true));
    }
    if let (Kind::Choice(choices), true) = (&column.kind, is_plain) {
        constraints.insert("enum".to_owned(), json!(choices));
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    field
}

/// Where a column is the path of one record of a list, that list.
fn foreign_key(column: &Column, own: &List, lists: &[&List]) -> Option<Value> {
    let record = column.record.as_ref().filter(|_| !column.is_list)?;
    let of = lists
        .iter()
        .find(|list| list.of == *record && list.has_records())?;
    // An empty name is the table itself.
    let resource = match of.name == own.name {
        true => String::new(),
        false => name(of),
    };
    Some(json!({
        "fields": [column.heading()],
        "reference": { "resource": resource, "fields": ["path"] },
    }))
}
