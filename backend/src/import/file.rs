//! TOML files as tables, each with its place.

use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::Problem;
use crate::domain::order::is_path;

/// One record of a file, not read yet.
pub struct Table<'t> {
    /// The name of its kind in the files, such as `action`.
    pub name: String,
    /// The folder of the file: the path of the document that its citations mean.
    pub folder: String,
    pub file: String,
    pub line: usize,
    pub path: String,
    value: Spanned<DeValue<'t>>,
}

/// Takes a file apart. A file that is not TOML is one problem; a record without a path another.
pub fn tables<'t>(
    file: &str,
    text: &'t str,
    tables: &mut Vec<Table<'t>>,
    problems: &mut Vec<Problem>,
) {
    let line = |offset: usize| {
        text.get(..offset)
            .map_or(1, |head| head.matches('\n').count() + 1)
    };
    let mut problem = |offset: usize, message: String| {
        problems.push(Problem {
            file: file.to_owned(),
            line: line(offset),
            message,
        });
    };
    let root = match DeTable::parse(text) {
        Ok(root) => root,
        Err(error) => {
            let offset = error.span().map_or(0, |span| span.start);
            return problem(offset, format!("This is not TOML: {}", error.message()));
        }
    };
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    for (name, list) in root.into_inner() {
        let offset = name.span().start;
        let name = name.into_inner().into_owned();
        let DeValue::Array(list) = list.into_inner() else {
            problem(
                offset,
                format!("`{name}` must be a list of tables: write `[[{name}]]`."),
            );
            continue;
        };
        for value in list {
            let offset = value.span().start;
            if let Some(text) = with_line_break(value.get_ref()) {
                problem(
                    offset,
                    format!("A text holds a line break or another control character: ‘{text}…’."),
                );
                continue;
            }
            let path = value
                .get_ref()
                .get("path")
                .and_then(|path| path.get_ref().as_str());
            match path {
                Some(path) if is_path(path) => tables.push(Table {
                    path: path.to_owned(),
                    name: name.clone(),
                    folder: folder.to_owned(),
                    file: file.to_owned(),
                    line: line(offset),
                    value,
                }),
                Some(path) => problem(
                    offset,
                    format!(
                        "‘{path}’ is not a path: use small letters, digits, `.` and `-`, parts joined by `/`."
                    ),
                ),
                None => problem(offset, format!("This `{name}` has no `path`.")),
            }
        }
    }
}

/// The beginning of a text that is not a single line. Lists are kept as lines.
fn with_line_break(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) if text.contains(char::is_control) => Some(
            text.chars()
                .filter(|letter| !letter.is_control())
                .take(40)
                .collect(),
        ),
        DeValue::Array(items) => items
            .iter()
            .find_map(|item| with_line_break(item.get_ref())),
        DeValue::Table(fields) => fields
            .values()
            .find_map(|field| with_line_break(field.get_ref())),
        _ => None,
    }
}

impl Table<'_> {
    /// The table as a record of its kind, or why it is none.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, String> {
        T::deserialize(IntoDeserializer::<toml::de::Error>::into_deserializer(
            self.value,
        ))
        .map_err(|error| error.message().to_owned())
    }
}
