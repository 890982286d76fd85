//! Lists as files.

use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use crate::app::{TestApp, body_bytes};

pub async fn get(app: &TestApp, path: &str) -> (StatusCode, String, String) {
    let request = Request::get(path).body(axum::body::Body::empty()).unwrap();
    let response = app.send(request).await;
    let status = response.status();
    let kind = response.headers()[header::CONTENT_TYPE]
        .to_str()
        .unwrap()
        .to_owned();
    let bytes = body_bytes(response).await;
    (status, kind, String::from_utf8(bytes).unwrap())
}

pub fn rows(text: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let head = csv.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = csv
        .records()
        .map(|row| row.unwrap().iter().map(str::to_owned).collect())
        .collect();
    (head, rows)
}

pub fn encoded(json: &str) -> String {
    form_urlencoded::byte_serialize(json.as_bytes()).collect()
}

/// Every list that can be asked for as a whole.
pub async fn wholes(app: &TestApp) -> Vec<String> {
    let (status, _, text) = get(app, "/download/nothing.csv").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    let names = text
        .split_once("There are: ")
        .unwrap()
        .1
        .trim()
        .trim_end_matches('.');
    // A search needs words, a thread an area, a comparison two plans, a diff a record, and groups what they
    // are made by.
    let needs_nothing = |name: &&str| {
        !["search", "thread", "compare", "diff"].contains(name) && !name.ends_with("Groups")
    };
    let wholes = names.split(", ").filter(needs_nothing).map(str::to_owned);
    let wholes: Vec<String> = wholes.collect();
    assert!(wholes.len() > 18, "{wholes:?}");
    wholes
}

#[tokio::test]
async fn every_list_is_a_table_with_all_of_its_rows() {
    let app = TestApp::seeded().await;
    for name in wholes(&app).await {
        let (status, kind, text) = get(&app, &format!("/download/{name}.csv")).await;
        assert_eq!(status, StatusCode::OK, "{name}: {text}");
        assert!(kind.starts_with("text/csv"));
        let (head, rows) = rows(&text);
        // What is no record of its own, an event or a change, names the record that it is about.
        let has = |column: &str| head.iter().any(|own| own == column);
        assert!(
            has("path") && has("citations") == has("id"),
            "{name} {head:?}"
        );
        let total =
            app.query(&format!("{{ {name} {{ totalCount }} }}")).await[&name]["totalCount"].clone();
        assert_eq!(total, rows.len(), "{name}");
        let (_, _, text) = get(&app, &format!("/download/{name}.json")).await;
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["totalCount"], total);
        assert_eq!(
            json["nodes"].as_array().unwrap().len(),
            rows.len(),
            "{name}"
        );
    }
}

#[tokio::test]
async fn a_file_has_the_filter_and_the_order_of_the_api() {
    let app = TestApp::seeded().await;
    let filter = encoded("{\"area\":[\"leicestershire\"],\"without\":[\"EVIDENCE\"]}");
    let order = encoded("[{\"field\":\"DUE\",\"direction\":\"DESC\"}]");
    let (status, _, text) = get(
        &app,
        &format!("/download/actions.csv?filter={filter}&orderBy={order}"),
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let (head, rows) = rows(&text);
    assert_eq!(rows.len(), 10);
    let column = |name: &str| head.iter().position(|own| own == name).unwrap();
    let due: Vec<&str> = rows
        .iter()
        .map(|row| row[column("due.to")].as_str())
        .filter(|day| !day.is_empty())
        .collect();
    assert!(due.is_sorted_by(|one, other| one >= other), "{due:?}");
    assert!(
        rows.iter()
            .all(|row| row[column("area.path")] == "leicestershire")
    );
    assert!(
        rows[0][column("citations")]
            .contains("Written Statement of Action [leicestershire-wsoa-2020], ")
    );
    // What is published stands beside what was read from it.
    assert!(
        head.contains(&"due.published".to_owned()) && head.contains(&"status.shared".to_owned())
    );
}

#[tokio::test]
async fn a_browser_gets_its_file_compressed() {
    let app = TestApp::seeded().await;
    for encoding in ["gzip", "br"] {
        let request = Request::get("/download/dataQualityNotes.csv")
            .header(header::ACCEPT_ENCODING, encoding)
            .body(axum::body::Body::empty())
            .unwrap();
        let response = app.send(request).await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], encoding);
        assert!(body_bytes(response).await.len() > 1_000);
    }
}

#[tokio::test]
async fn what_cannot_be_a_file_is_refused_before_the_first_row() {
    let app = TestApp::seeded().await;
    for (path, status, words) in [
        (
            "/download/actions",
            StatusCode::NOT_FOUND,
            ".jsonl or .xlsx",
        ),
        (
            "/download/actions.xml",
            StatusCode::NOT_FOUND,
            ".jsonl or .xlsx",
        ),
        ("/download/__schema.csv", StatusCode::NOT_FOUND, "no list"),
        (
            "/download/actions.csv?filter={",
            StatusCode::BAD_REQUEST,
            "`filter` is no JSON",
        ),
        (
            "/download/search.csv?text=review",
            StatusCode::BAD_REQUEST,
            "A text stands in double quotes, percent-encoded: text=%22",
        ),
        (
            "/download/changes.csv?since=2026-09-01",
            StatusCode::BAD_REQUEST,
            "takes no `since`, but `filter`",
        ),
        (
            "/download/actions.csv?filter=%7B%22area%22%3A%5B%22atlantis%22%5D%7D",
            StatusCode::BAD_REQUEST,
            "atlantis",
        ),
        (
            "/download/actions.csv?filter=%7B%22no%22%3A1%7D",
            StatusCode::BAD_REQUEST,
            "no",
        ),
        (
            "/download/actions.csv?page=2",
            StatusCode::BAD_REQUEST,
            "`filter` and `orderBy`",
        ),
        (
            "/download/actions.csv?filter=null&filter=null",
            StatusCode::BAD_REQUEST,
            "twice",
        ),
        (
            "/download/actions.csv?asOf=1&asOf=2",
            StatusCode::BAD_REQUEST,
            "`asOf` stands there twice",
        ),
        (
            "/download/actions.csv?asOf=soon",
            StatusCode::BAD_REQUEST,
            "or a time such as",
        ),
        (
            "/download/actions.csv?asOf=99999",
            StatusCode::BAD_REQUEST,
            "no version 99999",
        ),
        (
            "/download/actionGroups.csv?by=[%22REFERENCE%22]&first=2",
            StatusCode::BAD_REQUEST,
            "say with `first`",
        ),
        (
            "/download/goldenthread.zip?filter=null",
            StatusCode::BAD_REQUEST,
            "takes no `filter`, but `asOf`",
        ),
        (
            "/download/search.csv",
            StatusCode::BAD_REQUEST,
            "needs `text`",
        ),
        (
            "/download/thread.csv?area=%22atlantis%22",
            StatusCode::BAD_REQUEST,
            "atlantis",
        ),
    ] {
        let (found, _, text) = get(&app, path).await;
        assert_eq!(found, status, "{path}: {text}");
        assert!(text.contains(words), "{path}: {text}");
    }
}

#[tokio::test]
async fn an_order_that_a_list_has_not_is_refused() {
    let app = TestApp::seeded().await;
    let order = encoded(r#"[{"field":"TITLE"}]"#);
    let (status, _, text) = get(&app, &format!("/download/plans.json?orderBy={order}")).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("takes no `orderBy`, but `filter`"), "{text}");
}

#[tokio::test]
async fn a_search_and_a_thread_are_files_too() {
    let app = TestApp::seeded().await;
    let text = encoded("\"annual review\"");
    let (status, _, found) = get(
        &app,
        &format!("/download/search.csv?text={text}&kind=[%22ACTION%22]"),
    )
    .await;
    assert_eq!(status, StatusCode::OK, "{found}");
    let (head, hits) = rows(&found);
    let data = app
        .query("{ search(text: \"annual review\", kind: [ACTION]) { totalCount nodes { path title { text } } } }")
        .await;
    assert_eq!(data["search"]["totalCount"], hits.len());
    let column = |name: &str| head.iter().position(|own| own == name).unwrap();
    let first = &data["search"]["nodes"][0];
    assert_eq!(first["path"], hits[0][column("path")]);
    let pieces = first["title"].as_array().unwrap().iter();
    let title: String = pieces
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    assert_eq!(title, hits[0][column("title")]);

    let (status, _, found) = get(&app, "/download/thread.csv?area=%22leicestershire%22").await;
    assert_eq!(status, StatusCode::OK, "{found}");
    let (head, nodes) = rows(&found);
    let data = app
        .query("{ thread(area: \"leicestershire\") { nodes { text } } }")
        .await;
    assert_eq!(
        data["thread"]["nodes"].as_array().unwrap().len(),
        nodes.len()
    );
    assert!(
        head.starts_with(&["number", "under", "stage", "gap", "text"].map(str::to_owned)),
        "{head:?}"
    );
    let path = "/download/thread.json?area=%22leicestershire%22&basis=[%22STATED%22]";
    let (_, _, found) = get(&app, path).await;
    let json: Value = serde_json::from_str(&found).unwrap();
    assert_eq!(json["basis"][0], "STATED");
    assert!(json["nodes"].as_array().unwrap().len() < nodes.len());
}

#[tokio::test]
async fn a_file_holds_the_parts_of_its_records_as_lines() {
    let app = TestApp::seeded().await;
    let (_, _, text) = get(&app, "/download/weaknesses.csv").await;
    let (head, weaknesses) = rows(&text);
    let column = |name: &str| head.iter().position(|own| own == name).unwrap();
    let data = app
        .query("{ weaknesses { nodes { path themes { theme { path } method } states { state asOf { published } } } } }")
        .await;
    for (row, node) in weaknesses
        .iter()
        .zip(data["weaknesses"]["nodes"].as_array().unwrap())
    {
        assert_eq!(node["path"], row[column("path")]);
        for (name, parts, way) in [
            ("themes.theme.path", "themes", "/theme/path"),
            ("themes.method", "themes", "/method"),
            ("states.state", "states", "/state"),
            ("states.asOf.published", "states", "/asOf/published"),
        ] {
            let parts = node[parts].as_array().unwrap().iter();
            let lines: Vec<&str> = parts
                .map(|part| part.pointer(way).unwrap().as_str().unwrap())
                .collect();
            assert_eq!(row[column(name)], lines.join("\n"), "{name}");
        }
    }
    let (_, _, text) = get(&app, "/download/actions.csv").await;
    let (head, _) = rows(&text);
    for column in ["themes.theme.path", "leads.name", "dataQualityNotes.path"] {
        assert!(head.contains(&column.to_owned()), "{column} {head:?}");
    }
}

#[tokio::test]
async fn groups_are_a_table_too() {
    let app = TestApp::seeded().await;
    let by = "%5B%22AREA%22%2C%22STATUS%22%5D";
    let (status, _, text) = get(&app, &format!("/download/actionGroups.csv?by={by}")).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    let (head, rows) = rows(&text);
    let column = |name: &str| head.iter().position(|own| own == name).unwrap();
    let (value, count) = (column("keys.value"), column("count"));
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0][value], "worcestershire\nNOT_STATED");
    assert_eq!(rows[0][count], "38");
    let (status, _, text) = get(&app, "/download/actionGroups.csv").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
    assert!(text.contains("needs `by`"), "{text}");
}
