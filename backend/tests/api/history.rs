//! The data as it was, read from the change log.

use axum::{body::Body, http::Request};
use goldenthread::import;
use serde_json::{Value, json};

use crate::app::{TestApp, body_bytes};

const ACTIONS: &str = "leicestershire-wsoa-2020/actions.toml";
const NOTES: &str = "worcestershire-survey-2021/quality.toml";

/// Questions that together read every table, and the index of words.
const QUESTIONS: [&str; 5] = [
    "{ actions(first: 100) { totalCount nodes { path text steps leads { name } themes { basis theme { name } } citations { place quote document { title } } recordVersion } } }",
    "{ weaknesses { nodes { wordings { text } states { state } } } workstreams { nodes { members { published } states { state } } } measures(first: 100) { nodes { text observations { published } } } }",
    "{ meetings(first: 100) { nodes { organisations { name } } } reviews { nodes { findings { finding statement } } } plans { nodes { title parties { published } } } documents { nodes { title lines { text } } } }",
    "{ surveyResults(first: 100) { totalCount nodes { path } } indicatorValues(first: 100) { totalCount nodes { path } } dataQualityNotes(first: 100) { nodes { path } } glossaryTerms(first: 100) { nodes { term } } feedbackItems(first: 100) { nodes { path } } }",
    "{ search(text: \"annual review\", first: 50) { totalCount nodes { path } } thread(area: \"worcestershire\") { nodes { number path text } } dataVersion }",
];

async fn version(app: &TestApp) -> i64 {
    app.query("{ dataVersion }").await["dataVersion"]
        .as_i64()
        .unwrap()
}

#[tokio::test]
async fn what_was_answered_before_a_change_is_answered_as_of_then() {
    let app = TestApp::seeded().await;
    let before = version(&app).await;
    let mut answers = Vec::new();
    for question in QUESTIONS {
        answers.push(app.query(question).await);
    }
    app.rewrite(ACTIONS, "Leicestershire", "Ruritania").await;
    let now = version(&app).await;
    assert!(now > before);
    let is_new = |answer: &Value| answer.to_string().contains("Ruritania");
    assert!(is_new(&app.query(QUESTIONS[0]).await));
    for (question, answer) in QUESTIONS.iter().zip(answers) {
        let past = app
            .query(&format!("query @asOf(version: {before}) {question}"))
            .await;
        assert!(!is_new(&past));
        assert_eq!(past, answer, "{question}");
    }
}

#[tokio::test]
async fn what_was_removed_is_there_before_and_gone_after() {
    let app = TestApp::seeded().await;
    let count = "{ actions { totalCount } dataQualityNotes { totalCount } search(text: \"plan\") { totalCount } dataVersion }";
    let first = app.query(count).await;
    // Each version after another, so that all are made from the log: more than are kept ready.
    let mut answers = vec![first.clone()];
    for word in ["Ruritania", "Freedonia", "Illyria", "Utopia"] {
        app.rewrite(ACTIONS, "Leicestershire", word).await;
        answers.push(app.query(count).await);
    }
    let files = import::bundle::files().into_iter();
    let files: Vec<_> = files.filter(|(name, _)| name != NOTES).collect();
    let less = import::read(
        files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    let author = import::bundle::author();
    let written = import::commit(&app.database.db, less, &author, import::Missing::Goes);
    assert!(written.await.unwrap().removed > 10);
    let gone = app.query(count).await;
    assert_ne!(gone["dataQualityNotes"], first["dataQualityNotes"]);
    import::bundle::seed(&app.database.db).await.unwrap();
    answers.push(gone);
    for answer in answers.iter().chain(&answers) {
        let version = &answer["dataVersion"];
        let past = app
            .query(&format!("query @asOf(version: {version}) {count}"))
            .await;
        assert_eq!(past, *answer);
    }
    let now = app.query(count).await;
    assert_eq!(now["dataQualityNotes"], first["dataQualityNotes"]);
}

#[tokio::test]
async fn a_time_is_the_version_of_then_and_a_variable_may_say_it() {
    let app = TestApp::seeded().await;
    let before = version(&app).await;
    app.rewrite(ACTIONS, "Leicestershire", "Ruritania").await;
    let change = app
        .query("{ changes(first: 1) { nodes { seq at } } }")
        .await["changes"]["nodes"][0]
        .clone();
    let query =
        "query($version: Int, $at: DateTime) @asOf(version: $version, at: $at) { dataVersion }";
    for (variables, expected) in [
        (json!({ "version": before }), json!(before)),
        (json!({ "version": 0 }), json!(0)),
        // With variables that are null, and without any, it is the data of now.
        (json!({ "version": null }), change["seq"].clone()),
        (json!({}), change["seq"].clone()),
        (json!({ "at": change["at"] }), change["seq"].clone()),
        (json!({ "at": "2000-01-01T00:00:00Z" }), json!(0)),
        (
            json!({ "at": "2999-01-01T00:00:00+01:00" }),
            change["seq"].clone(),
        ),
    ] {
        let answer = app.ask(query, variables.clone()).await;
        assert_eq!(
            answer["data"]["dataVersion"], expected,
            "{variables}: {answer}"
        );
    }
    let nothing = app
        .query("query @asOf(version: 0) { actions { totalCount } changes { totalCount } }")
        .await;
    assert_eq!(
        nothing,
        json!({ "actions": { "totalCount": 0 }, "changes": { "totalCount": 0 } })
    );
}

#[tokio::test]
async fn a_moment_that_cannot_be_meant_is_refused_with_what_would_do() {
    let app = TestApp::seeded().await;
    let newest = version(&app).await;
    for (query, words) in [
        (
            "query @asOf(version: 99999) { dataVersion }",
            format!("the versions are 0 to {newest}"),
        ),
        (
            "query @asOf(version: -1) { dataVersion }",
            format!("the versions are 0 to {newest}"),
        ),
        ("query @asOf { dataVersion }", "either `version`".to_owned()),
        (
            "query @asOf(version: 1, at: \"2020-01-01T00:00:00Z\") { dataVersion }",
            "either `version`".to_owned(),
        ),
        (
            "query @asOf(at: \"yesterday\") { dataVersion }",
            "either `version`".to_owned(),
        ),
        (
            "{ dataVersion @asOf(version: 1) }",
            "may not be used".to_owned(),
        ),
        (
            "query @asOf(version: 0, day: 2) { dataVersion }",
            "Unknown argument".to_owned(),
        ),
        (
            "query @asOf(version: 1) { dataVersion }",
            format!("made version {newest}"),
        ),
    ] {
        let error = app.error(query).await;
        let code = error["extensions"]["code"].as_str().unwrap();
        assert!(code.starts_with("BAD_"), "{error}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(&words), "{query}: {message}");
    }
}

#[tokio::test]
async fn a_file_can_be_had_as_it_was() {
    let app = TestApp::seeded().await;
    let before = version(&app).await;
    let file = async |address: &str| {
        let request = Request::get(address).body(Body::empty()).unwrap();
        String::from_utf8(body_bytes(app.send(request).await).await).unwrap()
    };
    let first = file("/download/actions.csv").await;
    app.rewrite(ACTIONS, "Leicestershire", "Ruritania").await;
    assert_ne!(file("/download/actions.csv").await, first);
    assert_eq!(
        file(&format!("/download/actions.csv?asOf={before}")).await,
        first
    );
    let refused = file("/download/actions.csv?asOf=99999").await;
    assert!(refused.contains("There is no version 99999"), "{refused}");
    let refused = file("/download/actions.csv?asOf=soon").await;
    assert!(refused.contains("`asOf`"), "{refused}");
}
