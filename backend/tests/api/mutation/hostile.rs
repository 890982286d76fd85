//! Texts that mean something elsewhere, to a database, a browser or a spreadsheet: here they are what was written, letter
//! for letter.

use std::io::Cursor;

use axum::{body::Body, http::Request};
use calamine::{Data, Reader, Xlsx};
use chrono::{SecondsFormat, Utc};
use serde_json::{Value, json};

use super::{
    schema::{Place, changed},
    table::{ROWS, Row},
    text::{self, Text},
    world::World,
};
use crate::{
    app::{TestApp, body_bytes},
    download::{encoded, get, rows},
};

const HOSTILE: [&str; 5] = [
    "=HYPERLINK(\"http://x\",\"y\")",
    "'); DROP TABLE action; -- <script>alert(1)</script>",
    "@x",
    "+1",
    "-1",
];

/// Whether anything may be written at a place. What is one of some words, or one of several that have to differ, is not
/// asked here.
fn is_free(place: &Place) -> bool {
    let is_text = place.ty.name() == "String" && place.ty.item().is_none();
    is_text
        && !text::is_of_a_scale(&place.owner, &place.field)
        && place.field != "options"
        && matches!(
            text::of(&place.owner, &place.field),
            Text::Free { .. } | Text::May { .. }
        )
}

/// The text, as long as it has to be there.
fn fitting(place: &Place, hostile: &str) -> String {
    match text::of(&place.owner, &place.field) {
        Text::Free { least, .. } if hostile.len() < least => format!("{hostile}, as people say"),
        _ => hostile.to_owned(),
    }
}

/// Leaves out the numbers beside words: where the words say another, such as +1, they are refused.
fn without_numbers(sent: &mut Value) {
    for figure in ["baseline", "target", "observation"] {
        let own = sent.pointer_mut(&format!("/input/{figure}"));
        if let Some(own) = own.and_then(Value::as_object_mut) {
            own.remove("value");
            own.remove("comparison");
        }
    }
}

/// That in every file of a list it is a text and no formula: in CSV behind an apostrophe.
async fn is_text_in_files(app: &TestApp, row: &Row, list: &str, texts: &[String], since: &str) {
    // Of the log, what was written just now: the whole of it is long.
    let filter = match list {
        "changes" => encoded(&json!({ "since": since }).to_string()),
        _ => encoded("{}"),
    };
    let (_, _, csv) = get(app, &format!("/download/{list}.csv?filter={filter}")).await;
    let (_, table) = rows(&csv);
    let cells = || table.iter().flatten();
    let is_number = |cell: &String| cell.parse::<f64>().is_ok();
    let formula =
        cells().find(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell));
    assert_eq!(formula, None, "{} {list}", row.name);
    // Not all that was written is a column; something of it is.
    let is_one = |cell: &String| {
        let own = cell.strip_prefix('\'').unwrap_or(cell);
        texts.iter().any(|text| own.contains(text.as_str()))
    };
    assert!(
        cells().any(is_one),
        "{} {list} has none of {texts:?}",
        row.name
    );
    let request = Request::get(format!("/download/{list}.xlsx?filter={filter}"));
    let response = app.send(request.body(Body::empty()).unwrap()).await;
    let mut book = Xlsx::new(Cursor::new(body_bytes(response).await)).unwrap();
    let formulas = book.worksheet_formula(list).unwrap();
    assert_eq!(formulas.used_cells().count(), 0, "{} {list}", row.name);
    let sheet = book.worksheet_range(list).unwrap();
    let is_it = |cell: &Data| match cell {
        Data::String(own) => texts.iter().any(|text| own.contains(text.as_str())),
        _ => false,
    };
    assert!(sheet.rows().flatten().any(is_it), "{} {list}", row.name);
}

#[tokio::test]
async fn what_is_hostile_elsewhere_is_a_text_here_letter_for_letter() {
    let world = World::get().await;
    let started = Utc::now().to_rfc3339_opts(SecondsFormat::Micros, true);
    let app = world.app().await;
    let actions = app.query("{ actions { totalCount } }").await;
    let counts = world.tables.counts(&app.database.db).await;
    let mut tried = 0;
    for row in ROWS {
        let asker = world.giver(row);
        for variables in row.inputs(world, asker) {
            let places = world.schema.places(row.name, &variables);
            let free: Vec<&Place> = places.iter().filter(|place| is_free(place)).collect();
            if free.is_empty() {
                continue;
            }
            for hostile in HOSTILE {
                let mut sent = variables.clone();
                let mut texts = Vec::new();
                for place in &free {
                    let text = fitting(place, hostile);
                    sent = changed(&sent, place, Some(json!(text)));
                    texts.push(text);
                }
                without_numbers(&mut sent);
                let app = world.app().await;
                let (_, answer) = world.send(&app, asker, row.name, &sent).await;
                let place = format!("{} {sent}: {answer}", row.name);
                assert_eq!(answer["errors"], Value::Null, "{place}");
                assert_eq!(answer["data"][row.name]["problems"], json!([]), "{place}");
                texts.sort();
                texts.dedup();
                let db = &app.database.db;
                for text in &texts {
                    // Before this note it is said what was removed.
                    let text = &match row.name {
                        "redactName" => format!("A name was removed from 0 records. {text}"),
                        _ => text.clone(),
                    };
                    assert!(
                        world.tables.hold(db, &counts, text).await,
                        "{text} of {place}"
                    );
                }
                // The tables are there, with all that was in them.
                let now = app.query("{ actions { totalCount } }").await;
                assert!(
                    now == actions || row.name == "publishDraft",
                    "{place}: {now}"
                );
                if let Some(list) = row.list.filter(|_| hostile.starts_with(['=', '@'])) {
                    is_text_in_files(&app, row, list, &texts, &started).await;
                }
                tried += free.len();
            }
        }
    }
    assert!(tried > 300, "{tried}");
}
