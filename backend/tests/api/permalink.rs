//! Answers that are kept for good, and how an answer is cited.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use goldenthread::graphql::Limits;
use serde_json::{Value, json};

use crate::app::{TestApp, body_bytes, body_json};

const ACTIONS: &str = "leicestershire-wsoa-2020/actions.toml";

async fn keep(app: &TestApp, body: Value) -> (StatusCode, Value) {
    let request = Request::post("/permalink")
        .header("content-type", "application/json")
        .header("host", "plans.example")
        .header("x-forwarded-proto", "https")
        .body(Body::from(body.to_string()))
        .unwrap();
    let response = app.send(request).await;
    (response.status(), body_json(response).await)
}

async fn get(app: &TestApp, path: &str) -> (StatusCode, Vec<u8>) {
    let response = app
        .send(Request::get(path).body(Body::empty()).unwrap())
        .await;
    (response.status(), body_bytes(response).await)
}

async fn about(app: &TestApp, id: &str) -> Value {
    let (status, body) = get(app, &format!("/permalink/{id}/about")).await;
    assert_eq!(status, StatusCode::OK);
    serde_json::from_slice(&body).unwrap()
}

#[tokio::test]
async fn an_answer_stays_what_it_was_and_says_whether_it_still_holds() {
    // The proxy that says https is ours.
    let limits = Limits {
        proxies: 1,
        ..Limits::default()
    };
    let app = TestApp::limited(limits).await;
    let ask = |plan: &str| {
        json!({
            "query": "query Leads($plan: String!) { actions(filter: {plan: [$plan]}) { nodes { path leadPublished } } }",
            "variables": { "plan": plan },
        })
    };
    let (status, kept) = keep(&app, ask("leicestershire/wsoa-2020")).await;
    assert_eq!(status, StatusCode::CREATED, "{kept:#}");
    let (_, other) = keep(&app, ask("worcestershire/app-2022")).await;
    let id = kept["id"].as_str().unwrap();
    assert_eq!(kept["url"], format!("https://plans.example/permalink/{id}"));
    assert_eq!(kept["status"], "current");
    assert_eq!(kept["variables"]["plan"], "leicestershire/wsoa-2020");
    let (status, before) = get(&app, &format!("/permalink/{id}")).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(kept["bytes"], before.len());
    assert!(String::from_utf8_lossy(&before).contains("Cath Allison"));
    // Who keeps the same answer again has the same permalink.
    let (_, again) = keep(&app, ask("leicestershire/wsoa-2020")).await;
    assert_eq!(again["id"], id);
    assert_eq!(again["frozenAt"], kept["frozenAt"]);
    app.rewrite(ACTIONS, "Cath Allison", "Cath Alison").await;
    assert_eq!(get(&app, &format!("/permalink/{id}")).await.1, before);
    assert_eq!(about(&app, id).await["status"], "superseded");
    // What was written has nothing to do with the other.
    let other = other["id"].as_str().unwrap();
    assert_eq!(about(&app, other).await["status"], "current");
    let (_, new) = keep(&app, ask("leicestershire/wsoa-2020")).await;
    assert_ne!(new["id"], id);
    assert!(new["dataVersion"].as_i64() > kept["dataVersion"].as_i64());
}

#[tokio::test]
async fn a_permalink_may_be_kept_by_everybody_on_the_way() {
    let app = TestApp::seeded().await;
    let (_, kept) = keep(&app, json!({ "query": "{ themes { totalCount } }" })).await;
    let path = format!("/permalink/{}", kept["id"].as_str().unwrap());
    let first = app
        .send(Request::get(&path).body(Body::empty()).unwrap())
        .await;
    let headers = first.headers().clone();
    assert!(
        headers[header::CACHE_CONTROL]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    assert_eq!(
        headers[header::LINK],
        format!("<{path}/about>; rel=\"describedby\"")
    );
    assert_eq!(
        headers["x-data-version"].to_str().unwrap(),
        kept["dataVersion"].to_string()
    );
    let again = Request::get(&path).header(header::IF_NONE_MATCH, &headers[header::ETAG]);
    let again = app.send(again.body(Body::empty()).unwrap()).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn what_is_no_answer_is_not_kept() {
    let app = TestApp::seeded().await;
    for (body, status, words) in [
        (json!({ "query": "{ nonsense }" }), 400, "nonsense"),
        (
            json!({ "query": "{ plan(path: \"x/y\") { title } }" }),
            400,
            "There is no plan",
        ),
        (json!({ "variables": {} }), 400, "Give the query"),
        (json!([]), 400, "must be a JSON object"),
    ] {
        let (found, answer) = keep(&app, body.clone()).await;
        assert_eq!(found.as_u16(), status, "{body}");
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(words), "{body}: {message}");
        assert!(
            answer["errors"][0]["extensions"]["code"].is_string(),
            "{body}"
        );
    }
    let long = format!("{{ __typename }} # {}", "x".repeat(65_536));
    for (query, words) in [
        (&*long, "may have 65536"),
        ("{ __typename } # \0", "U+0000"),
    ] {
        let (status, answer) = keep(&app, json!({ "query": query })).await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        let message = answer["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains(words), "{message}");
    }
    // A query may hold thousands of mistakes: a few are sent, as they are for /graphql.
    let wrong = (0..50).map(|at| format!("wrong{at} ")).collect::<String>();
    let (_, answer) = keep(&app, json!({ "query": format!("{{ {wrong} }}") })).await;
    assert_eq!(answer["errors"].as_array().unwrap().len(), 20);
    for id in ["x", "00000000000000000000000000000000", "%00"] {
        for path in [format!("/permalink/{id}"), format!("/permalink/{id}/about")] {
            assert_eq!(get(&app, &path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }
}

#[tokio::test]
async fn an_answer_says_how_it_is_cited() {
    let app = TestApp::seeded().await;
    let data = app
        .query("{ dataVersion cite(title: \"33 actions\", url: \"https://x.org/a\") { text bibtex ris csl dataVersion read } }")
        .await;
    let (cite, version) = (&data["cite"], &data["dataVersion"]);
    assert_eq!(cite["dataVersion"], *version);
    let text = cite["text"].as_str().unwrap();
    assert!(text.starts_with(&format!(
        "Golden Thread: 33 actions. Data version {version}, read on "
    )));
    assert!(
        cite["bibtex"]
            .as_str()
            .unwrap()
            .starts_with("@misc{goldenthread-")
    );
    assert!(cite["ris"].as_str().unwrap().ends_with("ER  - \r\n"));
    assert_eq!(cite["csl"][0]["URL"], "https://x.org/a");
    // As it was: the version that is cited is the one that answers.
    let past = app
        .query("query @asOf(version: 0) { cite(title: \"t\", url: \"u\") { dataVersion } }")
        .await;
    assert_eq!(past["cite"]["dataVersion"], 0);
    let error = app
        .error("{ cite(title: \" \", url: \"u\") { text } }")
        .await;
    assert_eq!(error["extensions"]["argument"], "title");
}

#[tokio::test]
async fn what_was_asked_as_it_was_is_cited_as_it_was() {
    let app = TestApp::seeded().await;
    let newest = app.query("{ dataVersion }").await["dataVersion"]
        .as_i64()
        .unwrap();
    app.rewrite(ACTIONS, "Director", "Head").await;
    let query = format!("query @asOf(version: {newest}) {{ dataVersion }}");
    let (status, kept) = keep(&app, json!({ "query": query })).await;
    assert_eq!(status, StatusCode::CREATED, "{kept:#}");
    assert_eq!(kept["dataVersion"], newest);
    let cited = kept["cite"]["text"].as_str().unwrap();
    assert!(cited.contains(&newest.to_string()), "{cited}");
    // Nobody believes what a client says of a proxy where there is none.
    assert!(
        kept["url"]
            .as_str()
            .unwrap()
            .starts_with("http://plans.example/")
    );
}
