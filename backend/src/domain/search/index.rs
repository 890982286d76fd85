//! The index: what is in it of a record, and how it is kept true. It is derived from the change log, so
//! it can always be made again.

use std::collections::HashSet;

use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, Statement, sea_query::Expr,
};
use serde_json::Value;
use uuid::Uuid;

use super::word::{Word, words};
use crate::{
    domain::{
        list,
        order::sort_key,
        row::{Put, Row},
    },
    entity::{change, record, search},
};

/// The fields of a record's parts that hold texts of people.
const PARTS: [&str; 9] = [
    "text",
    "statement",
    "name",
    "role",
    "published",
    "label",
    "definition",
    "roles",
    "note",
];

/// Brings the entry of a record up to a change of it.
pub async fn put(tx: &DatabaseTransaction, change: &change::Model) -> Result<(), DbErr> {
    let Some(Value::Object(fields)) = &change.after else {
        return Ok(());
    };
    let (title, text) = list::texts(change.record_kind);
    let of = |names: &[&str], between: &str| {
        let values = names
            .iter()
            .filter_map(|name| fields.get(*name).and_then(text_of));
        values.collect::<Vec<String>>().join(between)
    };
    let title_words = of(&title, " ");
    let rest: Vec<&str> = text
        .into_iter()
        .filter(|name| !title.contains(name))
        .collect();
    let mut body = of(&rest, "\n");
    for (name, part) in fields {
        let Value::Array(rows) = part else { continue };
        // Where a record was read from is not what it says.
        if ["citations", "themes", "lines"].contains(&name.as_str()) {
            continue;
        }
        for value in rows
            .iter()
            .flat_map(|row| PARTS.iter().filter_map(|name| row.get(*name)))
        {
            if let Some(words) = text_of(value).filter(|words| !body.contains(words.as_str())) {
                body.push('\n');
                body.push_str(&words);
            }
        }
    }
    let body = body.trim_start().to_owned();
    let entry = search::Model {
        id: change.record_id,
        area_id: change.area_id,
        kind: change.record_kind,
        path: change.record_path.clone(),
        sort_key: sort_key(&change.record_path),
        version: change.version,
        title: title_words,
        body,
    };
    Row::<search::Entity>(entry.clone()).put(tx).await?;
    let parts = [words(&entry.title), words(&entry.body)];
    index(tx, entry.id, &parts).await
}

/// A text, or a list of them as lines.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            (!texts.is_empty()).then(|| texts.join("\n"))
        }
        _ => None,
    }
}

/// Stands between title and body, so that no words in a row reach from one into the other. It is a letter to
/// SQLite's index, and to [`words`] none: nobody can search for it.
const BETWEEN: &str = "\u{e000}";

/// Writes the words of an entry, title and body, as the database wants them.
async fn index(tx: &DatabaseTransaction, id: Uuid, parts: &[Vec<Word>; 2]) -> Result<(), DbErr> {
    let backend = tx.get_database_backend();
    let run = async |sql: &str, values: Vec<sea_orm::Value>| {
        tx.execute_raw(Statement::from_sql_and_values(backend, sql, values))
            .await
            .map(drop)
    };
    if backend == DbBackend::Postgres {
        // With places, so that words can be found in a row. It counts them to 16,383.
        let vector = |word: fn(&Word) -> &str| -> sea_orm::Value {
            let [title, body] = parts;
            let places = title
                .iter()
                .zip(1..)
                .chain(body.iter().zip(title.len() + 2..));
            let lexemes =
                places.map(|(one, place)| format!("'{}':{}", word(one), place.min(16_383)));
            lexemes.collect::<Vec<_>>().join(" ").into()
        };
        let values = vec![
            id.into(),
            vector(|word| &word.plain),
            vector(|word| &word.stem),
        ];
        return run(
            "UPDATE search_entry SET words = $2::tsvector, stems = $3::tsvector WHERE id = $1",
            values,
        )
        .await;
    }
    let joined = |word: fn(&Word) -> &str| -> sea_orm::Value {
        let parts = parts.iter().map(|part| {
            let words: Vec<&str> = part.iter().map(word).collect();
            words.join(" ")
        });
        parts
            .collect::<Vec<_>>()
            .join(&format!(" {BETWEEN} "))
            .into()
    };
    let of_entry = "(SELECT number FROM search_entry WHERE id = ?)";
    run(
        &format!("DELETE FROM search_index WHERE rowid = {of_entry}"),
        vec![id.into()],
    )
    .await?;
    let values = vec![
        id.into(),
        joined(|word| &word.plain),
        joined(|word| &word.stem),
    ];
    run(
        &format!("INSERT INTO search_index (rowid, words, stems) VALUES ({of_entry}, ?, ?)"),
        values,
    )
    .await
}

/// Makes the entries that are missing or old, such as those of a database that is older than the index.
pub async fn refresh(db: &DatabaseConnection) -> Result<usize, DbErr> {
    let current = search::Entity::find()
        .select_only()
        .expr(Expr::val(1))
        .filter(
            search::Column::Id
                .into_expr()
                .equals((record::Entity, record::Column::Id)),
        )
        .filter(
            search::Column::Version
                .into_expr()
                .equals((record::Entity, record::Column::Version)),
        );
    let stale: Vec<Uuid> = record::Entity::find()
        .select_only()
        .column(record::Column::Id)
        .filter(Expr::exists(current.into_query()).not())
        .into_tuple()
        .all(db)
        .await?;
    if stale.is_empty() {
        return Ok(0);
    }
    let tx = crate::domain::change::begin(db).await?;
    for change in crate::domain::change::latest_by_id(&tx, &stale).await? {
        put(&tx, &change).await?;
    }
    tx.commit().await?;
    Ok(stale.len())
}

/// Those of the words whose stem occurs. One statement.
pub async fn known_stems(
    db: &impl ConnectionTrait,
    asked: &[Word],
) -> Result<HashSet<String>, DbErr> {
    let backend = db.get_database_backend();
    let stems = asked.iter().map(|word| word.stem.clone());
    let stems: Vec<String> = stems.collect();
    let marks = |mark: fn(usize) -> String| -> String {
        let marks: Vec<String> = (1..=stems.len()).map(mark).collect();
        marks.join(", ")
    };
    let sql = match backend {
        DbBackend::Postgres => format!(
            "SELECT stem FROM unnest(ARRAY[{}]::text[]) AS asked (stem) \
             WHERE EXISTS (SELECT 1 FROM search_entry WHERE stems @@ quote_literal(stem)::tsquery)",
            marks(|number| format!("${number}"))
        ),
        _ => format!(
            "SELECT term FROM search_word WHERE col = 'stems' AND term IN ({})",
            marks(|_| "?".to_owned())
        ),
    };
    let values: Vec<sea_orm::Value> = stems.into_iter().map(Into::into).collect();
    let rows = db
        .query_all_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?;
    rows.iter().map(|row| row.try_get_by_index(0)).collect()
}

/// Every word as it is written, with how many records hold it, as the database's index counts them.
pub async fn vocabulary(db: &impl ConnectionTrait) -> Result<Vec<(String, i64)>, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Postgres => {
            "SELECT word, ndoc::bigint FROM ts_stat('SELECT words FROM search_entry')"
        }
        _ => "SELECT term, doc FROM search_word WHERE col = 'words'",
    };
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)))
        .collect()
}
