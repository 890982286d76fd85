//! The whole data set as one file, files as they are made, and files that are kept.

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use axum::{
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
    response::Response,
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    app::{TestApp, body_bytes},
    download::{get, wholes},
};

const ACTIONS: &str = "leicestershire-wsoa-2020/actions.toml";
const WHOLE: &str = "/download/goldenthread.zip";

async fn send(app: &TestApp, path: &str, known: Option<&str>) -> Response {
    let mut request = Request::get(path);
    if let Some(known) = known {
        request = request.header(header::IF_NONE_MATCH, known);
    }
    app.send(request.body(Body::empty()).unwrap()).await
}

async fn version(app: &TestApp) -> i64 {
    let data = app.query("{ dataVersion }").await;
    data["dataVersion"].as_i64().unwrap()
}

/// What is in a package, by name.
fn unpacked(bytes: Vec<u8>) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let each = (0..zip.len()).map(|at| {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    });
    each.collect()
}

#[tokio::test]
async fn the_package_holds_every_list_and_describes_it() {
    let app = TestApp::seeded().await;
    let response = send(&app, WHOLE, None).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/zip");
    let bytes = body_bytes(response).await;
    // The same version is the same file.
    assert_eq!(body_bytes(send(&app, WHOLE, None).await).await, bytes);
    let mut files = unpacked(bytes);
    let package = files.remove("datapackage.json").unwrap();
    let package: Value = serde_json::from_slice(&package).unwrap();
    assert_eq!(package["version"], version(&app).await.to_string());
    let data = app
        .query("{ documents { nodes { title } } changes(first: 1) { nodes { at } } }")
        .await;
    let created = package["created"].as_str().unwrap().trim_end_matches('Z');
    let at = data["changes"]["nodes"][0]["at"].as_str().unwrap();
    assert!(at.starts_with(created), "{at} {created}");
    let titles = |list: &Value| -> Vec<Value> {
        let all = list.as_array().unwrap().iter();
        all.map(|one| one["title"].clone()).collect()
    };
    assert_eq!(
        titles(&package["sources"]),
        titles(&data["documents"]["nodes"])
    );

    let wholes = wholes(&app).await;
    assert_eq!(files.len(), wholes.len());
    let resources = package["resources"].as_array().unwrap();
    for (name, resource) in wholes.iter().zip(resources) {
        let file = format!("{name}.csv");
        let (_, _, alone) = get(&app, &format!("/download/{file}")).await;
        assert_eq!(resource["path"], file);
        let own = &files[&file];
        assert_eq!(alone.as_bytes(), own, "{file}");
        assert_eq!(resource["bytes"], own.len());
        let hash = Sha256::digest(own);
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"));
        let mut csv = csv::Reader::from_reader(own.as_slice());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields
            .iter()
            .map(|one| one["name"].as_str().unwrap())
            .collect();
        assert_eq!(csv.headers().unwrap(), names);
        assert!(
            resource["description"].as_str().unwrap().len() > 10,
            "{file}"
        );
        for field in fields {
            let words = field["description"].as_str().unwrap();
            assert!(words.len() > 3, "{file}: {field}");
        }
    }
    let actions = resources
        .iter()
        .find(|one| one["name"] == "actions")
        .unwrap();
    assert_eq!(actions["schema"]["primaryKey"], json!(["path"]));
    let keys = actions["schema"]["foreignKeys"].as_array().unwrap();
    let workstream = json!({
        "fields": ["workstream.path"],
        "reference": { "resource": "workstreams", "fields": ["path"] },
    });
    assert!(keys.contains(&workstream), "{keys:?}");
    let field = |name: &str| {
        let fields = actions["schema"]["fields"].as_array().unwrap();
        fields.iter().find(|one| one["name"] == name).unwrap()
    };
    assert_eq!(field("due.to")["type"], "date");
    assert_eq!(field("due.usable")["type"], "boolean");
    assert_eq!(field("recordVersion")["type"], "integer");
    assert_eq!(field("text")["constraints"], json!({ "required": true }));
    let shared = &field("status.shared")["constraints"]["enum"];
    assert!(shared.as_array().unwrap().contains(&json!("NOT_STARTED")));
    assert!(
        field("steps")["description"]
            .as_str()
            .unwrap()
            .ends_with("One a line where there are several.")
    );
}

#[tokio::test]
async fn a_file_is_of_one_version_or_none() {
    let app = TestApp::seeded().await;
    let before = version(&app).await;
    let bytes = body_bytes(send(&app, WHOLE, None).await).await;
    let kept = format!("{WHOLE}?asOf={before}");
    for (path, word) in [
        (WHOLE, "Ruritania"),
        ("/download/changes.csv", "Illyria"),
        ("/download/changes.jsonl", "Utopia"),
    ] {
        let mut body = send(&app, path, None).await.into_body();
        assert!(body.frame().await.unwrap().is_ok());
        app.rewrite(ACTIONS, "Leicestershire", word).await;
        let rest = body.collect().await;
        assert!(rest.is_err(), "{path} ended as if it were whole");
    }
    // A version that is asked for stays what it is, however much is written meanwhile.
    let mut body = send(&app, &kept, None).await.into_body();
    let mut whole = body
        .frame()
        .await
        .unwrap()
        .unwrap()
        .into_data()
        .unwrap()
        .to_vec();
    app.rewrite(ACTIONS, "Leicestershire", "Freedonia").await;
    whole.extend(body.collect().await.unwrap().to_bytes());
    assert!(whole == bytes);
}

#[tokio::test]
async fn a_file_is_made_as_it_is_read() {
    let app = TestApp::seeded().await;
    for path in [
        WHOLE,
        "/download/changes.csv",
        "/download/changes.json",
        "/download/changes.jsonl",
    ] {
        let begun = app.statements();
        let mut body = send(&app, path, None).await.into_body();
        let mut largest = body
            .frame()
            .await
            .unwrap()
            .unwrap()
            .into_data()
            .unwrap()
            .len();
        let first = app.statements() - begun;
        let mut whole = largest;
        while let Some(frame) = body.frame().await {
            let piece = frame.unwrap().into_data().unwrap().len();
            (whole, largest) = (whole + piece, largest.max(piece));
        }
        let all = app.statements() - begun;
        // Who reads no further than the first piece has nothing asked for that comes later.
        assert!(first * 4 < all, "{path}: {first} of {all} statements");
        assert!(
            largest * 3 < whole,
            "{path}: {largest} of {whole} bytes at once"
        );
    }
}

#[tokio::test]
async fn a_file_that_is_kept_is_not_sent_again_before_the_data_changes() {
    let app = TestApp::seeded().await;
    let before = version(&app).await;
    let kept = |headers: &HeaderMap| headers[header::ETAG].to_str().unwrap().to_owned();
    let paths = [
        "actions.csv",
        "actions.json",
        "actions.jsonl",
        "actions.xlsx",
        "goldenthread.zip",
    ];
    let paths = paths.map(|file| format!("/download/{file}"));
    let past = paths.clone().map(|path| format!("{path}?asOf={before}"));
    let mut tags = Vec::new();
    for path in paths.iter().chain(&past) {
        let response = send(&app, path, None).await;
        let headers = response.headers();
        assert_eq!(headers["x-data-version"], before.to_string(), "{path}");
        assert_eq!(headers[header::CACHE_CONTROL], "no-cache");
        let tag = kept(headers);
        let again = send(&app, path, Some(&tag)).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert_eq!(kept(again.headers()), tag);
        assert_eq!(again.headers()["x-data-version"], before.to_string());
        assert!(body_bytes(again).await.is_empty());
        tags.push(tag);
    }
    // What it is asked for now and as of now is one file; every form, and every question, is another.
    assert_eq!(tags[..5], tags[5..]);
    let other = send(
        &app,
        "/download/actions.csv?filter=%7B%7D",
        Some(&tags.join(", ")),
    )
    .await;
    assert_eq!(other.status(), StatusCode::OK);
    tags.dedup();
    assert_eq!(tags.len(), 10);

    app.rewrite(ACTIONS, "Leicestershire", "Ruritania").await;
    for (path, tag) in paths.iter().zip(&tags) {
        let response = send(&app, path, Some(tag)).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_ne!(response.headers()["x-data-version"], before.to_string());
    }
    for (path, tag) in past.iter().zip(&tags) {
        let response = send(&app, path, Some(tag)).await;
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{path}");
    }
}

#[tokio::test]
async fn a_file_is_had_as_of_a_time() {
    let app = TestApp::seeded().await;
    let first = "{ changes(first: 1) { nodes { seq at } } }";
    let before = app.query(first).await["changes"]["nodes"][0].clone();
    app.rewrite(ACTIONS, "Leicestershire", "Ruritania").await;
    let time: String =
        form_urlencoded::byte_serialize(before["at"].as_str().unwrap().as_bytes()).collect();
    for (file, time, expected) in [
        ("actions.csv", time.as_str(), before["seq"].clone()),
        ("goldenthread.zip", &time, before["seq"].clone()),
        ("actions.xlsx", "2000-01-01T00:00:00Z", json!(0)),
        ("goldenthread.zip", "2000-01-01T00:00:00Z", json!(0)),
        (
            "actions.csv",
            "2999-01-01T00:00:00%2B01:00",
            json!(version(&app).await),
        ),
    ] {
        let response = send(&app, &format!("/download/{file}?asOf={time}"), None).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()["x-data-version"], expected.to_string());
        assert!(!body_bytes(response).await.is_empty());
    }
    let at = format!("/download/actions.jsonl?asOf={time}");
    assert!(!get(&app, &at).await.2.contains("Ruritania"));
    let (_, _, now) = get(&app, "/download/actions.jsonl").await;
    assert!(now.contains("Ruritania"));
}
