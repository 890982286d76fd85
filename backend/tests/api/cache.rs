//! Answers that are kept: by clients, by the server, and queries by their hash.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::app::{TestApp, body_bytes, body_json};

const QUERY: &str = "{ actions(first: 100) { nodes { text steps leadPublished evidence } } }";

fn get(query: &str, kept: Option<&str>) -> Request<Body> {
    let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    let mut request = Request::get(format!("/graphql?query={query}"));
    if let Some(kept) = kept {
        request = request.header(header::IF_NONE_MATCH, kept);
    }
    request.body(Body::empty()).unwrap()
}

fn tag(response: &Response) -> String {
    response.headers()[header::ETAG]
        .to_str()
        .unwrap()
        .to_owned()
}

#[tokio::test]
async fn a_client_that_has_the_answer_is_told_so_until_the_data_changes() {
    let app = TestApp::seeded().await;
    let first = app.send(get(QUERY, None)).await;
    let kept = tag(&first);
    assert!(kept.starts_with("W/\""), "{kept}");
    assert_eq!(first.headers()[header::CACHE_CONTROL], "no-cache");
    let text = body_bytes(first).await;
    for known in [
        kept.clone(),
        format!("\"other\", {kept}"),
        kept[2..].to_owned(),
    ] {
        let again = app.send(get(QUERY, Some(&known))).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
        assert_eq!(tag(&again), kept);
        assert!(body_bytes(again).await.is_empty());
    }
    let other = app.send(get("{ dataVersion }", Some(&kept))).await;
    assert_eq!(other.status(), StatusCode::OK);
    assert_ne!(tag(&other), kept);
    app.rewrite(
        "leicestershire-wsoa-2020/actions.toml",
        "Leicestershire",
        "Ruritania",
    )
    .await;
    let changed = app.send(get(QUERY, Some(&kept))).await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_ne!(tag(&changed), kept);
    assert_ne!(body_bytes(changed).await, text);
    // An error is nothing to keep.
    let wrong = app.send(get("{ nothing }", None)).await;
    assert!(wrong.headers().get(header::ETAG).is_none());
}

#[tokio::test]
async fn an_answer_is_made_once_and_never_after_a_write() {
    let app = TestApp::seeded().await;
    let first = app.query(QUERY).await;
    let before = app.statements();
    assert_eq!(app.query(QUERY).await, first);
    // The version of the data, and nothing else.
    assert_eq!(app.statements() - before, 1);
    app.rewrite(
        "leicestershire-wsoa-2020/actions.toml",
        "Leicestershire",
        "Ruritania",
    )
    .await;
    assert_ne!(app.query(QUERY).await, first);
    // Other variables are another question.
    let query = "query($first: Int) { actions(first: $first) { nodes { path } } }";
    for count in [1, 2, 3] {
        let answer = app.ask(query, json!({ "first": count })).await;
        assert_eq!(
            answer["data"]["actions"]["nodes"].as_array().unwrap().len(),
            count
        );
    }
}

fn hash(query: &str) -> String {
    let hash = Sha256::digest(query.as_bytes());
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn persisted(app: &TestApp, body: Value) -> (StatusCode, Value) {
    let request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, "application/graphql-response+json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let response = app.send(request).await;
    (response.status(), body_json(response).await)
}

#[tokio::test]
async fn a_query_may_be_named_by_its_hash_once_it_was_sent() {
    let app = TestApp::seeded().await;
    let extensions = |hash: &str| json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } });
    let named = json!({ "extensions": extensions(&hash(QUERY)) });
    let (status, answer) = persisted(&app, named.clone()).await;
    assert_eq!(status, StatusCode::OK);
    let error = &answer["errors"][0];
    assert_eq!(error["message"], "PersistedQueryNotFound");
    assert_eq!(error["extensions"]["code"], "PERSISTED_QUERY_NOT_FOUND");
    assert!(answer.get("data").is_none());

    let wrong = json!({ "query": QUERY, "extensions": extensions(&hash("{ dataVersion }")) });
    let (status, answer) = persisted(&app, wrong).await;
    assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
    let (_, answer) = persisted(&app, named.clone()).await;
    assert_eq!(answer["errors"][0]["message"], "PersistedQueryNotFound");

    let sent = json!({ "query": QUERY, "extensions": extensions(&hash(QUERY)) });
    let (_, first) = persisted(&app, sent).await;
    assert!(first["data"]["actions"]["nodes"].is_array(), "{first}");
    assert_eq!(
        persisted(&app, named.clone()).await,
        (StatusCode::OK, first.clone())
    );

    // With GET, as clients do so that answers can be kept on the way.
    let words = extensions(&hash(QUERY)).to_string();
    let words: String = form_urlencoded::byte_serialize(words.as_bytes()).collect();
    let request = Request::get(format!("/graphql?extensions={words}"))
        .body(Body::empty())
        .unwrap();
    assert_eq!(body_json(app.send(request).await).await, first);

    for bad in [
        json!({ "version": 2, "sha256Hash": "x" }),
        json!(1),
        json!({ "version": 1 }),
    ] {
        let body = json!({ "query": QUERY, "extensions": { "persistedQuery": bad } });
        let (status, answer) = persisted(&app, body).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
        assert!(
            answer["errors"][0]["message"]
                .as_str()
                .unwrap()
                .contains("persistedQuery")
        );
    }
}
