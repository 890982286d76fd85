//! Every list as a file in every form, read back as its users would, beside what the API gives.

use std::io::Cursor;

use axum::{body::Body, http::Request};
use calamine::{Data, Reader, Xlsx};
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use crate::{
    app::{TestApp, body_bytes},
    download::{encoded, get, rows, wholes},
};

/// Lists that need something to be asked with: as in an address, and as in a query.
const ASKED: [(&str, &str, &str); 4] = [
    (
        "search",
        "text=\"annual review\"",
        "text: \"annual review\"",
    ),
    (
        "thread",
        "area=\"leicestershire\"",
        "area: \"leicestershire\"",
    ),
    (
        "compare",
        "a=\"worcestershire/app-2022\"&b=\"leicestershire/wsoa-2020\"",
        "a: \"worcestershire/app-2022\", b: \"leicestershire/wsoa-2020\"",
    ),
    (
        "actionGroups",
        "by=[\"AREA\",\"STATUS\"]",
        "by: [AREA, STATUS]",
    ),
];

/// The way to a value, as the head of a column has it.
fn way(heading: &str) -> Vec<&str> {
    heading.split('.').collect()
}

/// What stands in the pieces of a text with marks in it.
fn is_marked(list: &str, heading: &str) -> bool {
    list == "search" && ["title", "excerpt"].contains(&heading)
}

fn selection(list: &str, heading: &str) -> String {
    let inner = match heading {
        "citations" => " { document { path title } place lineFrom lineTo }",
        _ if is_marked(list, heading) => " { text }",
        _ => "",
    };
    let way = way(heading);
    way.join(" { ") + inner + &" }".repeat(way.len() - 1)
}

/// All rows of a list, asked of the API page by page.
async fn nodes(app: &TestApp, list: &str, arguments: &str, head: &[String]) -> Vec<Value> {
    let fields = head.iter().map(|heading| selection(list, heading));
    let fields = fields.collect::<Vec<_>>().join(" ");
    let is_paged = list != "thread" && list != "compare" && !list.ends_with("Groups");
    let (place, info) = match is_paged {
        true => (
            "first: 100, after: $after",
            "pageInfo { hasNextPage endCursor }",
        ),
        false => ("", ""),
    };
    let head = if is_paged {
        "query($after: String)"
    } else {
        ""
    };
    let arguments = match arguments.is_empty() && place.is_empty() {
        true => String::new(),
        false => format!("({arguments} {place})"),
    };
    let query = format!("{head} {{ {list}{arguments} {{ {info} nodes {{ {fields} }} }} }}");
    let (mut all, mut after) = (Vec::new(), Value::Null);
    loop {
        let answer = app.ask(&query, json!({ "after": after })).await;
        assert_eq!(answer["errors"], Value::Null, "{query}");
        let page = &answer["data"][list];
        all.extend(page["nodes"].as_array().unwrap().iter().cloned());
        if page["pageInfo"]["hasNextPage"] != true {
            return all;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

/// The values at the end of a way, and whether it leads through a list.
fn values<'a>(node: &'a Value, way: &[&str]) -> (Vec<&'a Value>, bool) {
    match (node, way) {
        (Value::Array(items), _) => {
            let inner = items.iter().flat_map(|item| values(item, way).0);
            (inner.collect(), true)
        }
        // An item without such a value keeps its line.
        (Value::Null, _) | (_, []) => (vec![node], false),
        (_, [step, rest @ ..]) => node
            .get(step)
            .map_or((Vec::new(), false), |node| values(node, rest)),
    }
}

/// What a reader of a table should find.
fn expected(list: &str, heading: &str, node: &Value) -> String {
    let word = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let (found, _) = values(node, &way(heading));
    if heading == "citations" {
        let places = found.iter().map(|found| {
            let document = &found["document"];
            format!(
                "{} [{}], {} (lines {} to {})",
                word(&document["title"]),
                word(&document["path"]),
                word(&found["place"]),
                found["lineFrom"],
                found["lineTo"]
            )
        });
        return places.collect::<Vec<_>>().join("\n");
    }
    if is_marked(list, heading) {
        return found.iter().map(|piece| word(&piece["text"])).collect();
    }
    // A line is a value: one of several lines is written in one.
    let (_, is_list) = values(node, &way(heading));
    let line = |value: &Value| match is_list {
        true => word(value).replace(['\n', '\r'], " "),
        false => word(value),
    };
    found.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A cell of a workbook in words, a day as ISO 8601 writes it.
fn shown(cell: Option<&Data>) -> String {
    match cell {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => text.clone(),
        Some(Data::Float(number)) => json!(number).to_string(),
        Some(Data::Bool(truth)) => truth.to_string(),
        Some(Data::DateTime(day)) => {
            let first = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            let days = day.as_f64();
            assert_eq!(days.fract(), 0.0);
            (first + Days::new(days as u64)).to_string()
        }
        Some(other) => panic!("{other:?}"),
    }
}

async fn book(app: &TestApp, path: &str) -> Xlsx<Cursor<Vec<u8>>> {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let response = app.send(request).await;
    assert_eq!(response.status(), 200, "{path}");
    Xlsx::new(Cursor::new(body_bytes(response).await)).unwrap()
}

/// Whether a cell is of the kind that the value has in the API.
fn is_of_its_kind(cell: Option<&Data>, node: &Value, heading: &str) -> bool {
    let (found, is_list) = values(node, &way(heading));
    match (found.as_slice(), is_list) {
        ([Value::Number(_)], false) => matches!(cell, Some(Data::Float(_))),
        ([Value::Bool(_)], false) => matches!(cell, Some(Data::Bool(_))),
        _ => !matches!(cell, Some(Data::Float(_) | Data::Bool(_))),
    }
}

/// Whether two numbers are one: what reads JSON here may miss the last digit.
fn is_near(one: &str, other: &str) -> bool {
    let (one, other): (f64, f64) = (one.parse().unwrap(), other.parse().unwrap());
    (one - other).abs() <= f64::EPSILON * other.abs()
}

/// That a cell of a workbook holds a text, or says how much of it Excel takes.
fn holds(cell: &str, text: &str, place: &str) {
    let long = text.encode_utf16().count();
    let said = format!("… [cut: of {long} characters, a cell of Excel holds 32767]");
    match cell.strip_suffix(&said) {
        Some(begun) => {
            assert!(long > 32_767 && place.starts_with("changes "), "{place}");
            assert!(
                text.starts_with(begun) && begun.encode_utf16().count() >= 31_999,
                "{place}"
            );
        }
        None => assert!(cell == text, "{place}: {}", &cell[..cell.len().min(200)]),
    }
}

#[tokio::test]
async fn every_form_of_every_list_holds_what_the_api_gives() {
    let app = TestApp::seeded().await;
    let wholes = wholes(&app).await;
    let wholes = wholes.iter().map(|name| (name.as_str(), "", ""));
    for (list, asked, arguments) in wholes.chain(ASKED) {
        let asked = asked.split('&').filter_map(|pair| pair.split_once('='));
        let asked = asked.map(|(name, value)| format!("{name}={}", encoded(value)));
        let asked = asked.collect::<Vec<_>>().join("&");
        let (_, _, csv) = get(&app, &format!("/download/{list}.csv?{asked}")).await;
        let (head, table) = rows(&csv);
        let nodes = nodes(&app, list, arguments, &head).await;
        assert!(!nodes.is_empty(), "{list}");
        assert_eq!(table.len(), nodes.len(), "{list}");

        let (_, kind, lines) = get(&app, &format!("/download/{list}.jsonl?{asked}")).await;
        assert_eq!(kind, "application/jsonl");
        let lines: Vec<Value> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines, nodes, "{list}");

        let mut book = book(&app, &format!("/download/{list}.xlsx?{asked}")).await;
        assert_eq!(book.sheet_names(), [list, "About"]);
        let sheet = book.worksheet_range(list).unwrap();
        assert_eq!(sheet.height(), nodes.len() + 1, "{list}");
        assert_eq!(
            book.worksheet_formula(list).unwrap().used_cells().count(),
            0
        );
        for (at, heading) in head.iter().enumerate() {
            let cell = |row: usize| sheet.get_value((row as u32, at as u32));
            assert_eq!(shown(cell(0)), *heading);
            for (row, node) in nodes.iter().enumerate() {
                let place = format!("{list} {heading} {row}");
                let expected = expected(list, heading, node);
                let text = table[row][at].strip_prefix('\'').filter(|text| {
                    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && *text == expected
                });
                let text = text.unwrap_or(&table[row][at]);
                let cell = cell(row + 1);
                match cell {
                    Some(Data::Float(_)) => {
                        assert!(is_near(text, &expected), "{place}: {text}");
                        assert!(is_near(&shown(cell), &expected), "{place}: {cell:?}");
                    }
                    _ => {
                        assert_eq!(text, expected, "{place}");
                        holds(&shown(cell), &expected, &place);
                    }
                }
                assert!(is_of_its_kind(cell, node, heading), "{place}: {cell:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_workbook_is_a_table_and_says_what_it_holds() {
    let app = TestApp::seeded().await;
    let filter = r#"{"area":["leicestershire"]}"#;
    let path = format!("/download/actions.xlsx?filter={}", encoded(filter));
    let mut book = book(&app, &path).await;
    let about = book.worksheet_range("About").unwrap();
    let about: Vec<(String, String)> = about
        .rows()
        .map(|row| (shown(row.first()), shown(row.get(1))))
        .collect();
    let said = |name: &str| {
        let found = about.iter().find(|(own, _)| own == name);
        found.map(|(_, words)| words.as_str()).unwrap()
    };
    let version = app.query("{ dataVersion }").await["dataVersion"].to_string();
    assert_eq!(said("List"), "actions: Actions.");
    assert_eq!(said("filter"), filter);
    assert_eq!(said("Rows"), "33");
    assert_eq!(said("Data version"), version);
    assert!(said("How to cite").contains(&format!("Data version {version}, read on ")));
    let address = said("How to cite").split_once("/download/").unwrap().1;
    assert_eq!(
        address,
        format!("actions.xlsx?filter={}&asOf={version}", encoded(filter))
    );
    assert!(said("Licence").contains("public bodies"));
    assert_eq!(
        said("due.to"),
        "When it is due, in the published words and as read from them. The last day it can mean. Null when no date could be read."
    );
    let sheet = book.worksheet_range("actions").unwrap();
    let head = sheet.rows().next().unwrap();
    let at = |name: &str| {
        head.iter()
            .position(|own| shown(Some(own)) == name)
            .unwrap()
    };
    let days = sheet.rows().skip(1).filter_map(|row| row.get(at("due.to")));
    let (mut typed, mut empty) = (0, 0);
    for day in days {
        match day {
            Data::DateTime(_) => typed += 1,
            Data::Empty => empty += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(typed > 10 && typed + empty == 33);

    let request = Request::get(&path).body(Body::empty()).unwrap();
    let bytes = body_bytes(app.send(request).await).await;
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut part = |name: &str| std::io::read_to_string(parts.by_name(name).unwrap()).unwrap();
    let rows = part("xl/worksheets/sheet1.xml");
    assert!(rows.contains("<autoFilter ref=\"A1:"));
    assert!(rows.contains("topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\""));
    assert!(rows.contains("<row r=\"1\"") && rows.contains("<col min=\"1\""));
    // The style of the first cell is bold.
    assert!(rows.contains("<c r=\"A1\" s=\"1\"") && part("xl/styles.xml").contains("<b/>"));
}

#[tokio::test]
async fn a_text_that_looks_like_a_formula_is_none() {
    let app = TestApp::seeded().await;
    let text = "Identify and agree a steering group membership";
    let formula = "=HYPERLINK('https://example.org')";
    app.rewrite("leicestershire-wsoa-2020/actions.toml", text, formula)
        .await;
    let mut book = book(&app, "/download/actions.xlsx").await;
    let sheet = book.worksheet_range("actions").unwrap();
    let is_formula = |cell: &Data| shown(Some(cell)).starts_with(formula);
    assert!(sheet.rows().flatten().any(is_formula));
    assert_eq!(
        book.worksheet_formula("actions")
            .unwrap()
            .used_cells()
            .count(),
        0
    );
    let (_, _, csv) = get(&app, "/download/actions.csv").await;
    let (_, table) = rows(&csv);
    let with = format!("'{formula}");
    assert!(table.iter().flatten().any(|cell| cell.starts_with(&with)));
}
