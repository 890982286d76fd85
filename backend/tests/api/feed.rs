//! Who follows the log hears of every change once, in order, from where he was.

use std::time::Duration;

use async_graphql::Response;
use futures_util::{Stream, StreamExt};
use goldenthread::graphql::{Api, Limits, Question};
use serde_json::{Value, json};
use tokio::time::{error::Elapsed, timeout};

use crate::app::TestApp;

const FILE: &str = "worcestershire-app-2022/plan.toml";
const FROM: &str = "period = \"2022-2023\"";
const OTHER: &str = "leicestershire-wsoa-2020/plan.toml";

fn api(app: &TestApp) -> Api {
    Api::new(app.database.db.clone(), Limits::default())
}

fn question(query: &str, variables: Value) -> Question {
    let mut question = Question::new(query);
    question.variables = variables.as_object().unwrap().clone();
    question
}

/// The next so many answers; it is a fault when they do not come.
async fn next(
    events: &mut (impl Stream<Item = Result<Response, Elapsed>> + Unpin),
    count: usize,
) -> Vec<Value> {
    let mut found = Vec::new();
    for _ in 0..count {
        let answer = timeout(Duration::from_secs(20), events.next()).await;
        let answer = answer.expect("an event in time").expect("an event");
        let answer = answer.expect("an answer in time");
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        found.push(answer.data.into_json().unwrap()["changes"].clone());
    }
    found
}

#[tokio::test]
async fn who_follows_hears_of_every_change_once() {
    let app = TestApp::seeded().await;
    let version = app.query("{ dataVersion }").await["dataVersion"]
        .as_i64()
        .unwrap();
    let api = api(&app);
    // From the beginning, in the order of their numbers: the whole log, and then what is written.
    let query = "subscription($after: Int) { changes(after: $after) { seq path } }";
    let mut all = api.events(&question(query, json!({"after": 0})));
    let total = app.query("{ changes { totalCount } }").await["changes"]["totalCount"].clone();
    let heard = next(&mut all, total.as_u64().unwrap() as usize).await;
    let seqs: Vec<i64> = heard
        .iter()
        .map(|change| change["seq"].as_i64().unwrap())
        .collect();
    assert!(seqs.is_sorted_by(|one, other| one < other));
    assert_eq!(seqs.last(), Some(&version));

    // Without a number it begins with what is written from now on.
    let mut new = api.events(&question(query, json!({})));
    // It has begun when it waits.
    assert!(
        timeout(Duration::from_millis(300), new.next())
            .await
            .is_err()
    );
    app.rewrite(FILE, FROM, "period = \"2022\"").await;
    let expected = app
        .query("{ changes(first: 1) { nodes { seq path } } }")
        .await;
    let expected = &expected["changes"]["nodes"][0];
    assert_eq!(&next(&mut all, 1).await[0], expected);
    assert_eq!(&next(&mut new, 1).await[0], expected);

    // Who comes back with the last number that he has misses nothing, and hears nothing twice.
    drop(new);
    app.rewrite(FILE, FROM, "period = \"2023\"").await;
    let mut again = api.events(&question(query, json!({"after": expected["seq"]})));
    let heard = next(&mut again, 1).await;
    assert!(heard[0]["seq"].as_i64() > expected["seq"].as_i64());
    assert_eq!(heard[0]["path"], "worcestershire/app-2022");
    assert!(
        timeout(Duration::from_millis(300), again.next())
            .await
            .is_err()
    );
}

#[tokio::test]
async fn an_event_shows_the_record_as_it_is_then() {
    let app = TestApp::seeded().await;
    let api = api(&app);
    let query = "subscription { changes(filter: {area: [\"worcestershire\"], kind: [PLAN]}) {
        record { ... on Plan { period recordVersion } } area { path } } }";
    let mut events = api.events(&question(query, json!({})));
    assert!(
        timeout(Duration::from_millis(300), events.next())
            .await
            .is_err()
    );
    // Another area's record is not heard of, nor that the next write takes it back.
    app.rewrite(OTHER, "status = \"draft\"", "status = \"final\"")
        .await;
    for (version, period) in [(2, "2022"), (3, "2023")] {
        app.rewrite(FILE, FROM, &format!("period = \"{period}\""))
            .await;
        let heard = next(&mut events, 1).await;
        let expected = json!({"period": period, "recordVersion": version});
        assert_eq!(heard[0]["record"], expected);
        assert_eq!(heard[0]["area"]["path"], "worcestershire");
    }
}

#[tokio::test]
async fn what_cannot_be_followed_is_refused() {
    let app = TestApp::seeded().await;
    let api = api(&app);
    let newest = app.query("{ dataVersion }").await["dataVersion"]
        .as_i64()
        .unwrap();
    let deep = format!(
        "record {{ ... on Plan {{ {} path {} }} }}",
        "area { plans { nodes { ".repeat(9),
        "} } }".repeat(9)
    );
    for (query, words) in [
        (format!("subscription {{ changes(after: {}) {{ seq }} }}", newest + 1), format!("0 to {newest}")),
        ("subscription { changes(after: -1) { seq } }".to_owned(), "There is no change -1".to_owned()),
        ("subscription { changes(filter: {area: [\"nowhere\"]}) { seq } }".to_owned(), "There is no local area ‘nowhere’".to_owned()),
        ("subscription { changes { seq nothing } }".to_owned(), "Unknown field \"nothing\"".to_owned()),
        ("subscription { changes { seq } more: changes { seq } }".to_owned(), "one field".to_owned()),
        ("subscription ($a: Int) { ...S } fragment S on Subscription { changes(after: $a) { seq } other: changes { seq } }".to_owned(), "one field".to_owned()),
        (format!("subscription {{ changes {{ {deep} }} }}"), "The depth of this query is".to_owned()),
    ] {
        let mut events = api.events(&question(&query, json!({})));
        let answer = timeout(Duration::from_secs(5), events.next()).await.unwrap().unwrap().unwrap();
        let said = &answer.errors.first().unwrap_or_else(|| panic!("{query}: {answer:?}")).message;
        assert!(said.contains(&words), "{query}: {said}");
        assert!(events.next().await.is_none(), "{query}");
    }
    // An answer to an event takes no longer than any other; waiting for one may.
    let limits = Limits {
        seconds: 0,
        ..Limits::default()
    };
    let hasty = Api::new(app.database.db.clone(), limits);
    let query = "subscription($after: Int) { changes(after: $after, filter: {kind: PLAN}) { record { ... on Plan { actions(first: 100) { nodes { citations { document { title } } } } } } } }";
    let mut events = hasty.events(&question(query, json!({"after": 0})));
    let answer = events.next().await.unwrap();
    assert!(answer.is_err(), "{answer:?}");
    assert!(events.next().await.is_none());
    let mut events = hasty.events(&question(query, json!({})));
    let waited = timeout(Duration::from_millis(300), events.next()).await;
    assert!(waited.is_err());
    // Over HTTP there is nowhere to say what happens later.
    let error = app.error("subscription { changes { seq } }").await;
    assert_eq!(error["extensions"]["code"], "BAD_QUERY");
    assert!(
        error["message"].as_str().unwrap().contains("WebSocket"),
        "{error}"
    );
}
