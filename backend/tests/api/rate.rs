//! How much one client may ask for in a minute.

use axum::{
    body::Body,
    http::{Request, Response, StatusCode},
};
use goldenthread::graphql::Limits;
use serde_json::{Value, json};

use crate::app::{TestApp, body_bytes, body_json};

async fn app(rate: u32) -> TestApp {
    TestApp::limited(Limits {
        rate,
        proxies: 1,
        ..Limits::default()
    })
    .await
}

/// Asks a path, as the client of this address.
async fn get(app: &TestApp, client: &str, path: &str) -> Response<Body> {
    let request = Request::get(path).header("x-forwarded-for", client);
    app.send(request.body(Body::empty()).unwrap()).await
}

fn header<'r>(response: &'r Response<Body>, name: &str) -> &'r str {
    response.headers()[name].to_str().unwrap()
}

const QUERY: &str = "/graphql?query=%7B%20themes%20%7B%20totalCount%20%7D%20%7D";

#[tokio::test]
async fn who_asks_too_much_is_told_when_to_come_back_and_others_are_not_disturbed() {
    let app = app(30).await;
    for left in (0..30).rev() {
        let answer = get(&app, "192.0.2.1", QUERY).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(header(&answer, "ratelimit-policy"), "\"minute\";q=30;w=60");
        let seconds = (30 - left) * 2;
        assert_eq!(
            header(&answer, "ratelimit"),
            format!("\"minute\";r={left};t={seconds}")
        );
    }
    let refused = get(&app, "192.0.2.1", QUERY).await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let wait: u64 = header(&refused, "retry-after").parse().unwrap();
    assert!((1..=2).contains(&wait), "{wait}");
    let error = body_json(refused).await["errors"][0].clone();
    assert_eq!(error["extensions"]["code"], "RATE_LIMITED");
    let words = error["message"].as_str().unwrap();
    assert!(words.contains("30 points a minute"), "{words}");
    assert!(
        words.contains(&format!("Come back in {wait} seconds")),
        "{words}"
    );
    assert_eq!(get(&app, "192.0.2.2", QUERY).await.status(), StatusCode::OK);
    // Points come back evenly: two seconds are one point.
    tokio::time::sleep(std::time::Duration::from_millis(2_100)).await;
    assert_eq!(get(&app, "192.0.2.1", QUERY).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_file_costs_more_than_a_query() {
    let app = app(30).await;
    let file = get(&app, "192.0.2.1", "/download/themes.csv").await;
    assert_eq!(file.status(), StatusCode::OK);
    assert!(header(&file, "ratelimit").starts_with("\"minute\";r=10;"));
    let refused = get(&app, "192.0.2.1", "/download/themes.csv").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    let words = String::from_utf8(body_bytes(refused).await).unwrap();
    assert!(words.starts_with("There were too many requests"), "{words}");
    // For a query there is enough left, and the page and its files cost nothing.
    assert_eq!(get(&app, "192.0.2.1", QUERY).await.status(), StatusCode::OK);
    let page = get(&app, "192.0.2.1", "/health").await;
    assert!(!page.headers().contains_key("ratelimit"));
}

#[tokio::test]
async fn a_query_may_ask_what_is_left_and_that_answer_is_kept_nowhere() {
    let app = app(100).await;
    let path =
        "/graphql?query=%7B%20rateLimit%20%7B%20cost%20limit%20remaining%20resetAt%20%7D%20%7D";
    for left in [99, 98] {
        let answer = get(&app, "192.0.2.1", path).await;
        assert!(!answer.headers().contains_key("etag"));
        assert_eq!(header(&answer, "cache-control"), "no-store");
        let rate = body_json(answer).await["data"]["rateLimit"].clone();
        let numbers = json!([rate["cost"], rate["limit"], rate["remaining"]]);
        assert_eq!(numbers, json!([1, 100, left]));
        assert!(
            rate["resetAt"].as_str().unwrap().ends_with("+00:00"),
            "{rate}"
        );
    }
}

#[tokio::test]
async fn nobody_is_limited_where_the_limit_is_none() {
    let app = app(0).await;
    let answer = get(&app, "192.0.2.1", QUERY).await;
    assert!(!answer.headers().contains_key("ratelimit"));
    assert_eq!(
        app.query("{ rateLimit { cost } }").await["rateLimit"],
        Value::Null
    );
}

#[tokio::test]
async fn what_costs_more_than_a_minute_has_is_not_said_to_come_later() {
    let app = app(10).await;
    let refused = get(&app, "192.0.2.1", "/download/themes.csv").await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(!refused.headers().contains_key("retry-after"));
    let words = String::from_utf8(body_bytes(refused).await).unwrap();
    assert!(words.contains("it gives none of either"), "{words}");
    assert_eq!(get(&app, "192.0.2.1", QUERY).await.status(), StatusCode::OK);
}
