//! GraphQL over HTTP, the static page, and everything that can be wrong with a request.

use axum::{
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
    response::Response,
};
use goldenthread::graphql::Limits;
use serde_json::{Value, json};

use crate::app::{TestApp, body_bytes, body_json};

const BOTH: &str = "application/graphql-response+json, application/json;q=0.9";

fn post(body: impl Into<String>) -> Request<Body> {
    Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, BOTH)
        .body(Body::from(body.into()))
        .unwrap()
}

fn get(address: &str) -> Request<Body> {
    Request::get(address).body(Body::empty()).unwrap()
}

/// A query as it stands in an address.
fn address(pairs: &[(&str, &str)]) -> String {
    let encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| {
            let value: String = value.bytes().map(|byte| format!("%{byte:02X}")).collect();
            format!("{name}={value}")
        })
        .collect();
    format!("/graphql?{}", encoded.join("&"))
}

fn kind(headers: &HeaderMap) -> &str {
    headers[header::CONTENT_TYPE].to_str().unwrap()
}

/// What an answer depends on.
fn vary(headers: &HeaderMap) -> String {
    let values = headers.get_all(header::VARY).iter();
    values
        .map(|value| value.to_str().unwrap())
        .collect::<Vec<_>>()
        .join(",")
}

/// Every answer guards its reader, and carries the id under which the log tells of it.
fn guarded(headers: &HeaderMap) {
    assert_eq!(headers["x-request-id"].len(), 36);
    assert_eq!(headers["x-content-type-options"], "nosniff");
    assert_eq!(
        headers["referrer-policy"],
        "strict-origin-when-cross-origin"
    );
}

/// The status and the first error of a request that must be refused as a whole.
async fn refused(app: &TestApp, request: Request<Body>) -> (StatusCode, Value) {
    let response = app.send(request).await;
    guarded(response.headers());
    let status = response.status();
    assert!(
        kind(response.headers()).contains("json"),
        "{:?}",
        response.headers()
    );
    let body = body_json(response).await;
    assert!(body.get("data").is_none(), "{body}");
    assert!(
        body["errors"][0]["message"]
            .as_str()
            .is_some_and(|text| !text.is_empty()),
        "{body}"
    );
    (status, body["errors"][0].clone())
}

async fn answered(app: &TestApp, request: Request<Body>) -> (Response, Value) {
    let response = app.send(request).await;
    assert_eq!(response.status(), StatusCode::OK);
    let (parts, body) = response.into_parts();
    let json = body_json(Response::new(body)).await;
    (Response::from_parts(parts, Body::empty()), json)
}

#[tokio::test]
async fn queries_come_by_post_and_by_get() {
    let app = TestApp::seeded().await;
    let query = "query One($path: String!) { plan(path: $path) { title } } query Two { localAreas { totalCount } }";
    let variables = json!({ "path": "leicestershire/wsoa-2020" });
    let body =
        json!({ "query": query, "operationName": "One", "variables": variables, "extensions": {} });
    let (response, answer) = answered(&app, post(body.to_string())).await;
    assert_eq!(
        answer,
        json!({ "data": { "plan": { "title": "Written Statement of Action" } } })
    );
    assert_eq!(
        kind(response.headers()),
        "application/graphql-response+json; charset=utf-8"
    );
    guarded(response.headers());

    let one = address(&[
        ("query", query),
        ("operationName", "One"),
        ("variables", &variables.to_string()),
    ]);
    assert_eq!(answered(&app, get(&one)).await.1, answer);
    let two = address(&[("query", query), ("operationName", "Two")]);
    assert_eq!(
        answered(&app, get(&two)).await.1["data"]["localAreas"]["totalCount"],
        2
    );
    // Null stands for nothing.
    let body = json!({ "query": "{ __typename }", "operationName": null, "variables": null, "extensions": null });
    assert_eq!(
        answered(&app, post(body.to_string())).await.1,
        json!({ "data": { "__typename": "Query" } })
    );
}

#[tokio::test]
async fn the_answer_has_the_media_type_that_the_client_takes() {
    let app = TestApp::seeded().await;
    for (accept, expected) in [
        (None, "application/json; charset=utf-8"),
        (Some("*/*"), "application/json; charset=utf-8"),
        (Some("application/*"), "application/json; charset=utf-8"),
        (Some("application/json"), "application/json; charset=utf-8"),
        (
            Some("text/html, application/json;q=0.5"),
            "application/json; charset=utf-8",
        ),
        (
            Some("application/graphql-response+json"),
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            Some(BOTH),
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            Some("Application/GraphQL-Response+JSON"),
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            Some("application/json;q=0.2, application/graphql-response+json; charset=utf-8; q=0.8"),
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            Some("application/graphql-response+json;q=0.5, application/json"),
            "application/json; charset=utf-8",
        ),
        (
            Some("application/json;q=0, */*"),
            "application/graphql-response+json; charset=utf-8",
        ),
        (
            Some("application/json;odata=verbose"),
            "application/json; charset=utf-8",
        ),
        (Some("no media type"), "application/json; charset=utf-8"),
    ] {
        let mut request =
            Request::post("/graphql").header(header::CONTENT_TYPE, "application/json");
        if let Some(accept) = accept {
            request = request.header(header::ACCEPT, accept);
        }
        let request = request
            .body(Body::from("{\"query\":\"{__typename}\"}"))
            .unwrap();
        let (response, _) = answered(&app, request).await;
        assert_eq!(kind(response.headers()), expected, "{accept:?}");
        assert!(vary(response.headers()).contains("accept"), "{accept:?}");
    }
    let mut request = get("/graphql?query=%7B__typename%7D");
    request
        .headers_mut()
        .insert(header::ACCEPT, "text/html".parse().unwrap());
    let (status, error) = refused(&app, request).await;
    assert_eq!(
        (status, &error["extensions"]["code"]),
        (StatusCode::NOT_ACCEPTABLE, &json!("NOT_ACCEPTABLE"))
    );
}

#[tokio::test]
async fn a_query_that_cannot_run_is_400_and_200_for_clients_of_the_older_type() {
    let app = TestApp::seeded().await;
    for query in [
        "{ nope }",
        "{",
        "",
        "query A { __typename } query B { __typename }",
        "{ actions(first: \"x\") { totalCount } }",
        "mutation { x }",
    ] {
        let body = json!({ "query": query }).to_string();
        let (status, error) = refused(&app, post(&body)).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (StatusCode::BAD_REQUEST, &json!("BAD_QUERY")),
            "{query}"
        );
        let older = Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body))
            .unwrap();
        let (status, error) = refused(&app, older).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (StatusCode::OK, &json!("BAD_QUERY")),
            "{query}"
        );
    }
    // One that ran and met an error in a field is 200 either way.
    let (_, answer) = answered(
        &app,
        post(json!({ "query": "{ plan(path: \"x\") { id } }" }).to_string()),
    )
    .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn a_body_that_is_no_query_is_refused_with_the_reason() {
    let app = TestApp::seeded().await;
    for body in [
        "",
        "{",
        "null",
        "5",
        "\"{ __typename }\"",
        "{}",
        "{\"query\": 5}",
        "{\"query\": null}",
        "{\"query\": \"{ __typename }\"} trailing",
        "{\"query\": \"{ __typename }\", \"variables\": []}",
        "{\"query\": \"{ __typename }\", \"variables\": \"{}\"}",
        "{\"query\": \"{ __typename }\", \"operationName\": 1}",
        "{\"query\": \"{ __typename }\", \"extensions\": 1}",
        "{\"query\": \"\\ud800\"}",
    ] {
        let (status, error) = refused(&app, post(body)).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (StatusCode::BAD_REQUEST, &json!("BAD_REQUEST")),
            "{body}"
        );
        assert!(
            error["message"].as_str().unwrap().contains("JSON object"),
            "{error}"
        );
    }
    let mut bytes = post("");
    *bytes.body_mut() = Body::from(vec![0xff, 0xfe, 0x00]);
    assert_eq!(refused(&app, bytes).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn several_queries_in_one_body_are_refused() {
    let app = TestApp::seeded().await;
    for body in [
        "[]",
        "[{\"query\": \"{ __typename }\"}]",
        "[{\"query\": \"{ __typename }\"}, {\"query\": \"{ __typename }\"}]",
        "[\"{ __typename }\"]",
        "[\"{ __typename }\", null, null, null]",
    ] {
        let (status, error) = refused(&app, post(body)).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (StatusCode::BAD_REQUEST, &json!("BAD_REQUEST")),
            "{body}"
        );
    }
}

#[tokio::test]
async fn only_json_in_utf_8_is_read() {
    let app = TestApp::seeded().await;
    let send = |kind: Option<&str>| {
        let mut request = Request::post("/graphql");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        request
            .body(Body::from("{\"query\":\"{__typename}\"}"))
            .unwrap()
    };
    for kind in [
        None,
        Some(""),
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data; boundary=x"),
        Some("application/graphql"),
        Some("application/json; charset=latin1"),
        Some("application/jsonp"),
    ] {
        let (status, error) = refused(&app, send(kind)).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                &json!("UNSUPPORTED_MEDIA_TYPE")
            ),
            "{kind:?}"
        );
    }
    for kind in [
        "application/json",
        "Application/JSON",
        "application/json; charset=UTF-8",
        "application/json;charset=\"utf-8\"",
    ] {
        assert_eq!(
            answered(&app, send(Some(kind))).await.1["data"]["__typename"],
            "Query",
            "{kind}"
        );
    }
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_and_one_below_it_is_read() {
    let app = TestApp::seeded().await;
    let padded = |bytes: usize| {
        let body = "{\"query\":\"{__typename}\"}";
        format!("{}{body}", " ".repeat(bytes - body.len()))
    };
    let limit = Limits::default().body;
    assert_eq!(
        answered(&app, post(padded(limit))).await.1["data"]["__typename"],
        "Query"
    );
    for size in [limit + 1, 4 * limit] {
        let (status, error) = refused(&app, post(padded(size))).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (StatusCode::PAYLOAD_TOO_LARGE, &json!("TOO_LARGE"))
        );
        assert!(
            error["message"]
                .as_str()
                .unwrap()
                .contains(&limit.to_string()),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_get_reads_and_never_writes() {
    let app = TestApp::seeded().await;
    for query in [
        "mutation { x }",
        "mutation M { x }",
        "query A { __typename } mutation B { x }",
    ] {
        let one = address(&[("query", query)]);
        let allowed = app.send(get(&one)).await.headers()[header::ALLOW].clone();
        assert_eq!(allowed, "POST", "{query}");
        let (status, error) = refused(&app, get(&one)).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (StatusCode::METHOD_NOT_ALLOWED, &json!("METHOD_NOT_ALLOWED")),
            "{query}"
        );
    }
    // What is not chosen does not matter.
    let both = address(&[
        ("query", "query A { __typename } mutation B { x }"),
        ("operationName", "A"),
    ]);
    let response = app.send(get(&both)).await;
    assert_ne!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    for pairs in [
        vec![],
        vec![("query", "")],
        vec![("variables", "{}")],
        vec![("query", "{__typename}"), ("variables", "[]")],
        vec![("query", "{__typename}"), ("variables", "{")],
        vec![("query", "{__typename}"), ("extensions", "1")],
    ] {
        let (status, error) = refused(&app, get(&address(&pairs))).await;
        assert_eq!(
            (status, &error["extensions"]["code"]),
            (StatusCode::BAD_REQUEST, &json!("BAD_REQUEST")),
            "{pairs:?}"
        );
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH] {
        let request = Request::builder()
            .method(method)
            .uri("/graphql")
            .body(Body::empty())
            .unwrap();
        let response = app.send(request).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()[header::ALLOW], "GET, POST");
        assert_eq!(
            body_json(response).await["errors"][0]["extensions"]["code"],
            "METHOD_NOT_ALLOWED"
        );
    }
}

#[tokio::test]
async fn pages_of_the_allowed_origin_may_call_and_no_others() {
    let app = TestApp::seeded().await;
    let call = |origin: &str| {
        let mut request = post("{\"query\":\"{__typename}\"}");
        request
            .headers_mut()
            .insert(header::ORIGIN, origin.parse().unwrap());
        request
    };
    let ask = |origin: &str| {
        Request::builder()
            .method(Method::OPTIONS)
            .uri("/graphql")
            .header(header::ORIGIN, origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "POST")
            .header(header::ACCESS_CONTROL_REQUEST_HEADERS, "content-type")
            .body(Body::empty())
            .unwrap()
    };
    for request in [call("https://page.example"), ask("https://page.example")] {
        let response = app.send(request).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            response.headers()[header::ACCESS_CONTROL_ALLOW_ORIGIN],
            "https://page.example"
        );
        // It is allowed by name: it may speak for whoever has signed in.
        assert_eq!(
            response.headers()[header::ACCESS_CONTROL_ALLOW_CREDENTIALS],
            "true"
        );
    }
    let headers = app
        .send(ask("https://page.example"))
        .await
        .headers()
        .clone();
    let methods = headers[header::ACCESS_CONTROL_ALLOW_METHODS]
        .to_str()
        .unwrap();
    assert!(
        methods.contains("GET") && methods.contains("POST") && !methods.contains("DELETE"),
        "{methods}"
    );
    assert!(
        headers[header::ACCESS_CONTROL_ALLOW_HEADERS]
            .to_str()
            .unwrap()
            .contains("content-type")
    );
    for origin in [
        "https://evil.example",
        "http://page.example",
        "https://page.example.evil.example",
        "https://page.example:8443",
        "null",
    ] {
        for request in [call(origin), ask(origin)] {
            let response = app.send(request).await;
            assert!(
                !response
                    .headers()
                    .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN),
                "{origin}"
            );
        }
    }
    // Answers differ by origin, and caches are told so.
    let response = app.send(call("https://page.example")).await;
    assert!(vary(response.headers()).contains("origin"));
}

#[tokio::test]
async fn long_answers_are_compressed_for_those_who_take_it() {
    let app = TestApp::seeded().await;
    let body =
        json!({ "query": "{ actions(first: 100) { nodes { text steps evidence } } }" }).to_string();
    let plain = app.send(post(&body)).await;
    assert!(!plain.headers().contains_key(header::CONTENT_ENCODING));
    let size = body_bytes(plain).await.len();
    for coding in ["br", "gzip"] {
        let mut request = post(&body);
        request
            .headers_mut()
            .insert(header::ACCEPT_ENCODING, coding.parse().unwrap());
        let response = app.send(request).await;
        assert_eq!(response.headers()[header::CONTENT_ENCODING], coding);
        let small = body_bytes(response).await.len();
        assert!(small * 2 < size, "{coding}: {small} of {size}");
    }
    let mut request = post(&body);
    request
        .headers_mut()
        .insert(header::ACCEPT_ENCODING, "identity".parse().unwrap());
    assert!(
        !app.send(request)
            .await
            .headers()
            .contains_key(header::CONTENT_ENCODING)
    );
}

#[tokio::test]
async fn health_and_the_schema_have_addresses_of_their_own() {
    let app = TestApp::seeded().await;
    let response = app.send(get("/health")).await;
    assert_eq!(response.status(), StatusCode::OK);
    guarded(response.headers());
    assert_eq!(body_bytes(response).await, b"ok\n");
    let response = app.send(get("/schema.graphql")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert_eq!(kind(response.headers()), "text/plain; charset=utf-8");
    assert_eq!(
        body_bytes(response).await,
        goldenthread::graphql::sdl().as_bytes()
    );
}

#[tokio::test]
async fn a_database_that_is_gone_is_a_503_and_an_error_without_internals() {
    let app = TestApp::seeded().await;
    app.database.db.clone().close().await.unwrap();
    let response = app.send(get("/health")).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let error = app.error("{ actions { totalCount } }").await;
    assert_eq!(error["extensions"]["code"], "INTERNAL");
    assert_eq!(
        error["message"],
        "Something went wrong on our side. Please try again."
    );
}

#[tokio::test]
async fn every_other_address_is_the_page_and_missing_files_are_missing() {
    let app = TestApp::seeded().await;
    let first = body_bytes(app.send(get("/")).await).await;
    for path in [
        "/",
        "/areas",
        "/areas/leicestershire",
        "/areas/leicestershire/plans/wsoa-2020/actions/1.10",
        "/compare?a=x&b=y",
        "/no/such/page",
    ] {
        let response = app.send(get(path)).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        guarded(response.headers());
        assert!(kind(response.headers()).starts_with("text/html"), "{path}");
        assert_eq!(body_bytes(response).await, first, "{path}");
    }
    for path in [
        "/nope.js",
        "/assets/nope-0123456789abcdef.wasm",
        "/.env",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/assets/../../Cargo.toml",
    ] {
        let response = app.send(get(path)).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        guarded(response.headers());
        let text = String::from_utf8(body_bytes(response).await).unwrap();
        assert_eq!(text, "There is no such file.\n", "{path}");
    }
    for method in [Method::POST, Method::PUT, Method::DELETE] {
        let request = Request::builder()
            .method(method)
            .uri("/areas")
            .body(Body::empty())
            .unwrap();
        let response = app.send(request).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(response.headers()[header::ALLOW], "GET, HEAD");
    }
    let request = Request::head("/areas").body(Body::empty()).unwrap();
    assert_eq!(app.send(request).await.status(), StatusCode::OK);
}

/// A query with errors, and the whole of its data.
const NULLS: &[(&str, &str)] = &[
    // A field that may be null, beside others and alone.
    (
        "{ before: __typename plan(path: \"nowhere\") { id } node(id: \"!\") { id } }",
        "{ \"before\": \"Query\", \"plan\": null, \"node\": null }",
    ),
    ("{ plan(path: \"nowhere\") { id } }", "{ \"plan\": null }"),
    // One that may not: then what is around it is null, here everything.
    (
        "{ before: __typename actions(first: 0) { totalCount } }",
        "null",
    ),
    // In a list whose items may not be null either, up to the first that may.
    (
        "{ localArea(path: \"leicestershire\") { plans { nodes { path all: workstreams(first: 0) { totalCount } } } } themes { totalCount } }",
        "{ \"localArea\": null, \"themes\": { \"totalCount\": 12 } }",
    ),
    // Under another name, in a fragment, and of an interface.
    (
        "query A { __typename } query B { ...Two } fragment Two on Query { here: plan(path: \"leicestershire/wsoa-2020\") { path ... on Plan { bad: actions(first: 0) { totalCount } } } }",
        "{ \"here\": null }",
    ),
];

#[tokio::test]
async fn what_failed_is_null_or_what_is_around_it() {
    let app = TestApp::seeded().await;
    for (query, data) in NULLS {
        let body = match query.starts_with("query") {
            true => json!({ "query": query, "operationName": "B" }),
            false => json!({ "query": query }),
        };
        let (_, answer) = answered(&app, post(body.to_string())).await;
        let data: Value = serde_json::from_str(data).unwrap();
        assert_eq!(answer["data"], data, "{query}");
        assert!(answer.as_object().unwrap().contains_key("data"), "{query}");
        assert!(!answer["errors"].as_array().unwrap().is_empty(), "{query}");
    }
}

#[tokio::test]
async fn an_answer_that_takes_too_long_is_given_up_and_said_in_json() {
    let limits = Limits {
        seconds: 0,
        ..Limits::default()
    };
    let app = TestApp::limited(limits).await;
    let mut request = post(
        json!({ "query": "{ compare(a: \"worcestershire/app-2022\", b: \"leicestershire/wsoa-2020\") { similarActions { totalCount } } }" })
            .to_string(),
    );
    let origin = header::HeaderValue::from_static("https://page.example");
    request.headers_mut().insert(header::ORIGIN, origin);
    let response = app.send(request).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    guarded(response.headers());
    assert!(
        response
            .headers()
            .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
    );
    let error = body_json(response).await["errors"][0].clone();
    assert_eq!(error["extensions"]["code"], "TIMEOUT");
    assert!(
        error["message"].as_str().unwrap().contains("`first`"),
        "{error}"
    );
}

/// What the README shows to copy works as it is printed.
#[tokio::test]
async fn the_readmes_query_is_answered() {
    let app = TestApp::seeded().await;
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md")).unwrap();
    let (_, command) = readme.split_once("curl ").unwrap();
    let body = command
        .split_once(" -d '")
        .unwrap()
        .1
        .split_once('\'')
        .unwrap()
        .0;
    let (_, answer) = answered(&app, post(body)).await;
    assert_eq!(answer["errors"], Value::Null);
    assert_eq!(answer["data"]["actions"]["totalCount"], 8);
}
