//! What is there no more: the log is asked for what was taken away and is not back, by people or by an import.

use goldenthread::{entity::user::Role, import};
use serde_json::{Value, json};

use crate::app::{Browser, TestApp};

const NOTES: &str = "worcestershire-survey-2021/quality.toml";
const REASON: &str = "It was entered for another plan.";
const GONE: &str = "{ changes(filter: {area: [\"leicestershire\"], gone: true, imported: false}) {
  totalCount nodes { deed kind path version actor actorName reason before after record { __typename } } } }";
const COUNTS: &str = "{ all: changes(first: 1) { totalCount }
  gone: changes(first: 1, filter: {gone: true}) { totalCount }
  there: changes(first: 1, filter: {gone: false}) { totalCount }
  byPeople: changes(first: 1, filter: {imported: false}) { totalCount }
  byImport: changes(first: 1, filter: {imported: true}) { totalCount }
  goneByPeople: changes(first: 1, filter: {gone: true, imported: false}) { totalCount }
  goneByImport: changes(first: 1, filter: {gone: true, imported: true}) { totalCount }
  elsewhere: changes(first: 1, filter: {area: [\"worcestershire\"], gone: true, imported: false}) { totalCount }
  measures: changes(first: 1, filter: {kind: [MEASURE], gone: true}) { totalCount } }";

async fn counts(app: &TestApp, names: &[&str]) -> Vec<u64> {
    let found = app.query(COUNTS).await;
    let count = |name: &&str| found[*name]["totalCount"].as_u64().unwrap();
    names.iter().map(count).collect()
}

/// Enters a review of a plan of Leicestershire, and answers its id.
async fn enter(app: &TestApp, editor: &Browser<'_>) -> Value {
    let plan = app
        .query("{ plan(path: \"leicestershire/wsoa-2020\") { id } }")
        .await["plan"]["id"]
        .take();
    let add = "mutation Add($input: AddReviewInput!) { addReview(input: $input) { review { id } problems { message } } }";
    let input = json!({ "plan": plan, "note": "The letter came in June.", "title": "Second review", "by": "DfE",
        "heldOn": "2021-06-09", "state": "HELD", "findings": [] });
    let mut made = editor.ask(add, json!({ "input": input })).await;
    assert_eq!(made["data"]["addReview"]["problems"], json!([]), "{made}");
    made["data"]["addReview"]["review"]["id"].take()
}

/// Takes a record that was seen in a version to another; the version 0 takes it away.
async fn revert(editor: &Browser<'_>, id: &Value, version: i32, to: i32) {
    let revert = "mutation Back($input: RevertRecordInput!) { revertRecord(input: $input) { problems { message } } }";
    let input = json!({ "id": id, "expectedVersion": version, "toVersion": to, "note": REASON });
    let done = editor.ask(revert, json!({ "input": input })).await;
    assert_eq!(
        done["data"]["revertRecord"]["problems"],
        json!([]),
        "{done}"
    );
}

#[tokio::test]
async fn what_people_took_away_is_found_until_it_is_back() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let names = [
        "gone",
        "byPeople",
        "goneByPeople",
        "goneByImport",
        "elsewhere",
        "measures",
    ];
    assert_eq!(counts(&app, &names).await, [0; 6]);
    let all = counts(&app, &["all", "there", "byImport"]).await;
    assert_eq!(all, [all[0]; 3]);

    let id = enter(&app, &editor).await;
    assert_eq!(counts(&app, &names).await, [0, 1, 0, 0, 0, 0]);
    revert(&editor, &id, 1, 0).await;
    let was = app.query("{ dataVersion }").await["dataVersion"].take();
    let found = app.query(GONE).await["changes"].take();
    assert_eq!(found["totalCount"], 1);
    let last = &found["nodes"][0];
    assert_eq!(
        (
            &last["deed"],
            &last["kind"],
            &last["version"],
            &last["reason"]
        ),
        (
            &json!("DELETED"),
            &json!("REVIEW"),
            &json!(2),
            &json!(REASON)
        )
    );
    assert_eq!(last["path"], "leicestershire/wsoa-2020/review-2021-06-09");
    assert_eq!(last["before"]["title"], "Second review");
    assert_eq!(
        (&last["after"], &last["record"]),
        (&Value::Null, &Value::Null)
    );
    // The public is told the role, the team who.
    assert_eq!(
        (&last["actor"], &last["actorName"]),
        (&json!("Editor"), &Value::Null)
    );
    let seen = editor.query(GONE).await;
    assert_eq!(seen["changes"]["nodes"][0]["actorName"], "editor");
    assert_eq!(counts(&app, &names).await, [1, 2, 1, 0, 0, 0]);
    let [all, there] = counts(&app, &["all", "there"]).await[..] else {
        panic!("two were asked for")
    };
    assert_eq!(there, all - 2);

    revert(&editor, &id, 2, 1).await;
    assert_eq!(counts(&app, &names).await, [0, 3, 0, 0, 0, 0]);
    // Taken away a second time it is there once, with the last change.
    revert(&editor, &id, 3, 0).await;
    let found = app.query(GONE).await["changes"].take();
    assert_eq!(found["totalCount"], 1);
    assert_eq!(found["nodes"][0]["version"], 4);
    assert_eq!(counts(&app, &names).await, [1, 4, 1, 0, 0, 0]);
    // Of an earlier day it is said as it was then.
    let past = app
        .query(&format!("query @asOf(version: {was}) {GONE}"))
        .await;
    assert_eq!(past["changes"]["nodes"][0]["version"], 2);
}

#[tokio::test]
async fn what_an_import_took_away_is_told_apart() {
    let app = TestApp::seeded().await;
    let editor = app.member("leicestershire", Role::Editor).await;
    let id = enter(&app, &editor).await;
    revert(&editor, &id, 1, 0).await;
    let files = import::bundle::files().into_iter();
    let files: Vec<_> = files.filter(|(name, _)| name != NOTES).collect();
    let less = import::read(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    let author = import::bundle::author();
    let written = import::commit(&app.database.db, less, &author, import::Missing::Goes);
    let removed = u64::try_from(written.await.unwrap().removed).unwrap();
    assert!(removed > 10);
    let names = ["gone", "goneByPeople", "goneByImport"];
    assert_eq!(counts(&app, &names).await, [removed + 1, 1, removed]);
    // In a file too.
    let filter = "filter=%7B%22gone%22%3Atrue%2C%22imported%22%3Afalse%7D";
    let request = axum::http::Request::get(format!("/download/changes.csv?{filter}"));
    let file = app
        .send(request.body(axum::body::Body::empty()).unwrap())
        .await;
    let file = String::from_utf8(crate::app::body_bytes(file).await).unwrap();
    assert_eq!(file.trim_end().lines().count(), 2, "{file}");
    assert!(file.contains("review-2021-06-09"), "{file}");
    // What comes back with the next import is gone no more.
    import::bundle::seed(&app.database.db).await.unwrap();
    assert_eq!(counts(&app, &names).await, [1, 1, 0]);
}
